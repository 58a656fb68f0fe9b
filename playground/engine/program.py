"""A drawn network as matrices: levels of nodes, one flat vector of parameters.

Nodes are sorted by level (longest path from the inputs). Node values live in one buffer A, rows
= nodes, columns = samples; each level's block of rows is led by a row of ones, so that a bias
is the weight from a ones row. A level is then one product, Z = W @ A[run], where the run is the
contiguous rows from its earliest source to the end of the level before. Where no edge was drawn
W holds 0. For a layered network the run is the level before; a skip edge only widens it. A level
whose run would be less than a quarter filled gathers its source rows instead.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import DTypeLike, NDArray

from playground.engine.activations import ACTIVATIONS, Activation, activation
from playground.engine.errors import ProgramTooLargeError
from playground.engine.graph import Graph
from playground.engine.recipes import Array
from playground.engine.spec import NetworkSpec, NodeSpec

MEMORY_LIMIT = 256 * 2**20
# Parameters, gradient, update, masks, two moments and a checkpoint of them.
COPIES_OF_PARAMETERS = 8
# From here on products cost more than calls, and float32 halves them.
FLOAT32_FROM = 16_384
SPARSE_BELOW = 0.25
TOLERANCE = 64.0
DEFAULT_INPUT_BOUND = 10.0

IntArray = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring rows [start, stop) with the same activation and parameters."""

    start: int
    stop: int
    activation: Activation
    parameters: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Level:
    """The neurons of one level: rows [start, stop), computed from `sources` of A.

    `sources` are rows: a slice, or sorted indices for a sparse level. `offset` is where the
    level's (stop − start, number of sources) matrix begins in the flat vector.
    """

    start: int
    stop: int
    sources: slice | IntArray
    source_count: int
    offset: int
    runs: tuple[Run, ...]

    @property
    def rows(self) -> slice:
        """The rows of the level's nodes."""
        return slice(self.start, self.stop)


