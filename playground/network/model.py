"""The drawing: nodes and weighted edges of a directed graph.

Nodes and edges are immutable values; the Network replaces them. Iteration follows the serial
number in the id (`n1`, `n2`, … and `e1`, `e2`, …), so taking a piece out and putting it back
restores the order without an index.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, KeysView
from dataclasses import dataclass, field
from typing import Generic, Literal, Protocol, TypeVar

from playground.network.weight import Weight

Role = Literal["input", "hidden", "output", "idle"]


@dataclass(frozen=True, slots=True)
class Node:
    """An input when `column` names a data column, otherwise a neuron; x, y in scene pixels.

    `start` is the bias that the training began from, None while it was never trained.
    `target` is the output's target chosen by hand, None for top to bottom.
    """

    id: str
    x: float
    y: float
    name: str = ""
    column: str | None = None
    activation: str = "tanh"
    parameters: tuple[tuple[str, float], ...] = ()
    bias: Weight = field(default=Weight(0.1))
    start: Weight | None = None
    locked: bool = False
    target: int | None = None

    @property
    def is_input(self) -> bool:
        return self.column is not None


@dataclass(frozen=True, slots=True)
class Edge:
    """A weighted connection. `start` as in Node; a `dead` weight was set to 0 by L1 for good."""

    id: str
    source: str
    target: str
    weight: Weight
    start: Weight | None = None
    locked: bool = False
    dead: bool = False


def serial(item_id: str) -> int:
    """The running number in an id."""
    return int(item_id[1:])


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


_Item = TypeVar("_Item", bound=_HasId)


class _Shelf(Generic[_Item]):
    """Items by id, iterated in the order of their serial numbers."""

    def __init__(self) -> None:
        self._items: dict[str, _Item] = {}
        self._sorted = True

    def put(self, item: _Item) -> None:
        if item.id not in self._items and self._items:
            self._sorted &= serial(item.id) > serial(next(reversed(self._items)))
        self._items[item.id] = item

    def take(self, item_id: str) -> _Item:
        return self._items.pop(item_id)

    def get(self, item_id: str) -> _Item | None:
        return self._items.get(item_id)

    def keys(self) -> KeysView[str]:
        self._sort()
        return self._items.keys()

    def __getitem__(self, item_id: str) -> _Item:
        return self._items[item_id]

    def __contains__(self, item_id: object) -> bool:
        return item_id in self._items

    def __iter__(self) -> Iterator[_Item]:
        self._sort()
        return iter(self._items.values())

    def __len__(self) -> int:
        return len(self._items)

    def _sort(self) -> None:
        if not self._sorted:
            self._items = dict(sorted(self._items.items(), key=lambda pair: serial(pair[0])))
            self._sorted = True


class Network:
    """The graph itself. It refuses dangling edges but leaves loops to `rules.check_connect`."""

    def __init__(self, nodes: Iterable[Node] = (), edges: Iterable[Edge] = ()) -> None:
        self.nodes: _Shelf[Node] = _Shelf()
        self.edges: _Shelf[Edge] = _Shelf()
        self._incoming: dict[str, dict[str, None]] = {}
        self._outgoing: dict[str, dict[str, None]] = {}
        self._last_serial = 0
        # Asked for at every edit, and the same until nodes or edges come or go.
        self._levels: dict[str, int] | None = None
        for node in nodes:
            self.put_node(node)
        for edge in edges:
            self.put_edge(edge)

    def new_id(self, kind: Literal["n", "e"]) -> str:
        """A fresh id that no item, not even a removed one, ever had."""
        self._last_serial += 1
        return f"{kind}{self._last_serial}"

    def put_node(self, node: Node) -> None:
        """Insert the node, or replace the one with its id."""
        old = self.nodes.get(node.id)
        if old is None:
            self._incoming[node.id] = {}
            self._outgoing[node.id] = {}
        if old is None or old.is_input != node.is_input:
            self._levels = None
        self.nodes.put(node)
        self._last_serial = max(self._last_serial, serial(node.id))

    def put_edge(self, edge: Edge) -> None:
        """Insert the edge, or replace the one with its id (its ends may differ).

        Raises KeyError when an end is missing.
        """
        if edge.source not in self.nodes or edge.target not in self.nodes:
            raise KeyError(f"edge {edge.id} hangs in the air")
        old = self.edges.get(edge.id)
        if old is None or (old.source, old.target) != (edge.source, edge.target):
            if old is not None:
                self._unlink(old)
            self._outgoing[edge.source][edge.id] = None
            self._incoming[edge.target][edge.id] = None
            self._levels = None
        self.edges.put(edge)
        self._last_serial = max(self._last_serial, serial(edge.id))

    def remove_node(self, node_id: str) -> None:
        """Take out a node without edges; ValueError when it still has some."""
        if self._incoming[node_id] or self._outgoing[node_id]:
            raise ValueError(f"node {node_id} still has edges")
        self.nodes.take(node_id)
        del self._incoming[node_id], self._outgoing[node_id]
        self._levels = None

    def remove_edge(self, edge_id: str) -> None:
        self._unlink(self.edges.take(edge_id))

    def incoming(self, node_id: str) -> list[Edge]:
        """Edges into the node, in the order of their ids."""
        return [self.edges[key] for key in sorted(self._incoming[node_id], key=serial)]

    def outgoing(self, node_id: str) -> list[Edge]:
        """Edges out of the node, in the order of their ids."""
        return [self.edges[key] for key in sorted(self._outgoing[node_id], key=serial)]

    def edge_between(self, source: str, target: str) -> Edge | None:
        edges = (self.edges[key] for key in self._outgoing.get(source, {}))
        return next((edge for edge in edges if edge.target == target), None)

    def role(self, node_id: str) -> Role:
        """What the node is by its edges: an output gains an outgoing edge and becomes hidden."""
        if self.nodes[node_id].is_input:
            return "input"
        if self._outgoing[node_id]:
            return "hidden"
        return "output" if self._incoming[node_id] else "idle"

    def outputs(self) -> list[Node]:
        """Outputs from top to bottom (then left to right)."""
        found = [node for node in self.nodes if self.role(node.id) == "output"]
        return sorted(found, key=lambda node: (node.y, node.x, serial(node.id)))

    def inputs(self) -> list[Node]:
        return [node for node in self.nodes if node.is_input]

    def levels(self) -> dict[str, int]:
        """Longest path from the inputs (level 0), by node id; neurons start at level 1.

        Raises ValueError when the graph has a loop.
        """
        if self._levels is None:
            self._levels = self._find_levels()
        return dict(self._levels)

    def find_path(self, start: str, end: str) -> tuple[str, ...] | None:
        """Node ids of one path along the edges, ends included; None when there is none."""
        came_from: dict[str, str] = {start: start}
        queue = [start]
        for node_id in queue:
            if node_id == end:
                path = [end]
                while path[-1] != start:
                    path.append(came_from[path[-1]])
                return tuple(reversed(path))
            for edge_id in self._outgoing[node_id]:
                target = self.edges[edge_id].target
                if target not in came_from:
                    came_from[target] = node_id
                    queue.append(target)
        return None

    def copy(self) -> Network:
        twin = Network(self.nodes, self.edges)
        twin._last_serial = self._last_serial
        return twin

    def _find_levels(self) -> dict[str, int]:
        waiting = {node.id: len(self._incoming[node.id]) for node in self.nodes}
        level = {node.id: 0 if node.is_input else 1 for node in self.nodes}
        ready = [node_id for node_id, count in waiting.items() if count == 0]
        done = 0
        while ready:
            node_id = ready.pop()
            done += 1
            for edge_id in self._outgoing[node_id]:
                target = self.edges[edge_id].target
                level[target] = max(level[target], level[node_id] + 1)
                waiting[target] -= 1
                if waiting[target] == 0:
                    ready.append(target)
        if done < len(waiting):
            raise ValueError("the graph has a loop")
        return level

    def _unlink(self, edge: Edge) -> None:
        del self._outgoing[edge.source][edge.id]
        del self._incoming[edge.target][edge.id]
        self._levels = None

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Network):
            return NotImplemented
        return list(self.nodes) == list(other.nodes) and list(self.edges) == list(other.edges)

    __hash__ = None  # type: ignore[assignment]
