"""Time in the window: the scrub bar, the Back button, and the way out of a divergence."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSlider

from playground.document import edits
from tests.app.conftest import Desk


def train_epochs(desk: Desk, count: int) -> None:
    for _ in range(count):
        desk.push(desk.button("Step"))
        desk.settle()


def slider(desk: Desk) -> QSlider:
    return desk.window.timeline_bar.findChild(QSlider)


def test_after_a_pause_the_bar_ends_where_the_training_did(xor_desk: Desk):
    desk = xor_desk
    desk.controller.train()
    desk.wait(lambda: desk.controller.snapshot.epoch > 5)
    desk.controller.pause()
    desk.settle()
    desk.wait(lambda: slider(desk).maximum() == int(desk.controller.timeline.newest))
    assert slider(desk).value() == int(desk.document.epoch)


def test_the_scrub_bar_goes_back_and_forth_and_undo_ends_it(xor_desk: Desk):
    desk = xor_desk
    assert not slider(desk).isEnabled()
    train_epochs(desk, 12)
    end = desk.document.content.copy()
    assert (slider(desk).value(), slider(desk).maximum()) == (12, 12)
    slider(desk).setFocus()
    for _ in range(3):
        desk.key(Qt.Key.Key_Left)
    desk.settle()
    assert desk.document.epoch == 9
    assert desk.window.loss._chart.marker.isVisible()
    desk.key(Qt.Key.Key_Home)
    desk.settle()
    assert desk.document.epoch == 0
    assert desk.stack.undoText() == "Go to Epoch 0"
    desk.controller.undo()
    desk.settle()
    assert desk.document.content == end
    assert slider(desk).value() == 12
    assert not desk.window.loss._chart.marker.isVisible()


def test_back_wakes_with_a_past_and_takes_a_step_back(xor_desk: Desk):
    desk = xor_desk
    assert not desk.window.transport._back.isEnabled()
    train_epochs(desk, 2)
    desk.push(desk.button("Back"))
    desk.settle()
    assert desk.document.epoch == 1
    desk.push(desk.button("Back"))
    desk.settle()
    assert desk.document.epoch == 0
    assert not desk.window.transport._back.isEnabled()


def test_one_click_leads_out_of_a_divergence(xor_desk: Desk):
    desk = xor_desk
    ids = [node.id for node in desk.network.nodes if not node.is_input]
    desk.controller.do(edits.set_activation(ids, "identity"))
    train_epochs(desk, 2)
    desk.controller.do(edits.change_field("Rate", "training", learning_rate=1e6))
    desk.settle()
    desk.push(desk.button("Train"))
    desk.wait(lambda: "ran away" in desk.message)
    desk.settle()
    desk.push(desk.button("Return to the last good epoch"))
    desk.settle()
    assert desk.message.startswith("Back at epoch")
    assert desk.controller.snapshot.divergence is None
    assert desk.document.epoch >= 2
