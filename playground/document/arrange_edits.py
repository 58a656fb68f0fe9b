"""Recipes for edits that rearrange what is drawn; in the style of `edits`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Literal

from playground.document.content import Content
from playground.document.edits import Change, Edit, Recipe
from playground.network.errors import ConnectError, NetworkError
from playground.network.model import Edge, Network, Node
from playground.network.rules import can_connect, check_connect
from playground.network.templates import FIRST_BIAS, MAX_EDGES, MAX_NODES, draw_weight
from playground.network.weight import Weight

Side = Literal["left", "center", "right", "top", "middle", "bottom"]
Axis = Literal["x", "y"]


def merged(recipe: Recipe, merge_key: object) -> Recipe:
    """The same edit, made one step with the ones before and after of the same key."""
    return lambda content: replace(recipe(content), merge_key=merge_key)


def put_back(
    weights: Mapping[str, Weight], merge_key: object, dead: frozenset[str] = frozenset()
) -> Recipe:
    """Weights of edges and biases of nodes exactly as they were before a gesture.

    `dead` are the edges that were dead then.
    """

    def recipe(content: Content) -> Edit:
        changes: list[Change] = []
        for item_id, weight in weights.items():
            node, edge = content.network.nodes.get(item_id), content.network.edges.get(item_id)
            if node is not None:
                changes.append(Change(node, replace(node, bias=weight)))
            if edge is not None:
                before = replace(edge, weight=weight, dead=item_id in dead)
                changes.append(Change(edge, before))
        return Edit("Change Weights", tuple(changes), merge_key=merge_key)

    return recipe


def reconnect(edge_id: str, source: str | None = None, target: str | None = None) -> Recipe:
    """Other ends for an edge, which keeps its weight, and its end where none is given."""

    def recipe(content: Content) -> Edit:
        edge = _edge(content.network, edge_id)
        ends = source or edge.source, target or edge.target
        check_connect(content.network, *ends, replacing=edge_id)
        changed = replace(edge, source=ends[0], target=ends[1], dead=False)
        return Edit("Reconnect", (Change(edge, changed),), select=(edge_id,))

    return recipe


def insert_neuron(edge_id: str, x: float, y: float) -> Recipe:
    """A new neuron in the middle of an edge; the way in takes over the edge's weight."""

    def recipe(content: Content) -> Edit:
        edge = _edge(content.network, edge_id)
        _check_room(content.network, nodes=1, edges=1)
        node = Node(
            content.network.new_id("n"),
            x,
            y,
            activation=content.new_items.activation,
            bias=Weight(FIRST_BIAS),
        )
        way_in = replace(edge, id=content.network.new_id("e"), target=node.id, dead=False)
        way_on = _fresh_edge(content, node.id, edge.target)
        changes = (Change(edge, None), *(Change(None, new) for new in (node, way_in, way_on)))
        return Edit("Insert Neuron", changes, select=(node.id,))

    return recipe


def connect_selection(ids: Iterable[str]) -> Recipe:
    """All-to-all between consecutive columns of the nodes; what is refused is left out."""
    wanted = frozenset(ids)

    def recipe(content: Content) -> Edit:
        network = content.network.copy()
        changes = []
        columns = _columns([node for node in network.nodes if node.id in wanted])
        for sources, targets in pairwise(columns):
            for source in sources:
                for target in targets:
                    if can_connect(network, source.id, target.id):
                        _check_room(network, edges=1)
                        edge = _fresh_edge(content, source.id, target.id)
                        network.put_edge(edge)
                        changes.append(Change(None, edge))
        if not changes:
            raise ConnectError(
                "There is nothing to connect; select nodes of two columns or more "
                "that are not connected yet."
            )
        return Edit("Connect Selection", tuple(changes))

    return recipe


