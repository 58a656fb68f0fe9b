"""What the views look at: a part of the plane, some nodes, and one point."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from playground.data.dataset import Dataset
from playground.data.plane import Bounds, Plane, PlaneChoice, plane_of
from playground.document.lowering import Lowered
from playground.network.model import Network
from playground.plots.plane.points import drawn_rows
from playground.runtime.plane import (
    FieldRequest,
    Grid,
    PictureRequest,
    first_point,
    make_grid,
    make_line,
    make_points,
    point_inputs,
)

THUMBNAIL_SIZE = 40
_MANY_NODES = 150
_SMALL_THUMBNAIL = 20
# Products in one picture at rest; about a fifth of a second.
_MOST_PRODUCTS = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Need:
    """The nodes that a view shows, and in how many cells along each side of the plane.

    Once nothing changes, `size_at_rest` cells are handed over; 0 means no more than `size`.
    Over the "cut" it is a field of one row; over the "points" that views draw it is one, too,
    exact and without a size.
    """

    nodes: tuple[str, ...]
    size: int = 0
    size_at_rest: int = 0
    over: Literal["plane", "cut", "points"] = "plane"


class Viewpoint:
    """Bounds and point in data units on the plane; before there are data there is no plane.

    `needs` are those of the views in sight, by name. Grids that were asked for before stay the
    same objects, so that the engine knows them again.
    """

    def __init__(self) -> None:
        self.plane: Plane | None = None
        self.bounds: Bounds = (-6.0, 6.0, -6.0, 6.0)
        self.point = (0.0, 0.0)
        self.needs: Mapping[str, Need] = {}
        self._grids: dict[object, Grid] = {}
        self._drawn: tuple[object, NDArray[np.intp]] = None, np.empty(0, dtype=np.intp)

    @property
    def home(self) -> Bounds:
        """What is seen before anyone pans or zooms."""
        return self.bounds if self.plane is None else self.plane.home

    def drawn_rows(self, dataset: Dataset) -> NDArray[np.intp]:
        """The rows of the data that views draw."""
        plane = self.plane or plane_of(dataset)
        key = dataset, plane.axes
        if key != self._drawn[0]:
            self._drawn = key, drawn_rows(*plane.places(dataset.inputs))
        return self._drawn[1]

    def look_at(self, dataset: Dataset, choice: PlaneChoice) -> bool:
        """Look at a plane of the data; returns whether its axes or its home are others now.

        Where they are not, a pan or zoom stays.
        """
        old, self.plane = self.plane, plane_of(dataset, choice)
        new = self.plane
        if old is not None and (old.axes, old.home) == (new.axes, new.home):
            return False
        self.bounds = new.home
        self.point = first_point(dataset, new)
        return True

    def request(self, dataset: Dataset, lowered: Lowered, network: Network) -> PictureRequest:
        """The grids to ask the training for."""
        plane = self.plane or plane_of(dataset)
        old, self._grids = self._grids, {}

        def kept(make: Callable[[], Grid], *key: object) -> Grid:
            if key not in self._grids:
                self._grids[key] = old.get(key) or make()
            return self._grids[key]

        def grid(size: int, over: str = "plane") -> Grid:
            shown = dataset, lowered.features
            if over == "points":
                rows = self.drawn_rows(dataset)
                return kept(lambda: make_points(*shown, self.bounds, rows), *shown, plane.axes)
            make = make_line if over == "cut" else make_grid
            place = *shown, self.bounds, size, plane
            return kept(lambda: make(*place), *place, over)

        many = len(network.nodes) > _MANY_NODES
        affordable = int((_MOST_PRODUCTS / max(1, len(network.edges))) ** 0.5)
        return PictureRequest(
            grid(_SMALL_THUMBNAIL if many else THUMBNAIL_SIZE),
            tuple(
                FieldRequest(
                    name,
                    tuple(node_id for node_id in need.nodes if node_id in network.nodes),
                    grid(need.size, need.over),
                    grid(max(need.size, min(need.size_at_rest, affordable)), need.over),
                )
                for name, need in self.needs.items()
            ),
            point_inputs(dataset, lowered.features, *self.point, plane),
        )
