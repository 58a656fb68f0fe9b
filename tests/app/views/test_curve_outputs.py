from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from playground.app.views.curve_outputs import curve_outputs, probabilities
from playground.data.choice import DataChoice
from playground.data.load import load
from playground.document.content import Content, ViewChoice
from playground.document.lowering import Lowering
from playground.engine.spec import TrainingSpec
from playground.network.model import Network
from playground.network.templates import layered


def case(source: str, outputs: int, loss: str = "squared", mode: str = "overlay", **data):
    content = Content(
        Network(*layered([1, outputs], ["x1"])),
        DataChoice(source, **data),
        TrainingSpec(loss=loss),
        view=ViewChoice(outputs_mode=mode),
    )
    return content, Lowering().lower(content, load(content.data))


@pytest.mark.parametrize(
    ("source", "outputs", "loss", "rule", "count", "answers"),
    [
        ("line", 1, "squared", "none", 1, ()),
        ("sides", 1, "squared", "threshold", 1, (0, 1)),
        ("sides", 2, "softmax_cross_entropy", "highest", 2, (0, 1)),
        ("intervals", 3, "squared", "highest", 3, (0, 1, 2)),
        ("intervals", 2, "squared", "highest", 2, ()),
        ("intervals", 5, "squared", "highest", 3, (0, 1, 2)),
        ("line", 2, "squared", "none", 2, ()),
    ],
)
def test_the_data_say_how_outputs_are_read(source, outputs, loss, rule, count, answers):
    found = curve_outputs(*case(source, outputs, loss))
    assert (found.rule, len(found.shown), found.answers) == (rule, count, answers)


def test_several_outputs_compete_where_people_want_it():
    # S71, S72: two outputs over one input, nothing learned.
    free = curve_outputs(*case("line", 3, mode="highest"))
    assert (free.rule, len(free.shown), free.answers, free.can_compete) == ("highest", 3, (), True)
    assert curve_outputs(*case("line", 1, mode="highest")).rule == "none"


def test_without_data_or_outputs_there_is_nothing_to_read():
    content, _ = case("line", 1)
    bare = Lowering().lower(content, None)
    assert curve_outputs(content, bare).rule == "none"
    empty = Content()
    assert curve_outputs(empty, Lowering().lower(empty, load(empty.data))).shown == ()


def test_cross_entropies_show_probabilities():
    sums = np.array([-1e3, -1.0, 0.0, 2.0, 1e3, np.nan])
    one = case("sides", 1, "binary_cross_entropy")
    (node_id,) = one[1].targets
    found = probabilities(*one, {node_id: sums})[node_id]
    assert found[:5] == pytest.approx(1 / (1 + np.exp(-np.clip(sums[:5], -500, 500))))
    assert np.isnan(found[5])
    three = case("intervals", 3, "softmax_cross_entropy")
    values = {node_id: sums * k for k, node_id in enumerate(three[1].targets)}
    shares = np.array(list(probabilities(*three, values).values()))
    assert shares[:, :5].sum(axis=0) == pytest.approx(1)
    assert shares[:, 1] == pytest.approx(np.exp([0, -1, -2]) / np.exp([0, -1, -2]).sum())


def test_other_losses_and_untrained_outputs_show_what_nodes_answer():
    content, lowered = case("sides", 1)
    values = {node_id: np.ones(3) for node_id in lowered.targets}
    assert probabilities(content, lowered, values) == {}
    content, lowered = case("line", 2, "squared", "highest")
    content = replace(content, training=TrainingSpec(loss="binary_cross_entropy"))
    assert probabilities(content, lowered, {"n2": np.ones(3), "n3": np.ones(3)}) == {}


def test_outputs_of_a_drawing_that_is_gone_are_passed_over():
    content, lowered = case("sides", 1)
    content.network = Network()
    assert curve_outputs(content, lowered).shown == ()


@pytest.mark.parametrize("mode", ["overlay", "highest"])
def test_outputs_have_the_colors_of_the_targets_chosen_by_hand(mode):
    content, lowered = case("line", 3, mode=mode)
    network = content.network.copy()
    first, second, third = (node.id for node in network.outputs())
    for node_id, target in ((first, 2), (third, 0)):
        network.put_node(replace(network.nodes[node_id], target=target))
    found = curve_outputs(replace(content, network=network), lowered)
    assert [(output.id, output.number) for output in found.shown] == [
        (first, 2),
        (second, 1),
        (third, 0),
    ]
