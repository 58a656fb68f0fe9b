"""Are two networks equal over a rectangle or the whole plane? If not, the cells say where."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from playground.engine.spec import NetworkSpec
from playground.geometry.affine import affine_maps
from playground.geometry.arrangement import Arrangement
from playground.geometry.arrays import FloatArray, IntArray
from playground.geometry.cells import arrange_plan
from playground.geometry.decisions import Decision
from playground.geometry.errors import GeometryError
from playground.geometry.faces import half_edges
from playground.geometry.lines import global_lines, plane_bounds
from playground.geometry.plan import IDENTITY_PIECES, Kind, Plan, PlanLevel, Unit, make_plan
from playground.geometry.request import CellsRequest
from playground.geometry.side_by_side import Merger

# Outputs that differ by less than this part of their size are equal.
SAME_VALUE = 1e-9


@dataclass(frozen=True, eq=False)
class Comparison:
    """Two networks over one arrangement that has the folds and boundaries of both.

    `whole_plane` says that every cell of the plane reaches into the rectangle, so what holds
    here holds everywhere. Faces are those of `arrangement`. `shared` are the second network's
    nodes that are the same as one of the first's, inputs included, by their ids in both.
    """

    arrangement: Arrangement
    first: Plan
    second: Plan
    whole_plane: bool
    shared: dict[str, str]

    @cached_property
    def differing(self) -> IntArray:
        """The faces on which the two decide differently."""
        return np.flatnonzero((self.first_says != self.second_says).any(axis=0))

    @property
    def equal(self) -> bool:
        """Whether they decide the same everywhere."""
        return not len(self.differing)

    @property
    def certified(self) -> bool:
        """Whether no answer hung on rounding."""
        return self.arrangement.certified

    @cached_property
    def differing_area(self) -> float:
        """The area on which they decide differently, in units of the plane."""
        return float(self.arrangement.areas[self.differing].sum())

    @property
    def first_says(self) -> NDArray[np.bool_]:
        """What the first network's outputs say on each face, (outputs, F)."""
        return self._says(self.first, 0)

    @property
    def second_says(self) -> NDArray[np.bool_]:
        """What the second network's outputs say on each face, (outputs, F)."""
        return self._says(self.second, 1)

    @cached_property
    def largest_gap(self) -> float:
        """The largest difference between outputs (of smooth ones between their sums)."""
        return float(np.abs(self._gaps).max())

    @property
    def equal_values(self) -> bool:
        """Whether the outputs themselves, not only the decisions, are the same everywhere.

        Smooth outputs are when their activations and their sums are.
        """
        kinds = [[_activation(plan, id_) for id_ in plan.outputs] for plan in self._plans]
        sizes = [
            np.abs(self.arrangement.values(id_)).max() for id_ in self.arrangement.plan.outputs
        ]
        same = self.largest_gap <= SAME_VALUE * (1.0 + float(max(sizes)))
        return kinds[0] == kinds[1] and same

    @property
    def _plans(self) -> tuple[Plan, Plan]:
        return self.first, self.second

    @cached_property
    def _gaps(self) -> FloatArray:
        """Differences of the outputs at every corner of every face."""
        arrangement = self.arrangement
        rows = arrangement.plan.output_rows
        half = len(rows) // 2
        weights = np.concatenate([np.eye(half), -np.eye(half)], axis=1)
        units = tuple(Unit(-1, Kind.MIXED, (), IDENTITY_PIECES) for _ in range(half))
        level = PlanLevel(units, rows, weights, np.zeros(half))
        maps = affine_maps(arrangement.plan, arrangement.frame, arrangement.centres, level)
        faces, corners, _ = half_edges(arrangement.edges)
        x, y = arrangement.local[corners].T
        maps = maps[faces]
        gaps: FloatArray = maps[..., 0] * x[:, None] + maps[..., 1] * y[:, None] + maps[..., 2]
        return gaps

    def _says(self, plan: Plan, place: int) -> NDArray[np.bool_]:
        arrangement = self.arrangement
        outputs = len(plan.outputs)
        ids = arrangement.plan.outputs[place * outputs : (place + 1) * outputs]
        z = np.array([arrangement.sums(id_) for id_ in ids])
        a = np.array([arrangement.values(id_) for id_ in ids])
        near = arrangement.near[arrangement.plan.program.rows :]
        functions = len(self.first.decision.cuts)
        return plan.decision.says(z, a, near[:functions] if place == 0 else near[functions:])


