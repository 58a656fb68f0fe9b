"""What the drawing's shape says before any number is known: levels, reach, ancestors."""

from __future__ import annotations

from collections.abc import Iterable

from playground.engine.errors import EngineError
from playground.engine.spec import EdgeSpec, NetworkSpec


class Graph:
    """Adjacency of a NetworkSpec.

    `incoming[id]` and `outgoing[id]` are the edges of a node in the drawing's order; `order`
    is a topological order of all ids.

    Raises
    ------
    EngineError
        When an id is missing or used twice, an edge enters an input, or edges form a loop.
    """

    def __init__(self, network: NetworkSpec) -> None:
        self.nodes = {node.id: node for node in network.nodes}
        if len(self.nodes) != len(network.nodes):
            raise EngineError("Two nodes have the same id.")
        self.incoming: dict[str, list[EdgeSpec]] = {id_: [] for id_ in self.nodes}
        self.outgoing: dict[str, list[EdgeSpec]] = {id_: [] for id_ in self.nodes}
        for edge in network.edges:
            if edge.source not in self.nodes or edge.target not in self.nodes:
                raise EngineError(f"The edge “{edge.id}” ends at a node that isn't there.")
            if self.nodes[edge.target].column is not None:
                raise EngineError(f"The edge “{edge.id}” leads into the input “{edge.target}”.")
            self.incoming[edge.target].append(edge)
            self.outgoing[edge.source].append(edge)
        for output in network.outputs:
            if output not in self.nodes or self.nodes[output].column is not None:
                raise EngineError(f"The output “{output}” is not a neuron of the network.")
        if len(set(network.outputs)) != len(network.outputs):
            raise EngineError("One node can't be the output for two targets.")
        self.order = self._topological()

    def upstream(self, ids: Iterable[str]) -> set[str]:
        """Return `ids` and everything that they are computed from."""
        found = set(ids)
        waiting = list(found)
        while waiting:
            sources = {edge.source for edge in self.incoming[waiting.pop()]} - found
            found |= sources
            waiting.extend(sources)
        return found

    def downstream(self, ids: Iterable[str]) -> set[str]:
        """Return `ids` and everything that is computed from them."""
        found = set(ids)
        waiting = list(found)
        while waiting:
            targets = {edge.target for edge in self.outgoing[waiting.pop()]} - found
            found |= targets
            waiting.extend(targets)
        return found

    def levels(self, kept: set[str]) -> dict[str, int]:
        """Return each kept node's level: inputs 0, neurons the longest path, at least 1."""
        level: dict[str, int] = {}
        for id_ in self.order:
            if id_ in kept:
                above = [level[edge.source] for edge in self.incoming[id_] if edge.source in kept]
                is_input = self.nodes[id_].column is not None
                level[id_] = 0 if is_input else 1 + max(above, default=0)
        return level

    def trained(self, outputs: Iterable[str]) -> set[str]:
        """Return the neurons on a path from an input to one of `outputs`."""
        inputs = [id_ for id_, node in self.nodes.items() if node.column is not None]
        return (self.downstream(inputs) & self.upstream(outputs)) - set(inputs)

    def _topological(self) -> list[str]:
        missing = {id_: len(edges) for id_, edges in self.incoming.items()}
        order = [id_ for id_, count in missing.items() if count == 0]
        for id_ in order:
            for edge in self.outgoing[id_]:
                missing[edge.target] -= 1
                if missing[edge.target] == 0:
                    order.append(edge.target)
        if len(order) != len(missing):
            raise EngineError("The edges form a loop, so there is no order to compute it in.")
        return order
