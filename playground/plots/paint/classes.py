"""What the next painted points are: a class, a new class, or a number."""

from __future__ import annotations

from itertools import islice

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from playground.data.class_words import class_words, short_class_words
from playground.data.painted import CLASS_LIMIT, PLACE_LIMIT
from playground.palette import LIGHT, Theme
from playground.plots.plane.markers import marker
from playground.plots.plane.points import PointSet
from playground.plots.plane.points_layer import point_color
from playground.widgets.described import described
from playground.widgets.flow_layout import FlowLayout
from playground.widgets.icons import IconToolButton
from playground.widgets.number_edit import NumberEdit

_RADIUS = 5.0
_SIDE = 18
_LONGEST_NAME = 12
_SHOWN_CLASSES = 20


class LabelChooser(QWidget):
    """A button for each class and one for a new class, or a number to type.

    Signals
    -------
    label_chosen(float) : a class index, the number of classes for a new class, or a number.
    kind_requested(str) : without points, "classes" or "numbers" may be chosen.
    refused(str) : why what was typed is no number.
    """

    label_chosen = Signal(float)
    kind_requested = Signal(str)
    refused = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._theme = LIGHT
        self._ratio = 1.0
        self._names: tuple[str, ...] = ()
        self._buttons: list[QToolButton] = []
        self._classes = QWidget()
        self._flow = FlowLayout(gap_x=2, gap_y=2)
        self._classes.setLayout(self._flow)
        self._caption = QLabel("Value")
        self._caption.setProperty("role", "caption")
        self._number = described(
            NumberEdit(-PLACE_LIMIT, PLACE_LIMIT), "Painted value", "The number that points get"
        )
        self._number.setFixedWidth(72)
        self._caption.setBuddy(self._number)
        self._kind = IconToolButton("ph.hash", "Paint numbers instead of classes")
        self._kind.setCheckable(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._classes, 1)
        row.addWidget(self._caption)
        row.addWidget(self._number)
        row.addWidget(self._kind)
        row.addStretch(0)
        self._number.number_entered.connect(self.label_chosen)
        self._number.refused.connect(self.refused)
        self._kind.clicked.connect(self._on_kind_clicked)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._fill()

    def show_points(self, points: PointSet | None, label: float) -> None:
        """Offer the classes of those points, and mark the label in hand."""
        names = () if points is None else points.class_names
        is_number = points is not None and points.kind == "numbers"
        if names != self._names or not self._buttons:
            self._names = names
            self._fill()
        self._classes.setVisible(not is_number)
        self._caption.setVisible(is_number)
        self._number.setVisible(is_number)
        self._kind.setVisible(points is not None and not points.count)
        self._kind.setChecked(is_number)
        self.show_label(label)

    def show_label(self, label: float) -> None:
        """Mark that label as the one in hand."""
        self._number.show_number(label)
        for index, button in enumerate(self._buttons):
            button.setChecked(index == label)

    def choose(self, index: int) -> None:
        """As if the button of that place had been pressed, if there is one."""
        if self._classes.isVisibleTo(self) and index < len(self._buttons):
            self._buttons[index].click()

    def _fill(self) -> None:
        self._flow.clear()
        self._buttons = []
        words = zip(short_class_words(self._names), class_words(self._names), strict=True)
        for index, (text, full) in enumerate(islice(words, _SHOWN_CLASSES)):
            button = QToolButton()
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setIcon(QIcon(self._picture(index)))
            short = text if len(text) <= _LONGEST_NAME else text[:_LONGEST_NAME] + "…"
            button.setText(short.replace("&", "&&"))
            self._add(button, f"Class {full}", f"Paint points of class {full}{_key(index)}")
        if len(self._names) < CLASS_LIMIT:
            plus = IconToolButton("ph.plus", "New class")
            key = _key(len(self._names))
            self._add(plus, "New class", f"Paint points of a class that is not there yet{key}")
        self.updateGeometry()

    def _add(self, button: QToolButton, name: str, tip: str) -> None:
        described(button, name, tip)
        button.setAutoRaise(True)
        button.setCheckable(True)
        button.setIconSize(QSize(_SIDE, _SIDE))
        button.clicked.connect(self._on_clicked)
        self._buttons.append(button)
        self._flow.addWidget(button)

    def _picture(self, index: int) -> QPixmap:
        ratio = self.devicePixelRatioF()
        color = point_color(index, len(self._names), self._theme)
        picture = marker(index, color, False, _RADIUS, ratio)
        picture.setDevicePixelRatio(ratio)
        return picture

    def _on_clicked(self) -> None:
        label = float(self._buttons.index(self.sender()))  # type: ignore[arg-type]
        self.show_label(label)
        self.label_chosen.emit(label)

    def _on_kind_clicked(self, is_number: bool) -> None:
        self._kind.setChecked(not is_number)
        self.kind_requested.emit("numbers" if is_number else "classes")


def _key(index: int) -> str:
    return f" ({index + 1})" if index < 9 else ""
