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
    activation_formula,
    edge_formula,
    function_name,
    neuron_formula,
    number,
    shared_formula,
    slope_text,
    sum_formula,
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


def live_of(network, values=(), slopes=(), step=1):
    """The drawing's own values and slopes of 0, but for the given ones."""
    numbers = {n.id: n.bias.value for n in network.nodes}
    numbers |= {e.id: e.weight.value for e in network.edges} | dict(values)
    both = np.array(list(numbers.values())), np.array([dict(slopes).get(k, 0) for k in numbers])
    count = len(network.nodes)
    return Live(both[0][:count], both[0][count:], both[1][:count], both[1][count:], step)


def formula_of(node_id, inspected):
    node, edges = inspected.network.nodes[node_id], inspected.network.incoming(node_id)
    return neuron_formula(node, edges, inspected.forward(node, edges), inspected)


def plain(html, qtbot):
    label = FormulaLabel()
    qtbot.addWidget(label)
    label.show_formula(html)
    return label.plain_text


def test_the_formula_has_every_term_with_its_sign_and_the_numbers_of_the_point(qtbot):
    formula = formula_of("n3", look(drawing(), sample={"n1": (1.0, 1.0), "n2": (0.5, 0.5)}))
    assert plain(formula, qtbot) == (
        "a2(2) = tanh(\u20090.81·a1 − 1.37·x2 + 0.31\u2009) "
        "= tanh(0.435) = 0.409 at x = (2.10, −1.45)"
    )
    assert "<sub>2</sub><sup>(2)</sup>" in formula
    # Lines break before what it comes to, and before the point: all of it was too long for some.
    kept = [part.count("\N{NO-BREAK SPACE}") for part in formula.split(" ")]
    assert [count for count in kept if count] == [3, 4]
    assert "<b>0.409</b>" in formula


def test_the_three_steps_are_weigh_sum_and_activate(qtbot):
    network = drawing()
    inspected = look(network, sample={"n1": (1.0, 1.0), "n2": (0.5, 0.5)})
    node, edges = network.nodes["n3"], network.incoming("n3")
    assert [inspected.product(edge) for edge in edges] == [0.81, -0.685]
    forward = inspected.forward(node, edges)
    assert plain(sum_formula(forward), qtbot) == "z = 0.125 + 0.310 = 0.435"
    steps = activation_formula(node, forward, inspected)
    assert plain(steps, qtbot).split("\n") == ["f(0.435) = 0.409", "f′(0.435) = 0.832"]


def test_the_sum_follows_a_weight_at_once_and_else_has_the_numbers_of_the_engine():
    network = drawing()
    engine = (0.43500000001, 0.40948)
    inspected = look(network, sample={"n1": (1.0, 1.0), "n2": (0.5, 0.5), "n3": engine})
    node, edges = network.nodes["n3"], network.incoming("n3")
    found = inspected.forward(node, edges)
    assert (found.z, found.a) == engine
    network.put_edge(replace(edges[0], weight=Weight(2.81)))
    found = inspected.forward(node, network.incoming("n3"))
    assert found.z == pytest.approx(2.435)
    assert found.a == pytest.approx(np.tanh(2.435))


def test_without_the_value_of_an_input_there_are_no_numbers(qtbot):
    inspected = look(drawing(), sample={"n1": (1.0, 1.0)})
    node = inspected.network.nodes["n3"]
    assert inspected.forward(node, inspected.network.incoming("n3")) is None
    assert "at x" not in plain(formula_of("n3", inspected), qtbot)
    assert plain(sum_formula(None), qtbot) == "z = Σ + b"


def test_a_typed_fraction_stays_a_fraction_until_training_moves_it(qtbot):
    network = drawing()
    network.put_edge(replace(network.edges["e4"], weight=Weight(1 / 3, "1/3")))
    assert "1/3·" in formula_of("n3", look(network))
    live = live_of(network, values={"e4": 0.4})
    assert "0.40·" in formula_of("n3", look(network, live=live))


def test_an_identity_is_the_sum_itself(qtbot):
    network = drawing()
    network.put_node(replace(network.nodes["n3"], activation="identity"))
    inspected = look(network, sample={"n1": (1.0, 1.0), "n2": (0.5, 0.5)})
    assert plain(formula_of("n3", inspected), qtbot) == (
        "a2(2) = 0.81·a1 − 1.37·x2 + 0.31 = 0.435 at x = (2.10, −1.45)"
    )


def test_cross_entropy_takes_the_sum_and_the_third_step_says_so(qtbot):
    network = drawing()
    inspected = look(network, TrainingSpec(loss="binary_cross_entropy"))
    assert "tanh" not in plain(formula_of("n3", inspected), qtbot)
    step = activation_formula(network.nodes["n3"], None, inspected)
    assert "the activation is not applied" in plain(step, qtbot)


def test_many_tell_what_they_share(qtbot):
    network = drawing()
    network.put_edge(replace(network.edges["e4"], locked=True))
    text = plain(shared_formula([network.nodes["n3"]], list(network.edges), look(network)), qtbot)
    assert text.split("\n")[:4] == [
        "activations: all tanh",
        "biases b: all 0.310",
        "weights w: from −1.370 to 0.810, on average −0.280",
        "locked: 1 of 3",
    ]


def test_many_terms_are_counted_instead_of_listed(qtbot):
    nodes = [Node(f"n{k}", 0, k, column=f"c{k}") for k in range(1, 31)] + [Node("n31", 1, 0)]
    edges = [Edge(f"e{31 + k}", f"n{k}", "n31", Weight(0.5)) for k in range(1, 31)]
    network = Network(nodes, edges)
    text = plain(formula_of("n31", look(network)), qtbot)
    assert text.count("0.50·") == 12
    assert "+ … 18 more …" in text


def test_names_of_the_user_are_shown_as_they_are(qtbot):
    network = drawing()
    network.put_node(replace(network.nodes["n1"], name="<b>x</b> & y"))
    formula = formula_of("n3", look(network))
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


def test_live_numbers_are_aligned_with_nodes_and_edges():
    network = drawing()
    live = Live(np.zeros(3), np.array([1.0, 2.0]), np.zeros(3), np.array([0.25, 0.5]), 7)
    inspected = look(network, live=live)
    assert inspected.weight(network.edges["e5"]) == Weight(2.0)
    assert inspected.weight_slope(network.edges["e5"]) == 0.5
    assert inspected.bias(network.nodes["n3"]) == Weight(0.0)
    assert inspected.bias_slope(network.nodes["n3"]) == 0.0


def test_before_the_first_step_there_is_no_slope_and_afterwards_it_may_be_zero(qtbot):
    network = drawing()
    edge = network.edges["e4"]
    before = look(network, live=live_of(network, step=0))
    assert "no slope yet" in plain(edge_formula(edge, before), qtbot)
    after = look(network, live=live_of(network, step=1))
    assert "∂E/∂w = 0 in the newest step" in plain(edge_formula(edge, after), qtbot)


@pytest.mark.parametrize("value", [np.inf, -np.inf, np.nan])
def test_what_is_not_finite_is_said_in_a_sign_or_a_word(value):
    said = {np.inf: "∞", -np.inf: "−∞"}.get(value, "undefined")
    assert (number(value), slope_text(value)) == (said, said)


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
