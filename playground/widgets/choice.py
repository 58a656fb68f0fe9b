"""Options by key, and the box that offers them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

_LIST_MARGIN = 24
_MOST_WITHOUT_SCROLLING = 20


@dataclass(frozen=True, slots=True)
class Choice:
    """One option: its key in documents, the label people read, a sentence of help."""

    key: str
    label: str
    help: str = ""


class QuietComboBox(QComboBox):
    """A combo box that takes the wheel only while it has the focus, so that panels scroll."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(_MOST_WITHOUT_SCROLLING)

    def showPopup(self) -> None:
        # The list may be wider than the box, so that no label is cut. Measured only now: lists
        # that were never open stay out of every change of the style.
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + _LIST_MARGIN)
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class ChoiceBox(QuietComboBox):
    """Offers choices; `key_chosen` only for what a person chose.

    Signals
    -------
    key_chosen(str) : another key than the shown one.
    """

    key_chosen = Signal(str)

    def __init__(self, choices: Sequence[Choice] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: str | None = None
        self.setPlaceholderText("several")
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(4)
        self.set_choices(choices)
        self.activated.connect(self._choose)

    @property
    def key(self) -> str | None:
        """The shown key; None when there is none, or when several are meant."""
        return self._shown

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Offer other choices and keep the shown one where it is among them."""
        self.clear()
        for index, choice in enumerate(choices):
            self.addItem(choice.label, choice.key)
            self.setItemData(index, choice.help, Qt.ItemDataRole.ToolTipRole)
        self.show_key(self._shown)

    def show_icons(self, icons: Mapping[str, QIcon]) -> None:
        """Put a picture beside each label, by key."""
        self.setIconSize(QSize(28, 18))
        for index in range(self.count()):
            self.setItemIcon(index, icons[self.itemData(index)])

    def show_key(self, key: str | None) -> None:
        """Show a key without telling anyone; None and unknown ones show the placeholder."""
        self._shown = key
        self.setCurrentIndex(-1 if key is None else self.findData(key))

    def _choose(self, index: int) -> None:
        key = self.itemData(index)
        if key != self._shown:
            self._shown = key
            self.key_chosen.emit(key)
