"""Every edit of a document as a recipe: a function of the content that says what to change.

Views emit recipes as wishes; the controller first brings the content up to date with a running
training, then asks the recipe for its `Edit` and pushes that as a command. A recipe raises
NetworkError, with a sentence for the user, when its wish can't be had.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from playground.data.choice import DataChoice
from playground.data.features import input_columns, raw_columns
from playground.document.content import Content, SettingName
from playground.network.errors import NetworkError
from playground.network.layout import tidy
from playground.network.model import Edge, Network, Node
from playground.network.rules import check_connect
from playground.network.templates import (
    FIRST_BIAS,
    MAX_EDGES,
    MAX_NODES,
    draw_weight,
    layered,
    parse_layers,
)
from playground.network.weight import Weight, parse_weight

MAX_NAME = 200


@dataclass(frozen=True, slots=True)
class Change:
    """One item before and after: None before means added, None after means removed."""

    old: Node | Edge | None
    new: Node | Edge | None

    @property
    def reversed(self) -> Change:
        return Change(self.new, self.old)


@dataclass(frozen=True, slots=True)
class Edit:
    """A named step. Edits in a row with the same `merge_key` become one; `select` is selected."""

    text: str
    changes: tuple[Change, ...] = ()
    settings: tuple[tuple[SettingName, Any], ...] = ()
    merge_key: object = None
    select: tuple[str, ...] | None = None


Recipe = Callable[[Content], Edit]


def place_neuron(x: float, y: float) -> Recipe:
    """A neuron of the document's activation for new ones."""

    def recipe(content: Content) -> Edit:
        node = _new_neuron(content, x, y)
        return Edit("Add Neuron", (Change(None, node),), select=(node.id,))

    return recipe


def place_input(column: str, x: float, y: float) -> Recipe:
    """An input bound to a data column that no other input uses."""

    def recipe(content: Content) -> Edit:
        _check_free(content.network, column)
        node = Node(content.network.new_id("n"), x, y, column=column)
        return Edit("Add Input", (Change(None, node),), select=(node.id,))

    return recipe


def connect(source: str, target: str) -> Recipe:
    """One edge with a weight drawn from the document's seed."""

    def recipe(content: Content) -> Edit:
        check_connect(content.network, source, target)
        edge = _new_edge(content, source, target)
        # Selected, the edge would show its ends, and the next drag from the same rim move them.
        return Edit("Connect", (Change(None, edge),))

    return recipe


def connect_to_new(source: str, x: float, y: float) -> Recipe:
    """A new neuron at a place, fed by `source`."""

    def recipe(content: Content) -> Edit:
        if source not in content.network.nodes:
            raise NetworkError("This node is no longer in the drawing.")
        node = _new_neuron(content, x, y)
        edge = _new_edge(content, source, node.id)
        return Edit(
            "Add Connected Neuron", (Change(None, node), Change(None, edge)), select=(node.id,)
        )

    return recipe


def remove(ids: Iterable[str]) -> Recipe:
    """Nodes, edges, and the edges of the nodes."""
    wanted = frozenset(ids)

    def recipe(content: Content) -> Edit:
        network = content.network
        nodes = [node for node in network.nodes if node.id in wanted]
        doomed = {node.id for node in nodes}
        edges = [
            edge
            for edge in network.edges
            if edge.id in wanted or edge.source in doomed or edge.target in doomed
        ]
        chosen = [edge for edge in edges if edge.id in wanted]
        return Edit(
            f"Delete {_count(nodes, chosen)}",
            (*(Change(edge, None) for edge in edges), *(Change(node, None) for node in nodes)),
            select=(),
        )

    return recipe


def move(positions: Mapping[str, tuple[float, float]], merge_key: object = None) -> Recipe:
    """Nodes to absolute places in scene pixels."""

    def recipe(content: Content) -> Edit:
        nodes = [node for node in content.network.nodes if node.id in positions]
        changes = [
            Change(node, replace(node, x=positions[node.id][0], y=positions[node.id][1]))
            for node in nodes
        ]
        return Edit(f"Move {_count(nodes, [])}", tuple(changes), merge_key=merge_key)

    return recipe


