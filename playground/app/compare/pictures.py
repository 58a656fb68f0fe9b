"""What was found by comparing, as two pictures and in words."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from playground.app.compare.job import SAMPLES, Compared, Samples, value_range
from playground.data.plane import Bounds
from playground.geometry.arrays import BoolArray, IntArray
from playground.geometry.boundaries import boundary_edges, segments
from playground.geometry.planar_map import LEFT, RIGHT
from playground.plots.compare.picture import ComparePicture, FacesPicture, SampledPicture

_MARGIN = 0.15
_MOST_NAMES = 12


Pictures = tuple[tuple[ComparePicture, ComparePicture], int]


@dataclass(frozen=True, slots=True)
class Finding:
    """The answer in a few words, and sentences of detail."""

    verdict: str
    details: tuple[str, ...]


def pictures(compared: Compared, output: int | None) -> Pictures:
    """Both networks, and how many labels there are; `output` None shows all of them at once."""
    only = output if output is not None else 0 if len(compared.differs) == 1 else None
    if compared.samples is not None:
        return _sampled(compared, compared.samples, only)
    assert compared.proof is not None, "there is a proof or there are samples"
    labels, count = _labels(compared.says, only)
    differs = compared.differing if only is None else compared.differs[only]
    both = compared.proof.comparison.arrangement
    vertices, offsets = both.outlines
    left, right = both.edges[LEFT : RIGHT + 1, both.inner_edges]
    rim = segments(both, both.inner_edges[differs[left] != differs[right]])
    first, second = (
        FacesPicture(
            both.frame,
            both.local[vertices],
            offsets,
            label,
            differs,
            segments(own, own.inner_edges),
            segments(own, boundary_edges(own, only)),
            rim,
        )
        for own, label in zip((compared.proof.first, compared.proof.second), labels, strict=True)
    )
    return (first, second), count


def finding(compared: Compared) -> Finding:
    """Whether the two are equal, how that is known, and how much they differ."""
    part = "the whole plane" if compared.whole_plane else "the part of the plane in view"
    details = [
        *_differences(compared),
        *_values(compared),
        _certainty(compared),
        *_shared(compared),
    ]
    places, total = len(compared.areas), float(compared.areas.sum())
    if compared.equal:
        cells = f"all {places:,} cells" if places > 1 else "the one cell"
        verdict = f"Equal: both decide the same in {cells} of {part}."
        if compared.proof is None:
            verdict = f"No difference found in {part}."
        return Finding(verdict, tuple(details))
    found, area = int(compared.differing.sum()), float(compared.areas[compared.differing].sum())
    if compared.proof is None:
        return Finding(f"They differ on about {area / total:.1%} of {part}.", tuple(details))
    much = "" if compared.whole_plane else f", {area / total:.1%} of it"
    verdict = f"They differ in {found:,} of {places:,} cells of {part}: area {area:.4g}{much}."
    return Finding(verdict, tuple(details))


def at_place(compared: Compared, x: float, y: float) -> str:
    """What both say at a place, "" where nothing was compared."""
    place = _place(compared, x, y)
    if place is None:
        return ""
    said = []
    for side, says in zip((compared.first, compared.second), compared.says, strict=True):
        yes = [
            side.names[id_]
            for id_, is_on in zip(side.outputs, says[:, place], strict=True)
            if is_on
        ]
        said.append(f"{side.title}: {', '.join(yes) or 'nothing'}")
    return " · ".join(said)


def differing_bounds(compared: Compared) -> Bounds | None:
    """A part of the plane that shows all places at which the two differ; None if there are none."""
    if compared.equal:
        return None
    if compared.proof is not None:
        both = compared.proof.comparison.arrangement
        vertices, offsets = both.outlines
        chosen = np.repeat(compared.differing, np.diff(offsets))
        points = both.vertices[vertices[chosen]]
    else:
        rows, columns = np.divmod(np.flatnonzero(compared.differing), SAMPLES)
        x0, x1, y0, y1 = compared.bounds
        points = np.stack(
            [x0 + (x1 - x0) * (columns + 0.5) / SAMPLES, y0 + (y1 - y0) * (rows + 0.5) / SAMPLES],
            axis=1,
        )
    low, high = points.min(axis=0), points.max(axis=0)
    centre, half = (low + high) / 2, float((high - low).max()) * (0.5 + _MARGIN)
    half = max(half, 1e-6 * (1.0 + float(np.abs(centre).max())))
    (cx, cy) = centre.tolist()
    return cx - half, cx + half, cy - half, cy + half


def _sampled(compared: Compared, samples: Samples, only: int | None) -> Pictures:
    labels, count = _labels(samples.says, only)
    differ = samples.says[0] != samples.says[1]
    differs = (differ.any(axis=0) if only is None else differ[only]).reshape(SAMPLES, SAMPLES)
    bounds = samples.bounds
    first, second = (
        SampledPicture(bounds, label.reshape(SAMPLES, SAMPLES), differs)
        if only is None
        else SampledPicture(
            bounds,
            label.reshape(SAMPLES, SAMPLES),
            differs,
            values[only],
            value_range(side, side.outputs[only]),
        )
        for side, values, label in zip(
            (compared.first, compared.second), (samples.first, samples.second), labels, strict=True
        )
    )
    return (first, second), count


def _labels(
    says: tuple[BoolArray, BoolArray], only: int | None
) -> tuple[tuple[IntArray, IntArray], int]:
    """A number for what is said at each place, the same one for the same in both.

    Where one of several outputs says yes alone, it is the number of that output, as of its class.
    """
    first, second = says
    if len(first) == 1:
        only = 0
    if only is not None:
        return (first[only].astype(np.intp), second[only].astype(np.intp)), 2
    said = np.concatenate([first, second], axis=1)
    both = np.packbits(said, axis=0)
    # One value for each column of bits is told apart much faster than the column is.
    columns = np.ascontiguousarray(both.T).view(np.dtype((np.void, len(both)))).reshape(-1)
    _, places, index = np.unique(columns, return_index=True, return_inverse=True)
    patterns = said[:, places]
    alone = patterns.sum(axis=0) == 1
    numbers = np.where(alone, patterns.argmax(axis=0), len(first) + np.cumsum(~alone) - 1)
    labels = numbers[index.reshape(-1)].astype(np.intp)
    count = max(2, int(labels.max(initial=0)) + 1)
    return (labels[: first.shape[1]], labels[first.shape[1] :]), count


def _place(compared: Compared, x: float, y: float) -> int | None:
    if compared.proof is not None:
        return compared.proof.comparison.arrangement.face_at(x, y)
    x0, x1, y0, y1 = compared.bounds
    column, row = (x - x0) / (x1 - x0) * SAMPLES, (y - y0) / (y1 - y0) * SAMPLES
    if not (0 <= column < SAMPLES and 0 <= row < SAMPLES):
        return None
    return int(row) * SAMPLES + int(column)


def _differences(compared: Compared) -> list[str]:
    """For each of several outputs that differs, where and how much."""
    if len(compared.differs) == 1:
        return []
    found = []
    for id_, differs in zip(compared.first.outputs, compared.differs, strict=True):
        count, area = int(differs.sum()), float(compared.areas[differs].sum())
        if count and compared.proof is not None:
            cells = f"{count:,} cell{'s' * (count != 1)}"
            found.append(f"“{compared.first.names[id_]}” differs in {cells}, area {area:.4g}.")
        elif count:
            share = area / float(compared.areas.sum())
            found.append(f"“{compared.first.names[id_]}” differs on about {share:.1%}.")
    return found


def _values(compared: Compared) -> list[str]:
    gap = compared.largest_gap
    exact = compared.proof is not None and compared.samples is None
    if exact and compared.proof is not None and compared.proof.comparison.equal_values:
        return ["The outputs themselves are the same, too."]
    if compared.equal and gap > 0:
        return [f"The outputs are up to {gap:.3g} apart, but never on two sides of the threshold."]
    return [f"The outputs are up to {gap:.3g} apart."] if gap > 0 else []


def _shared(compared: Compared) -> list[str]:
    inputs = {node.id for node in compared.first.network.nodes if node.column is not None}
    neurons = [node_id for node_id in compared.shared_nodes if node_id not in inputs]
    if not neurons:
        return []
    names = ", ".join(compared.first.names[node_id] for node_id in neurons[:_MOST_NAMES])
    more = f" and {len(neurons) - _MOST_NAMES} more" if len(neurons) > _MOST_NAMES else ""
    edges = len(compared.shared_edges)
    return [f"Both have the same {len(neurons):,} neurons ({names}{more}) and {edges:,} edges."]


def _certainty(compared: Compared) -> str:
    samples, proof = compared.samples, compared.proof
    if proof is None:
        assert samples is not None, "there is a proof or there are samples"
        return f"Sampled at {SAMPLES * SAMPLES:,} points, not proved. {samples.reason}"
    drawn = f" {samples.reason}" if samples is not None else ""
    snaps = proof.comparison.arrangement.snaps
    if not snaps:
        return f"Certified: no answer hung on rounding.{drawn}"
    corners = "1 corner lay" if snaps == 1 else f"{snaps:,} corners lay"
    return f"{corners} within rounding of a line and were taken to lie on it.{drawn}"
