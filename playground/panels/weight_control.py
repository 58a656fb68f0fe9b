"""One weight or bias to type, slide and lock."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from playground.document import arrange_edits, edits
from playground.network.model import Edge, Node
from playground.network.weight import Weight, format_weight
from playground.panels.columns import check_weight
from playground.widgets.decimals import DECIMALS
from playground.widgets.described import described
from playground.widgets.lock_button import LockButton
from playground.widgets.number_edit import CommitEdit
from playground.widgets.weight_slider import WeightSlider


class WeightControl(QWidget):
    """Shows the number of one edge or neuron and asks for edits of it.

    Signals
    -------
    edit_requested(object) : a recipe of `document.edits`.
    refused(str) : why something typed can't be taken.
    """

    edit_requested = Signal(object)
    refused = Signal(str)

    def __init__(
        self, label: str, what: str, tip: str, whats_this: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._item: Node | Edge | None = None
        self._shown = self._before = Weight(0.0)
        self._was_dead = False
        name = what.capitalize()
        self._label = QLabel(label, self)
        self._label.setProperty("role", "caption")
        self._edit = described(CommitEdit(self), name, tip, whats_this)
        self._edit.setMinimumWidth(64)
        self._label.setBuddy(self._edit)
        self._lock = LockButton(what, self)
        slides = f"Drag to change the {what}, or press the arrow keys; Escape gives up a drag"
        self._slider = described(WeightSlider(self), f"{name} slider", slides, whats_this)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(1)
        grid.addWidget(self._label, 0, 0)
        grid.addWidget(self._edit, 0, 1)
        grid.addWidget(self._lock, 0, 2)
        grid.addWidget(self._slider, 1, 0, 1, 3)
        grid.setColumnStretch(1, 1)
        self._edit.committed.connect(self._type)
        self._edit.refused.connect(self.refused)
        self._lock.lock_chosen.connect(self._choose_lock)
        self._slider.number_changed.connect(self._slide)
        self._slider.sliderPressed.connect(self._remember)
        self._slider.cancelled.connect(self._put_back)

    def show_item(self, item: Node | Edge, weight: Weight) -> None:
        """Show the item with its newest number; what is being typed or held stays."""
        is_fresh = self._item is None or self._item.id != item.id
        self._item, self._shown = item, weight
        self._edit.show_text(format_weight(weight, DECIMALS.of(4)))
        self._slider.show_number(weight.value, is_fresh)
        self._lock.show_locked(item.locked)

    def focus_chain(self) -> list[QWidget]:
        """The controls in the order in which the Tab key walks them."""
        return [self._edit, self._lock, self._slider]

    def _type(self, text: str) -> None:
        if self._item is None:
            return
        reason = check_weight(self._item, text)
        if reason:
            self._edit.refuse(reason)
        else:
            self.edit_requested.emit(edits.type_weight([self._item.id], text))

    def _choose_lock(self, locked: bool) -> None:
        if self._item is not None:
            self.edit_requested.emit(edits.set_locked([self._item.id], locked))

    def _slide(self, value: float, merge_key: object) -> None:
        if self._item is not None:
            self.edit_requested.emit(edits.set_weights({self._item.id: value}, merge_key))

    def _remember(self) -> None:
        self._before = self._shown
        self._was_dead = isinstance(self._item, Edge) and self._item.dead

    def _put_back(self, merge_key: object) -> None:
        if self._item is not None:
            before = {self._item.id: self._before}
            dead = frozenset(before if self._was_dead else ())
            self.edit_requested.emit(arrange_edits.put_back(before, merge_key, dead))
