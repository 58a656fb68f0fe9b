"""Versions, licences and what to add to a report."""

from __future__ import annotations

import locale
import platform
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from PySide6.QtCore import QSize, Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from playground import __version__
from playground.widgets.described import described

_SIZE = (620, 480)
_ICON = 64
# What the program is made of: distribution, name for people, licence, where that is its own.
_PARTS = (
    ("PySide6-Essentials", "Qt for Python and Qt", "LGPL-3.0"),
    ("pyqtgraph", "pyqtgraph", "MIT"),
    ("numpy", "NumPy", "BSD-3-Clause"),
    ("msgspec", "msgspec", "BSD-3-Clause"),
    ("threadpoolctl", "threadpoolctl", "BSD-3-Clause"),
    ("qtawesome", "QtAwesome with the Phosphor icons", "MIT"),
)
_MIT = (
    "Neural Playground is free software under the MIT licence: use, change and pass it on as you "
    "like, as long as its copyright notice stays with it."
)


def about_text() -> str:
    """Name, version, what it is, and the licence."""
    return (
        f"Neural Playground {__version__}\n"
        "Draw a neural network by hand and watch that very network train.\n\n"
        f"{_MIT}\n\n{versions()}"
    )


def versions() -> str:
    """A line for each part with its version and licence."""
    lines = [f"Python {platform.python_version()} (PSF-2.0)"]
    for name, label, licence in _PARTS:
        found = _distribution(name)
        lines.append(f"{label} {found.version if found else 'not found'} ({licence})")
    return "\n".join(lines)


def licences() -> str:
    """The licence texts that the installed parts bring along, one below the other."""
    texts = [
        "Qt for Python and Qt are used under the GNU Lesser General Public License, version 3: "
        "https://www.gnu.org/licenses/lgpl-3.0.html. They are installed as packages of their own "
        "and can be replaced; their source is at https://code.qt.io."
    ]
    for name, label, _ in _PARTS:
        found = _distribution(name)
        texts += [f"{label}\n\n{text}" for text in _licence_texts(found)] if found else []
    rule = "\n\n" + 40 * "─" + "\n\n"
    return rule.join(text.strip() for text in texts)


def system_text() -> str:
    """What matters when something goes wrong on one machine only; nothing of the document."""
    app = QGuiApplication.instance()
    screens = "; ".join(
        f"{screen.size().width()}×{screen.size().height()} at {screen.devicePixelRatio():g}×"
        for screen in QGuiApplication.screens()
    )
    rows = (
        ("Neural Playground", __version__),
        ("Python", f"{platform.python_version()}, {platform.machine()}"),
        ("System", platform.platform()),
        ("Qt", qVersion()),
        ("Window system", QGuiApplication.platformName()),
        ("Style", QApplication.style().name()),
        ("Font", app.font().toString() if isinstance(app, QGuiApplication) else ""),
        ("Screens", screens),
        ("Language", locale.getlocale()[0] or "not set"),
        ("Frozen", "yes" if getattr(sys, "frozen", False) else "no"),
    )
    return "\n".join(f"{name}: {value}" for name, value in rows) + f"\n\n{versions()}"


class AboutDialog(QDialog):
    """Three pages, `about`, `licences` and `system`; Copy takes the shown one."""

    def __init__(self, window: QWidget, page: str = "about") -> None:
        super().__init__(window)
        self.setWindowTitle("About Neural Playground")
        self._icon = QLabel(self)
        picture = QGuiApplication.windowIcon().pixmap(QSize(_ICON, _ICON), self.devicePixelRatioF())
        self._icon.setPixmap(picture)
        self._icon.setAccessibleName("The icon of Neural Playground")
        self._tabs = described(QTabWidget(self), "Pages", "About, licences, system")
        self._tabs.setDocumentMode(True)
        self._pages: dict[str, QPlainTextEdit] = {}
        for key, title, text in (
            ("about", "About", about_text()),
            ("licences", "Licences", licences()),
            ("system", "System", system_text()),
        ):
            self._pages[key] = self._make_page(title, text)
            self._tabs.addTab(self._pages[key], title)
        self._tabs.setCurrentWidget(self._pages[page])
        close, copy = QDialogButtonBox.StandardButton.Close, QDialogButtonBox.ButtonRole.ActionRole
        self._buttons = QDialogButtonBox(close, self)
        self._copy = self._buttons.addButton("&Copy", copy)
        described(self._copy, "Copy", "Put the text of this page into the clipboard")
        described(self._buttons.button(close), "Close", "Close this dialog (Esc)")
        self._copy.setAutoDefault(False)
        self._copy.clicked.connect(self._copy_page)
        self._buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(8)
        column.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._tabs)
        column.addWidget(self._buttons)
        self.resize(*_SIZE)

    def _make_page(self, title: str, text: str) -> QPlainTextEdit:
        page = described(QPlainTextEdit(text, self), title, "Text to read, select and copy")
        page.setReadOnly(True)
        page.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        return page

    def _copy_page(self) -> None:
        page = self._tabs.currentWidget()
        assert isinstance(page, QPlainTextEdit)
        QApplication.clipboard().setText(page.toPlainText())


def _distribution(name: str) -> Distribution | None:
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


def _licence_texts(part: Distribution) -> Iterator[str]:
    """The licence files beside a distribution's metadata; parts of parts have theirs deeper."""
    for file in part.files or ():
        is_beside = file.parent.name == "licenses" or file.parent.name.endswith(".dist-info")
        if is_beside and file.name.upper().startswith(("LICENSE", "LICENCE", "COPYING")):
            yield file.read_text(encoding="utf-8")
