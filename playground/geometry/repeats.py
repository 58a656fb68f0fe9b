"""Units drawn twice: the same line needs one cut, and no doubt about where the second lies."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from playground.geometry.arrays import FloatArray

# Rows that agree to this many digits are compared exactly.
DIGITS = 9


def repeated_cuts(cuts: Sequence[tuple[float, ...]], rows: FloatArray) -> frozenset[int]:
    """Return the units that cut exactly where an earlier one has cut.

    `cuts` are the values at which each unit cuts, `rows` (units, n) the weights and bias of its
    sum. Units that cut at 0 alone may differ by a factor.
    """
    first = (rows != 0.0).argmax(axis=1)
    lead = rows[np.arange(len(rows)), first]
    lead[lead == 0.0] = 1.0
    with np.errstate(over="ignore", invalid="ignore"):
        scaled = np.round(rows / lead[:, None], DIGITS) + 0.0
    seen: dict[object, list[int]] = {}
    repeats = set()
    for index, places in enumerate(cuts):
        if not places:
            continue
        by_factor = places == (0.0,)
        key = (places, (scaled if by_factor else rows)[index].tobytes())
        alike = seen.setdefault(key, [])
        if any(not by_factor or _is_multiple(rows[index], rows[other]) for other in alike):
            repeats.add(index)
        alike.append(index)
    return frozenset(repeats)


def _is_multiple(one: FloatArray, other: FloatArray) -> bool:
    place = int((one != 0.0).argmax())
    by, of = Fraction(one[place]), Fraction(other[place])
    return all(Fraction(a) * of == Fraction(b) * by for a, b in zip(one, other, strict=True))
