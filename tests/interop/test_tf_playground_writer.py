"""Drawings as links: the way round, and the reason when there is none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.data.choice import DataChoice
from playground.engine.spec import TrainingSpec
from playground.interop.errors import LinkError
from playground.interop.tf_playground import FEATURE_KEYS, Setup, build_network, parse_link
from playground.interop.tf_playground_writer import format_link
from playground.network.model import Edge, Network, Node
from playground.network.weight import Weight

BASE = "https://playground.tensorflow.org/#seed=0.5"


def write(setup: Setup, network: Network | None = None) -> str:
    return format_link(
        network or build_network(setup),
        setup.data,
        setup.training,
        discretize=setup.discretize,
        show_test=setup.show_test,
    )


@st.composite
def links(draw: st.DrawFn) -> str:
    flags = draw(st.dictionaries(st.sampled_from(list(FEATURE_KEYS)), st.booleans()))
    pairs = {
        "activation": draw(st.sampled_from(["tanh", "relu", "sigmoid", "linear"])),
        "regularization": draw(st.sampled_from(["none", "L1", "L2"])),
        "batchSize": draw(st.integers(1, 2000)),
        "dataset": draw(st.sampled_from(["circle", "xor", "gauss", "spiral"])),
        "regDataset": draw(st.sampled_from(["reg-plane", "reg-gauss"])),
        "learningRate": draw(st.floats(0, 100)),
        "regularizationRate": draw(st.floats(0, 10)),
        "noise": draw(st.floats(0, 80)),
        "networkShape": ",".join(
            map(str, draw(st.lists(st.integers(1, 8), min_size=1, max_size=4)))
        ),
        "seed": draw(st.from_regex(r"[0-9A-Za-z.%#?/-]{1,12}", fullmatch=True)),
        "percTrainData": draw(st.floats(0, 100)),
        "problem": draw(st.sampled_from(["classification", "regression"])),
        "initZero": draw(st.booleans()),
        "discretize": draw(st.booleans()),
        "showTestData": draw(st.booleans()),
        **flags,
        "sinX": True,
    }
    values = (str(value).lower() if isinstance(value, bool) else value for value in pairs.values())
    pairs_text = "&".join(f"{key}={value}" for key, value in zip(pairs, values, strict=True))
    return f"https://playground.tensorflow.org/#{pairs_text}"


@given(links())
def test_a_link_read_and_written_means_the_same(link: str) -> None:
    setup = parse_link(link)
    again = parse_link(write(setup))
    assert replace(again, notes=setup.notes) == setup


def test_idle_nodes_and_the_order_of_drawing_do_not_matter() -> None:
    setup = parse_link(BASE + "&networkShape=3&sinX=true")
    network = build_network(setup)
    moved = Network(
        [replace(node, id=f"n{100 - int(node.id[1:])}") for node in network.nodes],
        [
            replace(edge, source=f"n{100 - int(edge.source[1:])}",
                    target=f"n{100 - int(edge.target[1:])}")
            for edge in network.edges
        ],
    )  # fmt: skip
    moved.put_node(Node("n200", 0, 0))
    moved.put_node(Node("n201", 0, 0, column="x1"))
    assert write(setup, moved) == write(setup)


def test_training_from_zero_is_known_by_its_start() -> None:
    setup = parse_link(BASE + "&initZero=true&networkShape=1")
    network = build_network(setup)
    for node in list(network.nodes):
        network.put_node(replace(node, bias=Weight(0.7), start=node.bias))
    for edge in list(network.edges):
        network.put_edge(replace(edge, weight=Weight(0.3), start=edge.weight))
    assert "initZero=true" in write(setup, network)


@pytest.mark.parametrize(
    ("training", "batch"),
    [
        (TrainingSpec(batch_size=10), 10),
        (TrainingSpec(batch_size=0), 250),
        (TrainingSpec(batch_size=1000), 250),
        (TrainingSpec(batch_size=1000, remainder="carry"), 1000),
        (TrainingSpec(batch_size=7, remainder="carry"), 7),
        (TrainingSpec(regularization="l1"), 10),
        (TrainingSpec(momentum=0.5, beta1=0.5), 10),
    ],
)
def test_training_that_a_link_can_say(training: TrainingSpec, batch: int) -> None:
    link = write(replace(parse_link(BASE), training=training))
    assert f"&batchSize={batch}&" in link


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"batch_size": 7}, "carries the rest of an epoch"),
        ({"loss": "huber"}, "only squared loss"),
        ({"optimizer": "adam"}, "plain gradient descent"),
        ({"schedule": "cosine"}, "constant learning rate"),
        ({"shuffle": True}, "without shuffling"),
        ({"gradient_clip": 1.0}, "gradient clipping"),
        ({"weight_decay": 0.1}, "weight decay"),
        ({"regularization": "l1", "regularization_rate": 0.1}, "keeps weights at 0"),
    ],
)
def test_training_that_no_link_can_say(change: dict[str, object], words: str) -> None:
    training = replace(TrainingSpec(), **change)
    with pytest.raises(LinkError, match=words):
        write(replace(parse_link(BASE), training=training))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"source": "table"}, "own data"),
        ({"source": "blobs"}, "doesn't have the set “Blobs”"),
        ({"source": "sine"}, "doesn't have the set “Sine”"),
        ({"normalize": True}, "can't normalize"),
        ({"balance": 20.0}, "both classes alike"),
        ({"count": 400}, "always makes 500 points"),
        ({"noise": 90.0}, "noise from 0 to 80"),
        ({"train_share": 101.0}, "training share"),
        ({"seed": ""}, "data seed"),
        ({"seed": "a&b"}, "data seed"),
        ({"seed": "ä"}, "data seed"),
    ],
)
def test_data_that_no_link_can_say(change: dict[str, object], words: str) -> None:
    setup = parse_link(BASE)
    with pytest.raises(LinkError, match=words):
        write(replace(setup, data=replace(setup.data, **change)))


def test_a_set_of_the_other_problem_needs_its_own_output() -> None:
    setup = parse_link(BASE)
    with pytest.raises(LinkError, match="output is identity here, not tanh"):
        write(replace(setup, data=DataChoice("reg_plane", count=1200)))


def add_second_output(network: Network) -> None:
    network.put_node(Node("n50", 900, 50))
    network.put_edge(Edge("e51", "n1", "n50", Weight(1)))


def add_skip_edge(network: Network) -> None:
    network.put_edge(Edge("e50", "n1", list(network.nodes)[-1].id, Weight(1)))


def remove_edge(network: Network) -> None:
    network.remove_edge(next(iter(network.edges)).id)


def change_hidden(network: Network) -> None:
    network.put_node(replace(list(network.nodes)[2], activation="sigmoid"))


def use_elu(network: Network) -> None:
    for node in list(network.nodes)[2:-1]:
        network.put_node(replace(node, activation="elu"))


def lock_edge(network: Network) -> None:
    network.put_edge(replace(next(iter(network.edges)), locked=True))


def bind_to_own_column(network: Network) -> None:
    network.put_node(replace(next(iter(network.nodes)), column="age"))


def bind_twice(network: Network) -> None:
    network.put_node(replace(next(iter(network.nodes)), column="x2"))


def remove_everything(network: Network) -> None:
    for edge in list(network.edges):
        network.remove_edge(edge.id)


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (add_second_output, "exactly one output"),
        (add_skip_edge, "connects every node to all nodes of the next layer"),
        (remove_edge, "connects every node to all nodes of the next layer"),
        (change_hidden, "one activation for all hidden"),
        (use_elu, "no elu neurons"),
        (lock_edge, "can't lock"),
        (bind_to_own_column, "only the seven inputs"),
        (bind_twice, "each input only once"),
        (remove_everything, "no network yet"),
    ],
)
def test_drawings_that_no_link_can_say(edit: Callable[[Network], None], words: str) -> None:
    setup = parse_link(BASE + "&networkShape=3,2")
    network = build_network(setup)
    edit(network)
    with pytest.raises(LinkError, match=words):
        write(setup, network)
