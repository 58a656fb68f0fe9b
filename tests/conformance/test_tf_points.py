"""Points, first weights and the second opinion against recorded runs of the page's code."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from playground.data.load import load
from playground.interop.tf_playground import FEATURE_KEYS, build_network, parse_link
from playground.interop.tf_playground_writer import format_link
from tests.conformance.runs import RECORDED, recorded, recorded_examples, second_opinion

each_run = pytest.mark.parametrize("path", RECORDED, ids=lambda path: path.stem)


def test_there_are_recorded_runs() -> None:
    assert len(RECORDED) >= 3


@each_run
def test_points_and_their_order(path: Path) -> None:
    run = recorded(path)
    setup = parse_link(run["url"])
    assert setup.notes == ()
    dataset = load(setup.data)
    labels = dataset.labels if dataset.kind == "numbers" else 2 * dataset.labels - 1
    points = np.column_stack([dataset.inputs, labels])
    expected = np.array(run["train"] + run["test"])
    assert points.shape == expected.shape
    assert np.abs(points - expected).max() <= 1e-12
    assert dataset.train_count == len(run["train"])


@each_run
def test_features_shape_and_first_weights(path: Path) -> None:
    run = recorded(path)
    setup = parse_link(run["url"])
    assert setup.features == tuple(FEATURE_KEYS[key] for key in run["features"])
    assert [len(setup.features), *setup.hidden, 1] == run["shape"]
    assert len(setup.weights) == len(run["layers_initial"])
    for weights, biases, layer in zip(
        setup.weights, setup.biases, run["layers_initial"], strict=True
    ):
        assert np.abs(np.array(weights) - np.array(layer["weights"])).max() <= 1e-12
        assert list(biases) == layer["biases"]


@each_run
def test_the_link_comes_back_as_it_was(path: Path) -> None:
    url = recorded(path)["url"]
    setup = parse_link(url)
    link = format_link(
        build_network(setup),
        setup.data,
        setup.training,
        discretize=setup.discretize,
        show_test=setup.show_test,
    )
    # Without hidden neurons nothing tells which activation they would have.
    assert link == (url if setup.hidden else url.replace("=linear", "=tanh"))


@each_run
def test_the_second_opinion_repeats_the_page_to_the_last_bit(path: Path) -> None:
    run = recorded(path)
    setup = parse_link(run["url"])
    opinion = second_opinion(setup)
    train, test = (recorded_examples(setup, run[part]) for part in ("train", "test"))
    losses = list(opinion.losses(train, test, run["epochs"]))
    assert losses == list(zip(run["loss_train"], run["loss_test"], strict=True))
    assert opinion.weights == [layer["weights"] for layer in run["layers_final"]]
    assert opinion.biases == [layer["biases"] for layer in run["layers_final"]]
