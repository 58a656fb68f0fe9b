"""When the strip over the canvas speaks, and when it is silent again."""

from __future__ import annotations

from playground.document import edits
from tests.app.conftest import Desk


def test_why_training_stopped_is_told_once_a_run_until_training_goes_on(xor_desk: Desk):
    desk, strip = xor_desk, xor_desk.window.announcer.strip
    desk.controller.do(edits.change_field("Rules", "stops", epochs=3))
    desk.controller.train()
    desk.settle()
    assert "epoch 3" in strip.message
    strip.close_message()
    desk.controller.show_point(0.3, 0.2)
    desk.settle()
    assert strip.message == ""
    desk.window.transport.train_requested.emit()
    desk.settle()
    assert "epoch 3" in strip.message
    desk.controller.do(edits.change_field("Rules", "stops", epochs=5))
    desk.controller.train()
    desk.wait(lambda: "epoch 5" in strip.message)
    desk.controller.step("epoch")
    desk.settle()
    assert strip.message == ""


def run_away_and_return(desk: Desk) -> None:
    ids = [node.id for node in desk.network.nodes if not node.is_input]
    desk.controller.do(edits.set_activation(ids, "identity"))
    desk.controller.do(edits.change_field("Rate", "training", learning_rate=1e6))
    desk.controller.train()
    desk.wait(lambda: desk.message.startswith("Training ran away"))
    desk.settle()
    desk.push(desk.button("Return to the last good epoch"))
    desk.wait(lambda: desk.message.startswith("Back at epoch"))


def test_back_from_a_runaway_the_rate_can_be_lowered_at_once(xor_desk: Desk):
    desk = xor_desk
    run_away_and_return(desk)

    desk.push(desk.button("Lower the learning rate to 100000"))

    assert desk.controller.document.training.learning_rate == 1e5
    assert desk.controller.undo_stack.undoText() == "Lower Learning Rate"
    assert desk.message == ""


def test_another_change_takes_the_offer_back(xor_desk: Desk):
    desk = xor_desk
    run_away_and_return(desk)

    desk.controller.do(edits.change_field("Rate", "training", learning_rate=0.1))

    assert desk.message == ""
