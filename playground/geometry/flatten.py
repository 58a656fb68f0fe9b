"""Flatten a step network to one hidden layer, or say exactly why that can't be done.

A single hidden layer of step units adds up jumps, and along a line the sum jumps by the same
amount everywhere. So an output that starts to fire across a line in one place and stops in
another is beyond any number of units; and within the cells of given lines, whether one unit
tells the firing ones from the others is a linear program with an exact answer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from playground.engine.spec import EdgeSpec, NetworkSpec, NodeSpec
from playground.geometry.arrays import FloatArray
from playground.geometry.compare import compare
from playground.geometry.errors import GeometryError
from playground.geometry.normal_form import check_same
from playground.geometry.pencils import Deadline, widen
from playground.geometry.proofs import TwoFaced, Unrealizable, in_words, unrealizable
from playground.geometry.request import CellsRequest
from playground.geometry.separation import Separation, separate
from playground.geometry.step_cells import StepCells, line_network, output_nodes, size, step_cells

# Slivers where pencil lines miss a crossing by rounding, as a part of the rectangle.
SLIVERS = 1e-12


@dataclass(frozen=True, slots=True)
class FlatOutput:
    """How one output fares. `reason` is a sentence for a person.

    `weights` are whole numbers by the id of the hidden unit, None when it could not be
    flattened; then `two_faced` or `unrealizable` is the proof for the lines it has. `extra` is
    the number of hidden units that were added for it.
    """

    node_id: str
    reason: str
    weights: dict[str, int] | None = None
    bias: float = 0.0
    extra: int = 0
    unrealizable: Unrealizable | None = None
    two_faced: TwoFaced | None = None


@dataclass(frozen=True, slots=True)
class Flattening:
    """The flat network, checked cell by cell, or None when an output can't be flattened.

    `before` and `after` are (weights, biases). The two networks are equal on the `whole_plane`
    or else inside the rectangle of the request.
    """

    outputs: tuple[FlatOutput, ...]
    network: NetworkSpec | None
    before: tuple[int, int]
    after: tuple[int, int] | None
    whole_plane: bool


def flatten(
    request: CellsRequest,
    most_extra: int = 3,
    seconds: float = 5.0,
    cancelled: Callable[[], bool] | None = None,
    all_edges: bool = False,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> Flattening:
    """Return a network with one hidden layer that decides the same, or why there is none.

    At most `most_extra` hidden units are added for an output, within `seconds` altogether. With
    `all_edges` every hidden unit is connected to every output, by weight 0 where need be.
    `progress` hears how many outputs are done, of how many.

    Raises
    ------
    GeometryError
        When the network has other than step and sign units (see `step_cells`).
    """
    deadline = Deadline(seconds, cancelled)
    cells = step_cells(replace(request, cancelled=cancelled))
    flattener = _Flattener(request, cells, most_extra, deadline)
    outputs = []
    for index in range(len(cells.plan.outputs)):
        progress(index, len(cells.plan.outputs))
        outputs.append(flattener.output(index))
    return flattener.flattening(tuple(outputs), all_edges)


class _Flattener:
    """Works through the outputs; extra lines found for one are offered to the next."""

    def __init__(
        self, request: CellsRequest, cells: StepCells, most: int, deadline: Deadline
    ) -> None:
        self._request = request
        self._cells = cells
        self._most = most
        self._deadline = deadline
        self.extra_lines: dict[str, FloatArray] = {}
        self.whole_plane = True

    def output(self, index: int) -> FlatOutput:
        """Flatten one output."""
        cells = self._cells
        node_id, name = cells.plan.outputs[index], self._request.name(cells.plan.outputs[index])
        lines = cells.needed_lines(index)
        ids = tuple(cells.line_ids[line] for line in lines)
        two_faced = self._two_faced(index, lines)
        if two_faced is not None:
            reason = (
                f"“{name}” can't be flattened, whatever the number of hidden neurons: "
                f"{in_words(two_faced, self._request.name)}. Two hidden layers can do it."
            )
            return FlatOutput(node_id, reason, two_faced=two_faced)
        said = cells.patterns(lines, index)
        patterns = list(said)
        answer = separate(patterns, list(said.values()), lambda: self._deadline.passed)
        if answer is None:
            reason = f"There was no time to say whether “{name}” can be flattened; give it more."
            return FlatOutput(node_id, reason)
        if isinstance(answer, Separation):
            reason = f"“{name}” is one neuron over {len(ids)} line{'s' * (len(ids) != 1)}."
            weights = dict(zip(ids, answer.weights, strict=True))
            return FlatOutput(node_id, reason, weights, answer.bias)
        proof = unrealizable(ids, patterns, answer)
        return self._widened(index, lines, ids, proof)

    def flattening(self, outputs: tuple[FlatOutput, ...], all_edges: bool) -> Flattening:
        """Return what became of all outputs together, checked."""
        before = size(self._request.network)
        if any(output.weights is None for output in outputs):
            return Flattening(outputs, None, before, None, False)
        network = self._network(outputs, all_edges)
        self._check(network)
        return Flattening(outputs, network, before, size(network), self.whole_plane)

    def _network(self, outputs: tuple[FlatOutput, ...], all_edges: bool) -> NetworkSpec:
        cells = self._cells
        weights = [output.weights or {} for output in outputs]
        used = {id_ for part in weights for id_, weight in part.items() if weight}
        chosen = [place for place, id_ in enumerate(cells.line_ids) if id_ in used]
        nodes, edges, ids = line_network(cells, chosen)
        hidden = dict(zip((cells.line_ids[place] for place in chosen), ids, strict=True))
        for id_, (w1, w2, b) in self.extra_lines.items():
            nodes.append(NodeSpec(id_, activation="step", bias=float(b)))
            for source, weight in ((self._request.x1, w1), (self._request.x2, w2)):
                if source is not None:
                    edges.append(EdgeSpec(f"{source}>{id_}", source, id_, float(weight)))
            hidden[id_] = id_
        for node, output, part in zip(output_nodes(cells), outputs, weights, strict=True):
            nodes.append(replace(node, bias=output.bias))
            edges += [
                EdgeSpec(f"{source}>{node.id}", source, node.id, float(part.get(id_, 0)))
                for id_, source in hidden.items()
                if all_edges or part.get(id_)
            ]
        return NetworkSpec(tuple(nodes), tuple(edges), cells.plan.outputs)

    def _check(self, network: NetworkSpec) -> None:
        """Refuse a result that does not decide the same, cell by cell."""
        if self.whole_plane:
            check_same(self._cells, network)
            return
        own = replace(self._cells.request, bounds=self._request.bounds)
        found = compare(own, replace(own, network=network))
        if found.differing_area > SLIVERS * float(found.arrangement.areas.sum()):
            raise GeometryError(
                "The flat network would differ from the drawn one, because some lines are too "
                "close together to be told apart; move them a little."
            )

    def _widened(
        self, index: int, lines: NDArray[np.intp], ids: tuple[str, ...], proof: Unrealizable
    ) -> FlatOutput:
        node_id = self._cells.plan.outputs[index]
        name = self._request.name(node_id)
        own = np.concatenate([self._cells.lines[lines], *map(np.atleast_2d, self._extra())])
        ids = (*ids, *self.extra_lines)
        found = widen(
            own,
            lambda points: self._cells.fires_at(index, points),
            self._request.bounds,
            self._most,
            self._deadline,
        )
        if found is None:
            why = in_words(proof, self._request.name)
            rest = (
                "No answer with more hidden neurons was found in the time given."
                if self._deadline.passed
                else f"Up to {self._most} more hidden neurons of the kinds tried don't help."
            )
            reason = f"“{name}” is not one neuron over its lines: {why}. {rest}"
            return FlatOutput(node_id, reason, unrealizable=proof)
        for line in found.lines:
            self.extra_lines[f"extra{len(self.extra_lines) + 1}"] = line
        ids = (*ids, *list(self.extra_lines)[len(self.extra_lines) - len(found.lines) :])
        weights = dict(zip(ids, found.separation.weights, strict=True))
        extra = len(found.lines)
        self.whole_plane = False
        more = f"with {extra} more hidden neuron{'s' * (extra > 1)}" if extra else "over its lines"
        reason = f"“{name}” is one neuron {more}, inside the rectangle."
        return FlatOutput(node_id, reason, weights, found.separation.bias, extra, proof)

    def _extra(self) -> list[FloatArray]:
        return list(self.extra_lines.values())

    def _two_faced(self, index: int, lines: NDArray[np.intp]) -> TwoFaced | None:
        cells = self._cells
        left, right, edges = cells.changing_edges(index)
        fires = cells.says[index, left]
        for line in lines.tolist():
            across = cells.signs[left, line] != cells.signs[right, line]
            above = fires == (cells.signs[left, line] == 1)
            up, down = edges[across & above], edges[across & ~above]
            if len(up) and len(down):
                return TwoFaced(cells.line_ids[line], *map(self._segment, (up[0], down[0])))
        return None

    def _segment(self, edge: int) -> tuple[tuple[float, float], tuple[float, float]]:
        arrangement = self._cells.arrangement
        (x0, y0), (x1, y1) = arrangement.vertices[arrangement.edges[:2, edge]].tolist()
        return (x0, y0), (x1, y1)
