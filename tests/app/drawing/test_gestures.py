"""Every gesture in the real window, at rest and while it trains, cancelled midway and finished."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from playground.canvas.view import CanvasView
from playground.document import edits
from playground.document.content import Content
from tests.app.conftest import CONTROL, LEFT, NO_KEYS, SHIFT, Desk
from tests.canvas.checks import assert_consistent

K = Qt.Key
MIDDLE = Qt.MouseButton.MiddleButton
Place = tuple[float, float]


class Hand:
    """Presses and moves over the canvas of a window, and stops midway."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.held = LEFT
        self.at: Place = (0.0, 0.0)

    def press(self, at: Place, button: Qt.MouseButton = LEFT, keys=NO_KEYS) -> None:
        self.held, self.at = button, at
        self.desk.hover(at)
        QTest.mousePress(self.desk.canvas.viewport(), button, keys, self.desk.screen(*at))

    def move(self, at: Place, keys=NO_KEYS) -> None:
        port, spot = self.desk.canvas.viewport(), self.desk.screen(*at)
        there = QPointF(spot), QPointF(port.mapToGlobal(spot))
        none = Qt.MouseButton.NoButton
        event = QMouseEvent(QEvent.Type.MouseMove, *there, none, self.held, keys)
        QApplication.sendEvent(port, event)

    def drag(self, start: Place, end: Place, button: Qt.MouseButton = LEFT, keys=NO_KEYS) -> None:
        """Press and move in two strides, without letting go."""
        self.press(start, button, keys)
        for share in (0.5, 1.0):
            x, y = (a + (b - a) * share for a, b in zip(start, end, strict=True))
            self.move((x, y), keys)
        self.at = end

    def let_go(self, keys=NO_KEYS) -> None:
        QTest.mouseRelease(self.desk.canvas.viewport(), self.held, keys, self.desk.screen(*self.at))


def _end(desk: Desk, edge_id: str, which: int) -> Place:
    place = desk.canvas.network_scene.edge_ends(edge_id)[which]
    return place.x(), place.y()


def _zone(desk: Desk, node_id: str, zone: str) -> Place:
    item = desk.canvas.network_scene.nodes[node_id]
    middle = item.zone_box(zone).center() + item.pos()
    return middle.x(), middle.y()


def _move(desk: Desk, hand: Hand) -> None:
    hand.drag(desk.body("n3"), (40, -90))


def _move_several(desk: Desk, hand: Hand) -> None:
    desk.canvas.select(["n3", "n4", "n7"])
    hand.drag(desk.body("n4"), (60, 40), keys=CONTROL)


def _band(desk: Desk, hand: Hand) -> None:
    x, y = desk.body("n1")
    hand.drag((x - 60, y - 60), (x + 60, y + 60))


def _connect(desk: Desk, hand: Hand) -> None:
    hand.drag(desk.rim("n1"), desk.body("n7"))


def _connect_into_a_loop(desk: Desk, hand: Hand) -> None:
    hand.drag(desk.rim("n7"), desk.body("n3"))
    assert "loop" in desk.canvas.network_scene.overlay.note[1]
    assert desk.canvas.network_scene.overlay.path


def _connect_to_nothing(desk: Desk, hand: Hand) -> None:
    x, y = desk.body("n7")
    hand.drag(desk.rim("n7"), (x + 60, y + 110))
    assert desk.canvas.network_scene.overlay.ghost is not None


def _take_an_end(desk: Desk, hand: Hand) -> None:
    desk.canvas.select(["e8"])
    hand.drag(_end(desk, "e8", 1), desk.body("n7"))


def _take_a_start(desk: Desk, hand: Hand) -> None:
    desk.canvas.select(["e8"])
    hand.drag(_end(desk, "e8", 0), (0, -180))


def _scrub_a_weight(desk: Desk, hand: Hand) -> None:
    x, y = desk.chip("e9")
    hand.drag((x, y), (x + 40, y))


def _scrub_many(desk: Desk, hand: Hand) -> None:
    desk.canvas.select(["n4", "e8", "e9"])
    x, y = desk.chip("e8")
    hand.drag((x, y), (x - 30, y + 5), keys=SHIFT)


def _scrub_a_bias(desk: Desk, hand: Hand) -> None:
    x, y = _zone(desk, "n7", "bias")
    hand.drag((x, y), (x + 30, y))


def _pan(desk: Desk, hand: Hand) -> None:
    hand.drag((0, 0), (30, 40), button=MIDDLE)


def _pan_with_space(desk: Desk, hand: Hand) -> None:
    QTest.keyPress(desk.canvas, K.Key_Space)
    hand.drag((0, 0), (30, 40))
    QTest.keyRelease(desk.canvas, K.Key_Space)


def _connect_by_keys(desk: Desk, hand: Hand) -> None:
    desk.canvas.select(["n1"])
    desk.key(K.Key_C)
    while desk.canvas.accessibleDescription() != "Connect to y hat":
        desk.key(K.Key_Tab)


