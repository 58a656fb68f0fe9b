"""Outputs that the data want, made like those that are there."""

from __future__ import annotations

from playground.document.content import Content
from playground.document.edits import Change, Edit, Recipe
from playground.network.errors import NetworkError
from playground.network.layout import ROW_STEP
from playground.network.model import Edge, Network, Node
from playground.network.templates import FIRST_BIAS, MAX_EDGES, MAX_NODES, draw_weight
from playground.network.weight import Weight

_APART = 0.75 * ROW_STEP


def add_outputs(count: int) -> Recipe:
    """So many more outputs below the lowest one, each fed by what feeds it.

    Raises NetworkError when there is none to take after, or no room for more.
    """

    def recipe(content: Content) -> Edit:
        network = content.network.copy()
        outputs = network.outputs()
        if not outputs:
            raise NetworkError("There is no output yet; connect an input to a neuron.")
        model = max(outputs, key=lambda node: node.y)
        sources = [edge.source for edge in network.incoming(model.id)]
        changes: list[Change] = []
        made: list[str] = []
        for _ in range(count):
            node = Node(
                network.new_id("n"),
                model.x,
                _free_row(network, model),
                activation=model.activation,
                parameters=model.parameters,
                bias=Weight(FIRST_BIAS),
            )
            network.put_node(node)
            made.append(node.id)
            changes.append(Change(None, node))
            for source in sources:
                edge_id = network.new_id("e")
                weight = draw_weight(content.training.seed, edge_id)
                edge = Edge(edge_id, source, node.id, weight)
                network.put_edge(edge)
                changes.append(Change(None, edge))
        if len(network.nodes) > MAX_NODES or len(network.edges) > MAX_EDGES:
            raise NetworkError(
                f"A drawing has at most {MAX_NODES:,} nodes and {MAX_EDGES:,} edges."
            )
        plural = "s" * (count > 1)
        return Edit(f"Add {count} Output{plural}", tuple(changes), select=tuple(made))

    return recipe


def _free_row(network: Network, above: Node) -> float:
    """The first row below a node where no other is in the way."""
    y = above.y + ROW_STEP
    while any(abs(n.x - above.x) < _APART and abs(n.y - y) < _APART for n in network.nodes):
        y += ROW_STEP
    return y
