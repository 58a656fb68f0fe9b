"""Why an output can't be flattened, as something that can be checked by hand."""

from __future__ import annotations

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


def in_words(proof: Unrealizable) -> str:
    """Return a proof as a sentence."""

    def side(parts: tuple[tuple[int, Pattern], ...]) -> str:
        texts = ["".join(map(str, pattern)) for _, pattern in parts]
        return " + ".join(
            text if weight == 1 else f"{weight}·{text}"
            for text, (weight, _) in zip(texts, parts, strict=True)
        )

    return (
        f"over the lines {', '.join(proof.lines)} the cells {side(proof.firing)} fire and "
        f"{side(proof.silent)} don't, yet both add up to the same, so no weights can put one sum "
        "above the other."
    )