def compare(first: CellsRequest, second: CellsRequest, whole_plane: bool = False) -> Comparison:
    """Compare two networks, output by output, over the rectangle of `first`.

    With `whole_plane` the rectangle is made large enough for every cell of the plane, which is
    possible when only units that look at x1 and x2 directly bend or jump. It takes the time it
    needs; `first.max_faces` is the limit.

    Raises
    ------
    GeometryError
        When one has no exact regions, they can't be compared, or the plane can't be covered.
    """
    second = replace(second, bounds=first.bounds)
    plans = _plan(first, "First"), _plan(second, "Second")
    if len(plans[0].outputs) != len(plans[1].outputs):
        raise GeometryError(
            f"The networks have {len(plans[0].outputs)} and {len(plans[1].outputs)} outputs; "
            "compare networks with as many outputs."
        )
    if (plans[0].decision.thresholds is None) != (plans[1].decision.thresholds is None):
        raise GeometryError(
            "One network decides by its highest output and the other by a threshold of each; "
            "compare networks that decide in the same way."
        )
    merger = Merger()
    ids = merger.add("1:", first, plans[0]), merger.add("2:", second, plans[1])
    outputs = tuple(merger.outputs)
    merged = replace(
        first,
        network=NetworkSpec(tuple(merger.nodes), tuple(merger.edges), outputs),
        x1="x1",
        x2="x2",
        outputs=outputs,
        names=merger.names,
        bounds=_plane_bounds(plans) if whole_plane else first.bounds,
        max_seconds=None,
    )
    same = [
        merger.keys[ids[0][one]] == merger.keys[ids[1][two]]
        for one, two in zip(plans[0].outputs, plans[1].outputs, strict=True)
    ]
    plan = make_plan(merged, _both(plans[0].decision, plans[1].decision, same))
    arrangement = arrange_plan(merged, plan)
    if not arrangement.is_complete:
        raise GeometryError(
            "The two networks have too many cells together to compare them all; compare over a "
            "smaller part of the plane."
        )
    of_first = {new: old for old, new in ids[0].items()}
    shared = {old: of_first[new] for old, new in ids[1].items() if new in of_first}
    return Comparison(arrangement, *plans, whole_plane, shared)


def _plan(request: CellsRequest, which: str) -> Plan:
    try:
        return make_plan(request)
    except GeometryError as error:
        raise GeometryError(f"{which} network: {error}") from None


def _plane_bounds(plans: tuple[Plan, Plan]) -> tuple[float, float, float, float]:
    lines = [global_lines(plan) for plan in plans]
    found = [line for part in lines if part is not None for line in part.values()]
    if any(part is None for part in lines):
        raise GeometryError(
            "Over the whole plane only networks can be compared in which nothing bends or jumps "
            "but what looks at x₁ and x₂ directly; compare over a rectangle."
        )
    return plane_bounds(np.array(found).reshape(-1, 3))


def _both(first: Decision, second: Decision, same: list[bool]) -> Decision:
    """A decision that cuts where either one does; its own answer is never asked for.

    Thresholds of outputs that are the `same` in both cut once.
    """
    (k, n), (m, _) = first.functions.shape, second.functions.shape
    functions = np.zeros((k + m, 2 * n))
    functions[:k, :n], functions[k:, n:] = first.functions, second.functions
    again = second.cuts
    if second.thresholds is not None:
        pairs = zip(first.cuts, second.cuts, same, strict=True)
        again = tuple(() if equal and one == two else two for one, two, equal in pairs)
    return Decision(functions, first.cuts + again, np.zeros(2 * n))


def _activation(plan: Plan, node_id: str) -> object:
    for node in plan.program.network.nodes:
        if node.id == node_id:
            return node.activation, node.parameters
    raise KeyError(node_id)
