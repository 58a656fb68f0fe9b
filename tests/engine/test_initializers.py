"""First weights: reproducible, of the promised spread, orthogonal where promised."""

from __future__ import annotations

import numpy as np
import pytest

from playground.engine.errors import EngineError
from playground.engine.initializers import INITIALIZERS, initial_parameters
from playground.engine.spec import NetworkSpec
from tests.engine.networks import layered, random_dag

WIDE = layered(60, 90, 40)
FIRST = slice(0, 60 * 90)


@pytest.mark.parametrize("key", INITIALIZERS)
def test_a_seed_gives_the_same_weights_again(key: str) -> None:
    for network in (layered(2, 4, 1), random_dag(1), NetworkSpec((), ())):
        biases, weights = initial_parameters(network, key, 5)
        again = initial_parameters(network, key, 5)
        assert (weights == again[1]).all()
        assert (biases == again[0]).all()
        assert weights.shape == (len(network.edges),)
        assert biases.shape == (len(network.nodes),)
        if key != "zeros" and len(weights):
            assert (weights != initial_parameters(network, key, 6)[1]).any()


@pytest.mark.parametrize(
    ("key", "deviation"),
    [
        ("playground", 1 / np.sqrt(12)),
        ("uniform", 1 / np.sqrt(3)),
        ("normal", 0.5),
        ("glorot", np.sqrt(2 / 150)),
        ("he", np.sqrt(2 / 60)),
        ("lecun", np.sqrt(1 / 60)),
        ("zeros", 0.0),
    ],
)
def test_spread(key: str, deviation: float) -> None:
    weights = initial_parameters(WIDE, key, 1)[1][FIRST]
    assert weights.mean() == pytest.approx(0, abs=3 * deviation / np.sqrt(5400))
    assert weights.std() == pytest.approx(deviation, rel=0.03)


def test_playground_biases_are_a_tenth_but_for_inputs() -> None:
    biases, weights = initial_parameters(layered(2, 4, 1), "playground", 1)
    assert biases.tolist() == [0, 0, 0.1, 0.1, 0.1, 0.1, 0.1]
    assert np.abs(weights).max() <= 0.5


def test_orthogonal_layers_turn_without_stretching() -> None:
    weights = initial_parameters(WIDE, "orthogonal", 1)[1]
    tall = weights[FIRST].reshape(90, 60)
    wide = weights[5400:].reshape(40, 90)
    assert tall.T @ tall == pytest.approx(np.eye(60), abs=1e-12)
    assert wide @ wide.T == pytest.approx(np.eye(40), abs=1e-12)


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(EngineError, match="no initializer named “magic”"):
        initial_parameters(WIDE, "magic", 1)
