"""What the views look at: a part of the plane, some nodes, and one point."""

from __future__ import annotations

from playground.data.dataset import Dataset
from playground.document.lowering import Lowered
from playground.network.model import Network
from playground.runtime.plane import Bounds, PictureRequest, make_grid, point_inputs

THUMBNAIL_SIZE = 40
REGION_SIZE = 100
_MANY_NODES = 150
_SMALL_THUMBNAIL = 20


class Viewpoint:
    """Bounds and point in data units; `nodes` are the ids that are shown finely."""

    def __init__(self) -> None:
        self.bounds: Bounds = (-6.0, 6.0, -6.0, 6.0)
        self.point = (0.0, 0.0)
        self.nodes: tuple[str, ...] = ()

    def request(self, dataset: Dataset, lowered: Lowered, network: Network) -> PictureRequest:
        """The grids to ask the training for."""
        many = len(network.nodes) > _MANY_NODES
        small = _SMALL_THUMBNAIL if many else THUMBNAIL_SIZE
        features = lowered.features
        return PictureRequest(
            make_grid(dataset, features, self.bounds, small),
            make_grid(dataset, features, self.bounds, REGION_SIZE),
            tuple(node_id for node_id in self.nodes if node_id in network.nodes),
            point_inputs(dataset, features, *self.point),
        )
