"""Data of more classes than there are outputs: the app says so, and offers what is missing."""

from __future__ import annotations

from playground.document import edits


def test_missing_outputs_are_offered_and_made_by_one_click(xor_desk):
    desk, notice = xor_desk, xor_desk.window.announcer.notice
    desk.controller.do(edits.change_data("Data", source="blobs"))
    desk.settle()
    assert "add 2 more" in notice.message
    desk.push(desk.button("Add 2 outputs", notice))
    desk.settle()
    assert notice.message == ""
    assert len(desk.network.outputs()) == 3
    assert desk.controller.lowered.problem == ""
    assert desk.stack.undoText() == "Add 2 Outputs"
    desk.controller.undo()
    desk.settle()
    assert "add 2 more" in notice.message


def test_other_data_take_the_offer_back(xor_desk):
    desk, notice = xor_desk, xor_desk.window.announcer.notice
    desk.controller.do(edits.change_data("Data", source="blobs"))
    desk.settle()
    desk.controller.do(edits.change_data("Data", source="circle"))
    desk.settle()
    assert notice.message == ""
    assert not notice.isVisible()
