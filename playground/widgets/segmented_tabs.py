"""A row of tabs, one of them filled."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from playground.widgets.choice import Choice
from playground.widgets.described import described


class SegmentedTabs(QWidget):
    """Exclusive choices side by side; the arrow keys walk them.

    Signals
    -------
    key_chosen(str) : another key than the shown one, chosen by a person.
    """

    key_chosen = Signal(str)

    def __init__(self, choices: Sequence[Choice], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        self._key = choices[0].key if choices else ""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for index, choice in enumerate(choices):
            button = QPushButton(choice.label, self)
            button.setCheckable(True)
            button.setProperty("role", "segment")
            described(button, choice.label, choice.help or choice.label)
            self._group.addButton(button, index)
            self._buttons[choice.key] = button
            row.addWidget(button)
        row.addStretch(1)
        self._keys = [choice.key for choice in choices]
        self._group.idToggled.connect(self._toggle)
        self.show_key(self._key)

    @property
    def key(self) -> str:
        return self._key

    def show_key(self, key: str) -> None:
        """Fill the tab of that key without telling anyone."""
        self._key = key
        if key in self._buttons:
            self._buttons[key].setChecked(True)

    def set_enabled(self, key: str, enabled: bool, why_not: str = "") -> None:
        """Offer a tab or say why it can't be chosen."""
        button = self._buttons[key]
        button.setEnabled(enabled)
        button.setToolTip(button.accessibleDescription() if enabled else why_not)

    def _toggle(self, index: int, checked: bool) -> None:
        if checked and self._keys[index] != self._key:
            self._key = self._keys[index]
            self.key_chosen.emit(self._key)