def align(ids: Iterable[str], side: Side) -> Recipe:
    """Nodes to the outermost, or the mean, of their x (left, center, right) or y."""
    wanted = frozenset(ids)

    def recipe(content: Content) -> Edit:
        nodes = _several(content.network, wanted, 2, "align")
        across = side in ("left", "center", "right")
        places = [node.x if across else node.y for node in nodes]
        if side in ("left", "top"):
            goal = min(places)
        elif side in ("right", "bottom"):
            goal = max(places)
        else:
            goal = sum(places) / len(places)
        changes = [
            Change(node, replace(node, x=goal) if across else replace(node, y=goal))
            for node in nodes
        ]
        return Edit("Align", tuple(changes))

    return recipe


def distribute(ids: Iterable[str], axis: Axis) -> Recipe:
    """Equal steps between the outermost nodes along an axis."""
    wanted = frozenset(ids)

    def recipe(content: Content) -> Edit:
        nodes = _several(content.network, wanted, 3, "distribute")
        nodes.sort(key=lambda node: node.x if axis == "x" else node.y)
        first, last = getattr(nodes[0], axis), getattr(nodes[-1], axis)
        changes = []
        for number, node in enumerate(nodes):
            place = first + (last - first) * number / (len(nodes) - 1)
            moved = replace(node, x=place) if axis == "x" else replace(node, y=place)
            changes.append(Change(node, moved))
        return Edit("Distribute", tuple(changes))

    return recipe


def paste(
    nodes: Sequence[Node], edges: Sequence[Edge], dx: float, dy: float, text: str = "Paste"
) -> Recipe:
    """Copies of pieces, moved by (dx, dy) scene pixels, under ids of this drawing.

    A column has one input, so a pasted input whose column is taken stands for the input that
    is there; its edges come from that one.
    """

    def recipe(content: Content) -> Edit:
        network = content.network
        inputs = {node.column: node.id for node in network.inputs()}
        twins: dict[str, str] = {}
        added: list[Node | Edge] = []
        for node in nodes:
            if node.is_input and node.column in inputs:
                twins[node.id] = inputs[node.column]
                continue
            twins[node.id] = network.new_id("n")
            if node.is_input:
                inputs[node.column] = twins[node.id]
            added.append(replace(node, id=twins[node.id], x=node.x + dx, y=node.y + dy))
        new_nodes = len(added)
        for edge in edges:
            source, target = twins[edge.source], twins[edge.target]
            added.append(replace(edge, id=network.new_id("e"), source=source, target=target))
        if not new_nodes:
            raise NetworkError(
                "There is nothing to paste: each of these columns already has its input."
            )
        _check_room(network, new_nodes, len(added) - new_nodes)
        return Edit(
            text,
            tuple(Change(None, item) for item in added),
            select=tuple(item.id for item in added),
        )

    return recipe


def _edge(network: Network, edge_id: str) -> Edge:
    edge = network.edges.get(edge_id)
    if edge is None:
        raise NetworkError("This edge is no longer in the drawing.")
    return edge


def _fresh_edge(content: Content, source: str, target: str) -> Edge:
    edge_id = content.network.new_id("e")
    return Edge(edge_id, source, target, draw_weight(content.training.seed, edge_id))


def _check_room(network: Network, nodes: int = 0, edges: int = 0) -> None:
    if len(network.nodes) + nodes > MAX_NODES or len(network.edges) + edges > MAX_EDGES:
        raise NetworkError(f"A drawing has at most {MAX_NODES:,} nodes and {MAX_EDGES:,} edges.")


def _several(network: Network, ids: frozenset[str], least: int, verb: str) -> list[Node]:
    nodes = [node for node in network.nodes if node.id in ids]
    if len(nodes) < least:
        raise NetworkError(f"Select at least {least} nodes to {verb}.")
    return nodes


def _columns(nodes: list[Node]) -> list[list[Node]]:
    """Nodes whose places overlap from left to right stand in one column."""
    columns: list[list[Node]] = []
    for node in sorted(nodes, key=lambda node: node.x):
        if columns and node.x - columns[-1][-1].x < 44:
            columns[-1].append(node)
        else:
            columns.append([node])
    return columns
