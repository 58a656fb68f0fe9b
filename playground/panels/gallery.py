"""The gallery of generated data sets, one page for each kind of problem, and painted points."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QVBoxLayout, QWidget

from playground.data.dataset import LINE_COLUMNS
from playground.data.generators import GENERATORS, Generator
from playground.panels.thumbnails import generator_picture
from playground.widgets.choice import Choice
from playground.widgets.described import described
from playground.widgets.icons import IconButton
from playground.widgets.segmented_tabs import SegmentedTabs
from playground.widgets.theming import LOOK_CHANGES, current_theme
from playground.widgets.thumbnail_button import PICTURE, ThumbnailButton

PAGES: tuple[tuple[Choice, Callable[[Generator], bool]], ...] = (
    (
        Choice("classes", "Classes", "Points of two or more classes in the plane"),
        lambda generator: generator.kind == "classes" and generator.columns != LINE_COLUMNS,
    ),
    (
        Choice("numbers", "Numbers", "A number for each place of the plane"),
        lambda generator: generator.kind == "numbers" and generator.columns != LINE_COLUMNS,
    ),
    (
        Choice("line", "1 input", "Numbers over a line, and classes on it"),
        lambda generator: generator.columns == LINE_COLUMNS,
    ),
)
_PER_ROW = 4


class Gallery(QWidget):
    """Shows each generated set as a picture of its points; the arrow keys walk them.

    Signals
    -------
    source_chosen(str) : key of another set than the shown one, or "painted".
    """

    source_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tabs = SegmentedTabs([choice for choice, _ in PAGES], self)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, ThumbnailButton] = {}
        self._pages: dict[str, QWidget] = {}
        self._page_of: dict[str, str] = {}
        self._shown = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._tabs)
        for choice, belongs in PAGES:
            sets = [generator for generator in GENERATORS.values() if belongs(generator)]
            page = self._pages[choice.key] = self._page(sets)
            self._page_of |= dict.fromkeys((generator.key for generator in sets), choice.key)
            column.addWidget(page)
        self._keys = list(self._buttons)
        self._painted = described(
            IconButton("Painted points", "ph.paint-brush", parent=self),
            "Painted points",
            "Points of your own: none at first, put them with the brush over the regions",
        )
        self._painted.setCheckable(True)
        self._painted.setProperty("role", "segment")
        self._painted.clicked.connect(self._choose_painted)
        column.addWidget(self._painted)
        self._group.idToggled.connect(self._toggle)
        self._tabs.key_chosen.connect(self._turn_to)
        self._turn_to(self._tabs.key)

    def show_source(self, source: str) -> None:
        """Mark the set of that key and turn to its page; none for a table."""
        self._shown = source
        self._painted.setChecked(source == "painted")
        self._painted.show_icon(
            "ph.paint-brush", "primary_text" if source == "painted" else "muted_text"
        )
        button = self._buttons.get(source)
        if button is not None:
            button.setChecked(True)
            self._tabs.show_key(self._page_of[source])
            self._turn_to(self._page_of[source])
        elif (checked := self._group.checkedButton()) is not None:
            self._group.setExclusive(False)
            checked.setChecked(False)
            self._group.setExclusive(True)

    def _page(self, sets: list[Generator]) -> QWidget:
        page = QWidget(self)
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(6)
        for column in range(_PER_ROW):
            grid.setColumnStretch(column, 1)
        for index, generator in enumerate(sets):
            button = ThumbnailButton(generator.label, page)
            tip = f"{generator.label} ({generator.kind}): {generator.description}"
            described(button, f"{generator.label}, {generator.kind}", tip)
            self._group.addButton(button, len(self._buttons))
            self._buttons[generator.key] = button
            grid.addWidget(button, index // _PER_ROW, index % _PER_ROW)
        return page

    def _turn_to(self, shown: str) -> None:
        # The others go first: both at once would make the panel jump.
        for key, page in sorted(self._pages.items(), key=lambda item: item[0] == shown):
            page.setVisible(key == shown)
        self._paint()

    def _paint(self) -> None:
        """Pictures for the page that is turned to; the others' would only delay the window."""
        theme, ratio = current_theme(), self.devicePixelRatioF()
        for key, button in self._buttons.items():
            if self._page_of[key] == self._tabs.key:
                button.show_picture(generator_picture(key, theme, PICTURE, ratio))

    def _toggle(self, index: int, checked: bool) -> None:
        key = self._keys[index]
        if checked and key != self._shown:
            self._shown = key
            self.source_chosen.emit(key)

    def _choose_painted(self) -> None:
        if self._shown == "painted":
            self._painted.setChecked(True)
        else:
            self.source_chosen.emit("painted")

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in LOOK_CHANGES or event.type() == QEvent.Type.DevicePixelRatioChange:
            self._paint()
        super().changeEvent(event)
