"""A whole drawing as what decides over the plane: for exact regions, and for points in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from playground.app.views.cells_request import axis_nodes, names, over_data_units, with_values
from playground.data.load import load
from playground.data.plane import Bounds, Plane, plane_of
from playground.document.content import Content
from playground.document.lowering import Lowered, Lowering
from playground.engine.spec import NetworkSpec
from playground.geometry.arrays import FloatArray
from playground.geometry.errors import GeometryError
from playground.geometry.request import CellsRequest


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """A network over the plane that its document shows.

    `network` is the lowered one, or one that differs in numbers and activations. `outputs` are
    those of the drawing, the trained ones first, in the order of their targets. `names` is what
    people call the nodes.
    """

    title: str
    network: NetworkSpec
    outputs: tuple[str, ...]
    names: Mapping[str, str]
    lowered: Lowered
    plane: Plane

    def request(self, bounds: Bounds, **options: Any) -> CellsRequest:
        """What to ask the geometry for; `bounds` in units of the data."""
        network = over_data_units(self.network, self.lowered, self.plane)
        x1, x2 = axis_nodes(self.lowered, self.plane)
        request = CellsRequest(
            network, x1, x2, bounds, self.outputs, names=self.names, max_seconds=None
        )
        return replace(request, **options)

    def with_values(self, biases: FloatArray, weights: FloatArray) -> Side:
        """The same with other numbers, aligned with the network's nodes and edges."""
        return replace(self, network=with_values(self.network, biases, weights))


def side_of(content: Content, lowered: Lowered | None = None, title: str = "") -> Side:
    """A drawing with its data.

    Raises
    ------
    DataError
        When there are no data.
    GeometryError
        When those of `lowered` have yet to come.
    """
    if lowered is None:
        lowered = Lowering().lower(content, load(content.data))
    if lowered.dataset is None:
        raise GeometryError("There is no plane to compare on yet; choose a data set.")
    outputs = [node.id for node in content.network.outputs()]
    outputs.sort(key=lambda node_id: lowered.targets.get(node_id, len(outputs)))
    plane = plane_of(lowered.dataset, content.view.plane)
    labels = names(content, lowered)
    return Side(title, lowered.network, tuple(outputs), labels, lowered, plane)
