"""What the views look at: a part of the plane, some nodes, and one point."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from playground.data.dataset import Dataset
from playground.document.lowering import Lowered
from playground.network.model import Network
from playground.runtime.plane import (
    Bounds,
    FieldRequest,
    Grid,
    PictureRequest,
    make_grid,
    make_line,
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
    A `line` is a field of one row, over the first axis alone.
    """

    nodes: tuple[str, ...]
    size: int
    size_at_rest: int = 0
    line: bool = False


class Viewpoint:
    """Bounds and point in data units; `home` is what is seen before anyone pans or zooms.

    `needs` are those of the views in sight, by name. Grids that were asked for before stay the
    same objects, so that the engine knows them again.
    """

    def __init__(self) -> None:
        self.home: Bounds = (-6.0, 6.0, -6.0, 6.0)
        self.bounds = self.home
        self.point = (0.0, 0.0)
        self.needs: Mapping[str, Need] = {}
        self._grids: dict[object, Grid] = {}

    def request(self, dataset: Dataset, lowered: Lowered, network: Network) -> PictureRequest:
        """The grids to ask the training for."""
        old, self._grids = self._grids, {}

        def grid(size: int, line: bool = False) -> Grid:
            key = dataset, lowered.features, self.bounds, size, line
            found = old.get(key) or self._grids.get(key)
            self._grids[key] = found or self._make(dataset, lowered, size, line)
            return self._grids[key]

        many = len(network.nodes) > _MANY_NODES
        affordable = int((_MOST_PRODUCTS / max(1, len(network.edges))) ** 0.5)
        return PictureRequest(
            grid(_SMALL_THUMBNAIL if many else THUMBNAIL_SIZE),
            tuple(
                FieldRequest(
                    name,
                    tuple(node_id for node_id in need.nodes if node_id in network.nodes),
                    grid(need.size, need.line),
                    grid(max(need.size, min(need.size_at_rest, affordable)), need.line),
                )
                for name, need in self.needs.items()
            ),
            point_inputs(dataset, lowered.features, *self.point),
        )

    def _make(self, dataset: Dataset, lowered: Lowered, size: int, line: bool) -> Grid:
        if line:
            return make_line(dataset, lowered.features, *self.bounds[:2], size)
        return make_grid(dataset, lowered.features, self.bounds, size)
