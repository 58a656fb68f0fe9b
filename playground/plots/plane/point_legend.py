"""Which marker is which: the classes, testing and wrong."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from playground.data.class_words import class_words
from playground.palette import LIGHT, Theme, mix
from playground.plots.plane.markers import marker, wrong_mark
from playground.plots.plane.points import PointSet
from playground.plots.plane.points_layer import point_color
from playground.widgets.flow_layout import FlowLayout

_SIGN_HEIGHT = 16
_RADIUS = 4.0
_NAMED_CLASSES = 8
_NAME_WIDTH = 110


class PointLegend(QWidget):
    """A line of markers with their meaning; empty without points."""

    def __init__(self) -> None:
        super().__init__()
        self._theme = LIGHT
        self._points: PointSet | None = None
        self._shows_test = True
        self._shows_classes = True
        self._shows_wrong = True
        self._flow = FlowLayout(gap_x=12, gap_y=2)
        self.setLayout(self._flow)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._fill()

    def set_points(self, points: PointSet | None) -> None:
        self._points = points
        self._fill()

    def set_shows_test(self, shows_test: bool) -> None:
        if shows_test != self._shows_test:
            self._shows_test = shows_test
            self._fill()

    def set_shows_classes(self, shows_classes: bool) -> None:
        """Leave the classes out where another legend names them."""
        if shows_classes != self._shows_classes:
            self._shows_classes = shows_classes
            self._fill()

    def set_shows_wrong(self, shows_wrong: bool) -> None:
        """Leave out the sign of wrong points where none is judged."""
        if shows_wrong != self._shows_wrong:
            self._shows_wrong = shows_wrong
            self._fill()

    def _fill(self) -> None:
        self._flow.clear()
        for picture, text in self._entries():
            self._flow.addWidget(self._entry(picture, text))
        self.setVisible(self._flow.count() > 0)
        self.updateGeometry()

    def _entries(self) -> list[tuple[QPixmap, str]]:
        points, ratio = self._points, self.devicePixelRatioF()
        if points is None or not points.count:
            return []
        names = class_words(points.class_names)
        named = names[:_NAMED_CLASSES] if self._shows_classes else ()
        entries = [
            (
                marker(k, point_color(k, len(names), self._theme), False, _RADIUS, ratio),
                name,
            )
            for k, name in enumerate(named)
        ]
        if 0 < len(named) < len(names):
            entries.append((QPixmap(), f"and {len(names) - len(named)} more"))
        if self._shows_test and points.train_count < points.count:
            grey = mix(self._theme.muted_text, self._theme.surface, 0.4)
            entries.append((marker(1, grey, True, _RADIUS, ratio), "Test"))
        if names and self._shows_wrong:
            entries.append((wrong_mark(_RADIUS, ratio), "Wrong"))
        return entries

    def _entry(self, picture: QPixmap, text: str) -> QWidget:
        entry = QWidget()
        row = QHBoxLayout(entry)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(5)
        if not picture.isNull():
            picture.setDevicePixelRatio(self.devicePixelRatioF())
            sign = QLabel()
            sign.setPixmap(picture)
            # Entries of one height, or their names would not stand on one line.
            sign.setFixedHeight(_SIGN_HEIGHT)
            row.addWidget(sign)
        name = QLabel(textFormat=Qt.TextFormat.PlainText)
        name.setProperty("role", "small")
        name.setText(name.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, _NAME_WIDTH))
        name.setToolTip(text)
        row.addWidget(name)
        return entry

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._flow.minimumSize().height())
