"""The exact cells of a piecewise-linear network over the plane, with the data on top."""

from __future__ import annotations

from functools import lru_cache, partial

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from playground.data.plane import Bounds
from playground.geometry.request import FARTHEST
from playground.palette import LIGHT, Theme, mix, rgb
from playground.plots.cells.facts import CellsFacts
from playground.plots.cells.labels import CellsLabels
from playground.plots.cells.layer import CellsLayer
from playground.plots.cells.picture import (
    QUICKLY_COUNTED,
    CellsLook,
    CellsPicture,
    first_level_lines,
    with_linear_pieces,
)
from playground.plots.cells.pointer import CellsPointer
from playground.plots.cells.sweep import CellsSweep
from playground.plots.head import Head
from playground.plots.message_card import MessageCard
from playground.plots.plane.chart import PlaneChart
from playground.plots.plane.field_layer import FieldLayer
from playground.plots.plane.pixel_layer import Projection
from playground.plots.plane.points import PointSet, drawn_sample
from playground.plots.plane.points_layer import PointsLayer
from playground.plots.regions.switches import RegionSwitches
from playground.plots.sentences import NOTHING_YET
from playground.widgets.described import described
from playground.widgets.elided_label import ElidedLabel
from playground.widgets.footer import Footer
from playground.widgets.icons import IconToolButton

SWITCHES = ("cell_fill", "cell_lines", "cell_patterns", "cell_sums", "cell_points")
_PALENESS = 0.55
_NO_SWEEP = "Select one neuron to sweep its bias; several outputs have no bias in common"
_SWEEP = "Sweep the bias of the node shown, and see the cells light up in order"
_AROUND_PLANE = 44
_FACTS_MILLISECONDS = 250
# How many times the thickness of a chosen cell the view is wide.
_AROUND = 12.0


