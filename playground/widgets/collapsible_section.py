"""A heading that folds what is under it."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from playground.widgets.described import described
from playground.widgets.icons import IconButton


class CollapsibleSection(QWidget):
    """Shows its content only when unfolded; folded it may tell a summary."""

    def __init__(self, title: str, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self._summary = ""
        self._content = content
        self._header = IconButton(title, "ph.caret-right", "muted_text", self)
        self._header.setProperty("role", "section")
        self._header.setCheckable(True)
        described(self._header, title.replace("&", ""), f"Show or hide: {title.replace('&', '')}")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._header)
        column.addWidget(content)
        self._header.toggled.connect(self.set_open)
        self.set_open(False)

    @property
    def is_open(self) -> bool:
        return self._header.isChecked()

    def set_open(self, is_open: bool) -> None:
        self._header.setChecked(is_open)
        self._content.setVisible(is_open)
        self._header.show_icon("ph.caret-down" if is_open else "ph.caret-right", "muted_text")
        self._tell()

    def set_summary(self, summary: str) -> None:
        """What the folded section holds, in a few words."""
        self._summary = summary
        self._tell()

    def _tell(self) -> None:
        short = self._summary if not self.is_open else ""
        self._header.setText(f"{self._title}: {short}" if short else self._title)
