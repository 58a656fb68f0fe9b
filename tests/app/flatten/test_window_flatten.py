"""Flattening in the window, by keys and clicks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QPlainTextEdit, QPushButton

from playground.app.examples.catalog import EXAMPLES
from playground.app.flatten.dialog import FlattenDialog
from playground.app.plane_side import side_of
from playground.app.sizes import size_of
from playground.document import files
from playground.document.content import Content
from playground.geometry.compare import compare
from playground.network.layout import tidy
from playground.network.model import Edge, Network, Node
from playground.network.weight import Weight
from playground.widgets.choice import ChoiceBox
from tests.app.conftest import CONTROL, SHIFT, Desk
from tests.geometry.test_flatten import regular
from tests.helpers import assert_sound

BOX = (-6.0, 6.0, -6.0, 6.0)


def example(name: str) -> Content:
    return files.load(EXAMPLES[name].path)


def ask(desk: Desk, wait: bool = True) -> FlattenDialog:
    """Open the dialog by its keys."""
    desk.key(Qt.Key.Key_F, CONTROL | SHIFT)
    (dialog,) = desk.window.findChildren(FlattenDialog)
    if wait:
        desk.wait(lambda: not dialog.is_looking and desk.controller.is_settled)
    return dialog


def texts(dialog: FlattenDialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel) if label.isVisibleTo(dialog)]


def reasons(dialog: FlattenDialog) -> str:
    return dialog.findChild(QPlainTextEdit).toPlainText()


def named(dialog: FlattenDialog, kind: type, name: str):
    (found,) = [w for w in dialog.findChildren(kind) if w.accessibleName() == name]
    return found


def closed(desk: Desk, dialog: FlattenDialog) -> None:
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    desk.wait(lambda: not desk.window.findChildren(FlattenDialog))


def test_the_polygons_flatten_by_keys_alone_in_one_step(open_desk):
    desk = open_desk(example("three-polygons"))
    before = desk.document.content.copy()

    dialog = ask(desk)

    assert "One hidden layer decides exactly the same on the whole plane." in texts(dialog)
    assert "74 weights + 21 biases = 95" in texts(dialog)
    assert "100 weights + 18 biases = 118" in texts(dialog)
    assert reasons(dialog).count("is one neuron over") == 8
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    desk.wait(lambda: not desk.window.findChildren(FlattenDialog))
    desk.settle()
    assert size_of(desk.network).shape == "2-10-8"
    assert desk.stack.undoText() == "Flatten to One Hidden Layer"
    assert desk.stack.count() == 1
    assert_sound(desk.document.content)
    found = compare(
        *(side_of(content).request(BOX) for content in (before, desk.document.content)), True
    )
    assert found.equal

    desk.key(Qt.Key.Key_Z, CONTROL)
    desk.settle()
    assert desk.network == before.network


def test_zero_weights_can_be_left_out(open_desk):
    desk = open_desk(example("three-polygons"))
    dialog = ask(desk)

    desk.push(named(dialog, QCheckBox, "Connect all"))
    desk.wait(lambda: not dialog.is_looking)

    sparse = next(text for text in texts(dialog) if text.endswith("= 84") or "18 biases" in text)
    assert int(sparse.split()[0]) < 100
    closed(desk, dialog)
    assert desk.stack.count() == 0


def test_what_one_layer_can_not_do_is_proved_and_two_layers_do(open_desk):
    desk = open_desk(example("one-of-two-triangles"))
    before = desk.document.content.copy()

    dialog = ask(desk)

    assert "One hidden layer can't do it here; two always can." in texts(dialog)
    assert "switches it on between" in reasons(dialog)
    desk.push(named(dialog, QPushButton, "Use Two Hidden Layers"))
    desk.settle()
    assert len(size_of(desk.network).widths) == 4
    assert desk.stack.undoText() == "Rewrite with Two Hidden Layers"
    found = compare(
        *(side_of(content).request(BOX) for content in (before, desk.document.content)), True
    )
    assert found.equal


def test_other_neurons_are_refused_by_name_and_nothing_is_offered(xor_desk):
    dialog = ask(xor_desk)

    assert any("is Tanh; change its activation" in text for text in texts(dialog))
    assert not named(dialog, QPushButton, "Flatten").isEnabled()
    closed(xor_desk, dialog)
    assert xor_desk.stack.count() == 0


def test_an_empty_drawing_is_told_what_it_lacks(desk):
    dialog = ask(desk)

    assert any("no output yet" in text for text in texts(dialog))
    closed(desk, dialog)


@pytest.fixture
def islands_desk(open_desk: Callable[..., Desk]) -> Desk:
    """Four pentagons apart from one another: a long search for extra neurons."""
    network = Network([Node("n1", 0, 0, column="x1"), Node("n2", 0, 90, column="x2")])

    def step(bias: float, sources: dict[str, float]) -> str:
        node_id = network.new_id("n")
        network.put_node(Node(node_id, 0, 0, activation="step", bias=Weight(bias)))
        for source, weight in sources.items():
            network.put_edge(Edge(network.new_id("e"), source, node_id, Weight(weight)))
        return node_id

    inside = []
    for index in range(4):
        centre = -3.5 + 1.6 * index, 1.3 * ((index * 7) % 3 - 1)
        region = regular(*centre, 0.62, 5, 0.37 * index + 0.1)
        lines = [step(b, {"n1": w1, "n2": w2}) for w1, w2, b in region]
        inside.append(step(0.5 - len(lines), dict.fromkeys(lines, 1.0)))
    step(-0.5, dict.fromkeys(inside, 1.0))
    for node_id, (x, y) in tidy(network).items():
        network.put_node(replace(network.nodes[node_id], x=x, y=y))
    return open_desk(Content(network))


def test_a_long_search_can_be_called_off(islands_desk):
    desk = islands_desk
    dialog = ask(desk, wait=False)
    QTest.keyClick(named(dialog, ChoiceBox, "Time"), Qt.Key.Key_End)  # ten minutes
    QTest.keyClick(named(dialog, ChoiceBox, "Extra neurons"), Qt.Key.Key_End)
    desk.qtbot.wait(50)
    assert dialog.is_looking

    desk.push(named(dialog, QPushButton, "Cancel"))

    assert not dialog.is_looking
    assert "Called off; nothing has changed." in texts(dialog)
    assert not named(dialog, QPushButton, "Flatten").isEnabled()
    closed(desk, dialog)
    assert desk.stack.count() == 0


def test_closing_the_dialog_ends_its_search(islands_desk):
    desk = islands_desk
    dialog = ask(desk, wait=False)
    QTest.keyClick(named(dialog, ChoiceBox, "Time"), Qt.Key.Key_End)

    closed(desk, dialog)  # a thread that stays behind fails the test


def test_a_running_training_is_paused_first(open_desk):
    desk = open_desk(example("three-polygons"))
    desk.controller.train()
    desk.wait(lambda: desk.epoch > 2)

    dialog = ask(desk)
    desk.wait(lambda: "100 weights + 18 biases = 118" in texts(dialog))

    assert not desk.controller.is_running
    desk.push(named(dialog, QPushButton, "Flatten"))
    desk.settle()
    assert size_of(desk.network).shape == "2-10-8"
    assert desk.message == ""
