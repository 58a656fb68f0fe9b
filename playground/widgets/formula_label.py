"""A formula in rich text, set in the serif of formulas."""

from __future__ import annotations

import re
from html import unescape

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


class FormulaLabel(QWidget):
    """Shows rich text with real sub- and superscripts; screen readers get it as a plain line.

    The text can be selected. Numbers in it change all the time: only a text of another height has
    what is around it laid out anew, which a QLabel would ask for with every digit.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = QLabel(self)
        self._label.setTextFormat(Qt.TextFormat.RichText)
        self._label.setWordWrap(True)
        self._label.setProperty("role", "formula")
        self._label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._height = 0
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_formula(self, html: str) -> None:
        """Show trusted markup: names of the user must be escaped by the caller."""
        if html == self._label.text():
            return
        self._label.setText(html)
        self._label.setAccessibleName(self.plain_text)
        height = self.heightForWidth(self.width())
        if height != self._height:
            self._height = height
            self.updateGeometry()

    @property
    def plain_text(self) -> str:
        """The formula without its markup, a line for each of its lines."""
        lines = re.sub(r"<br\s*/?>|</p>|</div>", "\n", self._label.text())
        return unescape(re.sub(r"<[^>]*>", "", lines)).replace("\N{NO-BREAK SPACE}", " ").strip()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._label.heightForWidth(width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._label.setGeometry(self.rect())
        self._height = self.heightForWidth(self.width())

    def sizeHint(self) -> QSize:
        return self._label.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._label.minimumSizeHint()
