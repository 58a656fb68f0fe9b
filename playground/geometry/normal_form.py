"""Any step network as two hidden layers: lines, then convex pieces, then "any of them"."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np

from playground.engine.spec import EdgeSpec, NetworkSpec, NodeSpec
from playground.geometry.compare import compare
from playground.geometry.errors import GeometryError
from playground.geometry.request import CellsRequest
from playground.geometry.step_cells import StepCells, line_network, output_nodes, step_cells

# The sides of a convex piece: (place of the line, whether it must fire).
Piece = tuple[tuple[int, bool], ...]
Pattern = tuple[int, ...]


def normal_form(request: CellsRequest) -> NetworkSpec:
    """Return a network with two hidden layers that decides the same on the whole plane.

    Raises
    ------
    GeometryError
        When the network has other than step and sign units (see `step_cells`).
    """
    cells = step_cells(request)
    outputs = output_nodes(cells)
    needed = [cells.needed_lines(index) for index in range(len(outputs))]
    lines = sorted(set(np.concatenate(needed).tolist()))
    nodes, edges, line_ids = line_network(cells, lines)
    piece_ids: dict[Piece, str] = {}
    tops: list[NodeSpec] = []
    for index, output in enumerate(outputs):
        patterns = cells.patterns(np.array(lines, dtype=np.intp), index)
        pieces = convex_cover(patterns, request.cancelled)
        always = pieces == [()]
        for piece in pieces if not always else []:
            if piece not in piece_ids:
                piece_ids[piece] = f"piece{len(piece_ids) + 1}"
                _add_piece(piece_ids[piece], piece, line_ids, nodes, edges)
            edge = f"{piece_ids[piece]}>{output.id}"
            edges.append(EdgeSpec(edge, piece_ids[piece], output.id, 1.0))
        tops.append(replace(output, bias=0.5 if always else -0.5))
    network = NetworkSpec((*nodes, *tops), tuple(edges), cells.plan.outputs)
    check_same(cells, network)
    return network


def convex_cover(
    patterns: Mapping[Pattern, bool], cancelled: Callable[[], bool] | None = None
) -> list[Piece]:
    """Return convex pieces that together hold the firing patterns and no silent one.

    Each starts as one cell and drops every side that keeps no silent cell out; one that has no
    side left is the whole plane. Raises GeometryError once it is `cancelled`.
    """
    cells = np.array(list(patterns), dtype=np.int8).reshape(len(patterns), -1)
    fires = np.fromiter(patterns.values(), dtype=bool)
    silent, waiting = cells[~fires], cells[fires]
    pieces: list[Piece] = []
    while len(waiting):
        if cancelled is not None and cancelled():
            raise GeometryError("The work was called off.")
        cell = waiting[0]
        apart = silent != cell
        sides = np.ones(len(cell), dtype=bool)
        # How many sides keep each silent cell out.
        walls = apart.sum(axis=1)
        for line in range(len(cell)):
            if (walls > apart[:, line]).all():
                sides[line] = False
                walls -= apart[:, line]
        pieces.append(tuple((side, bool(cell[side])) for side in np.flatnonzero(sides).tolist()))
        waiting = waiting[(waiting != cell)[:, sides].any(axis=1)]
    return pieces


def check_same(cells: StepCells, network: NetworkSpec) -> None:
    """Refuse a network that does not decide the same as the cells' one on the whole plane."""
    if not compare(cells.request, replace(cells.request, network=network), True).equal:
        raise GeometryError(
            "The new network would differ from the old one, because some lines are too close "
            "together to be told apart; move them a little."
        )


def _add_piece(
    id_: str, piece: Piece, line_ids: list[str], nodes: list[NodeSpec], edges: list[EdgeSpec]
) -> None:
    """A unit that fires when all sides of a piece are as they must be."""
    fired = sum(must for _, must in piece)
    nodes.append(NodeSpec(id_, activation="step", bias=-(fired - 0.5)))
    for side, must in piece:
        edge = f"{line_ids[side]}>{id_}"
        edges.append(EdgeSpec(edge, line_ids[side], id_, 1.0 if must else -1.0))