def type_weight(ids: Iterable[str], text: str) -> Recipe:
    """The typed weight of edges and bias of nodes: `0.5`, `1/3`, `*2` (each from its own)."""
    wanted = frozenset(ids)

    def recipe(content: Content) -> Edit:
        return _set_weights(content, wanted, lambda _, old: parse_weight(text, old))

    return recipe


def set_weights(values: Mapping[str, float], merge_key: object = None) -> Recipe:
    """Absolute weights of edges and biases of nodes, as from a slider or by scrubbing."""

    def recipe(content: Content) -> Edit:
        edit = _set_weights(content, frozenset(values), lambda item_id, _: Weight(values[item_id]))
        return replace(edit, merge_key=merge_key)

    return recipe


def set_activation(ids: Iterable[str], activation: str) -> Recipe:
    """The activation of neurons, with its default parameters."""
    return _change_nodes(
        ids, "Change Activation", neurons_only=True, activation=activation, parameters=()
    )


def set_parameters(ids: Iterable[str], parameters: tuple[tuple[str, float], ...]) -> Recipe:
    """The parameters of neurons' activation, such as the slope of leaky ReLU."""
    return _change_nodes(
        ids, "Change Activation Parameter", neurons_only=True, parameters=parameters
    )


def clean_name(name: str) -> str:
    """A name without what can't be seen; NetworkError when it is too long."""
    clean = "".join(c for c in name if c.isprintable()).strip()
    if len(clean) > MAX_NAME:
        raise NetworkError(f"A name has at most {MAX_NAME} characters; this one {len(clean):,}.")
    return clean


def rename(node_id: str, name: str) -> Recipe:
    """The node's own name; an empty one brings back the automatic label."""

    def recipe(content: Content) -> Edit:
        return _change_nodes([node_id], "Rename", name=clean_name(name))(content)

    return recipe


def bind_column(node_id: str, column: str) -> Recipe:
    """Another data column for an input."""

    def recipe(content: Content) -> Edit:
        _check_free(content.network, column, except_for=node_id)
        return _change_nodes([node_id], "Bind Input", column=column)(content)

    return recipe


def set_target(node_id: str, target: int | None) -> Recipe:
    """The target that an output is trained towards; None for top to bottom."""
    return _change_nodes([node_id], "Change Target", target=target)


def set_locked(ids: Iterable[str], locked: bool) -> Recipe:
    """Locked weights (edges) and biases (nodes) don't train."""
    wanted = frozenset(ids)

    def recipe(content: Content) -> Edit:
        changes = [
            Change(item, replace(item, locked=locked)) for item in trained_items(content, wanted)
        ]
        return Edit("Lock" if locked else "Unlock", tuple(changes))

    return recipe


def read_layers(text: str, columns: tuple[str, ...]) -> list[int]:
    """Widths such as `2-8-8-1` whose inputs the data `columns` can feed; else NetworkError."""
    widths = parse_layers(text)
    if widths[0] > len(columns):
        raise NetworkError(
            f"The data has {len(columns)} columns, so there can't be {widths[0]} inputs."
        )
    return widths


def add_layers(text: str, columns: tuple[str, ...]) -> Recipe:
    """Replace the drawing by fully connected layers such as `2-8-8-1`.

    `columns` are the data columns to bind the inputs to, in order.
    """

    def recipe(content: Content) -> Edit:
        widths = read_layers(text, columns)
        nodes, edges = layered(
            widths,
            columns,
            activation=content.new_items.activation,
            seed=content.training.seed,
            network=content.network,
        )
        network = content.network
        changes = (
            *(Change(edge, None) for edge in network.edges),
            *(Change(node, None) for node in network.nodes),
            *(Change(None, node) for node in nodes),
            *(Change(None, edge) for edge in edges),
        )
        return Edit(f"Make {'-'.join(map(str, widths))}", changes, select=())

    return recipe


def tidy_up() -> Recipe:
    """Positions by level."""

    def recipe(content: Content) -> Edit:
        return replace(move(tidy(content.network))(content), text="Tidy")

    return recipe


