"""The nodes whose outputs are laid over one another or compared, and what is said of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from playground.data.class_words import short_class_words
from playground.palette import Theme, node_color
from playground.plots.numbers import format_number
from playground.plots.outputs.maps import TIE

_LISTED = 12


@dataclass(frozen=True, slots=True)
class ShownNode:
    """A node of the picture.

    Attributes
    ----------
    id, name : in the drawing.
    number, color_count : colour `number` of `color_count`, as in `palette.node_color`.
    threshold : the output from which on it says 1.
    class_name : what it stands for in the data, "" for nothing.
    is_on : whether its region is shown.
    """

    id: str
    name: str
    number: int
    color_count: int
    threshold: float
    class_name: str = ""
    is_on: bool = True

    def color(self, theme: Theme) -> str:
        return node_color(self.number, self.color_count, theme)

    @property
    def meaning(self) -> str:
        """The class that it stands for, or else its name."""
        return short_class_words((self.class_name,))[0] or self.name

    @property
    def full_name(self) -> str:
        """Its name, and the class that it stands for where that is called otherwise."""
        return self.name if self.meaning == self.name else f"{self.name} ({self.meaning})"


@dataclass(frozen=True, slots=True)
class Reading:
    """What the nodes answer at one place, as numbers first and then interpreted.

    `lines` are for a card beside the cursor, `line` for the status bar; `ids` are of the nodes
    that say 1, or of the highest.
    """

    lines: tuple[str, ...]
    line: str
    ids: tuple[str, ...]


def read_ones(nodes: Sequence[ShownNode], values: Sequence[float]) -> Reading:
    """Each node's number, and whether it is above its threshold."""
    ones = [value > node.threshold for node, value in zip(nodes, values, strict=True)]
    lines = [
        f"{node.full_name} = {format_number(value)} → {int(one)}"
        for node, value, one in zip(nodes, values, ones, strict=True)
    ]
    bits = ", ".join(str(int(one)) for one in ones)
    ids = tuple(node.id for node, one in zip(nodes, ones, strict=True) if one)
    return Reading(_shortened(lines), f"({_vector(values)}) → ({bits})", ids)


def read_highest(
    nodes: Sequence[ShownNode], values: Sequence[float], winner: int, margin: float
) -> Reading:
    """Each node's number, and which is the highest by how much."""
    lines = [
        f"{node.full_name} = {format_number(value)}"
        for node, value in zip(nodes, values, strict=True)
    ]
    ids: tuple[str, ...]
    if winner == TIE:
        verdict, ids = "A tie: the highest are equal", ()
    else:
        node = nodes[winner]
        verdict, ids = f"{node.meaning}, ahead by {format_number(margin)}", (node.id,)
    return Reading((*_shortened(lines), verdict), f"({_vector(values)}) → {verdict}", ids)


def _shortened(lines: list[str]) -> tuple[str, ...]:
    if len(lines) <= _LISTED:
        return tuple(lines)
    return (*lines[: _LISTED - 1], f"and {len(lines) - _LISTED + 1} more")


def _vector(values: Sequence[float]) -> str:
    texts = [format_number(value) for value in values[:_LISTED]]
    return "; ".join([*texts, "…"] if len(values) > _LISTED else texts)
