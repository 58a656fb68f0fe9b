"""A network made ready for cutting the plane: which unit cuts what, level by level.

Units fall into classes by structure alone, before any arithmetic; an edge of weight 0 does not
count. A sum is CONSTANT on each cell when all that enters it is (step and sign nodes are, of
whatever they are fed), CONTINUOUS when all that enters it is, MIXED when both kinds enter: then
it is affine on each cell and jumps between cells. Constant sums never cut.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import IntEnum

import numpy as np

from playground.engine.program import DEFAULT_INPUT_BOUND, Program
from playground.geometry.arrays import FloatArray, IntArray
from playground.geometry.decisions import Decision, decide
from playground.geometry.errors import GeometryError
from playground.geometry.repeats import repeated_cuts
from playground.geometry.request import CellsRequest, check_bounds

Pieces = tuple[tuple[float, float], ...]

IDENTITY_PIECES: Pieces = ((1.0, 0.0),)


class Kind(IntEnum):
    """How a sum behaves over the plane."""

    CONSTANT = 0
    CONTINUOUS = 1
    MIXED = 2


def join(kinds: Iterable[Kind]) -> Kind:
    """Return the class of a sum from the classes of what enters it."""
    found = set(kinds) or {Kind.CONSTANT}
    return found.pop() if len(found) == 1 else Kind.MIXED


@dataclass(frozen=True, slots=True)
class Unit:
    """One sum and where it cuts.

    `row` is its place among the program's values; decision functions have rows behind them.
    `pieces` are the (slope, intercept) between the activation's `cuts`.
    """

    row: int
    kind: Kind
    cuts: tuple[float, ...]
    pieces: Pieces

    @property
    def output_kind(self) -> Kind:
        """The class of the unit's value."""
        flat = all(slope == 0.0 for slope, _ in self.pieces)
        return Kind.CONSTANT if flat else self.kind

    @property
    def cuts_plane(self) -> bool:
        """Whether cells can end on a line of this unit."""
        return bool(self.cuts) and self.kind is not Kind.CONSTANT


@dataclass(frozen=True, slots=True, eq=False)
class PlanLevel:
    """Sums of earlier values only: z = weights (n, k) @ values[sources] + biases.

    `repeats` are the units that cut where an earlier unit of the level has cut already.
    """

    units: tuple[Unit, ...]
    sources: IntArray
    weights: FloatArray
    biases: FloatArray
    repeats: frozenset[int] = frozenset()

    @property
    def is_mixed(self) -> bool:
        """Whether a unit that cuts is discontinuous across cells."""
        return any(unit.kind is Kind.MIXED and unit.cuts_plane for unit in self.units)


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """All that the subdivision needs to know of a network.

    `program` computes every node, `levels` hold the needed ones only. `plane_rows` are the rows
    of x1 and x2, None where absent. A smooth output stands in `levels` as its own sum.
    """

    program: Program
    levels: tuple[PlanLevel, ...]
    plane_rows: tuple[int | None, int | None]
    outputs: tuple[str, ...]
    decision: Decision
    decision_level: PlanLevel

    @property
    def output_rows(self) -> IntArray:
        """Rows of the outputs, in their order."""
        return np.array([self.program.row_of[id_] for id_ in self.outputs], dtype=np.intp)


def make_plan(request: CellsRequest, decision: Decision | None = None) -> Plan:
    """Compile a request; `decision` takes the place of the one that the request asks for.

    Raises
    ------
    GeometryError
        When the network is not made of straight pieces over x1 and x2, or has no output.
    EngineError
        When it is no directed acyclic graph.
    """
    check_bounds(request.bounds)
    outputs = _outputs(request)
    decision = decision or decide(request, outputs)
    size = max(DEFAULT_INPUT_BOUND, *map(abs, request.bounds))
    columns = [node.column for node in request.network.nodes if node.column is not None]
    with np.errstate(all="ignore"):  # what overflows is refused by name
        program = Program(
            replace(request.network, outputs=outputs),
            dtype=np.float64,
            input_bounds=np.full(max(columns, default=-1) + 1, size),
        )
    if not np.isfinite(program.parameters).all():
        raise GeometryError("Some weights are not finite numbers; reset or edit them.")
    compiler = _Compiler(request, program, outputs)
    levels = tuple(compiler.level(index) for index in range(len(program.levels)))
    return Plan(
        program, levels, compiler.plane_rows, outputs, decision, compiler.decision_level(decision)
    )


def _outputs(request: CellsRequest) -> tuple[str, ...]:
    network = request.network
    if request.outputs or network.outputs:
        return request.outputs or network.outputs
    sources = {edge.source for edge in network.edges}
    targets = {edge.target for edge in network.edges}
    found = tuple(node.id for node in network.nodes if node.id in targets - sources)
    if not found:
        raise GeometryError("There is no output yet; connect an input to a neuron.")
    return found


