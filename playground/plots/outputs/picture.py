"""The two pictures of several outputs: their regions over one another, and the highest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from playground.palette import Theme, mix
from playground.plots.outputs.maps import (
    TIE,
    Highest,
    highest,
    mixed_regions,
    winner_picture,
)
from playground.plots.outputs.nodes import Reading, ShownNode, read_highest, read_ones

_BAR_STEPS = 64


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """Where a field (rows, columns) crosses a level, in a colour."""

    values: NDArray[np.float32]
    level: float
    color: str


class Picture(Protocol):
    """What is drawn of several nodes, and read off it.

    `regions` is (k, rows, columns): where each of `nodes` has its colour; `shape` is rows and
    columns; `has_ties` tells whether the highest are equal somewhere.
    """

    nodes: list[ShownNode]
    regions: NDArray[np.bool_]
    shape: tuple[int, ...]
    has_ties: bool

    def words(self) -> NDArray[np.uint32]:
        """Colours as words 0xFFRRGGBB, (rows, columns)."""

    def lines(self) -> list[Line]:
        """The borders of the regions."""

    def read(self, row: int, column: int) -> Reading:
        """What the nodes answer at one sample."""


class OverlayPicture:
    """The 1-region of each node in its colour, mixed where they overlap.

    Parameters
    ----------
    values : (k, rows, columns) bounded numbers, one field for each of the nodes.
    """

    def __init__(
        self, nodes: Sequence[ShownNode], values: NDArray[np.float32], theme: Theme
    ) -> None:
        self.nodes = [node for node in nodes if node.is_on]
        self._values = values[[node.is_on for node in nodes]]
        self._theme = theme
        thresholds = np.array([node.threshold for node in self.nodes], dtype=np.float32)
        self.regions: NDArray[np.bool_] = self._values > thresholds[:, None, None]
        self.shape = values.shape[1:]
        self.has_ties = False

    def words(self) -> NDArray[np.uint32]:
        colors = [node.color(self._theme) for node in self.nodes]
        return mixed_regions(self.regions, colors, self._theme)

    def lines(self) -> list[Line]:
        # Pale colours on white and dark ones on black would be lost as lines.
        theme = self._theme
        return [
            Line(field, node.threshold, mix(node.color(theme), theme.text, 0.2))
            for node, field in zip(self.nodes, self._values, strict=True)
        ]

    def read(self, row: int, column: int) -> Reading:
        return read_ones(self.nodes, self._values[:, row, column].tolist())


class HighestPicture:
    """The colour of the node that is the highest, the paler the closer the runner-up.

    `full_margin` is the distance to the runner-up from which on a colour is full; None takes the
    largest there is.
    """

    def __init__(
        self,
        nodes: Sequence[ShownNode],
        values: NDArray[np.float32],
        theme: Theme,
        full_margin: float | None,
    ) -> None:
        self.nodes = list(nodes)
        self._values = values
        self._theme = theme
        self._found = highest(values)
        largest = float(self._found.margin.max())
        self.full_margin = (largest or 1.0) if full_margin is None else full_margin
        self.goes_beyond = largest > self.full_margin * (1 + 1e-6)
        self.regions: NDArray[np.bool_] = (
            self._found.winner == np.arange(len(self.nodes))[:, None, None]
        )
        self.shape = values.shape[1:]
        self.has_ties = bool((self._found.winner == TIE).any())

    def words(self) -> NDArray[np.uint32]:
        return winner_picture(self._found, self._colors, self.full_margin, self._theme)

    def bar(self) -> NDArray[np.uint32]:
        """What the colours mean: a row for each node, from no margin to the full one."""
        count = len(self.nodes)
        winner = np.repeat(np.arange(count)[:, None], _BAR_STEPS, axis=1)
        margin = np.linspace(0, self.full_margin, _BAR_STEPS, dtype=np.float32)
        steps = Highest(winner, np.tile(margin, (count, 1)), self._found.gaps)
        return winner_picture(steps, self._colors, self.full_margin, self._theme)

    def lines(self) -> list[Line]:
        return [Line(gap, 0.0, self._theme.text) for gap in self._found.gaps]

    def read(self, row: int, column: int) -> Reading:
        return read_highest(
            self.nodes,
            self._values[:, row, column].tolist(),
            int(self._found.winner[row, column]),
            float(self._found.margin[row, column]),
        )

    @property
    def _colors(self) -> list[str]:
        return [node.color(self._theme) for node in self.nodes]
