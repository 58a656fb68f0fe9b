"""Tidy positions: one column for each level, evenly spaced and centred on one another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from playground.network.model import Network, serial

COLUMN_STEP = 176.0
ROW_STEP = 104.0


def column_positions(widths: Sequence[int]) -> list[list[tuple[float, float]]]:
    """Positions (x, y) in scene pixels for columns of the given widths, the first at x = 0."""
    return [
        [(column * COLUMN_STEP, (row - (width - 1) / 2) * ROW_STEP) for row in range(width)]
        for column, width in enumerate(widths)
    ]


def free_below(network: Network, x: float, y: float) -> tuple[float, float]:
    """The first place from (x, y) downwards, row by row, where no node stands."""
    nodes = list(network.nodes)
    while any(abs(node.x - x) < ROW_STEP / 2 and abs(node.y - y) < ROW_STEP / 2 for node in nodes):
        y += ROW_STEP
    return x, y


def tidy(network: Network) -> Mapping[str, tuple[float, float]]:
    """A position for each node: its level gives the column; its row settles crossings.

    Rows start in their present order from top to bottom and are sorted twice by the mean row
    of their sources, which untangles most drawings (barycentre heuristic, Sugiyama 1981).
    """
    levels = network.levels()
    columns: dict[int, list[str]] = {}
    for node in sorted(network.nodes, key=lambda node: (node.y, node.x, serial(node.id))):
        columns.setdefault(levels[node.id], []).append(node.id)
    ordered = [columns[level] for level in sorted(columns)]
    row_of: dict[str, float] = {}

    def remember(column: list[str]) -> None:
        for row, node_id in enumerate(column):
            row_of[node_id] = row - (len(column) - 1) / 2

    for column in ordered:
        remember(column)
    for _ in range(2):
        for column in ordered[1:]:
            wanted = {}
            for node_id in column:
                sources = [row_of[edge.source] for edge in network.incoming(node_id)]
                wanted[node_id] = sum(sources) / len(sources) if sources else row_of[node_id]
            column.sort(key=lambda node_id: wanted[node_id])
            remember(column)
    positions = column_positions([len(column) for column in ordered])
    return {
        node_id: position
        for column, places in zip(ordered, positions, strict=True)
        for node_id, position in zip(column, places, strict=True)
    }
