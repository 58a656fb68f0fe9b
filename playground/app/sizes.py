"""How large a drawing is, as people say it: widths from the inputs on, weights and biases."""

from __future__ import annotations

from dataclasses import dataclass

from playground.network.model import Network


@dataclass(frozen=True, slots=True)
class Size:
    """`widths` are the numbers of nodes by level; a drawing without nodes has none."""

    widths: tuple[int, ...]
    weights: int
    biases: int

    @property
    def shape(self) -> str:
        """Such as 2-8-8-1."""
        return "-".join(map(str, self.widths)) or "empty"

    @property
    def counts(self) -> str:
        """Such as “20 weights + 9 biases = 29”."""
        weights = f"{self.weights:,} weight{'s' * (self.weights != 1)}"
        biases = f"{self.biases:,} bias{'es' * (self.biases != 1)}"
        return f"{weights} + {biases} = {self.weights + self.biases:,}"


def size_of(network: Network) -> Size:
    """The drawing's size."""
    widths: dict[int, int] = {}
    for level in network.levels().values():
        widths[level] = widths.get(level, 0) + 1
    biases = len(network.nodes) - len(network.inputs())
    return Size(tuple(widths[level] for level in sorted(widths)), len(network.edges), biases)
