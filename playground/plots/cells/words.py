"""What is said of cells: how many there are, how sure that is, and what one of them is. No Qt."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from playground.geometry.affine import affine_maps
from playground.geometry.cells import TAGS
from playground.geometry.plan import Unit
from playground.geometry.planar_map import LEFT, RIGHT, TAG
from playground.plots.cells.picture import CellsPicture, units_of
from playground.plots.numbers import format_number

_MOST_UNITS = 7
_MOST_LABELS = 6
_TWO_STATES = ("off", "on")
_THREE_STATES = ("low", "between", "high")


def counts_text(picture: CellsPicture) -> str:
    """The three counts, which answer different questions."""
    arrangement = picture.arrangement
    cells = _count(arrangement.cell_count, "activation cell")
    if not arrangement.is_complete:
        return cells
    pieces = "…" if picture.linear_pieces is None else f"{picture.linear_pieces:,}"
    polygons = int(arrangement.islands.max()) + 1
    return (
        f"{cells} · {pieces} linear piece{'s' * (pieces != '1')} · "
        f"{_count(polygons, 'decision polygon')}"
    )


def islands_text(picture: CellsPicture) -> str:
    """How many connected pieces each label has, and the length of the boundary."""
    arrangement = picture.arrangement
    if not arrangement.is_complete:
        return ""
    islands = arrangement.label_islands()
    named = [
        f"{count:,} of “{label_name(picture, number)}”"
        for number, count in enumerate(islands.values())
        if count
    ]
    more = len(named) - _MOST_LABELS
    text = ", ".join(named[:_MOST_LABELS]) + (f" and {more} more labels" if more > 0 else "")
    return f"Islands: {text} · boundary of {_count(len(picture.boundary), 'segment')}"


def exactness_text(picture: CellsPicture) -> str:
    """Whether rounding could have changed anything, or how far the work came."""
    arrangement = picture.arrangement
    if not arrangement.is_complete:
        done, levels = arrangement.levels_done, len(arrangement.plan.levels)
        exact = f"Only the first {done} of {levels} levels are" if done else "Nothing is"
        colors = "The colors are sampled; zoom" if len(arrangement.plan.outputs) == 1 else "Zoom"
        return f"{exact} exact: too many cells. {colors} in to see all cells."
    if arrangement.certified:
        return "Exact: certified, no corner was within rounding of a line"
    times = "once" if arrangement.snaps == 1 else f"{arrangement.snaps:,} times"
    return f"Exact: snapped {times}, corners within rounding of a line count as on it"


def knife_edge_text(picture: CellsPicture) -> str:
    """Which nodes decide on rounding alone, "" for none."""
    if not picture.knife_edges:
        return ""
    names = [picture.arrangement.request.name(edge.node_id) for edge in picture.knife_edges]
    others = f" and {len(names) - 1} more" if len(names) > 1 else ""
    return f"{names[0]}{others}: on a knife’s edge"


def label_name(picture: CellsPicture, number: int) -> str:
    """What a label is called: 0 or 1 of one output, otherwise the names of those that say yes."""
    plan, text = picture.arrangement.plan, picture.arrangement.label_texts[number]
    if len(plan.outputs) == 1:
        return text
    if plan.decision.thresholds is None:
        return picture.arrangement.request.name(plan.outputs[number])
    firing = [id_ for id_, bit in zip(plan.outputs, text, strict=True) if bit == "1"]
    return "+".join(map(picture.arrangement.request.name, firing)) or "no output"


def firing(picture: CellsPicture, face: int) -> tuple[str, ...]:
    """Return the nodes that are on, on that face: not on the lowest of their pieces."""
    arrangement = picture.arrangement
    return tuple(
        node_id
        for node_id, _, _ in units_of(arrangement)
        if arrangement.pieces_of(node_id)[face] > 0
    )


def cell_text(picture: CellsPicture, face: int, axes: tuple[str, str]) -> str:
    """Return pattern, label, sum and area of a cell, and the inequality of each unit."""
    arrangement = picture.arrangement
    head = []
    if arrangement.is_complete:
        head.append(label_name(picture, int(arrangement.labels[face])))
        if picture.bits:
            pieces = (arrangement.pieces_of(node_id)[face] for node_id in picture.bits)
            pattern = "".join(map(str, pieces))
            head = list(dict.fromkeys([pattern, *head]))
    lines = [" → ".join(head), f"area {format_number(float(arrangement.areas[face]))}"]
    if picture.sums is not None and not np.isnan(picture.sums[face]):
        lines.insert(1, f"sum z = {format_number(float(picture.sums[face]))}")
    sides = unit_texts(picture, face, axes)
    lines += sides[:_MOST_UNITS]
    if len(sides) > _MOST_UNITS:
        lines.append(f"and {len(sides) - _MOST_UNITS} more")
    return "\n".join(filter(None, lines))


def unit_texts(picture: CellsPicture, face: int, axes: tuple[str, str]) -> list[str]:
    """Return for each unit its state and inequality; those whose lines are sides come first."""
    arrangement = picture.arrangement
    edges = arrangement.edges
    around = (edges[LEFT] == face) | (edges[RIGHT] == face)
    sides = set((edges[TAG, around] // TAGS).tolist())
    centre = arrangement.centres[face : face + 1]
    found: list[tuple[bool, str]] = []
    node_of = {row: node_id for node_id, row in arrangement.plan.program.row_of.items()}
    for level in arrangement.plan.levels:
        if not any(unit.cuts for unit in level.units):
            continue
        maps = affine_maps(arrangement.plan, arrangement.frame, centre, level)
        maps = arrangement.frame.maps_to_plane(maps)[0]
        for unit, weights in zip(level.units, maps.tolist(), strict=True):
            if unit.cuts:
                node_id = node_of[unit.row]
                piece = int(arrangement.pieces_of(node_id)[face])
                name = arrangement.request.name(node_id)
                text = f"{name} {_state(unit, piece)}: {_inequality(unit, piece, weights, axes)}"
                found.append((unit.row not in sides, text))
    return [text for _, text in sorted(found, key=lambda entry: entry[0])]


def sum_text(weights: list[float], axes: tuple[str, str]) -> str:
    """Return w1·x1 + w2·x2 + b in words, without what is 0."""
    parts = [
        (weight, f"{format_number(abs(weight))}·{axis}" if abs(weight) != 1.0 else axis)
        for weight, axis in zip(weights, axes, strict=False)
        if weight
    ]
    if weights[2] or not parts:
        parts.append((weights[2], format_number(abs(weights[2]))))
    text = " ".join(f"{'−' if value < 0 else '+'} {words}" for value, words in parts)
    return text[2:] if text.startswith("+") else text.replace("− ", "−", 1)


def _inequality(unit: Unit, piece: int, weights: list[float], axes: tuple[str, str]) -> str:
    text = sum_text(weights, axes)
    ends = [format_number(cut) for cut in unit.cuts]
    if piece == 0:
        return f"{text} < {ends[0]}"
    if piece == len(ends):
        return f"{text} ≥ {ends[-1]}"
    low, high = list(pairwise(ends))[piece - 1]
    return f"{low} ≤ {text} < {high}"


def _state(unit: Unit, piece: int) -> str:
    return (_TWO_STATES if len(unit.cuts) == 1 else _THREE_STATES)[piece]


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'s' * (number != 1)}"