def _type_a_weight(desk: Desk, hand: Hand) -> None:
    desk.double_click(desk.chip("e9"))
    QTest.keyClicks(desk.canvas.editor, "12")


def _type_a_bias(desk: Desk, hand: Hand) -> None:
    desk.canvas.select(["n3"])
    desk.key(K.Key_Return)
    QTest.keyClicks(desk.canvas.editor, "1/")


def _rename(desk: Desk, hand: Hand) -> None:
    desk.canvas.select(["n3"])
    desk.key(K.Key_F2)
    QTest.keyClicks(desk.canvas.editor, "gate")


def _open_a_menu(desk: Desk, hand: Hand) -> None:
    desk.canvas.select(["n3"])
    desk.key(K.Key_Menu)
    assert desk.canvas.menu.isVisible()


def _open_the_activations(desk: Desk, hand: Hand) -> None:
    for _ in range(2):
        desk.click(_zone(desk, "n3", "activation"))
    assert desk.canvas.menu.isVisible()


GESTURES = (
    _move,
    _move_several,
    _band,
    _connect,
    _connect_into_a_loop,
    _connect_to_nothing,
    _take_an_end,
    _take_a_start,
    _scrub_a_weight,
    _scrub_many,
    _scrub_a_bias,
    _pan,
    _pan_with_space,
    _connect_by_keys,
    _type_a_weight,
    _type_a_bias,
    _rename,
    _open_a_menu,
    _open_the_activations,
)


def esc(desk: Desk) -> None:
    """Press Esc where a person's would go."""
    menu = desk.canvas.menu
    if menu is not None and menu.isVisible():
        QTest.keyClick(menu, K.Key_Escape)
    else:
        desk.key(K.Key_Escape)


def shown(canvas: CanvasView) -> tuple[object, ...]:
    """What of the canvas no cancelled gesture may change."""
    scene = canvas.network_scene
    overlay = scene.overlay
    return (
        {node_id: (item.x(), item.y()) for node_id, item in scene.nodes.items()},
        scene.edges.ids,
        scene.edges.curves.tolist(),
        scene.edges.hidden,
        (overlay.wire, overlay.band, overlay.note, overlay.ghost, overlay.path),
        overlay.guides,
        canvas.zoom,
        canvas.centre(),
        canvas.editor,
        canvas.hand.is_busy,
    )


def unlearned(content: Content) -> object:
    """The drawing but for what training changes."""
    network = content.network
    return (
        [(n.id, n.x, n.y, n.name, n.activation, n.column, n.locked) for n in network.nodes],
        [(e.id, e.source, e.target, e.locked) for e in network.edges],
        content.view,
    )


def steps(desk: Desk) -> list[str]:
    return [desk.stack.text(row) for row in range(desk.stack.count())]


@pytest.fixture
def undone_desk(xor_desk: Desk) -> Desk:
    """A window with a step to undo and one to redo."""
    xor_desk.controller.do(edits.type_weight(["e8"], "1/3"))
    xor_desk.controller.do(edits.type_weight(["e9"], "2"))
    xor_desk.controller.undo()
    xor_desk.settle()
    return xor_desk


def test_esc_midway_leaves_no_trace(undone_desk: Desk) -> None:
    desk = undone_desk
    content, trail = desk.document.content.copy(), (steps(desk), desk.stack.index())
    before = shown(desk.canvas)
    for gesture in GESTURES:
        hand = Hand(desk)

        gesture(desk, hand)
        esc(desk)
        if hand.at != (0.0, 0.0):
            hand.let_go()

        assert desk.document.content == content, gesture.__name__
        assert (steps(desk), desk.stack.index()) == trail, gesture.__name__
        assert desk.stack.canRedo(), gesture.__name__
        assert shown(desk.canvas) == before, gesture.__name__
        assert desk.message == "", gesture.__name__
        assert_consistent(desk.document, desk.canvas.network_scene)


def test_esc_midway_leaves_no_trace_while_it_trains(undone_desk: Desk) -> None:
    desk = undone_desk
    drawing, before = unlearned(desk.document.content), shown(desk.canvas)
    desk.push(desk.button("Train"))
    for gesture in GESTURES:
        seen, hand = desk.epoch, Hand(desk)
        desk.wait(lambda seen=seen: desk.epoch > seen)
        gesture(desk, hand)
        seen = desk.epoch
        desk.wait(lambda seen=seen: desk.epoch > seen)
        esc(desk)
        if hand.at != (0.0, 0.0):
            hand.let_go()
        assert unlearned(desk.document.content) == drawing, gesture.__name__
        assert shown(desk.canvas) == before, gesture.__name__
        assert all(text.startswith(("Train", "Change Weight")) for text in steps(desk))
    assert desk.controller.is_running
    desk.push(desk.button("Pause"))
    desk.settle()
    assert_consistent(desk.document, desk.canvas.network_scene)


