"""Why an output can't be flattened, as something that can be checked by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playground.geometry.separation import Contradiction

Pattern = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Unrealizable:
    """Cells with equal pattern sums: (weight, pattern over `lines`) of firing and silent ones."""

    lines: tuple[str, ...]
    firing: tuple[tuple[int, Pattern], ...]
    silent: tuple[tuple[int, Pattern], ...]


@dataclass(frozen=True, slots=True)
class TwoFaced:
    """A line that an output starts to fire across in one place and stops in another.

    Each segment is ((x, y), (x, y)); `fires_above` has the output firing on the line's own
    firing side, `fires_below` on the other.
    """

    line: str
    fires_above: tuple[tuple[float, float], tuple[float, float]]
    fires_below: tuple[tuple[float, float], tuple[float, float]]


def unrealizable(
    ids: tuple[str, ...], patterns: list[Pattern], proof: Contradiction
) -> Unrealizable:
    """Return a contradiction between patterns over the lines `ids` as a proof."""
    firing = tuple((weight, patterns[index]) for weight, index in proof.firing)
    silent = tuple((weight, patterns[index]) for weight, index in proof.silent)
    return Unrealizable(ids, firing, silent)


def in_words(proof: Unrealizable | TwoFaced, name: Callable[[str], str] = str) -> str:
    """Return a proof as part of a sentence; `name` is what people call a node."""
    if isinstance(proof, TwoFaced):
        on, off = _segment(proof.fires_above), _segment(proof.fires_below)
        return (
            f"crossing the line of “{name(proof.line)}” to its firing side switches it on {on} "
            f"but off {off}, and in one hidden layer that crossing adds the same everywhere"
        )
    return (
        f"over the lines {', '.join(map(name, proof.lines))} the cells {_sum(proof.firing)} fire "
        f"and {_sum(proof.silent)} don't, yet both add up to the same, so no weights can put one "
        "sum above the other"
    )


def _sum(parts: tuple[tuple[int, Pattern], ...]) -> str:
    texts = ["".join(map(str, pattern)) for _, pattern in parts]
    return " + ".join(
        text if weight == 1 else f"{weight}·{text}"
        for text, (weight, _) in zip(texts, parts, strict=True)
    )


def _segment(ends: tuple[tuple[float, float], tuple[float, float]]) -> str:
    (x0, y0), (x1, y1) = ends
    return f"between ({x0:.2f}, {y0:.2f}) and ({x1:.2f}, {y1:.2f})".replace("-", "−")
