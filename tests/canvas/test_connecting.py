"""Edges drawn by the mouse, and led to another node."""

from __future__ import annotations

import pytest

from playground.document import edits
from tests.canvas.conftest import ESC, Studio


def test_drag_from_a_rim_to_a_node_connects(studio: Studio) -> None:
    studio.drag(studio.rim("n1"), studio.body("n4"))
    edge = studio.network.edge_between("n1", "n4")
    assert edge is not None
    assert -0.5 <= edge.weight.value <= 0.5
    studio.stack.undo()
    studio.stack.redo()
    assert studio.network.edge_between("n1", "n4") == edge


def test_drag_from_a_rim_to_empty_canvas_grows_a_connected_neuron(studio: Studio) -> None:
    studio.drag(studio.rim("n5"), (330, 100))
    new = list(studio.network.nodes)[-1]
    assert studio.network.edge_between("n5", new.id) is not None
    assert studio.network.role("n5") == "hidden"
    assert studio.network.role(new.id) == "output"
    assert studio.steps == ["Add Connected Neuron"]


def test_a_loop_is_refused_while_dragging_with_its_path_lit(studio: Studio) -> None:
    studio.drag(studio.rim("n5"), studio.body("n3"), let_go=False)
    overlay = studio.scene.overlay
    assert overlay.note is not None
    assert "loop" in overlay.note[1]
    assert [(p.x(), p.y()) for p in overlay.path] == [studio.body("n3"), studio.body("n5")]
    studio.release(studio.body("n3"))
    assert studio.steps == []
    assert "loop" in studio.messages[-1]


@pytest.mark.parametrize(
    ("source", "target", "word"),
    [("n3", "n1", "input"), ("n1", "n3", "already connected")],
)
def test_other_refusals_say_why(studio: Studio, source: str, target: str, word: str) -> None:
    studio.drag(studio.rim(source), studio.body(target), let_go=False)
    assert studio.scene.overlay.note is not None
    assert word in studio.scene.overlay.note[1]
    studio.release(studio.body(target))
    assert studio.steps == []


def test_esc_cancels_a_connection(studio: Studio) -> None:
    studio.drag(studio.rim("n1"), (100, 200), let_go=False)
    studio.key(ESC)
    assert studio.scene.overlay.wire is None
    studio.release((100, 200))
    assert studio.steps == []


def test_one_rim_connects_again_and_again_from_the_same_spot(studio: Studio) -> None:
    studio.push(edits.remove([edge.id for edge in studio.network.edges]))
    for target in ("n3", "n4", "n5"):
        studio.drag(studio.rim("n1"), studio.body(target))
    assert [edge.target for edge in studio.network.outgoing("n1")] == ["n3", "n4", "n5"]


def test_a_wire_let_go_beside_the_canvas_is_none(studio: Studio) -> None:
    edge = studio.view.mapToScene(studio.view.viewport().rect().bottomRight())
    studio.drag(studio.rim("n5"), (edge.x() + 40, edge.y() + 40), let_go=False)
    assert studio.scene.overlay.ghost is None
    studio.release((edge.x() + 40, edge.y() + 40))
    assert studio.steps == []


def test_an_end_of_a_selected_edge_goes_to_another_node(studio: Studio) -> None:
    weight = studio.network.edges["e6"].weight
    studio.view.select(["e6"])
    _, end = studio.scene.edge_ends("e6")
    studio.drag((end.x(), end.y()), studio.body("n4"))
    edge = studio.network.edges["e6"]
    assert (edge.source, edge.target, edge.weight) == ("n1", "n4", weight)
    start, _ = studio.scene.edge_ends("e6")
    studio.drag((start.x(), start.y()), studio.body("n3"))
    assert studio.network.edges["e6"].source == "n3"
    assert studio.steps == ["Reconnect", "Reconnect"]


def test_reconnecting_can_be_refused_cancelled_and_dropped(studio: Studio) -> None:
    studio.view.select(["e8"])
    _, end = studio.scene.edge_ends("e8")
    studio.drag((end.x(), end.y()), studio.body("n1"))
    assert "input" in studio.messages[-1]
    studio.drag((end.x(), end.y()), (300, 200))
    studio.drag((end.x(), end.y()), studio.body("n4"), let_go=False)
    studio.key(ESC)
    studio.release(studio.body("n4"))
    assert studio.steps == []
    assert studio.scene.edges.hidden == -1
