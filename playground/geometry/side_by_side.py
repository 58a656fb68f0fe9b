"""Two networks as one over the same two inputs, with what they have in common drawn once."""

from __future__ import annotations

from dataclasses import replace

from playground.engine.spec import EdgeSpec, NodeSpec
from playground.geometry.plan import Plan
from playground.geometry.request import CellsRequest


class Merger:
    """Collects the nodes and edges of a first network and of a second one beside it.

    A neuron of the second is the same as one of the first when activation, bias and what feeds
    them are. Outputs stay apart, so that each network keeps its own.
    """

    def __init__(self) -> None:
        self.nodes = [NodeSpec("x1", column=0), NodeSpec("x2", column=1)]
        self.edges: list[EdgeSpec] = []
        self.outputs: list[str] = []
        self.names: dict[str, str] = {}
        self.keys: dict[str, object] = {}

    def add(self, prefix: str, request: CellsRequest, plan: Plan) -> dict[str, str]:
        """Add a network; return its nodes' new ids by their old ones."""
        # Within one network nothing is merged: two equal neurons count twice.
        there = {key: id_ for id_, key in self.keys.items() if id_ not in self.outputs}
        new = {id_: x for id_, x in ((request.x1, "x1"), (request.x2, "x2")) if id_}
        spec = {node.id: node for node in request.network.nodes}
        incoming: dict[str, list[EdgeSpec]] = {id_: [] for id_ in spec}
        for edge in request.network.edges:
            incoming[edge.target].append(edge)
        for id_ in plan.program.row_of:  # sources before targets
            if id_ in new:
                continue
            node = spec[id_]
            sources = tuple(sorted((new[edge.source], edge.weight) for edge in incoming[id_]))
            key = (node.column, node.activation, node.parameters, node.bias, sources)
            same = there.pop(key, None) if id_ not in plan.outputs else None
            new[id_] = same or prefix + id_
            if same is None:
                self._put(node, new, key, request.name(id_), incoming[id_], prefix)
        self.outputs += [new[id_] for id_ in plan.outputs]
        return new

    def _put(
        self,
        node: NodeSpec,
        new: dict[str, str],
        key: object,
        name: str,
        incoming: list[EdgeSpec],
        prefix: str,
    ) -> None:
        self.keys[new[node.id]] = key
        self.names[new[node.id]] = name
        self.nodes.append(replace(node, id=new[node.id]))
        self.edges += [
            replace(edge, id=prefix + edge.id, source=new[edge.source], target=new[node.id])
            for edge in incoming
        ]
