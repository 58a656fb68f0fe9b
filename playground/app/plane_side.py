"""A whole drawing as what decides over the plane: for exact regions, and for points in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from playground.canvas.labels import automatic_names
from playground.data.dataset import PLANE_COLUMNS, Dataset
from playground.data.features import available_features
from playground.data.load import load
from playground.document.content import Content
from playground.document.lowering import Lowered, Lowering
from playground.engine.spec import NetworkSpec
from playground.geometry.request import Bounds, CellsRequest


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """A network over the plane of the first two columns of its data.

    `plane` are the ids of the inputs that show these. `outputs` are those of the drawing, the
    trained ones first, in the order of their targets. `names` is what people call the nodes.
    `features` and `dataset` say what the inputs show.
    """

    title: str
    network: NetworkSpec
    plane: tuple[str | None, str | None]
    outputs: tuple[str, ...]
    names: Mapping[str, str]
    features: tuple[str, ...] = ()
    dataset: Dataset | None = None

    def request(self, bounds: Bounds, **options: Any) -> CellsRequest:
        """What to ask the geometry for, in units of the data."""
        network = self.network
        if self.dataset is not None and self.dataset.scales:
            network = _in_data_units(self)
        request = CellsRequest(
            network, *self.plane, bounds, self.outputs, names=self.names, max_seconds=None
        )
        return replace(request, **options)


def side_of(title: str, content: Content, lowered: Lowered | None = None) -> Side:
    """A drawing with its data. Raises DataError when these can't be had."""
    if lowered is None:
        lowered = Lowering().lower(content, load(content.data))
    network, dataset = content.network, lowered.dataset
    columns = PLANE_COLUMNS if dataset is None else dataset.columns
    labels = {} if dataset is None else {f.key: f.label for f in available_features(dataset)}
    outputs = [node.id for node in network.outputs()]
    outputs.sort(key=lambda node_id: lowered.targets.get(node_id, len(outputs)))
    return Side(
        title,
        lowered.network,
        _plane(content, columns),
        tuple(outputs),
        automatic_names(network, labels),
        lowered.features,
        dataset,
    )


def as_drawn(content: Content, columns: tuple[str, ...]) -> Side:
    """The drawing alone, in units of its inputs, without what data and loss do to it."""
    plain = replace(content, training=replace(content.training, loss="squared"))
    spec = Lowering().lower(plain, None).network
    places = {node.id: place for place, node in enumerate(content.network.inputs())}
    nodes = tuple(replace(node, column=places.get(node.id)) for node in spec.nodes)
    outputs = tuple(node.id for node in content.network.outputs())
    return Side(
        "",
        replace(spec, nodes=nodes),
        _plane(content, columns),
        outputs,
        automatic_names(content.network, {}),
    )


def _plane(content: Content, columns: tuple[str, ...]) -> tuple[str | None, str | None]:
    inputs = {node.column: node.id for node in content.network.inputs()}
    first, second = [inputs.get(column) for column in columns[:2]] + [None] * (2 - len(columns[:2]))
    return first, second


def _in_data_units(side: Side) -> NetworkSpec:
    """The network with the normalizing of its inputs in the weights that leave them."""
    assert side.dataset is not None
    of_input = {
        node.id: side.dataset.scales[side.features[node.column]]
        for node in side.network.nodes
        if node.column is not None
    }
    edges, shifts = [], dict.fromkeys((node.id for node in side.network.nodes), 0.0)
    for edge in side.network.edges:
        mean, deviation = of_input.get(edge.source, (0.0, 1.0))
        edges.append(replace(edge, weight=edge.weight / deviation))
        shifts[edge.target] -= edge.weight * mean / deviation
    nodes = tuple(
        replace(node, bias=node.bias + shifts[node.id]) if shifts[node.id] else node
        for node in side.network.nodes
    )
    return replace(side.network, nodes=nodes, edges=tuple(edges))
