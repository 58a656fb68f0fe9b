"""A whole drawing as what decides over the plane: for exact regions, and for points in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from playground.canvas.labels import automatic_names
from playground.data.dataset import PLANE_COLUMNS, Dataset
from playground.data.features import available_features
from playground.data.load import load
from playground.data.plane import Bounds, Plane, plane_of
from playground.document.content import Content
from playground.document.lowering import Lowered, Lowering
from playground.engine.spec import NetworkSpec
from playground.geometry.request import CellsRequest


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """A network over the plane that its document shows.

    `plane` are the ids of the inputs that show its axes. `outputs` are those of the drawing, the
    trained ones first, in the order of their targets. `names` is what people call the nodes.
    `straight` is the network in units of the data, with other columns held where they are.
    """

    network: NetworkSpec
    straight: NetworkSpec
    plane: tuple[str | None, str | None]
    outputs: tuple[str, ...]
    names: Mapping[str, str]
    features: tuple[str, ...] = ()
    dataset: Dataset | None = None
    view: Plane | None = None
    title: str = field(default="", kw_only=True)

    def request(self, bounds: Bounds, **options: Any) -> CellsRequest:
        """What to ask the geometry for; `bounds` in units of the data."""
        request = CellsRequest(
            self.straight, *self.plane, bounds, self.outputs, names=self.names, max_seconds=None
        )
        return replace(request, **options)


def side_of(content: Content, lowered: Lowered | None = None, title: str = "") -> Side:
    """A drawing with its data. Raises DataError when these can't be had."""
    if lowered is None:
        lowered = Lowering().lower(content, load(content.data))
    network, dataset = content.network, lowered.dataset
    outputs = [node.id for node in network.outputs()]
    outputs.sort(key=lambda node_id: lowered.targets.get(node_id, len(outputs)))
    if dataset is None:
        names, plane = automatic_names(network, {}), _inputs_of(content, PLANE_COLUMNS)
        return Side(lowered.network, lowered.network, plane, tuple(outputs), names, title=title)
    view = plane_of(dataset, content.view.plane)
    plane = _inputs_of(content, tuple(dataset.columns[axis] for axis in view.axes))
    labels = {feature.key: feature.label for feature in available_features(dataset)}
    return Side(
        lowered.network,
        _straight(lowered.network, lowered.features, plane, dataset, view),
        plane,
        tuple(outputs),
        automatic_names(network, labels),
        lowered.features,
        dataset,
        view,
        title=title,
    )


def as_drawn(content: Content, columns: tuple[str, ...]) -> Side:
    """The drawing alone, in units of its inputs, without what data and loss do to it.

    `columns` are the axes of the plane.
    """
    plain = replace(content, training=replace(content.training, loss="squared"))
    spec = Lowering().lower(plain, None).network
    places = {node.id: place for place, node in enumerate(content.network.inputs())}
    spec = replace(
        spec, nodes=tuple(replace(node, column=places.get(node.id)) for node in spec.nodes)
    )
    outputs = tuple(node.id for node in content.network.outputs())
    names = automatic_names(content.network, {})
    return Side(spec, spec, _inputs_of(content, columns), outputs, names)


def _inputs_of(content: Content, columns: tuple[str, ...]) -> tuple[str | None, str | None]:
    inputs = {node.column: node.id for node in content.network.inputs()}
    first, second = [*map(inputs.get, columns), None, None][:2]
    return first, second


def _straight(
    network: NetworkSpec,
    features: tuple[str, ...],
    plane: tuple[str | None, str | None],
    dataset: Dataset,
    view: Plane,
) -> NetworkSpec:
    """The network of the axes' own units: what else its inputs do is in weights and biases."""
    held = dict(zip(dataset.columns, view.held, strict=True))
    of_input = {node.id: features[node.column] for node in network.nodes if node.column is not None}
    shifts = dict.fromkeys((node.id for node in network.nodes), 0.0)
    edges = []
    for edge in network.edges:
        feature = of_input.get(edge.source, "")
        mean, deviation = dataset.scales.get(feature, (0.0, 1.0))
        if edge.source in plane:
            edges.append(replace(edge, weight=edge.weight / deviation))
            shifts[edge.target] -= edge.weight * mean / deviation
        elif feature in held:
            shifts[edge.target] += edge.weight * (held[feature] - mean) / deviation
        else:
            edges.append(edge)
    nodes = tuple(
        replace(node, bias=node.bias + shifts[node.id]) if shifts[node.id] else node
        for node in network.nodes
    )
    return replace(network, nodes=nodes, edges=tuple(edges))
