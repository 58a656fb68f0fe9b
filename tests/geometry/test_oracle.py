"""The subdivision equals one in rational arithmetic: cells, patterns, areas, decision.

`python -m tests.geometry.against_oracle` runs the same comparison on thousands.
"""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground.engine.spec import EdgeSpec, NetworkSpec, NodeSpec
from playground.geometry.cells import arrange
from tests.geometry import oracle
from tests.geometry.against_oracle import KINDS, mismatch, random_network
from tests.geometry.networks import WHOLE, request

COUNT = 250


@pytest.mark.parametrize("kind", KINDS)
def test_random_drawings(kind: str) -> None:
    differences = {
        seed: found
        for seed in range(COUNT)
        if (found := mismatch(random_network(kind, seed), KINDS[kind]))
    }
    assert differences == {}


def test_no_certified_arrangement_of_real_weights_is_snapped() -> None:
    flags = [arrange(request(random_network("real weights", seed))) for seed in range(40)]
    assert all(found.certified for found in flags)


@st.composite
def whole_drawings(draw: st.DrawFn) -> NetworkSpec:
    """Any directed acyclic graph with small whole weights: full of coincidences."""
    count = draw(st.integers(1, 6))
    small = st.integers(-2, 2).map(float)
    nodes = [NodeSpec("x1", column=0), NodeSpec("x2", column=1)]
    edges = []
    for index in range(count):
        id_ = f"n{index}"
        for source in [node.id for node in nodes]:
            if draw(st.booleans()):
                edges.append(EdgeSpec(f"{source}>{id_}", source, id_, draw(small)))
        activation = draw(st.sampled_from(WHOLE))
        nodes.append(NodeSpec(id_, activation=activation, bias=draw(small)))
    return NetworkSpec(tuple(nodes), tuple(edges), (f"n{count - 1}",))


@settings(max_examples=200)
@given(whole_drawings())
def test_any_drawing_with_whole_weights(network: NetworkSpec) -> None:
    assert mismatch(network) == ""


def test_the_oracle_itself() -> None:
    line = (Fraction(1), Fraction(0), Fraction(-1))
    square = [(Fraction(x), Fraction(y)) for x, y in ((0, 0), (3, 0), (3, 3), (0, 3))]
    parts = oracle.split(square, line)
    assert [oracle.area(part) for part in parts] == [6, 3]
    touching = (Fraction(1), Fraction(1), Fraction(0))
    assert oracle.split(square, touching) == [square]
