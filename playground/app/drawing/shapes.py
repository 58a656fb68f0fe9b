"""Drawing shapes on the views of the plane, and what becomes of them in the drawing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Qt, Signal

from playground.app.drawing.corners_dialog import CornersDialog
from playground.document.content import Content
from playground.document.edits import Edit
from playground.document.plane_axes import plane_axes
from playground.document.shape_edits import CarvingStyle, carve_shapes
from playground.geometry.shapes import Shape
from playground.palette import Theme
from playground.plots.shapes.drawing import ShapeDrawing

if TYPE_CHECKING:
    from playground.app.main_window import MainWindow

PLANE_VIEWS = ("regions", "cells")
"""Views with tools for the plane, the first one preferred."""


def view_in_use(window: MainWindow) -> str:
    """The one of them that has the focus, or is in sight; brings one in front where none is."""
    views = window.views
    in_sight = [name for name in PLANE_VIEWS if views.is_in_sight(name)]
    for name in in_sight:
        if views.feeds[name].widget.isAncestorOf(window.focusWidget()):
            return name
    if in_sight:
        return in_sight[0]
    dock = window.docks[views.feeds[PLANE_VIEWS[0]].title]
    dock.show()
    dock.raise_()
    return PLANE_VIEWS[0]


class ShapeDrawings(QObject):
    """One `ShapeDrawing` for each view of the plane.

    Signals
    -------
    told(str) : why a shape can't be had.
    done(str) : what was carved.
    """

    told = Signal(str)
    done = Signal(str)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._controller = window.controller
        self.drawings: dict[str, ShapeDrawing] = {}
        for name in PLANE_VIEWS:
            view = window.views.feeds[name].widget
            drawing = ShapeDrawing(view, view.chart)  # type: ignore[attr-defined]
            drawing.carve_requested.connect(self._carve)
            drawing.corners_requested.connect(self.ask_corners)
            drawing.refused.connect(self.told)
            self.drawings[name] = drawing
        # Places on other axes, or over another drawing, mean something else.
        for fact in (self._controller.document.replaced, self._controller.plane_changed):
            fact.connect(self._put_away)

    def set_theme(self, theme: Theme) -> None:
        for drawing in self.drawings.values():
            drawing.set_theme(theme)

    def start(self, kind: str) -> None:
        """Draw shapes of that kind on the view that is looked at."""
        self.drawings[view_in_use(self._window)].start(kind)

    def ask_corners(self) -> None:
        """Let corners be typed."""
        dialog = CornersDialog(self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.carve_requested.connect(self._carve_typed)
        self._window.closed.connect(dialog.close)
        dialog.open()

    def _carve_typed(self, shapes: Sequence[Shape]) -> None:
        self._carve(shapes, self.drawings[view_in_use(self._window)].style)

    def _carve(self, shapes: Sequence[Shape], style: str) -> None:
        """Make the neurons, and put the tools away; what can't be carved stays on the plane."""
        made: list[Edit] = []

        def recipe(content: Content) -> Edit:
            plane = self._controller.plane
            axes = plane_axes(self._controller.dataset, () if plane is None else plane.axes)
            made.append(carve_shapes(shapes, cast(CarvingStyle, style), axes)(content))
            return made[-1]

        self._controller.do(recipe)
        if made:
            self._put_away()
            self._window.canvas.fit()
            neurons = sum(
                change.new.id.startswith("n") for change in made[-1].changes if change.new
            )
            self.done.emit(f"{made[-1].text}: {neurons} nodes. Undo takes them back.")

    def _put_away(self) -> None:
        for drawing in self.drawings.values():
            drawing.stop()
