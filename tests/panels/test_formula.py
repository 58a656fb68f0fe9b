from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.document.content import Content
from playground.document.document import Document
from playground.engine.activations import ACTIVATIONS
from playground.engine.spec import TrainingSpec
from playground.network.model import Edge, Network, Node
from playground.network.weight import Weight
from playground.panels.formula import (
    edge_formula,
    function_name,
    node_formula,
    number,
    slope_text,
    symbol,
)
from playground.panels.inspected import Facts, Inspected, Live
from playground.widgets.formula_label import FormulaLabel

NAMES = {"n1": "a₁", "n2": "x₂", "n3": "a₂⁽²⁾"}


def name_nodes(network, columns):
    return {node.id: node.name or NAMES.get(node.id, node.id) for node in network.nodes}


def drawing():
    """The worked example: a₂ = tanh(0.81·a₁ − 1.37·x₂ + 0.31)."""
    nodes = [Node("n1", 0, 0, column="x1"), Node("n2", 0, 1, column="x2")]
    nodes.append(Node("n3", 1, 0, bias=Weight(0.31)))
    weights = {"e4": Weight(0.81), "e5": Weight(-1.37)}
    edges = [Edge("e4", "n1", "n3", weights["e4"]), Edge("e5", "n2", "n3", weights["e5"])]
    return Network(nodes, edges)


def look(network, training=None, live=None, sample=None):
    document = Document(Content(network, training=training or TrainingSpec()))
    facts = Facts.of(document, name_nodes, None)
    point = "(2.10, −1.45)" if sample else ""
    return Inspected(network, document.training, ACTIVATIONS, facts, live, point, sample or {})


def live_of(network, values=(), slopes=()):
    """The drawing's own values and slopes of 0, but for the given ones."""
    numbers = {n.id: n.bias.value for n in network.nodes}
    numbers |= {e.id: e.weight.value for e in network.edges} | dict(values)
    return Live(
        np.array(list(numbers.values())), np.array([dict(slopes).get(k, 0) for k in numbers])
    )


def plain(html, qtbot):
    label = FormulaLabel()
    qtbot.addWidget(label)
    label.show_formula(html)
    return label.plain_text


def test_the_formula_has_every_term_with_its_sign_and_the_numbers_of_the_point(qtbot):
    network = drawing()
    formula = node_formula(network.nodes["n3"], look(network, sample={"n3": (1.042, 0.778)}))
    assert plain(formula, qtbot) == (
        "a2(2) = tanh(\u20090.81·a1 − 1.37·x2 + 0.31\u2009)\n"
        " = tanh(\u20091.042\u2009) = 0.778 at x = (2.10, −1.45)"
    )
    assert "<sub>2</sub><sup>(2)</sup>" in formula
    assert "<b>0.778</b>" in formula


def test_a_typed_fraction_stays_a_fraction_until_training_moves_it(qtbot):
    network = drawing()
    network.put_edge(replace(network.edges["e4"], weight=Weight(1 / 3, "1/3")))
    node = network.nodes["n3"]
    assert "1/3·" in node_formula(node, look(network))
    live = live_of(network, values={"e4": 0.4})
    assert "0.40·" in node_formula(node, look(network, live=live))


def test_an_identity_is_the_sum_itself(qtbot):
    network = drawing()
    node = replace(network.nodes["n3"], activation="identity")
    network.put_node(node)
    assert plain(node_formula(node, look(network, sample={"n3": (0.5, 0.5)})), qtbot) == (
        "a2(2) = 0.81·a1 − 1.37·x2 + 0.31\n = 0.500 at x = (2.10, −1.45)"
    )


def test_cross_entropy_takes_the_sum_and_the_formula_says_so(qtbot):
    network = drawing()
    training = TrainingSpec(loss="binary_cross_entropy")
    text = plain(node_formula(network.nodes["n3"], look(network, training)), qtbot)
    assert "tanh" not in text
    assert "the activation is not applied" in text


