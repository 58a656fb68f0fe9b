"""A step network as lines, cells and what each output says in each cell."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from playground.engine.activations import activation
from playground.engine.spec import EdgeSpec, NetworkSpec, NodeSpec
from playground.geometry.arrangement import Arrangement
from playground.geometry.arrays import BoolArray, FloatArray, IntArray
from playground.geometry.boundaries import boundary_edges
from playground.geometry.cells import arrange_plan
from playground.geometry.errors import GeometryError
from playground.geometry.forward import forward
from playground.geometry.lines import global_lines, plane_bounds
from playground.geometry.plan import Kind, Plan, make_plan
from playground.geometry.planar_map import LEFT, RIGHT
from playground.geometry.request import CellsRequest


@dataclass(frozen=True, eq=False)
class StepCells:
    """All cells of a step network on the whole plane.

    `line_ids` name the units that look at x1 and x2, coincident ones once; `lines` (m, 3) are
    their (w1, w2, b) and `signs` (F, m) where they fire. `says` (outputs, F) is what the outputs
    decide. The bounds of `request` reach into every cell.
    """

    request: CellsRequest
    plan: Plan
    arrangement: Arrangement
    line_ids: tuple[str, ...]
    lines: FloatArray
    signs: NDArray[np.int8]
    says: BoolArray

    def changing_edges(self, output: int) -> tuple[IntArray, IntArray, IntArray]:
        """Return the edges at which an output changes: faces left and right, and numbers."""
        edges = boundary_edges(self.arrangement, output)
        left, right = self.arrangement.edges[LEFT : RIGHT + 1, edges]
        return left, right, edges

    def needed_lines(self, output: int) -> IntArray:
        """Return the lines at which an output changes somewhere."""
        left, right, _ = self.changing_edges(output)
        return np.flatnonzero((self.signs[left] != self.signs[right]).any(axis=0))

    def patterns(self, lines: IntArray, output: int) -> dict[tuple[int, ...], bool]:
        """Return what an output says for every pattern of some lines that has a cell."""
        rows = map(tuple, self.signs[:, lines].tolist())
        return dict(zip(rows, self.says[output].tolist(), strict=True))

    def fires_at(self, output: int, points: FloatArray) -> BoolArray:
        """Return what an output says at points (n, 2) inside cells."""
        z, a = (values[self.plan.output_rows] for values in forward(self.plan, points))
        near = self.arrangement.near[self.plan.program.rows :]
        found: BoolArray = self.plan.decision.says(z, a, near)[output]
        return found


def step_cells(request: CellsRequest) -> StepCells:
    """Return the cells of a step network on the whole plane.

    Raises
    ------
    GeometryError
        When a unit is not a step or sign unit, looks at the plane and at other units at once,
        or the plane can't be covered by one rectangle.
    """
    request = replace(request, rule="threshold", max_seconds=None)
    _refuse_other_activations(request)
    plan = make_plan(request)
    _refuse_mixed(request, plan)
    found = global_lines(plan) or {}
    node_of = {row: id_ for id_, row in plan.program.row_of.items()}
    lines = np.array(list(found.values())).reshape(-1, 3)
    request = replace(request, bounds=plane_bounds(lines))
    arrangement = arrange_plan(request, plan)
    if not arrangement.is_complete:
        raise GeometryError("This network has too many cells to flatten; remove some lines.")
    ids = [node_of[row] for row in found]
    signs = np.array([arrangement.pieces_of(id_) for id_ in ids], dtype=np.int8)
    signs = signs.reshape(len(ids), -1).T
    kept = _distinct(signs)
    return StepCells(
        request,
        plan,
        arrangement,
        tuple(ids[index] for index in kept),
        lines[kept],
        signs[:, kept],
        arrangement.says,
    )


def line_network(
    cells: StepCells, chosen: list[int]
) -> tuple[list[NodeSpec], list[EdgeSpec], list[str]]:
    """Return inputs and the chosen line units as nodes and edges, and the units' ids.

    An output that is a line itself gets a hidden twin.
    """
    request = cells.request
    spec = {node.id: node for node in request.network.nodes}
    inputs = [id_ for id_ in (request.x1, request.x2) if id_ is not None]
    nodes = [spec[id_] for id_ in inputs]
    edges: list[EdgeSpec] = []
    ids = []
    for index in chosen:
        old = cells.line_ids[index]
        new = f"{old}:line" if old in cells.plan.outputs else old
        nodes.append(replace(spec[old], id=new, activation="step"))
        for edge in request.network.edges:
            if edge.target == old and edge.source in inputs:
                id_ = edge.id if new == old else f"{edge.source}>{new}"
                edges.append(replace(edge, id=id_, target=new))
        ids.append(new)
    return nodes, edges, ids


def output_nodes(cells: StepCells) -> list[NodeSpec]:
    """Return the outputs' nodes, made to fire at z ≥ 0."""
    spec = {node.id: node for node in cells.request.network.nodes}
    return [replace(spec[id_], parameters=()) for id_ in cells.plan.outputs]


def size(network: NetworkSpec) -> tuple[int, int]:
    """Return how many weights and how many biases a network has."""
    return len(network.edges), sum(node.column is None for node in network.nodes)


def _refuse_other_activations(request: CellsRequest) -> None:
    fed = {edge.target for edge in request.network.edges}
    for node in request.network.nodes:
        is_neuron = node.column is None and node.id in fed
        if is_neuron and node.activation not in ("step", "sign"):
            kind = activation(node.activation).label
            raise GeometryError(
                f"Only networks of step and sign neurons can be flattened exactly, and "
                f"“{request.name(node.id)}” is {kind}; change its activation."
            )


def _refuse_mixed(request: CellsRequest, plan: Plan) -> None:
    node_of = {row: id_ for id_, row in plan.program.row_of.items()}
    for unit in (unit for level in plan.levels for unit in level.units):
        if unit.kind is Kind.MIXED:
            raise GeometryError(
                f"“{request.name(node_of[unit.row])}” is fed by x₁ or x₂ and by other neurons at "
                "once, so it bends lines and can't be flattened; remove one kind of its edges."
            )


def _distinct(signs: NDArray[np.int8]) -> list[int]:
    """Lines that fire somewhere but not everywhere, without those that say the same again."""
    seen: set[bytes] = set()
    kept = []
    for index, column in enumerate(signs.T):
        both = column.tobytes(), (1 - column).tobytes()
        if column.min() != column.max() and seen.isdisjoint(both):
            seen.add(both[0])
            kept.append(index)
    return kept
