"""A neuron whose sum is exactly its threshold for some of the steps before it, and the remedy.

What is decided there hangs on the rule at 0 and, where numbers are rounded, on the order in which
a program adds them. (`geometry.knife_edges` finds on which cells of the plane it happens.)
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from playground.document.content import Content
from playground.document.edits import Change, Edit, Recipe
from playground.network.errors import NetworkError
from playground.network.model import Edge, Network, Node
from playground.network.weight import MAX_TEXT, Weight, format_weight

_VALUES = {"step": (0, 1), "sign": (-1, 1)}
_EDGE, _SAME = 1e-6, 1e-9
_MOST_SUMS = 1000
_MOST_TERMS = 4


@dataclass(frozen=True, slots=True)
class KnifeEdge:
    """`terms` is such a sum as people write it; `bias` decides the same with room on both sides."""

    terms: str
    bias: Weight


def knife_edge(network: Network, node_id: str) -> KnifeEdge | None:
    """The knife's edge of a neuron that steps alone feed; None where there is none."""
    node, edges = network.nodes[node_id], network.incoming(node_id)
    sources = [network.nodes[edge.source] for edge in edges]
    if node.is_input or not all(source.activation in _VALUES for source in (node, *sources)):
        return None
    if any(source.is_input for source in sources):
        return None
    return _find(node, tuple(edges), tuple(source.activation for source in sources))


@lru_cache(maxsize=32)
def _find(node: Node, edges: tuple[Edge, ...], activations: tuple[str, ...]) -> KnifeEdge | None:
    """The answer for what is asked again and again while somebody looks at the neuron."""
    if not any(edge.weight.value for edge in edges):
        return None
    bias = node.bias.value
    size = abs(bias) + sum(abs(edge.weight.value) for edge in edges)
    if not math.isfinite(size):
        return None
    sums = _sums(edges, activations, size * _SAME)
    near = size * _EDGE
    hit = next((values for total, values in sums if abs(total + bias) <= near), None)
    if hit is None:
        return None
    # Halfway to the next sum that decides otherwise, or to the next there could be.
    side = 1 if dict(node.parameters).get("strict", 0.0) else -1
    beyond = [((total + bias) * side, values) for total, values in sums]
    beyond = [(away, values) for away, values in beyond if away > near]
    sum_there = _exact(edges, hit)
    if beyond:
        gap = abs(_exact(edges, min(beyond)[1]) - sum_there)
    else:
        gap = min(abs(edge.weight.fraction) for edge in edges if edge.weight.value)
    bias_there = -sum_there - side * gap / 2
    return KnifeEdge(_terms(edges, hit, node), _as_weight(bias_there))


def use_safe_bias(node_id: str) -> Recipe:
    """The bias that decides the same as now with room on both sides."""

    def recipe(content: Content) -> Edit:
        node, found = content.network.nodes[node_id], knife_edge(content.network, node_id)
        if found is None:
            raise NetworkError("This neuron doesn't decide on a knife's edge any more.")
        return Edit("Use Safe Bias", (Change(node, replace(node, bias=found.bias)),))

    return recipe


def _sums(
    edges: tuple[Edge, ...], activations: tuple[str, ...], same: float
) -> list[tuple[float, tuple[int, ...]]]:
    """Every sum that the edges can carry, with the values that make it; () for too many.

    Sums that are the same to within `same` are one, that of most steps.
    """
    sums: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for edge, activation in zip(edges, activations, strict=True):
        weight, found = edge.weight.value, {}
        for value in _VALUES[activation]:
            for total, values in sums.values():
                new = total + value * weight
                found[round(new / same)] = (new, (*values, value))
        if len(found) > _MOST_SUMS:
            return []
        sums = found
    return list(sums.values())


def _exact(edges: tuple[Edge, ...], values: tuple[int, ...]) -> Fraction:
    pairs = zip(edges, values, strict=True)
    return sum((edge.weight.fraction * value for edge, value in pairs), Fraction(0))


def _terms(edges: tuple[Edge, ...], values: tuple[int, ...], node: Node) -> str:
    """Such as 1/3 + 1/3 + 1/3 − 1; of many terms the first and the last."""
    terms = [
        format_weight(edge.weight if value > 0 else _as_weight(-edge.weight.fraction))
        for edge, value in zip(edges, values, strict=True)
        if value
    ]
    if len(terms) > _MOST_TERMS:
        terms = [*terms[:2], "…", terms[-1]]
    return " + ".join([*terms, format_weight(node.bias)]).replace("+ −", "− ")


def _as_weight(exact: Fraction) -> Weight:
    """The number, and the fraction where people would write one."""
    text = f"{exact.numerator}/{exact.denominator}"
    is_short = exact.denominator != 1 and len(text) <= MAX_TEXT // 4
    return Weight(float(exact), text if is_short else None)
