"""All that is to be seen in the box of a surface view."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QColor, QPainter

from playground.data.plane import Bounds
from playground.palette import Theme, mix
from playground.plots.plane.points import values_at
from playground.plots.surface.axes import MARGINS, BoxPainter
from playground.plots.surface.camera import Camera, Projection
from playground.plots.surface.colors import (
    highest_mesh,
    line_color,
    node_mesh,
    palette_theme,
    value_mesh,
)
from playground.plots.surface.floor import SHARES, Contours, draw_visible, line_pen
from playground.plots.surface.picture import SurfacePicture
from playground.plots.surface.points import BoxPoints
from playground.plots.surface.scale import Scale, Sheet

Outputs = Literal["shown", "all", "highest"]
Points = Literal["none", "floor", "targets"]
_LINES = 15
_LIGHT_STACK = 3
_MESH_SHARE = 0.22


@dataclass(frozen=True, slots=True)
class SurfaceOptions:
    """How surfaces are drawn.

    `outputs` says whether several sheets are stacked or only the highest is seen, `points` where
    the data are, `fits` whether the scale goes as far as the values.
    """

    outputs: Outputs = "shown"
    points: Points = "none"
    contours: bool = True
    fits: bool = False
    red_green: bool = False


class SurfaceScene:
    """Sheets over one plane with everything around them; draws itself for any camera.

    Parameters
    ----------
    sheets : at least one, all of one shape, at least 2 × 2 and free of NaN.
    bounds : (x0, x1, y0, y1) of the plane in data units.
    scale : of all sheets.
    box : what is drawn around them.
    points : data in the same box.
    """

    def __init__(
        self,
        sheets: Sequence[Sheet],
        bounds: Bounds,
        scale: Scale,
        box: BoxPainter,
        points: BoxPoints | None,
        options: SurfaceOptions,
        theme: Theme,
    ) -> None:
        self._sheets, self._bounds, self._scale = sheets, bounds, scale
        self._box, self._points = box, points
        colored = palette_theme(theme, options.red_green)
        self.is_stack = len(sheets) > 1
        if not self.is_stack:
            self._meshes = [value_mesh(sheets[0], scale, colored)]
        elif options.outputs == "highest":
            self._meshes = [highest_mesh(sheets, scale, theme)]
        else:
            self._meshes = [node_mesh(sheet, scale, theme) for sheet in sheets]
        self._mesh_ink = QColor(theme.text)
        self._mesh_ink.setAlphaF(_MESH_SHARE)
        self._contours = self._find_contours(options, colored) if options.contours else []

    @property
    def weight(self) -> float:
        """How much work a pixel is: 1 for a single mesh, more for more than a few."""
        return max(1.0, len(self._meshes) / _LIGHT_STACK)

    def project(self, camera: Camera, size: QSizeF) -> Projection:
        """How a camera sees the box on a canvas of that size."""
        left, top, right, bottom = MARGINS
        return Projection(camera, QRectF(QPointF(), size).adjusted(left, top, -right, -bottom))

    def take_picture(self, projection: Projection, size: QSizeF, fineness: float) -> SurfacePicture:
        """The sheets alone, with `fineness` pixels to each of the canvas."""
        return SurfacePicture(self._meshes, projection, size, fineness)

    def draw(
        self,
        painter: QPainter,
        projection: Projection,
        picture: SurfacePicture,
        *,
        as_polygons: bool = False,
        keep_for: QSizeF | None = None,
    ) -> None:
        """Draw everything, from behind to the front.

        `as_polygons` draws the surfaces for a file of lines. What stays the same is kept as
        pixels where it is to be drawn again, on a canvas of the size `keep_for`.
        """
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if keep_for is None:
            self._box.draw_behind(painter, projection)
        else:
            self._box.behind.draw(painter, projection, keep_for)
        for contours in self._contours:
            contours.draw_on_floor(painter, projection)
        if self._points is not None and not self._points.is_raised:
            self._points.draw(painter, projection)
        if as_polygons:
            picture.draw_polygons(painter)
        else:
            picture.draw(painter)
        if len(self._meshes) == 1:
            pen = line_pen(self._mesh_ink, 1)
            draw_visible(painter, pen, self._meshes[0].lines(_LINES), projection, picture)
            for contours in self._contours:
                contours.draw_on_surface(painter, projection, picture, self._meshes[0])
        if self._points is not None and self._points.is_raised:
            self._points.draw(painter, projection, picture)
        if keep_for is None:
            self._box.draw_labels(painter, projection)
        else:
            self._box.labels.draw(painter, projection, keep_for)

    def value_at(
        self, place: QPointF, projection: Projection, picture: SurfacePicture
    ) -> tuple[float, float, float] | None:
        """x, y in data units and the output under a place of the canvas; None beside it."""
        pixel = np.array([place.x()]), np.array([place.y()])
        mesh, nearness = picture.nearest(*pixel)
        if not np.isfinite(nearness[0]):
            return None
        x, y = projection.place(place.x(), place.y(), float(nearness[0]))
        x0, x1, y0, y1 = self._bounds
        at = (
            min(max(x0 + (x + 1) / 2 * (x1 - x0), x0), x1),
            min(max(y0 + (y + 1) / 2 * (y1 - y0), y0), y1),
        )
        here = np.array([at[0]]), np.array([at[1]])
        answers = [float(values_at(s.values, self._bounds, *here)[0]) for s in self._sheets]
        # Of stacked sheets the one that is seen answers; a single mesh shows the highest.
        return (*at, answers[int(mesh[0])] if len(self._meshes) > 1 else max(answers))

    def _find_contours(self, options: SurfaceOptions, theme: Theme) -> list[Contours]:
        shares = [self._scale.full_share(sheet.values) for sheet in self._sheets]
        level = float(self._scale.full_share(np.array(self._scale.threshold)))
        if not self.is_stack:
            lines = [(share, line_color(share, theme)) for share in SHARES]
            return [Contours(shares[0], [(level, theme.text), *lines])]
        inks = [mix(sheet.color(theme), theme.text, 0.25) for sheet in self._sheets]
        if options.outputs == "all":
            pairs = zip(shares, inks, strict=True)
            return [Contours(share, [(level, ink)]) for share, ink in pairs]
        # Where the highest of them is another one.
        others = np.stack(shares)
        found = []
        for index, share in enumerate(shares):
            rest = np.delete(others, index, axis=0).max(axis=0)
            found.append(Contours(share - rest, [(0.0, theme.text)]))
        return found
