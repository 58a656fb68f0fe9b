from __future__ import annotations

import numpy as np
import pytest

from playground.engine.activations import ACTIVATIONS
from playground.panels.activation_curve import activation_curve, reach_for_sum


@pytest.mark.parametrize("key", ACTIVATIONS)
def test_every_activation_has_a_curve_with_its_slope(key):
    activation = ACTIVATIONS[key]
    curve = activation_curve(activation, (), 4.0)
    z = np.concatenate([piece[0] for piece in curve.pieces])
    assert (np.diff(z) > 0).all()
    assert (z[0], z[-1]) == pytest.approx((-4, 4))
    assert len(curve.pieces) == 1 + len(activation.breakpoints)
    for where, values, slopes in curve.pieces:
        assert values == pytest.approx(activation.value(where))
        assert slopes == pytest.approx(activation.derivative(where))
    assert curve.floor <= 0 <= curve.ceiling


@pytest.mark.parametrize(("strict", "jump"), [(0.0, (0.0, 1.0, 0.0)), (1.0, (0.0, 0.0, 1.0))])
def test_a_step_jumps_and_says_its_value_at_zero(strict, jump):
    assert activation_curve(ACTIVATIONS["step"], (("strict", strict),), 4.0).jumps == (jump,)


def test_a_kink_is_no_jump():
    assert activation_curve(ACTIVATIONS["relu"], (), 4.0).jumps == ()


@pytest.mark.parametrize(
    ("z", "reach"), [(0, 4), (-4, 4), (4.1, 8), (-30, 32), (np.inf, 4), (np.nan, 4)]
)
def test_the_axis_doubles_until_the_sum_is_in_sight(z, reach):
    assert reach_for_sum(z) == reach