class _Compiler:
    """Turns the program's matrices into levels of needed units."""

    def __init__(self, request: CellsRequest, program: Program, outputs: tuple[str, ...]) -> None:
        self._request = request
        self._program = program
        self._output_rows = [program.row_of[id_] for id_ in outputs]
        self._name_of_row = {row: request.name(id_) for id_, row in program.row_of.items()}
        self._is_one = np.zeros(program.rows, dtype=bool)
        self._is_one[program.ones] = True
        self._parts = [self._part(index) for index in range(len(program.levels))]
        self._feeding: set[int] = set()
        self._needed = self._find_needed()
        self.plane_rows = self._find_plane_rows()
        self._kinds = {row: Kind.CONTINUOUS for row in self.plane_rows if row is not None}

    def level(self, index: int) -> PlanLevel:
        """Return the needed units of one level; levels must be asked for in order."""
        level = self._program.levels[index]
        sources, weights, biases = self._parts[index]
        units = []
        for run in level.runs:
            for row in range(run.start, run.stop):
                if row not in self._needed:
                    continue
                pieces, cuts = IDENTITY_PIECES, run.activation.breakpoints
                if run.activation.pieces is not None:
                    pieces = run.activation.pieces(*run.parameters)
                elif row in self._feeding:
                    self._refuse_smooth(row, run.activation.label)
                else:
                    cuts = ()
                used = sources[weights[row - level.start] != 0.0]
                kind = join(self._kinds[source] for source in used.tolist())
                units.append(Unit(row, kind, cuts, pieces))
                self._kinds[row] = units[-1].output_kind
        rows = np.array([unit.row for unit in units], dtype=np.intp) - level.start
        used = (weights[rows] != 0.0).any(axis=0)
        weights, biases = weights[np.ix_(rows, np.flatnonzero(used))], biases[rows]
        places = [unit.cuts if unit.cuts_plane else () for unit in units]
        repeats = repeated_cuts(places, np.concatenate([weights, biases[:, None]], axis=1))
        return PlanLevel(tuple(units), sources[used], weights, biases, repeats)

    def decision_level(self, decision: Decision) -> PlanLevel:
        """Return the decision functions as a last level."""
        first = self._program.rows
        rows = np.array(self._output_rows, dtype=np.intp)
        units = []
        for index, (weights, cuts) in enumerate(
            zip(decision.functions, decision.cuts, strict=True)
        ):
            kind = join(self._kinds[row] for row in rows[weights != 0.0].tolist())
            units.append(Unit(first + index, kind, cuts, IDENTITY_PIECES))
        return PlanLevel(tuple(units), rows, decision.functions, np.zeros(len(units)))

    def _part(self, index: int) -> tuple[IntArray, FloatArray, FloatArray]:
        """Sources, weights and biases of a level, without its row of ones."""
        level = self._program.levels[index]
        rows = np.arange(self._program.rows)[level.sources]
        matrix = self._program.matrix(self._program.parameters, level)
        ones = self._is_one[rows]
        # A level between two others may span rows of ones that carry no weight.
        return rows[~ones], matrix[:, ~ones], matrix[:, ones].sum(axis=1)

    def _find_needed(self) -> set[int]:
        """Rows that the outputs are computed from over edges that are not 0."""
        needed = set(self._output_rows)
        for level, (sources, weights, _) in zip(
            reversed(self._program.levels), reversed(self._parts), strict=True
        ):
            rows = [row for row in range(level.start, level.stop) if row in needed]
            used = (weights[np.array(rows, dtype=np.intp) - level.start] != 0.0).any(axis=0)
            self._feeding.update(sources[used].tolist())
            needed.update(self._feeding)
        return needed

    def _find_plane_rows(self) -> tuple[int | None, int | None]:
        rows = [None if id_ is None else self._program.row_of[id_] for id_ in self._plane_ids()]
        inputs = range(1, 1 + len(self._program.columns))
        for row in sorted(self._needed.intersection(inputs)):
            if row not in rows:
                raise GeometryError(
                    "Exact regions need the inputs x₁ and x₂ alone, but "
                    f"“{self._name_of_row[row]}” reaches the output too; cut it off or choose "
                    "another input."
                )
        return rows[0], rows[1]

    def _plane_ids(self) -> tuple[str | None, str | None]:
        given = (self._request.x1, self._request.x2)
        inputs = {node.id for node in self._request.network.nodes if node.column is not None}
        for id_ in given:
            if id_ is not None and id_ not in inputs:
                raise GeometryError(f"“{id_}” is not an input of the network.")
        return given

    def _refuse_smooth(self, row: int, label: str) -> None:
        raise GeometryError(
            "Exact regions need activations made of straight pieces, but "
            f"“{self._name_of_row[row]}” is {label}; choose step, ReLU or another of straight "
            "pieces for it."
        )
