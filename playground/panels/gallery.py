"""The gallery of generated data sets, grouped by the kind of problem they pose."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLabel, QWidget

from playground.data.generators import GENERATORS
from playground.panels.thumbnails import generator_picture
from playground.widgets.described import described
from playground.widgets.theming import LOOK_CHANGES, current_theme
from playground.widgets.thumbnail_button import PICTURE, ThumbnailButton

KIND_LABELS = {"classes": "Classes", "numbers": "Numbers"}
_PER_ROW = 4


class Gallery(QWidget):
    """Shows each generated set as a picture of its points; the arrow keys walk them.

    Signals
    -------
    source_chosen(str) : key of another set than the shown one.
    """

    source_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, ThumbnailButton] = {}
        self._captions: list[QLabel] = []
        self._shown = ""
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(6)
        for column in range(_PER_ROW):
            grid.setColumnStretch(column, 1)
        row = 0
        for kind, label in KIND_LABELS.items():
            caption = QLabel(label, self)
            caption.setProperty("role", "small")
            self._captions.append(caption)
            grid.addWidget(caption, row, 0, 1, _PER_ROW)
            sets = [generator for generator in GENERATORS.values() if generator.kind == kind]
            for index, generator in enumerate(sets):
                button = ThumbnailButton(generator.label, self)
                tip = f"{generator.label} ({kind}): {generator.description}"
                described(button, f"{generator.label}, {kind}", tip)
                self._buttons[generator.key] = button
                self._group.addButton(button, len(self._buttons) - 1)
                grid.addWidget(button, row + 1 + index // _PER_ROW, index % _PER_ROW)
            row += 1 + (len(sets) + _PER_ROW - 1) // _PER_ROW
        self._keys = list(self._buttons)
        self._group.idToggled.connect(self._toggle)
        self._paint()

    def show_source(self, source: str) -> None:
        """Mark the set of that key; none for a table."""
        self._shown = source
        button = self._buttons.get(source)
        if button is not None:
            button.setChecked(True)
        elif (checked := self._group.checkedButton()) is not None:
            self._group.setExclusive(False)
            checked.setChecked(False)
            self._group.setExclusive(True)

    def _paint(self) -> None:
        theme, ratio = current_theme(), self.devicePixelRatioF()
        for key, button in self._buttons.items():
            button.show_picture(generator_picture(key, theme, PICTURE, ratio))

    def _toggle(self, index: int, checked: bool) -> None:
        key = self._keys[index]
        if checked and key != self._shown:
            self._shown = key
            self.source_chosen.emit(key)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in LOOK_CHANGES or event.type() == QEvent.Type.DevicePixelRatioChange:
            self._paint()
        super().changeEvent(event)
