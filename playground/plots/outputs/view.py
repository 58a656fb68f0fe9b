"""Several nodes over the plane at once: their regions mixed, or the highest of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from playground.data.plane import Bounds
from playground.palette import LIGHT, Theme
from playground.plots.head import CORNER
from playground.plots.numbers import format_number
from playground.plots.outputs.bar import MarginBar
from playground.plots.outputs.chooser import Candidate, NodeChooser
from playground.plots.outputs.legend import Entry, OutputsLegend
from playground.plots.outputs.maps import bounded, count_islands
from playground.plots.outputs.nodes import ShownNode
from playground.plots.outputs.picture import HighestPicture, OverlayPicture
from playground.plots.outputs.plane import OutputsPlane
from playground.plots.plane.point_legend import PointLegend
from playground.plots.plane.points import PointSet
from playground.plots.regions.switches import RegionSwitches
from playground.plots.sentences import NOT_FINITE, NOTHING_YET
from playground.widgets.choice import Choice
from playground.widgets.described import described
from playground.widgets.flow_layout import FlowLayout
from playground.widgets.footer import Footer
from playground.widgets.segmented_tabs import SegmentedTabs

OVERLAY, HIGHEST = "overlay", "highest"
_MODES = (
    Choice(OVERLAY, "Overlay", "Where each node says 1, in its color, mixed where they overlap"),
    Choice(HIGHEST, "Highest", "Which output is the highest, the paler the closer the runner-up"),
)
_ONE_HOT_MARGIN = 1.0
_AROUND_PLANE = 60
"""Room for the button that every view has in its upper right corner."""


class OutputsView(QWidget):
    """Regions of several nodes over the plane, with the data on top.

    Signals
    -------
    mode_requested, show_test_requested, boundary_requested, fit_requested : a switch was used;
        the view follows only in `set_options`.
    node_switched : id of a node of the legend and whether its region is to be shown.
    chooser_opened : the list of nodes is about to be seen, see `set_candidates`.
    nodes_chosen : ids, or None for all outputs. selected_requested : those of the drawing.
    nodes_pointed : ids of the nodes that say 1 under the cursor, of the highest there, or of the
        one whose entry in the legend is pointed at; () for none.
    cursor_moved : x, y in data units and what is there in words, None where nothing is.
    cursor_left : the cursor is no longer over the plane.
    plane_changed : (x0, x1, y0, y1) in data units, after someone panned or zoomed.
    """

    mode_requested = Signal(str)
    show_test_requested = Signal(bool)
    boundary_requested = Signal(bool)
    fit_requested = Signal(bool)
    node_switched = Signal(str, bool)
    chooser_opened = Signal()
    nodes_chosen = Signal(object)
    selected_requested = Signal()
    nodes_pointed = Signal(object)
    cursor_moved = Signal(float, float, object)
    cursor_left = Signal()
    plane_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._mode = OVERLAY
        self._nodes: tuple[ShownNode, ...] = ()
        self._note = ""
        self._points: PointSet | None = None
        self._values: Mapping[str, NDArray[np.float32]] = {}
        self._bounds: Bounds = (-1.0, 1.0, -1.0, 1.0)
        self._islands: dict[str, int] = {}
        self._grid: tuple[int, ...] = ()
        self._has_ties = False
        self._left_out: list[str] = []

        self._tabs = described(
            SegmentedTabs(_MODES), "What is shown", "All regions at once, or the highest output"
        )
        self._chooser = NodeChooser()
        self._bar = QWidget()
        self._plane = OutputsPlane()
        self._scale = MarginBar()
        self._switches = RegionSwitches(("show_test", "boundary", "fit_colors"))
        self._legend = OutputsLegend()
        self._point_legend = PointLegend()
        self._caption = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self._caption.setProperty("role", "small")
        self._footer = Footer(
            self._scale, self._switches, self._legend, self._point_legend, self._caption
        )
        self._arrange()
        self._connect()
        self._show_mode()
        self.set_options(show_test=True, boundary=True, fit_colors=False)
        self.set_theme(LIGHT)
        self.show_message(NOTHING_YET)

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """What a picture of the view has no use for."""
        return self._bar, self._switches

    @property
    def is_choosing(self) -> bool:
        """Whether the list of nodes is open."""
        return self._chooser.is_open

    def set_theme(self, theme: Theme) -> None:
        """Draw everything in the theme's colours."""
        self._theme = theme
        for part in (self._plane, self._scale, self._legend, self._point_legend):
            part.set_theme(theme)
        self._draw()
        self._tell_islands()

    def set_plane(self, bounds: Bounds, x_label: str, y_label: str) -> None:
        """Show that rectangle of data units; a pan or zoom stays while the rectangle does."""
        self._plane.set_home(bounds)
        self._plane.set_names(x_label, y_label)

    def show_bounds(self, bounds: Bounds) -> None:
        """Look where another view of the plane looks."""
        self._plane.show_bounds(bounds)

    def set_points(self, points: PointSet | None) -> None:
        """Show those points, or a random sample that the caption owns up to."""
        self._points = points
        self._plane.set_points(points)
        self._point_legend.set_points(points)
        self._tell_islands()

    def set_predictions(self, classes: NDArray[np.floating] | None) -> None:
        """Mark the points of another class than predicted; `classes` is (N,), NaN unknown."""
        self._plane.set_predictions(classes)

    def set_options(self, show_test: bool, boundary: bool, fit_colors: bool) -> None:
        """Set the switches and what they switch."""
        self._switches.set_options(show_test=show_test, boundary=boundary, fit_colors=fit_colors)
        self._plane.set_shows_test(show_test)
        self._point_legend.set_shows_test(show_test)
        self._draw()

    def set_nodes(self, mode: str, nodes: Sequence[ShownNode], note: str = "") -> None:
        """Lay those nodes over one another, or find the highest of them.

        Until there is a field of each node what was shown stays. `note` is for the caption.
        """
        news = mode, tuple(nodes), note
        if news != (self._mode, self._nodes, self._note):
            self._mode, self._nodes, self._note = news
            self._islands = {}
            self._show_mode()
            self._draw(counts=True)
            self._tell_islands()

    def set_candidates(self, candidates: Sequence[Candidate]) -> None:
        """Fill the list of nodes that can be chosen."""
        self._chooser.set_candidates(candidates)

    def show_fields(
        self, values: Mapping[str, NDArray[np.float32]], bounds: Bounds, *, counts: bool = True
    ) -> None:
        """Show the nodes' outputs over a rectangle of the plane.

        Parameters
        ----------
        values : by node id, each (rows, columns), row 0 at the lowest y, samples at cell centres.
        bounds : (x0, x1, y0, y1) in data units.
        counts : whether islands are counted again, which takes longer than the picture.
        """
        self._values, self._bounds = values, bounds
        self._draw(counts=counts)

    def show_message(self, text: str) -> None:
        """Say in a sentence why there is no picture and what would make one."""
        self._values, self._islands, self._has_ties, self._left_out = {}, {}, False, []
        self._plane.show_message(text)
        self._scale.hide()
        self._tell_islands()

    def _arrange(self) -> None:
        self._footer.give_way(self, self._plane, _AROUND_PLANE, self._bar)
        bar = QHBoxLayout(self._bar)
        bar.setContentsMargins(0, 0, CORNER, 0)
        choices = FlowLayout(gap_x=8)
        choices.addWidget(self._tabs)
        choices.addWidget(self._chooser)
        bar.addLayout(choices)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._bar)
        column.addWidget(self._plane)
        column.addWidget(self._footer)
        column.addStretch(1)
        described(
            self._plane,
            "Outputs over the plane",
            "Drag or use the arrow keys to pan, wheel or + and − to zoom, Home to go back",
        )
        # Tips would cover what the cursor reads, here and in the status bar.
        self._plane.setToolTip("")
        self._plane.setStatusTip("")

    def _connect(self) -> None:
        self._tabs.key_chosen.connect(self.mode_requested)
        self._chooser.opened.connect(self.chooser_opened)
        self._chooser.nodes_chosen.connect(self.nodes_chosen)
        self._chooser.selected_requested.connect(self.selected_requested)
        self._switches.box("show_test").wished.connect(self.show_test_requested)
        self._switches.box("boundary").wished.connect(self.boundary_requested)
        self._switches.box("fit_colors").wished.connect(self.fit_requested)
        self._legend.switched.connect(self.node_switched)
        self._legend.pointed.connect(self._on_entry_pointed)
        self._plane.nodes_pointed.connect(self.nodes_pointed)
        self._plane.bounds_changed.connect(self.plane_changed)
        self._plane.place_read.connect(self.cursor_moved)
        self._plane.cursor_left.connect(self.cursor_left)

    def _show_mode(self) -> None:
        is_highest = self._mode == HIGHEST
        self._tabs.show_key(self._mode)
        self._chooser.setVisible(not is_highest)
        self._switches.box("fit_colors").setVisible(is_highest)
        self._scale.setVisible(is_highest)
        # The legend of the highest shows the markers, too.
        has_classes = any(node.class_name for node in self._nodes)
        self._point_legend.set_shows_classes(not (is_highest and has_classes))

    def _draw(self, counts: bool = False) -> None:
        """Draw what is known, once there is a field of every node."""
        if not self._nodes or any(node.id not in self._values for node in self._nodes):
            return
        values = np.stack([self._values[node.id] for node in self._nodes])
        known = np.array([not np.isnan(field).any() for field in values])
        if not (known.all() if self._mode == HIGHEST else known.any()):
            self.show_message(NOT_FINITE)
            return
        nodes = [node for node, is_known in zip(self._nodes, known, strict=True) if is_known]
        self._left_out = [node.name for node in self._nodes if node not in nodes]
        picture = self._make(nodes, bounded(values[known]))
        self._plane.show_picture(picture, self._bounds, lines=self._switches.is_on("boundary"))
        if isinstance(picture, HighestPicture):
            self._scale.show()
            self._scale.show_scale(picture.bar(), picture.full_margin, picture.goes_beyond)
        if counts:
            self._has_ties, self._grid = picture.has_ties, picture.shape
            regions = zip(picture.nodes, picture.regions, strict=True)
            self._islands = {node.id: count_islands(region) for node, region in regions}
            self._tell_islands()

    def _make(
        self, nodes: list[ShownNode], values: NDArray[np.float32]
    ) -> OverlayPicture | HighestPicture:
        if self._mode == OVERLAY:
            return OverlayPicture(nodes, values, self._theme)
        fits = self._switches.is_on("fit_colors")
        return HighestPicture(nodes, values, self._theme, None if fits else _ONE_HOT_MARGIN)

    def _tell_islands(self) -> None:
        """Fill the legend, and say below how islands were counted and what is missing."""
        entries = [self._entry(node) for node in self._nodes]
        if self._has_ties:
            entries.append(Entry("", self._theme.threshold, "Tie"))
        self._legend.set_entries(entries)
        self._caption.setText(" ".join(self._remarks()))
        self._caption.setVisible(bool(self._caption.text()))

    def _entry(self, node: ShownNode) -> Entry:
        color, count = node.color(self._theme), self._islands.get(node.id)
        detail = "" if count is None else f"{count} island{'s' * (count != 1)}"
        if count == 0:
            detail = "nowhere"
        if self._mode == OVERLAY:
            above = f"is above {format_number(node.threshold)}"
            tip = f"Show where {node.full_name} {above}, or leave it out"
            return Entry(node.id, color, node.full_name, detail, node.is_on, tip)
        shape = node.number if node.class_name else None
        return Entry(node.id, color, node.meaning, detail, shape=shape)

    def _remarks(self) -> list[str]:
        remarks = [self._note] if self._note else []
        if self._left_out:
            names = ", ".join(self._left_out)
            remarks.append(f"Left out, for they are not numbers any more: {names}.")
        if self._islands:
            rows, columns = self._grid
            remarks.append(f"Islands are counted in view, on a grid of {columns} × {rows}.")
        count = 0 if self._points is None else self._points.count
        drawn = self._plane.drawn_count
        if drawn < count:
            remarks.append(f"Showing a random sample: {drawn:,} of {count:,} points.")
        return remarks

    def _on_entry_pointed(self, node_id: str) -> None:
        self.nodes_pointed.emit((node_id,) if node_id else ())
