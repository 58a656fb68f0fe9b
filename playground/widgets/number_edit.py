"""Lines to type in: a text that is handed over when finished, and numbers read from it."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from playground.widgets.choice import QuietComboBox

MAX_TYPED = 40


def format_number(value: float) -> str:
    """The shortest text of a number, with a true minus sign."""
    text = re.sub(r"e([+-])0*", r"e\1", f"{value:.12g}").replace("e+", "e")
    return text.replace("-", "−")


def _limit(value: float) -> str:
    """A number in words of a sentence: groups of three digits, as a comma would be a point."""
    is_long = abs(value) >= 10_000 and value == math.floor(value) and abs(value) < 1e12
    return f"{value:,.0f}".replace(",", "\N{NO-BREAK SPACE}") if is_long else format_number(value)


def parse_number(text: str, minimum: float, maximum: float, whole: bool = False) -> float:
    """Read a number with a decimal point or comma; ValueError is a sentence for the user."""
    kind = "whole number" if whole else "number"
    wanted = f"Type a {kind} from {_limit(minimum)} to {_limit(maximum)}."
    try:
        value = float("".join(text.split()).replace("−", "-").replace(",", ".").rstrip("%"))
    except ValueError:
        raise ValueError(wanted) from None
    if not minimum <= value <= maximum or (whole and value != math.floor(value)):
        raise ValueError(wanted)
    return value


class CommitEdit(QLineEdit):
    """Hands its text over at Return or when it loses the focus; Escape takes it back.

    Signals
    -------
    committed(str) : a text that differs from the shown one.
    refused(str) : why a committed text can't be taken, from `refuse`.
    """

    committed = Signal(str)
    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = ""
        self._tip: str | None = None
        self.textEdited.connect(self._forgive)
        self.returnPressed.connect(self._commit)

    def show_text(self, text: str) -> None:
        """Show a text; what is being typed stays."""
        if self.isModified() and self.hasFocus():
            return
        self._put(text)

    def refuse(self, reason: str) -> None:
        """Mark the typed text as wrong and say why."""
        if self._tip is None:
            self._tip = self.toolTip()
        self.setToolTip(reason)
        self._mark("true")
        self.refused.emit(reason)

    def _put(self, text: str) -> None:
        self._forgive()
        self._shown = text
        if text != self.text():
            # Who came to type over all of it still does, though the number has moved on.
            was_all_selected = self.hasFocus() and self.selectedText() == self.text() != ""
            self.setText(text)
            self.setCursorPosition(0)
            if was_all_selected:
                self.selectAll()
        self.setModified(False)

    def _commit(self) -> None:
        text = self.text()
        if not self.isModified() or text == self._shown:
            self.setModified(False)
            return
        self.setModified(False)
        self._take(text)

    def _take(self, text: str) -> None:
        self.committed.emit(text)

    def _forgive(self) -> None:
        if self._tip is not None:
            self.setToolTip(self._tip)
            self._tip = None
            self._mark("false")

    def _mark(self, invalid: str) -> None:
        self.setProperty("invalid", invalid)
        self.style().unpolish(self)
        self.style().polish(self)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._commit()
            if self._tip is not None:
                self._put(self._shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and (self.isModified() or self._tip is not None):
            self._put(self._shown)
            self.selectAll()
            event.accept()
        else:
            super().keyPressEvent(event)


class NumberEdit(CommitEdit):
    """A number within limits, decimal point or comma.

    Signals
    -------
    number_entered(float) : another number than the shown one.
    """

    number_entered = Signal(float)

    def __init__(
        self,
        minimum: float,
        maximum: float,
        *,
        whole: bool = False,
        suffix: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setMaxLength(MAX_TYPED)
        self._limits = minimum, maximum, whole
        self._suffix = suffix
        self._number = math.nan

    def show_number(self, value: float) -> None:
        """Show a number without telling anyone."""
        self._number = value
        self.show_text(format_number(value) + self._suffix)

    def _take(self, text: str) -> None:
        try:
            value = parse_number(text, *self._limits)
        except ValueError as error:
            self.refuse(str(error))
            return
        changed = value != self._number
        self._number = value
        self._put(format_number(value) + self._suffix)
        if changed:
            self.number_entered.emit(value)


class NumberBox(QuietComboBox):
    """A number to choose from a list or to type; `zero` is a word for 0.

    Signals
    -------
    number_entered(float) : another number than the shown one.
    refused(str) : why the typed text is no such number.
    """

    number_entered = Signal(float)
    refused = Signal(str)

    def __init__(
        self,
        numbers: Sequence[float],
        minimum: float,
        maximum: float,
        *,
        whole: bool = False,
        zero: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._limits = minimum, maximum, whole
        self._zero = zero
        self._number = math.nan
        self._line = CommitEdit()
        self._line.setMaxLength(MAX_TYPED)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setLineEdit(self._line)
        self.setCompleter(None)  # type: ignore[arg-type]
        self.setMinimumContentsLength(5)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for number in numbers:
            self.addItem(self._text(number), number)
        self._line.committed.connect(self._take)
        self._line.refused.connect(self.refused)
        self.activated.connect(self._choose)

    def show_number(self, value: float) -> None:
        """Show a number without telling anyone."""
        self._number = value
        text = self._text(value)
        if not self._line.isModified() or not self._line.hasFocus():
            self.setCurrentIndex(self.findText(text))
        self._line.show_text(text)

    def _text(self, number: float) -> str:
        return self._zero if self._zero and number == 0 else format_number(number)

    def _choose(self, index: int) -> None:
        self._enter(float(self.itemData(index)))

    def _take(self, text: str) -> None:
        is_zero = bool(self._zero) and text.strip().lower() == self._zero
        try:
            value = 0.0 if is_zero else parse_number(text, *self._limits)
        except ValueError as error:
            self._line.refuse(str(error))
            return
        self._enter(value)

    def _enter(self, value: float) -> None:
        changed = value != self._number
        self.show_number(value)
        if changed:
            self.number_entered.emit(value)