def _finish(desk: Desk, gesture: Callable) -> None:
    hand = Hand(desk)
    gesture(desk, hand)
    hand.let_go()


def _enter(desk: Desk) -> None:
    QTest.keyClick(desk.canvas.editor, K.Key_Return)


def _trigger(name: str) -> Callable[[Desk], None]:
    return lambda desk: desk.window.actions_table[name].trigger()


def _with(ids: tuple[str, ...], act: Callable[[Desk], object]) -> Callable[[Desk], None]:
    def do(desk: Desk) -> None:
        desk.canvas.select(ids)
        act(desk)

    return do


def _insert_on_an_edge(desk: Desk) -> None:
    desk.double_click(desk.on_edge("e19"))


def _wheel(desk: Desk) -> None:
    desk.click(desk.on_edge("e9"))
    desk.wheel(desk.chip("e9"), 1)


def _copy_and_paste(desk: Desk) -> None:
    for key in (K.Key_C, K.Key_V):
        desk.key(key, CONTROL)


EDITS: tuple[tuple[str, Callable[[Desk], object]], ...] = (
    ("Move Node", lambda desk: _finish(desk, _move)),
    ("Move 3 Nodes", lambda desk: _finish(desk, _move_several)),
    ("Connect", lambda desk: _finish(desk, _connect)),
    ("Add Connected Neuron", lambda desk: _finish(desk, _connect_to_nothing)),
    ("Reconnect", lambda desk: _finish(desk, _take_an_end)),
    ("Change Weight", lambda desk: _finish(desk, _scrub_a_weight)),
    ("Change Bias", lambda desk: _finish(desk, _scrub_a_bias)),
    ("Change Weights", lambda desk: _finish(desk, _scrub_many)),
    ("Change Weight", _wheel),
    ("Change Bias", lambda desk: (_type_a_bias(desk, Hand(desk)), desk.key(K.Key_3), _enter(desk))),
    ("Rename", lambda desk: (_rename(desk, Hand(desk)), _enter(desk))),
    ("Connect", lambda desk: (_connect_by_keys(desk, Hand(desk)), desk.key(K.Key_Return))),
    ("Insert Neuron", _insert_on_an_edge),
    ("Add Neuron", lambda desk: desk.double_click((90, -230))),
    ("Add Neuron", lambda desk: desk.key(K.Key_Insert)),
    ("Add Input", lambda desk: desk.double_click((-90, -230), SHIFT)),
    ("Move Node", _with(("n5",), lambda desk: desk.key(K.Key_Right))),
    ("Change Activation", _with(("n5", "n6"), lambda desk: desk.key(K.Key_R))),
    ("Lock", _with(("e9", "e11"), lambda desk: desk.key(K.Key_L))),
    ("Lock", _with(("n5", "n6"), lambda desk: desk.key(K.Key_L, CONTROL))),
    ("Duplicate", _with(("n5", "n6"), lambda desk: desk.key(K.Key_D, CONTROL))),
    ("Paste", _with(("n5", "n6"), _copy_and_paste)),
    ("Align", _with(("n3", "n4", "n7"), _trigger("align_left"))),
    ("Distribute", _with(("n1", "n3", "n7"), _trigger("distribute_down"))),
    ("Connect Selection", _with(("n1", "n2", "n7"), _trigger("connect_selection"))),
    ("Tidy", _trigger("tidy")),
    ("Delete", _with(("n6",), lambda desk: desk.key(K.Key_Delete))),
)


@pytest.mark.parametrize("trains", [False, True], ids=["at rest", "while it trains"])
def test_every_gesture_is_one_step_that_undo_takes_back(xor_desk: Desk, trains: bool) -> None:
    """Before each the drawing is as it was at first, but for what it learned."""
    desk = xor_desk
    desk.controller.do(edits.move({"n5": (190.0, 66.0)}))  # something to tidy up
    desk.stack.clear()
    first = desk.document.content.copy()
    for text, act in EDITS:
        if trains:
            desk.push(desk.button("Train"))
            desk.canvas.setFocus()
            seen = desk.epoch
            desk.wait(lambda seen=seen: desk.epoch > seen + 3)
        act(desk)
        done = steps(desk)[: desk.stack.index()]
        made = [step for step in done if not step.startswith("Train ")]
        assert len(made) == 1, (text, made)
        assert made[0].startswith(text), (text, made)
        if trains:
            assert desk.controller.is_running, text
            seen = desk.epoch
            desk.wait(lambda seen=seen: desk.epoch > seen + 3)
            desk.push(desk.button("Pause"))
            desk.settle()
        assert_consistent(desk.document, desk.canvas.network_scene)
        desk.controller.go_to_step(0)
        desk.settle()
        desk.canvas.clear_selection()
        desk.canvas.fit()
        assert desk.document.content == first, text
