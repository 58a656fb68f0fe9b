"""A formula in rich text, set in the serif of formulas."""

from __future__ import annotations

import re
from html import unescape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget


class FormulaLabel(QLabel):
    """Shows rich text with real sub- and superscripts; screen readers get it as a plain line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setProperty("role", "formula")
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )

    def show_formula(self, html: str) -> None:
        """Show trusted markup: names of the user must be escaped by the caller."""
        if html != self.text():
            self.setText(html)
            self.setAccessibleName(self.plain_text)

    @property
    def plain_text(self) -> str:
        """The formula without its markup, a line for each of its lines."""
        lines = re.sub(r"<br\s*/?>|</p>|</div>", "\n", self.text())
        return unescape(re.sub(r"<[^>]*>", "", lines)).replace("\N{NO-BREAK SPACE}", " ").strip()