class CellsView(QWidget):
    """Cells, the units' lines and the decision boundary; numbers in the cells, facts below.

    Signals
    -------
    switch_requested(str, bool) : one of `SWITCHES` was used; it moves only in `set_options`.
    cursor_moved(float, float, object) : x, y in data units, and None; cursor_left().
    cell_changed(object) : ids of the nodes that are on in the cell pointed at, None for no cell.
    hinted(str) : that cell in one line; "" for none.
    plane_changed(object) : (x0, x1, y0, y1), after someone panned or zoomed.
    bias_tried(float), sweep_left() : show the cells with this bias, and with the own one again.
    bias_requested(float) : the tried bias shall be the node's.
    margin_requested(str, float) : that much shall be added to the bias of that node.
    """

    switch_requested = Signal(str, bool)
    cursor_moved = Signal(float, float, object)
    cursor_left = Signal()
    cell_changed = Signal(object)
    hinted = Signal(str)
    plane_changed = Signal(object)
    bias_tried = Signal(float)
    sweep_left = Signal()
    bias_requested = Signal(float)
    margin_requested = Signal(str, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._picture: CellsPicture | None = None
        self._look = CellsLook("", {}, 0)
        self._bias = 0.0
        self._title = ElidedLabel()
        self._title.setProperty("role", "title")
        self._sweep_button = IconToolButton("ph.sliders-horizontal", "Sweep the bias")
        self._sweep_button.setCheckable(True)
        self.chart = PlaneChart()
        self._sampled = FieldLayer()
        self.chart.box.addItem(self._sampled, ignoreBounds=True)
        self._cells = CellsLayer(self.chart.box)
        self._dots = PointsLayer(self.chart.box, LIGHT)
        self._labels = CellsLabels(self.chart.box)
        self._card = MessageCard(self.chart)
        self._pointer = CellsPointer(self.chart, self._cells)
        self._sweep = CellsSweep()
        self._facts = CellsFacts()
        # While a weight is dragged the words change faster than anyone reads.
        self._told: CellsPicture | None = None
        self._pace = QTimer(self, singleShot=True, interval=_FACTS_MILLISECONDS)
        self._pace.timeout.connect(self._tell_facts)
        self._switches = RegionSwitches(SWITCHES)
        self._footer = Footer(self._facts, self._switches)
        self._arrange()
        self._connect()
        self.set_options(**dict.fromkeys(SWITCHES, True))
        self.set_theme(LIGHT)
        self.show_message(NOTHING_YET)

    @property
    def picture(self) -> CellsPicture | None:
        """What is shown; None while a message is."""
        return self._picture

    @property
    def face(self) -> int | None:
        """The cell that is lit."""
        return self._pointer.face

    @property
    def is_settled(self) -> bool:
        """Whether all is said of what is shown."""
        return self._told is self._picture

    @property
    def is_sweeping(self) -> bool:
        """Whether the picture shows a bias that is only tried."""
        return self._sweep.is_active

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """Parts that a picture of the view has no use for."""
        return self._switches, self._sweep_button, self._facts.margin_button

    def first_level_lines(self) -> dict[str, tuple[float, float, float]]:
        """Return (w1, w2, b) with w1·x1 + w2·x2 + b = 0 of each unit that sees the plane itself.

        By node id; empty while there is no picture or one of a tried bias.
        """
        if self._picture is None or self.is_sweeping:
            return {}
        return first_level_lines(self._picture.arrangement)

    def set_theme(self, theme: Theme) -> None:
        """Draw everything in the theme's colours."""
        self._theme = theme
        layers = (self._sampled, self._cells, self._dots, self._labels)
        for part in (self.chart, *layers, self._card, self._pointer):
            part.set_theme(theme)
        self._draw()

    def set_plane(self, bounds: Bounds, x_label: str, y_label: str) -> None:
        """Show that rectangle of data units; a pan or zoom stays while the rectangle does."""
        self._pointer.axes = (x_label, y_label)
        self.chart.set_home(bounds)
        self.chart.set_names(x_label, y_label)

    def set_points(self, points: PointSet | None) -> None:
        """Lay these points over the cells."""
        rows = np.empty(0, dtype=np.intp) if points is None else drawn_sample(points)
        self._dots.set_points(points, rows)

    def set_options(
        self,
        cell_fill: bool,
        cell_lines: bool,
        cell_patterns: bool,
        cell_sums: bool,
        cell_points: bool,
    ) -> None:
        """Set the switches and what they switch."""
        self._switches.set_options(
            cell_fill=cell_fill,
            cell_lines=cell_lines,
            cell_patterns=cell_patterns,
            cell_sums=cell_sums,
            cell_points=cell_points,
        )
        self._cells.set_options(cell_fill, cell_lines)
        self._labels.set_options(cell_patterns, cell_sums)
        self._dots.setVisible(cell_points)
        self._show_ground()

    def show_bounds(self, bounds: Bounds) -> None:
        """Look at that part of the plane."""
        self.chart.show_bounds(bounds)

    def show_picture(self, picture: CellsPicture, look: CellsLook, bias: float | None) -> None:
        """Show an arrangement.

        Parameters
        ----------
        picture : what was found.
        look : what the cells are those of, and its colours.
        bias : that of the one node shown, None where several are.
        """
        self._picture, self._look = picture, look
        title = f"{look.title}, a bias tried" if self.is_sweeping else look.title
        if self._title.full_text != title:
            self._title.show_text(title)
        self._card.hide()
        can_sweep = bias is not None and picture.sum_range is not None
        self._allow_sweep(can_sweep)
        if bias is not None and not self.is_sweeping:
            self._bias = bias
        if not can_sweep:
            self._sweep.leave()
        self._draw()
        if not self._pace.isActive():
            self._tell_facts()

    def show_sampled(
        self, values: NDArray[np.float32], bounds: Bounds, low: float, high: float
    ) -> None:
        """Lay a node's sampled output (as for a region view) under lines without exact cells."""
        if not np.isnan(values.min(initial=0.0)):
            self._sampled.show_values(np.clip(values, low, high), bounds, low, high)

    def show_message(self, text: str) -> None:
        """Say in a sentence why there are no cells and what would make some."""
        self._picture = None
        self._allow_sweep(False)
        self._draw()
        self._tell_facts()
        self._card.show_text(text)
        self._sweep.leave()  # which may bring the next picture at once

    def emphasise(self, node_id: str) -> None:
        """Draw that node's lines stronger; "" for none."""
        self._cells.emphasise(node_id)

    def leave_sweep(self) -> None:
        """Show the own bias again."""
        self._sweep.leave()

    def zoom_to(self, face: int) -> None:
        """Bring a cell of what was told into view, large enough to be seen, and light it."""
        picture = self._told
        if picture is None:
            return
        frame = picture.arrangement.frame
        x, y = picture.arrangement.centres[face].tolist()
        x0, x1, y0, y1 = self.chart.bounds
        least = max(abs(x), abs(y)) / FARTHEST * 2
        width = max(_AROUND * float(picture.thickness[face]) * frame.scale, least)
        height = width * (y1 - y0) / (x1 - x0)
        bounds = (x - width / 2, x + width / 2, y - height / 2, y + height / 2)
        self.chart.show_bounds(bounds)
        self._pointer.point_at(QPointF(x, y))
        self.plane_changed.emit(bounds)

    def _arrange(self) -> None:
        self._footer.give_way(self, self.chart, _AROUND_PLANE, self._switches)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(Head(self._title, self._sweep_button))
        column.addWidget(self.chart)
        column.addWidget(self._sweep)
        column.addWidget(self._footer)
        column.addStretch(1)
        described(
            self.chart,
            "Exact cells over the plane",
            "Drag or use the arrow keys to pan, wheel or + and − to zoom, Page Down and Page Up "
            "to walk from cell to cell, Home to go back",
        )
        # Tips would cover what the cursor reads, here and in the status bar.
        self.chart.setToolTip("")
        self.chart.setStatusTip("")

    def _connect(self) -> None:
        for name in SWITCHES:
            self._switches.box(name).wished.connect(partial(self.switch_requested.emit, name))
        self.chart.bounds_changed.connect(self.plane_changed)
        self.chart.cursor_moved.connect(self._on_cursor_moved)
        self.chart.cursor_left.connect(self._on_cursor_left)
        self.chart.box.sigRangeChanged.connect(self._find_thin)
        self.chart.box.sigResized.connect(self._find_thin)
        self._facts.cell_chosen.connect(self.zoom_to)
        self._facts.margin_requested.connect(self.margin_requested)
        self._pointer.cell_changed.connect(self.cell_changed)
        self._pointer.hinted.connect(self.hinted)
        self._sweep_button.toggled.connect(self._on_sweep_toggled)
        self._sweep.tried.connect(self.bias_tried)
        self._sweep.left.connect(self._on_sweep_left)
        self._sweep.apply_requested.connect(self._on_applied)

    def _draw(self) -> None:
        picture = self._picture
        grounds = () if picture is None else self._grounds(picture)
        self._cells.show_picture(picture, self._look, grounds)
        self._show_ground()
        self._labels.show_picture(picture)
        self._pointer.show_picture(picture)

    def _allow_sweep(self, can_sweep: bool) -> None:
        tip = _SWEEP if can_sweep else _NO_SWEEP
        if tip != self._sweep_button.toolTip():
            self._sweep_button.setEnabled(can_sweep)
            described(self._sweep_button, "Sweep the bias", tip)

    def _tell_facts(self) -> None:
        """Say what is known of the picture, unless it has been said; once more after a while."""
        if self._told is self._picture:
            return
        picture = self._told = self._picture
        if picture is not None and picture.arrangement.face_count <= QUICKLY_COUNTED:
            picture = with_linear_pieces(picture)
        self._facts.show_picture(picture)
        self._find_thin()
        self._pace.start()

    def _show_ground(self) -> None:
        """What is sampled lies under cells cut short alone."""
        picture = self._picture
        cut_short = picture is not None and not picture.arrangement.is_complete
        self._sampled.setVisible(cut_short and self._switches.is_on("cell_fill"))

    def _grounds(self, picture: CellsPicture) -> tuple[str, ...]:
        """The colour of each label: paler than the points of that class."""
        plan, theme = picture.arrangement.plan, self._theme
        if not picture.arrangement.is_complete:
            return ()
        outputs = [self._look.color(node_id, theme) for node_id in plan.outputs]
        if len(outputs) == 1:
            strong = [theme.below, theme.above]
        elif plan.decision.thresholds is None:
            strong = outputs
        else:
            texts = picture.arrangement.label_texts
            strong = [
                _blend(tuple(c for c, bit in zip(outputs, text, strict=True) if bit == "1"), theme)
                for text in texts
            ]
        return tuple(mix(color, theme.surface, _PALENESS) for color in strong)

    def _find_thin(self, *_: object) -> None:
        """Tell which cells are thinner than a pixel of the present view."""
        picture = self._told
        if picture is None:
            return
        pixel = Projection.of(picture.arrangement.frame, self.chart.box).pixel
        thin = np.flatnonzero(picture.thickness < pixel)
        thin = thin[np.argsort(picture.thickness[thin], kind="stable")]
        self._facts.show_thin(tuple(thin.tolist()))

    def _on_cursor_moved(self, x: float, y: float) -> None:
        # What a tool does is told by the tool.
        self._pointer.point_at(None if self.chart.is_led else QPointF(x, y))
        self.cursor_moved.emit(x, y, None)

    def _on_cursor_left(self) -> None:
        self._pointer.point_at(None)
        self.cursor_left.emit()

    def _on_sweep_toggled(self, is_on: bool) -> None:
        picture = self._picture
        if not is_on:
            self._sweep.leave()
        elif picture is not None and picture.sum_range is not None:
            self._sweep.begin(self._bias, picture.sum_range)

    def _on_sweep_left(self) -> None:
        self._show_sweep_is_over()
        self.sweep_left.emit()

    def _on_applied(self, bias: float) -> None:
        self._show_sweep_is_over()
        self.bias_requested.emit(bias)

    def _show_sweep_is_over(self) -> None:
        self._sweep_button.blockSignals(True)
        self._sweep_button.setChecked(False)
        self._sweep_button.blockSignals(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self._pointer.walk(1 if event.key() == Qt.Key.Key_PageDown else -1)
        elif event.key() == Qt.Key.Key_Escape and (self.is_sweeping or self.face is not None):
            self._sweep.leave()
            self._pointer.point_at(None)
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._sweep.leave()
        self._pointer.point_at(None)


@lru_cache(maxsize=256)
def _blend(colors: tuple[str, ...], theme: Theme) -> str:
    """The colours of all that say yes, mixed; where none does, that of the threshold."""
    if not colors:
        return theme.threshold
    return "#{:02X}{:02X}{:02X}".format(*np.rint(np.mean([rgb(c) for c in colors], 0)).astype(int))
