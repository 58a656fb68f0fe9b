"""Activations against the second opinion, PyTorch's constants and their own descriptions."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.engine.activations import ACTIVATIONS, activation
from playground.engine.errors import EngineError
from tests.engine.scalar import ACTIVATE

GRID = np.concatenate([np.linspace(-9, 9, 181), [-1e-9, 1e-9, 0.0]])


@pytest.mark.parametrize("key", ACTIVATIONS)
def test_values_agree_with_the_second_opinion(key: str) -> None:
    expected = [ACTIVATE[key](z) for z in GRID.tolist()]
    assert ACTIVATIONS[key].value(GRID) == pytest.approx(expected, rel=1e-12, abs=1e-15)


@pytest.mark.parametrize("key", ACTIVATIONS)
def test_derivatives_agree_with_differences(key: str) -> None:
    kind = ACTIVATIONS[key]
    far = np.all([np.abs(GRID - kink) > 1e-3 for kink in kind.breakpoints or [99.0]], axis=0)
    z = GRID[far]
    expected = (kind.value(z + 1e-6) - kind.value(z - 1e-6)) / 2e-6
    assert kind.derivative(z) == pytest.approx(expected, rel=1e-6, abs=1e-8)


@pytest.mark.parametrize("key", ACTIVATIONS)
def test_in_place_gives_the_same(key: str) -> None:
    kind = ACTIVATIONS[key]
    z = GRID.copy()
    for call in kind.function(z, z, *kind.resolve()):
        call()
    assert (z == kind.value(GRID)).all()


@pytest.mark.parametrize("key", ACTIVATIONS)
def test_range_holds_all_values_and_is_reached(key: str) -> None:
    kind = ACTIVATIONS[key]
    z = np.concatenate([GRID, np.linspace(-1e6, 1e6, 2001)])
    values = kind.value(z)
    low, high = kind.range
    assert values.min() >= low - 1e-12
    assert values.max() <= high + 1e-12
    assert values.min() < (low + 0.02 if np.isfinite(low) else 0)
    assert values.max() > (high - 0.02 if np.isfinite(high) else 1e5)
    assert kind.bounded == bool(np.isfinite(kind.range).all())


@pytest.mark.parametrize("key", [key for key, kind in ACTIVATIONS.items() if kind.pieces])
def test_pieces_describe_the_function(key: str) -> None:
    kind = ACTIVATIONS[key]
    assert kind.pieces is not None
    pieces = kind.pieces(*kind.resolve())
    assert len(pieces) == len(kind.breakpoints) + 1
    for z in GRID[np.abs(GRID) > 1e-3]:
        slope, intercept = pieces[int(np.searchsorted(kind.breakpoints, z))]
        assert kind.value(z) == pytest.approx(slope * z + intercept)


@given(st.sampled_from(sorted(ACTIVATIONS)), st.floats(0.01, 50))
def test_bound_is_a_bound(key: str, size: float) -> None:
    kind = ACTIVATIONS[key]
    bound = kind.bound(np.array([size]), kind.resolve())
    assert np.abs(kind.value(np.linspace(-size, size, 201))).max() <= bound[0] + 1e-12


@pytest.mark.parametrize(
    ("key", "z", "expected"),
    [("sigmoid", 0.0, 0.5), ("step", 0.0, 1.0), ("sign", 0.0, 1.0), ("leaky_relu", -1.0, -0.01)],
)
def test_known_values(key: str, z: float, expected: float) -> None:
    assert float(ACTIVATIONS[key].value(z)) == expected


def test_sigmoid_chain_of_four() -> None:
    value, chain = 3.0, []
    for _ in range(4):
        value = float(ACTIVATIONS["sigmoid"].value(value))
        chain.append(round(value, 5))
    assert chain == [0.95257, 0.72163, 0.67297, 0.66217]


def test_slopes_at_kinks_are_those_of_the_left() -> None:
    assert float(ACTIVATIONS["relu"].derivative(0.0)) == 0.0
    assert float(ACTIVATIONS["leaky_relu"].derivative(0.0)) == 0.01
    assert float(ACTIVATIONS["hard_tanh"].derivative(1.0)) == 0.0


def test_parameters_change_the_function() -> None:
    assert float(ACTIVATIONS["leaky_relu"].value(-2.0, (("slope", 0.25),))) == -0.5
    assert float(ACTIVATIONS["elu"].value(-50.0, (("alpha", 3.0),))) == pytest.approx(-3.0)
    assert float(ACTIVATIONS["step"].value(0.0, (("strict", 1.0),))) == 0.0


def test_far_values_stay_finite() -> None:
    for key, kind in ACTIVATIONS.items():
        for z in (-1e4, 1e4):
            assert np.isfinite(kind.value(z)), key
            assert np.isfinite(kind.derivative(z)), key


@pytest.mark.parametrize(
    ("key", "parameters", "reason"),
    [
        ("leaky_relu", (("slope", 2.0),), "slope must lie between 0 and 1, not 2"),
        ("tanh", (("slope", 2.0),), "Tanh has no parameter named “slope”"),
    ],
)
def test_wrong_parameters_are_refused(
    key: str, parameters: tuple[tuple[str, float], ...], reason: str
) -> None:
    with pytest.raises(EngineError, match=reason):
        ACTIVATIONS[key].resolve(parameters)


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(EngineError, match="no activation named “swoosh”"):
        activation("swoosh")
