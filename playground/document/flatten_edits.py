"""The recipe that puts a computed network in the place of the drawn one; as in `edits`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from playground.document.content import Content
from playground.document.edits import Change, Edit, Recipe
from playground.engine.spec import NetworkSpec, NodeSpec
from playground.network.errors import NetworkError
from playground.network.layout import tidy
from playground.network.model import Edge, Network, Node
from playground.network.templates import MAX_EDGES, MAX_NODES
from playground.network.weight import Weight


def put_network(text: str, spec: NetworkSpec, drawn: Network) -> Recipe:
    """Another inner life for the same inputs and outputs, laid out tidily.

    Nodes of `spec` with an id of the drawing stay the same nodes, others are new, and what is
    neither in it nor an input nor without edges goes. Weights that keep their value keep their
    text. `drawn` is the network that `spec` was computed from.
    """

    def recipe(content: Content) -> Edit:
        network = content.network
        if network != drawn:
            raise NetworkError("The drawing has changed in the meantime; compute it again.")
        if len(spec.nodes) > MAX_NODES or len(spec.edges) > MAX_EDGES:
            raise NetworkError(
                f"A drawing has at most {MAX_NODES:,} nodes and {MAX_EDGES:,} edges."
            )
        target = replaced(network, spec)
        changes: list[Change] = []
        for item in network.edges:
            changes.append(Change(item, target.edges.get(item.id)))
        for node in network.nodes:
            changes.append(Change(node, target.nodes.get(node.id)))
        changes += [Change(None, n) for n in target.nodes if n.id not in network.nodes]
        changes += [Change(None, e) for e in target.edges if e.id not in network.edges]
        return Edit(text, tuple(changes), select=())

    return recipe


def replaced(network: Network, spec: NetworkSpec) -> Network:
    """The drawing as `put_network` makes it."""
    ids, target = network.copy(), Network()
    in_spec = {node.id for node in spec.nodes}
    for node in network.nodes:
        if node.id not in in_spec and (node.is_input or network.role(node.id) == "idle"):
            target.put_node(node)
    new_id: dict[str, str] = {}
    rows = iter(range(len(spec.nodes)))
    for entry in spec.nodes:
        old = network.nodes.get(entry.id)
        # New nodes stand below the old ones until they are laid out.
        blank = Node(ids.new_id("n"), 0.0, 1e6 + next(rows)) if old is None else old
        new_id[entry.id] = blank.id
        target.put_node(_node(blank, entry))
    old_edges = {(edge.source, edge.target): edge for edge in network.edges}
    for edge in spec.edges:
        ends = new_id[edge.source], new_id[edge.target]
        before = old_edges.get(ends)
        if before is None:
            target.put_edge(Edge(ids.new_id("e"), *ends, Weight(edge.weight)))
        elif before.weight.value == edge.weight:
            target.put_edge(before)
        else:
            target.put_edge(replace(before, weight=Weight(edge.weight), start=None, dead=False))
    return _laid_out(target, tidy(target))


def _node(node: Node, entry: NodeSpec) -> Node:
    if node.is_input:
        return node
    if node.bias.value != entry.bias:
        node = replace(node, bias=Weight(entry.bias), start=None)
    if node.activation != entry.activation or node.parameters != entry.parameters:
        node = replace(node, activation=entry.activation, parameters=entry.parameters)
    return node


def _laid_out(network: Network, places: Mapping[str, tuple[float, float]]) -> Network:
    for node in list(network.nodes):
        x, y = places[node.id]
        network.put_node(replace(node, x=x, y=y))
    return network
