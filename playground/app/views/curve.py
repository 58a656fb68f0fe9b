"""Feeds the curve view with the outputs along one axis."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from playground.app.controller import Controller
from playground.app.training.display import threshold_of
from playground.app.views.curve_outputs import CurveOutputs, Output, curve_outputs, probabilities
from playground.app.views.feed import Feed, Need
from playground.app.views.focus import Focus
from playground.app.views.plane import axis_names, column_label
from playground.canvas.view import CanvasView
from playground.data.dataset import Dataset
from playground.data.plane import held_columns
from playground.engine.snapshot import Snapshot
from playground.engine.spec import class_targets
from playground.geometry.arrays import FloatArray
from playground.palette import LIGHT, Theme, class_color, node_color
from playground.plots.curve.shape import CurveLine, CurvePoints, Curves
from playground.plots.curve.view import CurveView
from playground.plots.numbers import format_place
from playground.plots.sentences import NOTHING_YET

MOST_HIDDEN = 100
_LIVE_SIZE, _FINEST = 240, 960
_HELD_NAMED = 3
_NEAR = 0.1
_PALEST = 0.25


class CurveFeed(Feed):
    """The outputs along one axis, the other columns held."""

    name = "curve"
    title = "Curve"
    tip = "What the outputs answer along one axis, with the data"
    axes = 1
    widget: CurveView

    def __init__(self, controller: Controller, canvas: CanvasView, focus: Focus) -> None:
        super().__init__(controller, canvas, focus, CurveView())
        self._theme = LIGHT
        self._snapshot: Snapshot | None = None
        self._points_key: object = None
        view = self.widget
        self.switch_by(
            show_test=view.show_test_requested,
            curve_bands=view.bands_requested,
            curve_hidden=view.hidden_requested,
        )
        view.highest_requested.connect(self._switch_highest)
        view.range_changed.connect(self._look_at)
        view.cursor_moved.connect(self._tell_cursor)
        view.cursor_left.connect(self.cursor_left)

    def needs(self) -> Need | None:
        ids = (*self._all_outputs(), *self._hidden())
        return Need(ids, _LIVE_SIZE, _FINEST, over="cut") if self._all_outputs() else None

    def controls(self):
        return (self.widget.switches,)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        super().set_theme(theme)
        if self._snapshot is not None:
            self.show_snapshot(self._snapshot)

    def show_dataset(self) -> None:
        controller = self.controller
        if controller.dataset is None:
            self._snapshot = None
            self.widget.set_points(None)
            self.widget.show_message(controller.data_error)
        self._show_axis()
        self._show_points()

    def show_bounds(self) -> None:
        plane = self.controller.plane
        if plane is not None:
            self.widget.show_range(*plane.stretch(self.controller.bounds))

    def show_view(self) -> None:
        view = self.controller.document.view
        self.widget.set_options(
            show_test=view.show_test,
            bands=view.curve_bands,
            hidden=view.curve_hidden,
            highest=view.outputs_mode == "highest",
        )
        self._show_axis()
        self.show_bounds()
        self._show_points()
        # At rest no other snapshot may follow.
        if self._snapshot is not None:
            self.show_snapshot(self._snapshot)

    def show_document(self) -> None:
        outputs = curve_outputs(self.controller.document.content, self.controller.lowered)
        self.widget.set_offers_highest(outputs.can_compete)
        self._show_axis()
        self._show_points()
        if not self._all_outputs():
            self._snapshot = None
            self.widget.show_message(self.controller.data_error or NOTHING_YET)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        content, lowered = self.controller.document.content, self.controller.lowered
        field, outputs = snapshot.fields.get(self.name), curve_outputs(content, lowered)
        plane = self.controller.plane
        if field is None or plane is None or not outputs.shown:
            return
        known = content.network.nodes
        rows = {id_: row[0] for id_, row in field.values.items() if id_ in known}
        values = {node_id: row.astype(np.float64) for node_id, row in rows.items()}
        if any(node_id not in values for node_id in outputs.ids):
            return
        values |= probabilities(content, lowered, values)
        self.widget.show_curves(self._curves(plane.stretch(field.bounds), outputs, values))

    def _curves(
        self, stretch: tuple[float, float], outputs: CurveOutputs, values: dict[str, FloatArray]
    ) -> Curves:
        content, lowered = self.controller.document.content, self.controller.lowered
        lines = [self._line(output, outputs.color_count, values) for output in outputs.shown]
        colors = tuple(line.color for line in lines)
        beside = (*self._all_outputs(), *self._hidden())
        rest = [id_ for id_ in beside if id_ in values and id_ not in outputs.ids]
        for number, node_id in enumerate(rest, start=outputs.color_count):
            name = self.focus.name_of(node_id)
            lines.append(CurveLine(name, class_color(number), values[node_id], is_output=False))
        if outputs.rule == "highest":
            names = tuple(
                output.meaning or self.focus.name_of(output.id) for output in outputs.shown
            )
            curves = Curves(*stretch, tuple(lines), "highest", 0.0, names, colors)
        else:
            names = () if lowered.dataset is None else lowered.dataset.class_names
            threshold = threshold_of(content, lowered, outputs.shown[0].id)
            threshold = 0.5 if outputs.gives_probability else threshold
            sides = self._theme.below, self._theme.above
            curves = Curves(*stretch, tuple(lines), outputs.rule, threshold, names, sides)
        return replace(curves, answers=outputs.answers)

    def _line(self, output: Output, count: int, values: dict[str, FloatArray]) -> CurveLine:
        name = self.focus.name_of(output.id)
        if output.meaning:
            name = f"{name} ({output.meaning})"
        color = node_color(output.number, count, self._theme) if count > 1 else self._theme.text
        return CurveLine(name, color, values[output.id])

    def _all_outputs(self) -> tuple[str, ...]:
        return tuple(node.id for node in self.controller.document.network.outputs())

    def _hidden(self) -> tuple[str, ...]:
        content = self.controller.document.content
        if not content.view.curve_hidden:
            return ()
        return self._every_hidden()[:MOST_HIDDEN]

    def _every_hidden(self) -> tuple[str, ...]:
        network = self.controller.document.network
        return tuple(node.id for node in network.nodes if network.role(node.id) == "hidden")

    def _show_axis(self) -> None:
        controller = self.controller
        dataset, plane = controller.dataset, controller.plane
        if dataset is None or plane is None:
            return
        outputs = curve_outputs(controller.document.content, controller.lowered)
        value_name = "probability" if outputs.gives_probability else "output"
        names = held_columns(dataset, plane, 1)
        held = [
            f"{column_label(name)} = "
            f"{format_place(plane.held[dataset.columns.index(name)], high - low)}"
            for name, (low, high) in list(names.items())[:_HELD_NAMED]
        ]
        if len(names) > _HELD_NAMED:
            held.append(f"{len(names) - _HELD_NAMED} more held")
        notes = [f"A cut at {', '.join(held)}; {self._beside_words(dataset)}"] if held else []
        count = len(self._every_hidden())
        if self._hidden() and count > MOST_HIDDEN:
            notes.append(f"Showing the first {MOST_HIDDEN} of {count:,} hidden nodes.")
        self.widget.set_axis(
            plane.stretch(controller.home_bounds),
            axis_names(controller)[plane.along],
            value_name,
            " ".join(notes),
        )

    def _beside_words(self, dataset: Dataset) -> str:
        strength = self._strength(dataset)
        count = 0 if strength is None else int((strength > 0).sum())
        if not count:
            return "no point lies near it."
        share = f"{_NEAR:.0%}".replace("%", " %")
        return (
            f"{count:,} of {dataset.count:,} points lie within {share} of the range beside it, "
            "paler the farther."
        )

    def _strength(self, dataset: Dataset) -> FloatArray | None:
        """How near to the cut each point lies, 1 on it to 0 and not near; None without a cut."""
        plane = self.controller.plane
        if plane is None or len(dataset.columns) == 1:
            return None
        away = np.zeros(dataset.count)
        for name, (low, high) in held_columns(dataset, plane, 1).items():
            column = dataset.columns.index(name)
            off = np.abs(dataset.inputs[:, column] - plane.held[column]) / (high - low)
            away = np.maximum(away, off)
        return np.clip(1.0 - away / _NEAR, 0.0, 1.0)

    def _show_points(self) -> None:
        dataset, plane = self.controller.dataset, self.controller.plane
        key: object = None
        if dataset is not None and plane is not None:
            key = (dataset, plane.cut, plane.held, self._heights_key(dataset))
        if key != self._points_key:
            self._points_key = key
            self.widget.set_points(None if key is None else self._points())

    def _heights_key(self, dataset: Dataset) -> object:
        """Where points stand: at their numbers, at two heights, or (None) in rows below."""
        if dataset.kind == "numbers":
            return "numbers"
        content, lowered = self.controller.document.content, self.controller.lowered
        outputs = curve_outputs(content, lowered)
        if outputs.rule != "threshold":
            return None
        node = content.network.nodes[outputs.shown[0].id]
        return class_targets(node.activation, content.training.loss)

    def _points(self) -> CurvePoints:
        dataset, plane = self.controller.dataset, self.controller.plane
        assert dataset is not None, "without data there are no points"
        assert plane is not None, "data have a plane"
        where = self._heights_key(dataset)
        heights: FloatArray | None = dataset.labels if where == "numbers" else None
        if isinstance(where, tuple):
            low, high = where
            heights = np.where(dataset.labels == 1, float(high), float(low))
        strength = self._strength(dataset)
        near = np.arange(dataset.count) if strength is None else np.flatnonzero(strength)
        return CurvePoints(
            dataset.inputs[near, plane.cut],
            dataset.labels[near],
            None if heights is None else heights[near],
            dataset.kind,
            dataset.class_names,
            int(np.searchsorted(near, dataset.train_count)),
            None if strength is None else _PALEST + (1 - _PALEST) * strength[near],
        )

    def _switch_highest(self, is_on: bool) -> None:
        self.change_view(outputs_mode="highest" if is_on else "overlay")

    def _look_at(self, x0: float, x1: float) -> None:
        plane = self.controller.plane
        if plane is not None:
            self.controller.show_bounds(plane.stretched(self.controller.bounds, x0, x1))

    def _tell_cursor(self, x: float, _: float, value: float | None) -> None:
        """The place is on the cut, whatever the height of the pointer."""
        plane = self.controller.plane
        if plane is not None:
            (row,) = plane.cut_points(np.array([x]))
            across, up = plane.places(row[np.newaxis])
            self.cursor_moved.emit(float(across[0]), float(up[0]), value)
