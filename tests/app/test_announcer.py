"""When the strip over the canvas speaks, and when it is silent again."""

from __future__ import annotations

from playground.document import edits
from playground.engine.spec import StopRules
from tests.app.conftest import Desk


def test_why_training_stopped_is_told_once_a_run_until_training_goes_on(xor_desk: Desk):
    desk, strip = xor_desk, xor_desk.window.announcer.strip
    desk.controller.do(edits.change_setting("Rules", "stops", StopRules(epochs=3)))
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
    desk.controller.do(edits.change_setting("Rules", "stops", StopRules(epochs=5)))
    desk.controller.train()
    desk.wait(lambda: "epoch 5" in strip.message)
    desk.controller.step("epoch")
    desk.settle()
    assert strip.message == ""
