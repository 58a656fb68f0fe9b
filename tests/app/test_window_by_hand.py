"""A person draws a network, trains it and takes everything back, all by mouse and keys."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.app.conftest import CONTROL, SHIFT, Desk

INPUTS = [(-200, -66), (-200, 66)]
HIDDEN = [(0, -165), (0, -55), (0, 55), (0, 165)]
OUTPUT = (200, 0)


def draw_by_hand(desk: Desk) -> None:
    """Two inputs, four hidden neurons, an output and all edges between the layers."""
    for place in INPUTS:
        desk.double_click(place, SHIFT)
    for place in (*HIDDEN, OUTPUT):
        desk.double_click(place)
    inputs, hidden, output = (("n1", "n2"), ("n3", "n4", "n5", "n6"), "n7")
    for target in hidden:
        for source in inputs:
            desk.drag(desk.rim(source), desk.body(target))
    for source in hidden:
        desk.drag(desk.rim(source), desk.body(output))


def test_an_empty_canvas_becomes_a_network_that_learns_and_all_of_it_is_taken_back(desk: Desk):
    before = desk.document.content.copy()
    assert not desk.network.nodes
    draw_by_hand(desk)
    assert [node.column for node in desk.network.nodes] == ["x1", "x2", *[None] * 5]
    assert len(desk.network.edges) == 12
    desk.push(desk.button("XOR, classes"))
    assert desk.document.data.source == "xor"
    desk.settle()
    untrained = desk.regions()

    desk.push(desk.button("Train"))
    desk.wait(lambda: _accuracy(desk) >= 0.95)
    desk.push(desk.button("Pause"))
    desk.settle()

    assert desk.epoch == desk.document.epoch > 0
    assert desk.stack.undoText().startswith("Train ")
    assert np.mean(np.any(desk.regions() != untrained, axis=2)) > 0.2
    assert desk.window.isWindowModified()
    after = desk.document.content.copy()

    desk.canvas.setFocus()
    steps = desk.stack.count()
    for _ in range(steps):
        desk.key(Qt.Key.Key_Z, CONTROL)
    desk.settle()
    assert desk.document.content == before
    assert not desk.window.isWindowModified()
    assert not desk.stack.canUndo()

    for _ in range(steps):
        desk.key(Qt.Key.Key_Y, CONTROL)
    desk.settle()
    assert desk.document.content == after
    assert _accuracy(desk) >= 0.95


def test_undo_while_it_trains_pauses_and_takes_the_run_back(xor_desk: Desk):
    desk = xor_desk
    before = desk.document.content.copy()
    desk.key(Qt.Key.Key_Return, CONTROL)
    desk.wait(lambda: desk.epoch > 20)

    desk.key(Qt.Key.Key_Z, CONTROL)
    desk.settle()

    assert not desk.controller.is_running
    assert desk.document.content == before
    assert desk.stack.redoText().startswith("Train ")


def test_weights_edited_while_it_trains_leave_everything_else_as_learned(xor_desk: Desk):
    desk = xor_desk
    first = _weights(desk)
    desk.push(desk.button("Train"))
    desk.wait(lambda: desk.epoch > 400)

    for edge_id, edit in zip(first, (_scrub, _type, _turn_wheel), strict=False):
        epoch, learned = desk.epoch, _live_weights(desk)
        edit(desk, edge_id)
        edited = _weights(desk)
        desk.wait(lambda seen=epoch: desk.controller.snapshot and desk.epoch > seen + 50)
        later = _live_weights(desk)
        others = first.keys() - {edge_id}
        assert abs(edited[edge_id] - learned[edge_id]) > 0.1
        # Training went on meanwhile, so near what was learned is as near as it gets.
        for now in (edited, later):
            assert _apart(now, learned, others) < 0.3 * _apart(now, first, others)
        assert desk.controller.is_running
    desk.push(desk.button("Pause"))
    desk.settle()
    texts = [desk.stack.text(row) for row in range(desk.stack.count())]
    assert sum(text.startswith("Train ") for text in texts) == 4
    curve = desk.controller.snapshot.curve
    assert curve.epochs[0] == 0
    assert np.all(np.diff(curve.epochs) > 0)


def _accuracy(desk: Desk) -> float:
    snapshot = desk.controller.snapshot
    return (snapshot.metrics.accuracy_test or 0.0) if snapshot is not None else 0.0


def _weights(desk: Desk) -> dict[str, float]:
    return {edge.id: edge.weight.value for edge in desk.network.edges}


def _live_weights(desk: Desk) -> dict[str, float]:
    return dict(zip(_weights(desk), desk.controller.snapshot.weights.tolist(), strict=True))


def _apart(a: dict[str, float], b: dict[str, float], ids: Iterable[str]) -> float:
    return float(np.linalg.norm([a[key] - b[key] for key in ids]))


def _scrub(desk: Desk, edge_id: str) -> None:
    x, y = desk.chip(edge_id)
    desk.drag((x, y), (x + 40, y))


def _type(desk: Desk, edge_id: str) -> None:
    desk.double_click(desk.chip(edge_id))
    assert desk.canvas.editor is not None
    desk.canvas.editor.selectAll()
    QTest.keyClicks(desk.canvas.editor, "1/3")
    QTest.keyClick(desk.canvas.editor, Qt.Key.Key_Return)
    assert desk.network.edges[edge_id].weight.text in ("1/3", None)


def _turn_wheel(desk: Desk, edge_id: str) -> None:
    # The selected edge always has its weight written on it.
    desk.click(desk.on_edge(edge_id))
    desk.wheel(desk.chip(edge_id), 2)
