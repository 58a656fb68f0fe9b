from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from playground.data.choice import DataChoice
from playground.data.dataset import Dataset
from playground.data.load import load
from playground.document.content import Content
from playground.document.lowering import Lowering, match_targets, output_numbers
from playground.engine.spec import TrainingSpec
from playground.network.model import Edge, Network, Node
from playground.network.weight import Weight
from tests.helpers import small_network


def dataset(labels: list[float], classes: int, train: int | None = None) -> Dataset:
    points = np.arange(2.0 * len(labels)).reshape(-1, 2)
    kind = "classes" if classes else "numbers"
    names = tuple("abcdefgh"[:classes])
    count = len(labels) if train is None else train
    return Dataset(("x1", "x2"), points, np.array(labels), kind, names, count)


def two_outputs() -> Network:
    nodes = [Node("n1", 0, 0, column="x1"), Node("n2", 90, 50), Node("n3", 90, -50)]
    edges = [Edge("e4", "n1", "n2", Weight(1.0)), Edge("e5", "n1", "n3", Weight(1.0))]
    return Network(nodes, edges)


@pytest.mark.parametrize(
    ("activation", "loss", "codes"),
    [
        ("tanh", "squared", [-1, 1]),
        ("identity", "squared", [-1, 1]),
        ("sigmoid", "squared", [0, 1]),
        ("step", "squared", [0, 1]),
        ("sigmoid", "hinge", [-1, 1]),
        ("tanh", "binary_cross_entropy", [0, 1]),
    ],
)
def test_two_classes_are_coded_for_the_output(
    activation: str, loss: str, codes: list[float]
) -> None:
    network = small_network()
    network.put_node(replace(network.nodes["n5"], activation=activation))
    content = Content(network, training=TrainingSpec(loss=loss))
    lowered = Lowering().lower(content, dataset([0, 1], 2))
    assert lowered.problem == ""
    assert lowered.data.targets_train.tolist() == [[codes[0]], [codes[1]]]


def test_several_outputs_get_one_hot_targets_from_top_to_bottom() -> None:
    content = Content(two_outputs(), training=TrainingSpec(loss="softmax_cross_entropy"))
    lowered = Lowering().lower(content, dataset([0, 1], 2))
    assert lowered.network.outputs == ("n3", "n2")
    assert lowered.data.targets_train.tolist() == [[1, 0], [0, 1]]
    assert [node.activation for node in lowered.network.nodes] == ["identity"] * 3


def test_a_target_chosen_by_hand_wins_and_an_impossible_one_is_ignored() -> None:
    network = two_outputs()
    network.put_node(replace(network.nodes["n2"], target=0))
    assert match_targets(network, 1) == {"n2": 0}
    assert match_targets(network, 2) == {"n2": 0, "n3": 1}
    network.put_node(replace(network.nodes["n2"], target=7))
    assert match_targets(network, 2) == {"n3": 0, "n2": 1}


def test_every_output_has_a_number_of_its_own_and_that_of_its_target_where_it_can() -> None:
    network = two_outputs()
    assert output_numbers(network) == {"n3": 0, "n2": 1}
    network.put_node(replace(network.nodes["n2"], target=0))
    assert output_numbers(network) == {"n2": 0, "n3": 1}
    network.put_node(replace(network.nodes["n3"], target=0))
    assert sorted(output_numbers(network).values()) == [0, 1]


def test_surplus_outputs_are_lowered_but_not_trained() -> None:
    lowered = Lowering().lower(Content(two_outputs()), dataset([0, 1], 2))
    assert lowered.problem == ""
    assert lowered.network.outputs == ("n3",)
    assert len(lowered.network.nodes) == 3


@pytest.mark.parametrize(
    ("network", "data", "loss", "words"),
    [
        (small_network(), None, "squared", "no data"),
        (small_network(), dataset([0, 0], 1), "squared", "one class"),
        (small_network(), dataset([0, 1], 2, train=0), "squared", "training points"),
        (small_network(), dataset([0, 1, 2], 3), "squared", "add 2 more"),
        (Network(), dataset([0, 1], 2), "squared", "no output"),
        (small_network(), dataset([0.5], 0), "binary_cross_entropy", "needs classes"),
    ],
)
def test_says_why_it_cannot_train(network, data, loss: str, words: str) -> None:
    content = Content(network, training=TrainingSpec(loss=loss))
    lowered = Lowering().lower(content, data)
    assert words in lowered.problem
    assert lowered.problem.endswith(".")
    assert lowered.network.outputs == ()


def test_an_output_that_no_input_reaches_is_named() -> None:
    network = Network([Node("n1", 0, 0), Node("n2", 90, 0, name="guess")])
    network.put_edge(Edge("e3", "n1", "n2", Weight(1.0)))
    assert "reaches guess" in Lowering().lower(Content(network), dataset([0, 1], 2)).problem


def test_an_input_without_its_column_shows_zero_and_the_rest_trains() -> None:
    network = small_network()
    network.put_node(replace(network.nodes["n1"], column="height"))
    lowered = Lowering().lower(Content(network), load(DataChoice()))
    assert lowered.problem == ""
    assert lowered.features == ("x2",)
    assert [node.column for node in lowered.network.nodes][:2] == [None, 0]
    assert not lowered.network.nodes[0].trainable


def test_data_stay_the_same_object_while_weights_change() -> None:
    lowering, data = Lowering(), load(DataChoice())
    content = Content(small_network())
    first = lowering.lower(content, data)
    content.network.put_node(replace(content.network.nodes["n3"], bias=Weight(9.0)))
    second = lowering.lower(content, data)
    assert first.data is second.data
