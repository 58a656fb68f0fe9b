"""Can one unit tell some 0/1 patterns from the others? An exact answer either way.

The linear program is solved in whole numbers (fraction-free simplex: J. Edmonds, "Systems of
distinct representatives and linear algebra", 1967; E. Bareiss, 1968), so the answer is a proof:
weights that do it, or weights on the patterns that show that nothing can (Farkas' lemma).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import gcd

Pattern = tuple[int, ...]
# From here on pivots follow Bland's rule, which can't cycle.
GREEDY_PIVOTS = 200


@dataclass(frozen=True, slots=True)
class Separation:
    """A unit that fires at weights·pattern + bias ≥ 0: whole weights, a margin of at least ½."""

    weights: tuple[int, ...]
    bias: float


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Whole positive weights on some firing and some silent patterns with equal sums.

    `firing` and `silent` are (weight, index of the pattern); the weights of both add up to the
    same, and so do the weighted patterns. So no unit can be above on all of the one and below
    on all of the other.
    """

    firing: tuple[tuple[int, int], ...]
    silent: tuple[tuple[int, int], ...]


def separate(
    patterns: Sequence[Pattern],
    fires: Sequence[bool],
    stopped: Callable[[], bool] = lambda: False,
) -> Separation | Contradiction | None:
    """Return a unit that fires on exactly the marked patterns, or the proof that none does.

    None when `stopped` said so before there was an answer.
    """
    size = len(patterns[0]) if patterns else 0
    if all(fires) or not any(fires):
        return Separation((0,) * size, 0.5 if all(fires) else -0.5)
    columns = [
        [*(bit if fire else -bit for bit in pattern), 1 if fire else -1, 1]
        for pattern, fire in zip(patterns, fires, strict=True)
    ]
    tableau = _Tableau(columns)
    if not tableau.minimize(stopped):
        return None
    if tableau.is_zero:
        parts = tableau.solution()
        firing = tuple((weight, index) for index, weight in parts if fires[index])
        silent = tuple((weight, index) for index, weight in parts if not fires[index])
        return Contradiction(firing, silent)
    weights = [-value for value in tableau.multipliers()[:size]]
    divisor = gcd(*weights) or 1
    weights = [weight // divisor for weight in weights]
    sums = [_dot(weights, pattern) for pattern in patterns]
    lowest = min(total for total, fire in zip(sums, fires, strict=True) if fire)
    highest = max(total for total, fire in zip(sums, fires, strict=True) if not fire)
    return Separation(tuple(weights), -(lowest + highest) / 2)


def _dot(weights: Sequence[int], pattern: Pattern) -> int:
    return sum(weight for weight, bit in zip(weights, pattern, strict=True) if bit)


class _Tableau:
    """Minimizes the violation of Σ λ·column = (0, …, 0, 1), λ ≥ 0, in whole numbers.

    All entries are to be divided by `_denominator`. Behind the columns stand one artificial
    column for each row, and the right-hand side; the last row holds the reduced costs.
    """

    def __init__(self, columns: list[list[int]]) -> None:
        self._count = len(columns)
        self._height = len(columns[0])
        self._denominator = 1
        self._basis = [self._count + row for row in range(self._height)]
        self._rows = []
        for row in range(self._height):
            identity = [int(row == other) for other in range(self._height)]
            right = int(row == self._height - 1)
            self._rows.append([*(column[row] for column in columns), *identity, right])
        costs = [-sum(column) for column in columns]
        self._rows.append([*costs, *([0] * self._height), -1])

    @property
    def is_zero(self) -> bool:
        """Whether the system has a solution."""
        return self._rows[-1][-1] == 0

    def minimize(self, stopped: Callable[[], bool]) -> bool:
        """Pivot until no column improves; returns False when stopped before."""
        pivots = 0
        while not stopped():
            costs = self._rows[-1][: self._count]
            lowest = min(costs)
            if lowest >= 0 or self.is_zero:
                return True
            if pivots < GREEDY_PIVOTS:
                column = costs.index(lowest)
            else:
                column = next(index for index, cost in enumerate(costs) if cost < 0)
            self._pivot(self._leaving(column), column)
            pivots += 1
        return False

    def solution(self) -> list[tuple[int, int]]:
        """Return (index, value) of the columns that are not 0, in lowest terms."""
        found = [
            (index, row[-1])
            for index, row in zip(self._basis, self._rows, strict=False)
            if index < self._count and row[-1]
        ]
        divisor = gcd(*(value for _, value in found))
        return sorted((index, value // divisor) for index, value in found)

    def multipliers(self) -> list[int]:
        """Return the dual solution times the denominator."""
        costs = self._rows[-1][self._count : -1]
        return [self._denominator - cost for cost in costs]

    def _leaving(self, column: int) -> int:
        best = -1
        for row in range(self._height):
            entry = self._rows[row][column]
            if entry <= 0:
                continue
            if best >= 0:
                ours = self._rows[row][-1] * self._rows[best][column]
                theirs = self._rows[best][-1] * entry
                later = ours == theirs and self._basis[row] > self._basis[best]
                if ours > theirs or later:
                    continue
            best = row
        return best

    def _pivot(self, row: int, column: int) -> None:
        source = self._rows[row]
        pivot, denominator = source[column], self._denominator
        for index, target in enumerate(self._rows):
            if index != row:
                factor = target[column]
                self._rows[index] = [
                    (entry * pivot - factor * other) // denominator
                    for entry, other in zip(target, source, strict=True)
                ]
        self._denominator = pivot
        self._basis[row] = column
