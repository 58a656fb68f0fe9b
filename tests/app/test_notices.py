from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from playground.app.notices import notices
from playground.data.choice import DataChoice
from playground.data.dataset import Dataset
from playground.data.load import load
from playground.document.content import Content
from playground.document.lowering import Lowering
from playground.engine.spec import TrainingSpec
from tests.helpers import small_network


def told(content: Content, dataset: Dataset | None = None) -> str:
    lowered = Lowering().lower(content, dataset or load(DataChoice()))
    return " ".join(notices(content, lowered))


def content_with(node_id: str, activation: str, **training: object) -> Content:
    network = small_network()
    network.put_node(replace(network.nodes[node_id], activation=activation))
    return Content(network, training=TrainingSpec(**training))  # type: ignore[arg-type]


def test_an_ordinary_network_needs_no_words() -> None:
    assert told(content_with("n5", "tanh")) == ""


@pytest.mark.parametrize(
    ("node_id", "gradient", "words"),
    [
        ("n3", "none", "no slope"),
        ("n5", "none", "no slope"),
        ("n3", "surrogate", ""),
        ("n5", "perceptron", ""),
        ("n3", "perceptron", "single layer"),
    ],
)
def test_step_neurons_are_explained(node_id: str, gradient: str, words: str) -> None:
    found = told(content_with(node_id, "step", step_gradient=gradient))
    assert words in found
    assert bool(found) == bool(words)


def test_a_step_output_trains_under_cross_entropy_which_is_said() -> None:
    found = told(content_with("n5", "step", loss="binary_cross_entropy"))
    assert "not applied" in found
    assert "no slope" not in found


def test_targets_out_of_reach_are_warned_of() -> None:
    numbers = Dataset(("x1", "x2"), np.zeros((2, 2)), np.array([-3.0, 2.0]), "numbers", (), 2)
    assert "-3 to 2" in told(content_with("n5", "tanh"), numbers)
    assert told(content_with("n5", "identity"), numbers) == ""
    assert "-1 to 1" in told(content_with("n5", "relu"))