def change_field(text: str, name: SettingName, merge_key: object = None, **fields: Any) -> Recipe:
    """Some fields of one of the document's settings, the others as they are by then."""

    def recipe(content: Content) -> Edit:
        value = replace(getattr(content, name), **fields)
        return Edit(text, (), ((name, value),), merge_key)

    return recipe


def use_data(text: str, choice: DataChoice, merge_key: object = None) -> Recipe:
    """Other data. Inputs whose column it lacks are bound to its unused columns, in order.

    Products and sines are for a person to choose: x2 waits while the data has x1 alone.
    """

    def recipe(content: Content) -> Edit:
        columns = input_columns(choice)
        inputs = content.network.inputs()
        used = {node.column for node in inputs}
        free = [name for name in raw_columns(choice) if name not in used]
        changes = [
            Change(node, replace(node, column=free.pop(0)))
            for node in inputs
            if free and node.column not in columns
        ]
        return Edit(text, tuple(changes), (("data", choice),), merge_key)

    return recipe


def change_data(text: str, merge_key: object = None, **fields: Any) -> Recipe:
    """Some fields of the data choice; inputs are bound anew where their columns are gone."""

    def recipe(content: Content) -> Edit:
        return use_data(text, replace(content.data, **fields), merge_key)(content)

    return recipe


def trained_items(content: Content, ids: frozenset[str] | None) -> list[Node | Edge]:
    """The neurons and edges with these ids, or all; an input has nothing to train."""
    items: list[Node | Edge] = [node for node in content.network.nodes if not node.is_input]
    items.extend(content.network.edges)
    return items if ids is None else [item for item in items if item.id in ids]


def with_weight(item: Node | Edge, weight: Weight) -> Node | Edge:
    """A node with another bias, or an edge with another weight, which lives again."""
    if isinstance(item, Node):
        return replace(item, bias=weight)
    return replace(item, weight=weight, dead=False)


def _new_neuron(content: Content, x: float, y: float) -> Node:
    if len(content.network.nodes) >= MAX_NODES:
        raise NetworkError(f"A drawing has at most {MAX_NODES:,} nodes.")
    return Node(
        content.network.new_id("n"),
        x,
        y,
        activation=content.new_items.activation,
        bias=Weight(FIRST_BIAS),
    )


def _new_edge(content: Content, source: str, target: str) -> Edge:
    if len(content.network.edges) >= MAX_EDGES:
        raise NetworkError(f"A drawing has at most {MAX_EDGES:,} edges.")
    edge_id = content.network.new_id("e")
    return Edge(edge_id, source, target, draw_weight(content.training.seed, edge_id))


def _check_free(network: Network, column: str, except_for: str = "") -> None:
    for node in network.inputs():
        if node.column == column and node.id != except_for:
            raise NetworkError(f"“{column}” already has its input; a column is used once.")


def _set_weights(
    content: Content, ids: frozenset[str], change: Callable[[str, Weight], Weight]
) -> Edit:
    changes = []
    for item in trained_items(content, ids):
        old = item.bias if isinstance(item, Node) else item.weight
        changes.append(Change(item, with_weight(item, change(item.id, old))))
    if len(changes) != 1:
        return Edit("Change Weights", tuple(changes))
    what = "Bias" if isinstance(changes[0].old, Node) else "Weight"
    return Edit(f"Change {what}", tuple(changes))


def _change_nodes(
    ids: Iterable[str], text: str, neurons_only: bool = False, **fields: Any
) -> Recipe:
    wanted = frozenset(ids)

    def recipe(content: Content) -> Edit:
        changes = [
            Change(node, replace(node, **fields))
            for node in content.network.nodes
            if node.id in wanted and not (neurons_only and node.is_input)
        ]
        return Edit(text, tuple(changes))

    return recipe


def _count(nodes: list[Node], edges: list[Edge]) -> str:
    parts = []
    for items, word in ((nodes, "Node"), (edges, "Edge")):
        if items:
            parts.append(word if len(items) == 1 else f"{len(items)} {word}s")
    return " and ".join(parts) or "Nothing"
