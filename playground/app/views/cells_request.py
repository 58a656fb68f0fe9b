"""From a document to a request for its exact regions, over the plane that is looked at. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from playground.canvas.labels import automatic_names
from playground.data.features import available_features
from playground.data.plane import Plane
from playground.document.content import Content
from playground.document.lowering import Lowered
from playground.engine.spec import EdgeSpec, NetworkSpec, NodeSpec
from playground.geometry.arrays import FloatArray
from playground.geometry.errors import GeometryError
from playground.geometry.request import CellsRequest


def cells_request(
    content: Content, lowered: Lowered, plane: Plane, node_id: str = ""
) -> CellsRequest:
    """Return the request for one node, or for the trained outputs; all outputs where none is.

    Its network is the lowered one: see `over_data_units`.

    Raises
    ------
    GeometryError
        When the drawing has no inputs or no neurons.
    """
    if not content.network.inputs():
        raise GeometryError("There are no inputs yet; place one and connect it to a neuron.")
    x1, x2 = axis_nodes(lowered, plane)
    trained = tuple(sorted(lowered.targets, key=lowered.targets.__getitem__))
    outputs = trained or tuple(node.id for node in content.network.outputs())
    if not (outputs or node_id):
        raise GeometryError("There is no output yet; connect an input to a neuron.")
    return CellsRequest(
        lowered.network,
        x1,
        x2,
        outputs=(node_id,) if node_id else outputs,
        names=names(content, lowered),
    )


def with_values(network: NetworkSpec, biases: FloatArray, weights: FloatArray) -> NetworkSpec:
    """Return the network with other biases and weights, aligned with its nodes and edges."""
    return replace(
        network,
        nodes=tuple(
            replace(node, bias=bias)
            for node, bias in zip(network.nodes, biases.tolist(), strict=True)
        ),
        edges=tuple(
            replace(edge, weight=weight)
            for edge, weight in zip(network.edges, weights.tolist(), strict=True)
        ),
    )


def with_bias(network: NetworkSpec, node_id: str, bias: float) -> NetworkSpec:
    """Return the network with another bias of one node."""
    nodes = (replace(node, bias=bias) if node.id == node_id else node for node in network.nodes)
    return replace(network, nodes=tuple(nodes))


def names(content: Content, lowered: Lowered) -> Mapping[str, str]:
    """What the canvas calls the nodes."""
    dataset = lowered.dataset
    columns = {f.key: f.label for f in available_features(dataset)} if dataset else {}
    return automatic_names(content.network, columns, content.view.label_style)


def axis_nodes(lowered: Lowered, plane: Plane) -> tuple[str | None, str | None]:
    """Ids of the inputs that show the plane's axes, None for an axis without one."""
    found: dict[int, str] = {}
    for node in lowered.network.nodes:
        if (index := _column(lowered, node)) is not None:
            found[index] = node.id
    return found.get(plane.x), None if plane.y is None else found.get(plane.y)


def over_data_units(network: NetworkSpec, lowered: Lowered, plane: Plane) -> NetworkSpec:
    """Return the lowered network, or one that differs in values, as a function of the plane.

    What normalizes an axis goes into weights and biases, and so do the columns that are held.
    """
    dataset = lowered.dataset
    scales = dataset.scales if dataset is not None else {}
    axes = axis_nodes(lowered, plane)
    shown: dict[str, tuple[float, float, bool]] = {}
    for node in network.nodes:
        index = _column(lowered, node)
        if index is None or node.column is None:
            continue
        mean, deviation = scales.get(lowered.features[node.column], (0.0, 1.0))
        if node.id in axes:
            shown[node.id] = 1.0 / deviation, -mean / deviation, True
        else:
            shown[node.id] = 0.0, (plane.held[index] - mean) / deviation, False
    if all(entry == (1.0, 0.0, True) for entry in shown.values()):
        return network
    shifts: dict[str, float] = {}
    edges: list[EdgeSpec] = []
    for edge in network.edges:
        if edge.source not in shown:
            edges.append(edge)
            continue
        factor, shift, is_axis = shown[edge.source]
        shifts[edge.target] = shifts.get(edge.target, 0.0) + edge.weight * shift
        if is_axis:
            edges.append(replace(edge, weight=edge.weight * factor))
    nodes = (
        replace(node, bias=node.bias + shifts[node.id]) if shifts.get(node.id) else node
        for node in network.nodes
        if node.id not in shown or shown[node.id][2]
    )
    return replace(network, nodes=tuple(nodes), edges=tuple(edges))


def _column(lowered: Lowered, node: NodeSpec) -> int | None:
    """The data's column that an input shows as it is, by index."""
    if node.column is None or lowered.dataset is None:
        return None
    key, columns = lowered.features[node.column], lowered.dataset.columns
    return columns.index(key) if key in columns else None
