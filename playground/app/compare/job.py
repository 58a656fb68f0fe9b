"""Do two networks decide the same? Proved cell by cell where that can be, sampled elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from playground.app.answers import Cancelled
from playground.app.plane_side import Side
from playground.data.plane import Bounds
from playground.engine.activations import ACTIVATIONS
from playground.engine.field import NodeEvaluator
from playground.engine.spec import decision_threshold
from playground.geometry.arrangement import Arrangement
from playground.geometry.arrays import BoolArray, FloatArray
from playground.geometry.cells import arrange
from playground.geometry.compare import Comparison, compare
from playground.geometry.errors import GeometryError
from playground.runtime.plane import make_grid

MOST_FACES = 20_000
MOST_DRAWN = 4_000
"""Faces that are drawn one by one; of more of them there is a sampled picture."""
SAMPLES = 160
"""Points along each side of the plane where regions have no straight sides."""


@dataclass(frozen=True, slots=True, eq=False)
class Proof:
    """Both networks over one arrangement, and each over its own."""

    comparison: Comparison
    first: Arrangement
    second: Arrangement


@dataclass(frozen=True, slots=True, eq=False)
class Samples:
    """Outputs (outputs, N, N) of both at the centres of N × N cells of `bounds`.

    `says` are what both say there, (outputs, N²). `reason` is why there is no proof, or no exact
    picture of it.
    """

    bounds: Bounds
    first: NDArray[np.float32]
    second: NDArray[np.float32]
    says: tuple[BoolArray, BoolArray]
    reason: str


@dataclass(frozen=True, eq=False)
class Compared:
    """What two networks decide over a part of the plane.

    There is a proof or there are samples; both where the proof has too many faces to draw them.
    `says` are (outputs, places) for both, where a place is a face of the proof's arrangement or
    a sample. `areas` (places,) are theirs.
    """

    first: Side
    second: Side
    bounds: Bounds
    whole_plane: bool
    proof: Proof | None
    samples: Samples | None
    says: tuple[BoolArray, BoolArray]
    areas: FloatArray

    @cached_property
    def differs(self) -> BoolArray:
        """Where each output decides differently, (outputs, places)."""
        return np.asarray(self.says[0] != self.says[1])

    @cached_property
    def differing(self) -> BoolArray:
        """The places at which any output does, (places,)."""
        return np.asarray(self.differs.any(axis=0))

    @property
    def equal(self) -> bool:
        """Whether no difference was found; a proof only where there are cells."""
        return not self.differing.any()

    @cached_property
    def largest_gap(self) -> float:
        """How far apart outputs are at most; of very many cells only at the samples."""
        if self.samples is None:
            assert self.proof is not None, "there is a proof or there are samples"
            return self.proof.comparison.largest_gap
        with np.errstate(invalid="ignore"):  # of two infinities
            gap = np.abs(self.samples.first - self.samples.second)
        return float(np.nanmax(gap, initial=0.0))

    @cached_property
    def shared_nodes(self) -> tuple[str, ...]:
        """Nodes of the first network that the second has too, fed alike; inputs included."""
        return () if self.proof is None else tuple(self.proof.comparison.shared.values())

    @cached_property
    def shared_edges(self) -> tuple[str, ...]:
        """Edges of the first network that the second has too: those into shared nodes."""
        shared = set(self.shared_nodes)
        return tuple(edge.id for edge in self.first.network.edges if edge.target in shared)


def compare_sides(
    first: Side,
    second: Side,
    bounds: Bounds,
    whole_plane: bool = False,
    cancelled: Cancelled | None = None,
) -> Compared:
    """Compare output by output, in their order.

    Raises
    ------
    GeometryError
        When the two can't be compared at all, or not over the whole plane.
    """
    _refuse_unlike(first, second)
    one, other = (
        side.request(bounds, max_faces=MOST_FACES, cancelled=cancelled) for side in (first, second)
    )
    try:
        found = compare(one, other, whole_plane)
        box = found.arrangement.request.bounds
        own = [arrange(replace(request, bounds=box)) for request in (one, other)]
        if not all(arrangement.is_complete for arrangement in own):
            raise GeometryError("There are too many cells to draw them all.")
    except GeometryError as error:
        if whole_plane:
            raise
        samples = _samples(first, second, bounds, str(error))
        x0, x1, y0, y1 = bounds
        areas = np.full(SAMPLES * SAMPLES, (x1 - x0) * (y1 - y0) / SAMPLES**2)
        return Compared(first, second, bounds, False, None, samples, samples.says, areas)
    says, areas = (found.first_says, found.second_says), found.arrangement.areas
    has_many = len(areas) > MOST_DRAWN
    why = "There are too many cells to draw each of them."
    drawn = _samples(first, second, bounds, why) if has_many else None
    return Compared(first, second, box, whole_plane, Proof(found, *own), drawn, says, areas)


def with_activation(side: Side, activation: str, outputs_too: bool = False) -> Side:
    """The same weights with other hidden neurons; without hidden ones the outputs are others."""
    outputs = set(side.outputs)
    hidden = {edge.source for edge in side.network.edges}
    changes_outputs = outputs_too or not any(
        node.column is None and node.id in hidden for node in side.network.nodes
    )

    nodes = tuple(
        replace(node, activation=activation, parameters=())
        if node.column is None and (changes_outputs or node.id not in outputs)
        else node
        for node in side.network.nodes
    )
    return replace(side, network=replace(side.network, nodes=nodes))


def _samples(first: Side, second: Side, bounds: Bounds, reason: str) -> Samples:
    one, two = _values(first, bounds), _values(second, bounds)
    says = _says(first, one.reshape(len(one), -1)), _says(second, two.reshape(len(two), -1))
    return Samples(bounds, one, two, says, reason)


def _values(side: Side, bounds: Bounds) -> NDArray[np.float32]:
    dataset, features = side.lowered.dataset, side.lowered.features
    assert dataset is not None, "a side has data"
    grid = make_grid(dataset, features, bounds, SAMPLES, side.plane)
    found = np.empty((len(side.outputs), len(grid.inputs)), dtype=np.float32)
    NodeEvaluator(side.network).evaluate(grid.inputs, side.outputs, found)
    return found.reshape(len(found), *grid.shape)


def _says(side: Side, values: NDArray[np.float32]) -> BoolArray:
    nodes = {node.id: node for node in side.network.nodes}
    if is_highest_wins(side):
        return np.asarray(np.arange(len(values))[:, None] == values.argmax(axis=0))
    thresholds = [decision_threshold(nodes[id_].activation, "squared") for id_ in side.outputs]
    return np.asarray(values >= np.array(thresholds)[:, None])


def is_highest_wins(side: Side) -> bool:
    """Whether several outputs are compared with one another, not each with its threshold."""
    activations = {node.id: node.activation for node in side.network.nodes}
    binary = all(activations[node_id] in ("step", "sign") for node_id in side.outputs)
    return len(side.outputs) > 1 and not binary


def value_range(side: Side, node_id: str) -> tuple[float, float, float]:
    """The lowest and highest output that get the full colours, and the threshold between."""
    activation = next(node.activation for node in side.network.nodes if node.id == node_id)
    low, high = (0.0, 1.0) if ACTIVATIONS[activation].range == (0.0, 1.0) else (-1.0, 1.0)
    return low, high, decision_threshold(activation, "squared")


def _refuse_unlike(first: Side, second: Side) -> None:
    counts = [len(side.outputs) for side in (first, second)]
    if not all(counts):
        raise GeometryError("There is no output to compare; connect an input to a neuron.")
    if counts[0] != counts[1]:
        raise GeometryError(
            f"The networks have {counts[0]} and {counts[1]} outputs; compare networks with as "
            "many outputs."
        )
    if is_highest_wins(first) != is_highest_wins(second):
        raise GeometryError(
            "One network decides by its highest output and the other by a threshold of each; "
            "compare networks that decide in the same way."
        )
