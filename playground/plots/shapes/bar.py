"""The controls beside a plane that is being drawn on: which shape, how fine, carved how."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from playground.geometry.polygons import circle_error
from playground.geometry.shapes import KINDS
from playground.widgets.described import described, explained
from playground.widgets.icons import IconToolButton
from playground.widgets.number_edit import NumberEdit
from playground.widgets.sliders import QuietSlider

FEWEST_SIDES, MOST_SIDES = 3, 64
_LISTED = (3, 4, 5, 6, 8, 10, 12, 16, 24, 32, 48, 64)
_SIDES_WIDTH = 44
_ICONS = {
    "polygon": "ph.polygon",
    "rectangle": "ph.rectangle",
    "circle": "ph.circle",
    "strip": "ph.equals",
    "wedge": "ph.chart-pie-slice",
    "half_plane": "ph.square-half",
}
_TIPS = {
    "polygon": "Click its corners; it may have dents, but no sides that cross",
    "rectangle": "Drag from corner to corner",
    "circle": "Drag from the centre to the rim; it is made of half-planes",
    "strip": "What lies between two parallel lines",
    "wedge": "What lies between two rays",
    "half_plane": "What lies on the left of a line",
}
_STYLES = (
    ("robust", "Weights 1, bias −(k − ½)", "Half a side to spare, so that rounding can't matter"),
    ("document", "Weights 1/k, bias −1", "As in the document: it fires at exactly 0"),
)


class ShapeBar(QWidget):
    """Asks for kinds of shapes, numbers of sides and the carving; shows what to do next.

    Signals
    -------
    kind_chosen(str), sides_chosen(int) : what is to be drawn.
    carve_requested(), corners_requested(), close_requested() : buttons.
    refused(str) : why what was typed is no number of sides.
    """

    kind_chosen = Signal(str)
    sides_chosen = Signal(int)
    carve_requested = Signal()
    corners_requested = Signal()
    close_requested = Signal()
    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kinds = QButtonGroup(self)
        self._buttons: dict[str, IconToolButton] = {}
        for kind, icon in _ICONS.items():
            label = KINDS[kind].label
            button = described(IconToolButton(icon, label, self), label, f"{label}: {_TIPS[kind]}")
            button.setCheckable(True)
            button.setProperty("kind", kind)
            self._kinds.addButton(button)
            self._buttons[kind] = button
        self._type = IconToolButton("ph.keyboard", "Type the corners of polygons", self)
        self._close = IconToolButton("ph.x", "Stop drawing (Esc)", self)
        self._k = QLabel("&k =", self)
        self._sides = described(
            NumberEdit(FEWEST_SIDES, MOST_SIDES, whole=True, parent=self),
            "Half-planes of a circle",
            f"How many half-planes a circle is made of, {FEWEST_SIDES} to {MOST_SIDES}",
            "Every smooth shape costs half-planes: the more there are, the closer the polygon of "
            "their lines comes to the circle.",
        )
        self._k.setBuddy(self._sides)
        self._slider = described(
            QuietSlider(self), "Half-planes of a circle, slider", "Drag to watch the error fall"
        )
        self._slider.setRange(FEWEST_SIDES, MOST_SIDES)
        self._error = QToolButton(self)
        self._menu = QMenu(self._error)
        self._carve = QToolButton(self)
        self._styles = QActionGroup(self)
        self._style_menu = QMenu(self._carve)
        self._hint = QLabel(self)
        self._hint.setProperty("role", "small")
        self._hint.setWordWrap(True)
        self._circle = QWidget(self)
        self._fill_list()
        self._fill_styles()
        self._arrange()
        self._kinds.buttonClicked.connect(self._choose_kind)
        self._sides.number_entered.connect(self._choose_sides)
        self._sides.refused.connect(self.refused)
        self._slider.valueChanged.connect(self._choose_sides)
        self._carve.clicked.connect(self.carve_requested)
        self._type.clicked.connect(self.corners_requested)
        self._close.clicked.connect(self.close_requested)

    @property
    def style_key(self) -> str:
        """Key of the chosen recipe."""
        return str(self._styles.checkedAction().data())

    def show_state(self, kind: str, sides: int, hint: str, can_carve: bool) -> None:
        """Show what is drawn and what to do next."""
        self._buttons[kind].setChecked(True)
        self._circle.setVisible(kind == "circle")
        self._sides.show_number(sides)
        self._slider.blockSignals(True)
        self._slider.setValue(sides)
        self._slider.blockSignals(False)
        self._error.setText(f"area +{_percent(sides)}")
        if self._hint.text() != hint:
            self._hint.setText(hint)
        self._carve.setEnabled(can_carve)

    def _fill_list(self) -> None:
        """The error for several numbers of half-planes, to choose from."""
        described(
            self._error,
            "Error by number of half-planes",
            "How much larger the area is than the circle's; click for a list by k",
        )
        self._error.setProperty("role", "button")
        self._error.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        for sides in _LISTED:
            action = QAction(f"k = {sides}\t{_percent(sides)}", self._menu)
            tip = f"{sides} half-planes take in {_percent(sides)} too much"
            explained(action, tip)
            action.setData(sides)
            self._menu.addAction(action)
        self._menu.triggered.connect(self._choose_listed)
        self._error.setMenu(self._menu)

    def _fill_styles(self) -> None:
        """The button that carves, with the recipes in its menu."""
        described(self._carve, "Carve", "Make the neurons that fire on these shapes (Enter)")
        self._carve.setProperty("role", "button")
        self._carve.setText("Car&ve")
        self._carve.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        self._style_menu.setToolTipsVisible(True)
        for key, text, tip in _STYLES:
            action = QAction(text, self._styles)
            action.setCheckable(True)
            explained(action, tip)
            action.setData(key)
            self._style_menu.addAction(action)
        self._styles.actions()[0].setChecked(True)
        self._carve.setMenu(self._style_menu)

    def _arrange(self) -> None:
        kinds = QHBoxLayout()
        kinds.setSpacing(2)
        for button in (*self._buttons.values(), self._type):
            kinds.addWidget(button)
        kinds.addStretch(1)
        kinds.addWidget(self._carve)
        kinds.addWidget(self._close)
        circle = QHBoxLayout(self._circle)
        circle.setContentsMargins(0, 0, 0, 0)
        circle.setSpacing(6)
        self._sides.setFixedWidth(_SIDES_WIDTH)
        circle.addWidget(self._k)
        circle.addWidget(self._sides)
        circle.addWidget(self._slider, 1)
        circle.addWidget(self._error)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(kinds)
        column.addWidget(self._circle)
        column.addWidget(self._hint)

    def _choose_kind(self, button: QToolButton) -> None:
        self.kind_chosen.emit(button.property("kind"))

    def _choose_sides(self, sides: float) -> None:
        self.sides_chosen.emit(int(sides))

    def _choose_listed(self, action: QAction) -> None:
        self.sides_chosen.emit(action.data())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_requested.emit()
        else:
            super().keyPressEvent(event)


def _percent(sides: int) -> str:
    """How much too large the area of k tangents is."""
    return f"{100.0 * circle_error(sides)[0]:.3g} %"