class Program:
    """A NetworkSpec, or the part of it that `wanted` nodes are computed from, as matrices.

    `rows` is the number of rows of A, `row_of[id]` the row of a node, `ones` the rows of ones,
    `columns` the data column of input rows 1, 2, …, `outputs` the rows of the network's outputs
    in target order. Outputs without outgoing edges lie together in the last level.
    `parameters` is the flat vector; `weight_places` and `bias_places` say where in it the edges
    `edges` and the nodes `neurons` (indices into the spec) have their values. `gradient` and
    `moved` are laid out alike and lie with it in one `block` (3, size), gradient in the middle.

    Parameters
    ----------
    raw_outputs
        Leave the outputs' activations out, as cross-entropies want it.
    dtype
        float64 unless given, or float32 from 16,384 parameters on, where it pays.
    input_bounds
        The largest size of each data column; used for the tolerance of step nodes alone.

    Raises
    ------
    EngineError
        When the spec is no directed acyclic graph of known nodes.
    ProgramTooLargeError
        Before anything is allocated, when it would need over 256 MB.
    """

    def __init__(
        self,
        network: NetworkSpec,
        wanted: Collection[str] | None = None,
        *,
        raw_outputs: bool = False,
        dtype: DTypeLike | None = None,
        input_bounds: Array | None = None,
    ) -> None:
        self.network = network
        graph = Graph(network)
        kept = graph.upstream(graph.nodes if wanted is None else wanted)
        self._raw = set(network.outputs) if raw_outputs else set[str]()
        members = self._members(graph, kept)
        self._place_nodes(members)
        self._place_levels(graph, members)
        self.dtype = np.dtype(dtype or (np.float32 if self.size >= FLOAT32_FROM else np.float64))
        self._refuse_too_large()
        self._place_parameters(kept)
        self._prepare_tolerance(input_bounds)
        self.block: Array = np.zeros((3, self.size), dtype=self.dtype)
        self.parameters, self.gradient, self.moved = self.block
        biases = np.array([node.bias for node in network.nodes])
        self.write(self.parameters, biases, np.array([edge.weight for edge in network.edges]))
        self.refresh()

    def matrix(self, flat: Array, level: Level) -> Array:
        """Return the view of `flat` that is the level's matrix, (nodes, sources)."""
        count = level.stop - level.start
        end = level.offset + count * level.source_count
        return flat[level.offset : end].reshape(count, level.source_count)

    def write(self, flat: Array, biases: Array, weights: Array) -> None:
        """Write values aligned with the spec's nodes and edges into `flat`.

        What is too large for the dtype is infinite there, and so is what comes of it.
        """
        with np.errstate(over="ignore"):
            flat[self.bias_places] = biases[self.neurons]
            flat[self.weight_places] = weights[self.edges]

    def read(self, flat: Array, biases: Array, weights: Array) -> None:
        """Write the values of `flat` into arrays aligned with the spec's nodes and edges."""
        biases[self.neurons] = flat[self.bias_places]
        weights[self.edges] = flat[self.weight_places]

    def refresh(self) -> None:
        """Compute the thresholds of step and sign nodes anew; after a change of parameters.

        Such a node fires at z ≥ −τ, with its parameter "strict" only at z > τ, where
        τ = 64·ε·(|b| + Σ|w|·A) is a forward error bound: A is the largest size that an input
        of the node can have, ε that of the dtype. `thresholds` (rows, 1) holds −τ or τ.
        """
        if not self.tolerant:
            return
        sizes = self._sizes
        with np.errstate(over="ignore", invalid="ignore"):
            for level in self.levels:
                bound = np.abs(self.matrix(self.parameters, level)) @ sizes[level.sources]
                for run in level.runs:
                    local = bound[run.start - level.start : run.stop - level.start]
                    sizes[run.start : run.stop] = run.activation.bound(local, run.parameters)
                    if run.activation.tolerant:
                        tau = TOLERANCE * np.finfo(self.dtype).eps * local[:, None]
                        strict = bool(run.parameters[0])
                        self.thresholds[run.start : run.stop] = tau if strict else -tau

    def _members(self, graph: Graph, kept: set[str]) -> list[list[NodeSpec]]:
        """Return the kept nodes by level, those of equal activation side by side."""
        level_of = graph.levels(kept)
        last = max(level_of.values(), default=0)
        sinks = [id_ for id_ in self.network.outputs if id_ in kept and not graph.outgoing[id_]]
        level_of.update(dict.fromkeys(sinks, last))
        members: list[list[NodeSpec]] = [[] for _ in range(last + 1)]
        for node in self.network.nodes:
            if node.id in level_of and node.id not in sinks:
                members[level_of[node.id]].append(node)
        for nodes in members:
            groups: dict[object, int] = {}
            for node in nodes:
                groups.setdefault((node.activation, node.parameters), len(groups))
            nodes.sort(key=lambda node: groups[node.activation, node.parameters])
        members[last][:0] = [graph.nodes[id_] for id_ in sinks]
        return members

    def _place_nodes(self, members: list[list[NodeSpec]]) -> None:
        self.row_of: dict[str, int] = {}
        ones = []
        row = 0
        for level, nodes in enumerate(members):
            if level == 0 or level < len(members) - 1:
                ones.append(row)
                row += 1
            for node in nodes:
                self.row_of[node.id] = row
                row += 1
        self.rows = row
        self.ones = np.array(ones, dtype=np.intp)
        self.columns = np.array([node.column for node in members[0]], dtype=np.intp)
        found = [self.row_of[id_] for id_ in self.network.outputs if id_ in self.row_of]
        self.outputs = np.array(found, dtype=np.intp)

    def _place_levels(self, graph: Graph, members: list[list[NodeSpec]]) -> None:
        levels: list[Level] = []
        self.size = 0
        for level, nodes in enumerate(members[1:], start=1):
            start = self.row_of[nodes[0].id]
            ones = int(self.ones[level - 1])
            stop = start if level == len(members) - 1 else int(self.ones[level])
            edges = [edge for node in nodes for edge in graph.incoming[node.id]]
            used = sorted({ones, *(self.row_of[edge.source] for edge in edges)})
            sources: slice | IntArray = slice(used[0], stop)
            count = stop - used[0]
            if len(edges) + len(nodes) < SPARSE_BELOW * count * len(nodes) and len(used) < count:
                sources, count = np.array(used, dtype=np.intp), len(used)
            runs = self._runs(nodes, start)
            levels.append(Level(start, start + len(nodes), sources, count, self.size, runs))
            self.size += len(nodes) * count
        self.levels = tuple(levels)

    def _runs(self, nodes: list[NodeSpec], start: int) -> tuple[Run, ...]:
        runs: list[Run] = []
        for row, node in enumerate(nodes, start):
            kind = ACTIVATIONS["identity"] if node.id in self._raw else activation(node.activation)
            values = kind.resolve(() if node.id in self._raw else node.parameters)
            if runs and (runs[-1].activation, runs[-1].parameters) == (kind, values):
                row = runs.pop().start
            runs.append(Run(row, self.row_of[node.id] + 1, kind, values))
        return tuple(runs)

    def _refuse_too_large(self) -> None:
        needed = self.size * self.dtype.itemsize * COPIES_OF_PARAMETERS
        if needed > MEMORY_LIMIT:
            raise ProgramTooLargeError(
                f"This network would need {needed / 2**20:,.0f} MB for its weights, more than the "
                f"{MEMORY_LIMIT // 2**20} MB that are allowed: use fewer neurons or smaller layers."
            )

    def _place_parameters(self, kept: set[str]) -> None:
        first: dict[int, int] = {}
        columns: dict[int, dict[int, int]] = {}
        biases: dict[int, int] = {}
        for level, ones in zip(self.levels, self.ones.tolist(), strict=False):
            sources = np.arange(self.rows)[level.sources].tolist()
            column_of = {source: column for column, source in enumerate(sources)}
            for row in range(level.start, level.stop):
                first[row] = level.offset + (row - level.start) * level.source_count
                columns[row] = column_of
                biases[row] = first[row] + column_of[ones]
        neurons = [
            (index, biases[self.row_of[node.id]])
            for index, node in enumerate(self.network.nodes)
            if node.id in kept and node.column is None
        ]
        edges = []
        for index, edge in enumerate(self.network.edges):
            if edge.target in kept:
                row = self.row_of[edge.target]
                edges.append((index, first[row] + columns[row][self.row_of[edge.source]]))
        self.neurons, self.bias_places = np.array(neurons, dtype=np.intp).reshape(-1, 2).T.copy()
        self.edges, self.weight_places = np.array(edges, dtype=np.intp).reshape(-1, 2).T.copy()

    def _prepare_tolerance(self, input_bounds: Array | None) -> None:
        self.tolerant = any(run.activation.tolerant for lv in self.levels for run in lv.runs)
        self.thresholds = np.zeros((self.rows, 1), dtype=self.dtype)
        self._sizes = np.ones(self.rows)
        for row, column in enumerate(self.columns, start=1):
            if input_bounds is not None and column < len(input_bounds):
                self._sizes[row] = input_bounds[column]
            else:
                self._sizes[row] = DEFAULT_INPUT_BOUND