def test_many_terms_are_counted_instead_of_listed(qtbot):
    nodes = [Node(f"n{k}", 0, k, column=f"c{k}") for k in range(1, 31)] + [Node("n31", 1, 0)]
    edges = [Edge(f"e{31 + k}", f"n{k}", "n31", Weight(0.5)) for k in range(1, 31)]
    network = Network(nodes, edges)
    text = plain(node_formula(network.nodes["n31"], look(network)), qtbot)
    assert text.count("0.50·") == 12
    assert "+ … 18 more …" in text


def test_names_of_the_user_are_shown_as_they_are(qtbot):
    network = drawing()
    network.put_node(replace(network.nodes["n1"], name="<b>x</b> & y"))
    formula = node_formula(network.nodes["n3"], look(network))
    assert "&lt;b&gt;x&lt;/b&gt; &amp; y" in formula
    assert "<b>x</b> & y" in plain(formula, qtbot)


def test_an_edge_shows_the_newest_step_where_it_is_plain_gradient_descent(qtbot):
    network = drawing()
    live = live_of(network, slopes={"e4": 0.0082})
    text = plain(edge_formula(network.edges["e4"], look(network, live=live)), qtbot)
    assert "∂E/∂w = 0.00820 in the newest step" in text
    assert "w ← w − η·∂E/∂w, a step of −0.03·0.00820 = −2.46·10⁻⁴ to 0.8100" in text


@pytest.mark.parametrize(
    "changes",
    [
        {"optimizer": "adam"},
        {"schedule": "cosine"},
        {"gradient_clip": 1.0},
        {"regularization": "l2", "regularization_rate": 0.1},
        {"weight_decay": 0.1},
    ],
)
def test_no_step_is_claimed_that_other_settings_change(changes, qtbot):
    network = drawing()
    live = live_of(network, slopes={"e4": 0.0082})
    inspected = look(network, TrainingSpec(**changes), live)
    text = plain(edge_formula(network.edges["e4"], inspected), qtbot)
    assert "as the training settings change it" in text
    assert "a step of" not in text


def test_a_locked_weight_says_that_it_stays(qtbot):
    network = drawing()
    edge = replace(network.edges["e4"], locked=True)
    network.put_edge(edge)
    text = plain(
        edge_formula(edge, look(network, live=live_of(network, slopes={"e4": 1.0}))), qtbot
    )
    assert "locked" in text
    assert "a step of" not in text


def test_live_numbers_are_aligned_and_those_of_another_drawing_are_dropped():
    network = drawing()
    live = Live.of(np.zeros(3), [1.0, 2.0], np.zeros(3), [0.25, 0.5])
    inspected = look(network, live=live)
    assert inspected.weight(network.edges["e5"]) == Weight(2.0)
    assert inspected.gradient("e5") == 0.5
    assert inspected.bias(network.nodes["n3"]) == Weight(0.0)
    other = look(network, live=Live.of(np.zeros(3), np.ones(1), np.zeros(3), np.ones(1)))
    assert other.weight(network.edges["e5"]) == Weight(-1.37)
    assert other.gradient("e5") is None


@given(st.floats(-1e12, 1e12))
def test_numbers_have_true_minus_signs_and_keep_their_value(value):
    for text, error in ((number(value), 5.1e-4), (slope_text(value), 0)):
        assert "-" not in text
        plain_text = text.translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789"))
        plain_text = plain_text.replace("·10", "e", 1) if "·10" in text else plain_text
        assert float(plain_text.replace("−", "-")) == pytest.approx(value, rel=6e-3, abs=error)


def test_no_zero_has_a_sign():
    assert (number(-0.0), slope_text(-0.0), number(-1e-9)) == ("0.000", "0", "0.000")


def test_function_names_are_written_as_in_books():
    names = {key: function_name(ACTIVATIONS[key]) for key in ("tanh", "relu", "leaky_relu", "silu")}
    assert names == {"tanh": "tanh", "relu": "ReLU", "leaky_relu": "leaky ReLU", "silu": "SiLU"}


def test_scripts_join():
    assert symbol("a₁₂⁽³⁾") == "<i>a<sub>12</sub><sup>(3)</sup></i>"
