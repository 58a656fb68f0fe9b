"""One of two networks over the plane, with its name above."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from playground.data.plane import Bounds
from playground.palette import LIGHT, Theme
from playground.plots.compare.layer import FacesLayer, SamplesLayer
from playground.plots.compare.picture import ComparePicture, FacesPicture
from playground.plots.plane.chart import PlaneChart
from playground.plots.plane.field_layer import BoundaryLayer, FieldLayer
from playground.widgets.described import described
from playground.widgets.elided_label import ElidedLabel


class ComparePlane(QWidget):
    """Draws a picture.

    Signals
    -------
    bounds_changed(Bounds) : someone panned or zoomed.
    cursor_moved(x, y), cursor_left() : the pointer over the plane, in data units.
    """

    bounds_changed = Signal(object)
    cursor_moved = Signal(float, float)
    cursor_left = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._picture: ComparePicture | None = None
        self._label_count = 2
        self._title = ElidedLabel()
        self._title.setProperty("role", "title")
        self.chart = described(
            PlaneChart(),
            name,
            "Drag or use the arrow keys to pan, wheel or + and − to zoom, Home to go back",
        )
        self.chart.setToolTip("")
        self._field, self._labels, self._stripes = FieldLayer(), SamplesLayer(), SamplesLayer()
        self._line = BoundaryLayer()
        for item in (self._field, self._labels, self._line, self._stripes):
            self.chart.box.addItem(item, ignoreBounds=True)
        self._faces = FacesLayer(self.chart.box)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._title)
        column.addWidget(self.chart)
        self.chart.bounds_changed.connect(self.bounds_changed)
        self.chart.cursor_moved.connect(self.cursor_moved)
        self.chart.cursor_left.connect(self.cursor_left)
        self.clear()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for part in (self.chart, self._field, self._line, self._faces):
            part.set_theme(theme)
        if self._picture is not None:
            self.show_picture(self._picture, self._label_count)

    def set_plane(self, home: Bounds, x_name: str, y_name: str) -> None:
        self.chart.set_home(home)
        self.chart.set_names(x_name, y_name)

    def show_title(self, title: str) -> None:
        self._title.show_text(title)

    def show_picture(self, picture: ComparePicture, label_count: int) -> None:
        """Draw it, with the colours of so many labels."""
        self.clear()
        self._picture, self._label_count = picture, label_count
        if isinstance(picture, FacesPicture):
            self._faces.show_picture(picture, label_count)
            self._faces.show()
            return
        if picture.values is None:
            self._labels.show_labels(picture, label_count, self._theme)
        else:
            low, high, threshold = picture.scale
            values = picture.values.clip(low, high)
            self._field.show_values(values, picture.bounds, low, high)
            self._line.show_level(values, picture.bounds, threshold)
            self._field.show()
            self._line.show()
        self._stripes.show_difference(picture, self._theme)

    def clear(self) -> None:
        """Draw nothing."""
        self._picture = None
        self._faces.show_picture(None, 2)
        for item in (self._field, self._labels, self._stripes, self._line, self._faces):
            item.hide()
