"""Every mouse gesture, to its end and cancelled midway."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from playground.canvas.column_drops import COLUMN_MIME
from playground.canvas.geometry import sample
from playground.canvas.hit import Hit
from playground.document import edits
from playground.network.weight import Weight
from tests.canvas.checks import assert_consistent
from tests.canvas.conftest import CTRL, ESC, LEFT, SHIFT, Studio


def test_double_click_places_a_selected_neuron(empty: Studio) -> None:
    empty.double_click((30, -40))
    (node,) = empty.network.nodes
    assert (node.x, node.y) == (30, -40)
    assert node.activation == "tanh"
    assert node.bias.value == 0.1
    assert empty.view.network_scene.selection == (node.id,)
    assert empty.steps == ["Add Neuron"]


def test_shift_double_click_places_the_next_unused_input(empty: Studio) -> None:
    for row in range(4):
        empty.double_click((0, 100 * row - 150), SHIFT)
    assert [node.column for node in empty.network.nodes] == ["x1", "x2", "x1_squared"]
    assert "already has its input" in empty.messages[-1]


def test_double_click_on_an_edge_inserts_a_neuron(studio: Studio) -> None:
    x, y = sample(studio.scene.edges.curves[:1], np.array([0.25]))[0, 0].tolist()
    studio.double_click((x, y))
    node = list(studio.network.nodes)[-1]
    assert studio.network.role(node.id) == "hidden"
    way_in = studio.network.edge_between("n1", node.id)
    assert way_in is not None
    assert way_in.weight.value == -0.75
    assert studio.network.edge_between(node.id, "n3") is not None
    assert studio.network.edge_between("n1", "n3") is None
    assert studio.steps == ["Insert Neuron"]


def test_a_drag_that_leaves_the_window_ends_at_the_release(studio: Studio) -> None:
    studio.drag(studio.body("n3"), (9000, 9000))
    assert studio.steps == ["Move Node"]


def test_what_is_dragged_stays_under_the_pointer_while_the_canvas_comes_along(
    studio: Studio, qtbot: QtBot
) -> None:
    port, bar = studio.view.viewport(), studio.view.horizontalScrollBar()
    before, x = bar.value(), studio.network.nodes["n3"].x
    at = studio.view.mapToScene(QPoint(port.width() + 40, 60))
    studio.drag(studio.body("n3"), (at.x(), at.y()), CTRL, let_go=False)
    qtbot.waitUntil(lambda: bar.value() > before + 60)

    QTest.mouseRelease(port, LEFT, CTRL, QPoint(port.width() + 40, 60))

    assert studio.steps == ["Move Node"]
    assert studio.network.nodes["n3"].x > at.x() + 30 > x
    assert_consistent(studio.document, studio.scene)


@pytest.mark.parametrize("part", ["body", "rim", "bias"])
def test_a_node_that_goes_while_it_is_dragged_ends_the_gesture(studio: Studio, part: str) -> None:
    """As when somebody undoes its placing, or another view deletes it, midway."""
    spot = studio.zone("n3", part) if part == "bias" else getattr(studio, part)("n3")
    studio.drag(spot, (spot[0] + 60, spot[1] + 30), let_go=False)
    studio.push(edits.remove(["n3"]))
    before = studio.network.copy()
    studio.move((spot[0] + 90, spot[1]))
    studio.release((spot[0] + 90, spot[1]))
    assert studio.network == before
    assert_consistent(studio.document, studio.scene)
    studio.undo_all()
    assert studio.network == studio.start


def test_click_selects_and_modifiers_add(studio: Studio) -> None:
    studio.click(studio.body("n3"))
    assert studio.view.network_scene.selection == ("n3",)
    studio.click(studio.body("n4"), CTRL)
    studio.click(studio.body("n5"), SHIFT)
    assert studio.view.network_scene.selection == ("n3", "n4", "n5")
    studio.click(studio.body("n4"), CTRL)
    assert studio.view.network_scene.selection == ("n3", "n5")
    studio.click(studio.body("n3"))
    assert studio.view.network_scene.selection == ("n3",)
    studio.click((100, -200))
    assert studio.view.network_scene.selection == ()


def test_rubber_band_takes_nodes_and_whole_edges(studio: Studio) -> None:
    studio.drag((-270, -130), (60, -30))
    assert set(studio.view.network_scene.selection) == {"n1", "n3", "e6"}
    studio.drag((-270, 40), (-180, 130), SHIFT)
    assert set(studio.view.network_scene.selection) == {"n1", "n3", "e6", "n2"}
    studio.drag((150, -100), (270, 100), let_go=False)
    assert set(studio.view.network_scene.selection) == {"n5"}
    studio.key(ESC)
    assert set(studio.view.network_scene.selection) == {"n1", "n3", "e6", "n2"}
    studio.release((270, 100))


def test_moving_takes_the_selection_along(studio: Studio) -> None:
    studio.view.select(["n3", "n4"])
    studio.drag(studio.body("n3"), (51, -61), CTRL)
    assert studio.body("n3") == (51, -61)
    assert studio.body("n4") == (51, 115)
    assert studio.steps == ["Move 2 Nodes"]


def test_guides_line_a_moved_node_up(studio: Studio) -> None:
    studio.drag(studio.body("n5"), (218, -85), let_go=False)
    assert studio.scene.overlay.guides == (None, -88)
    studio.release((218, -85))
    assert studio.body("n5") == (218, -88)


def test_esc_puts_moved_nodes_back(studio: Studio) -> None:
    studio.drag(studio.body("n3"), (60, 10), let_go=False)
    assert studio.scene.nodes["n3"].x() != 0
    studio.key(ESC)
    assert_consistent(studio.document, studio.scene)
    studio.release((60, 10))
    assert studio.steps == []


def test_a_node_that_vanishes_while_it_is_dragged_ends_the_gesture(studio: Studio) -> None:
    studio.drag(studio.rim("n5"), (330, 100))
    new = studio.view.network_scene.selection[0]
    studio.drag(studio.body(new), (300, 180), let_go=False)
    studio.stack.undo()
    assert_consistent(studio.document, studio.scene)
    studio.release((300, 180))
    assert studio.stack.index() == 0


def test_a_double_click_is_for_what_was_clicked_though_it_moves_when_selected(
    studio: Studio,
) -> None:
    studio.push(edits.change_field("Change View", "view", explicit=True, show_bias_nodes=True))
    place = studio.zone("n5", "bias")
    studio.double_click(place)
    assert studio.zone("n5", "bias") != place
    studio.type("1/4")
    assert studio.network.nodes["n5"].bias == Weight(0.25, "1/4")
    assert studio.steps[1:] == ["Change Bias"]


def test_hovering_tells_the_node_and_leaving_takes_it_back(studio: Studio) -> None:
    assert studio.view.viewport().hasMouseTracking()
    studio.hover(studio.body("n3"))
    studio.hover((100, -200))
    assert studio.hovered == ["n3", ""]


def test_dropping_a_column_places_its_input(studio: Studio) -> None:
    data = QMimeData()
    data.setData(COLUMN_MIME, b"x1_squared")
    for _ in range(2):
        spot = studio.screen(-220, 200)
        rest = (Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier)
        for event in (
            QDragEnterEvent(spot, *rest),
            QDragMoveEvent(spot, *rest),
            QDropEvent(QPointF(spot), *rest),
        ):
            QApplication.sendEvent(studio.view.viewport(), event)
            assert event.isAccepted()
    assert [node.column for node in studio.network.inputs()] == ["x1", "x2", "x1_squared"]
    assert "used once" in studio.messages[-1]


def test_shift_keeps_a_moved_node_to_one_direction(studio: Studio) -> None:
    studio.drag(studio.body("n5"), (260, 30), SHIFT)
    assert studio.body("n5") == (260, 0)
    studio.view.clear_selection()
    studio.drag(studio.body("n5"), (270, 90), SHIFT)
    assert studio.body("n5") == (260, 90)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("body n3", (60, 10)),
        ("rim n1", (100, 200)),
        ("rim n5", (0, -88)),
        ("chip e6", (-50, -60)),
        ("bias n5", (300, 40)),
        ("activation n5", (300, 90)),
        ("name n3", (40, -60)),
        ("start e9", (-220, -88)),
        ("end e9", (0, -88)),
        ("empty", (300, 250)),
    ],
)
def test_esc_leaves_everything_as_it_was(studio: Studio, start: str, end) -> None:
    """Whatever is dragged, and a right click in between does the same."""
    studio.view.select(["e9", "n2"])
    part, _, item_id = start.partition(" ")
    ends = studio.scene.edge_ends("e9")
    spots = {
        "body": studio.body,
        "rim": studio.rim,
        "chip": studio.chip,
        "start": lambda _: (ends[0].x(), ends[0].y()),
        "end": lambda _: (ends[1].x(), ends[1].y()),
        "empty": lambda _: (-50, -250),
    }
    place = spots[part](item_id) if part in spots else studio.zone(item_id, part)
    for cancel in (
        lambda: studio.key(ESC),
        lambda: QTest.mouseClick(studio.view.viewport(), Qt.MouseButton.RightButton),
        studio.view.hide,
    ):
        studio.drag(place, end, let_go=False)
        cancel()
        studio.view.show()
        studio.release(end)
        assert studio.network == studio.start
        assert studio.steps in ([], ["Change Weight"], ["Change Bias"])
        assert set(studio.view.network_scene.selection) == {"e9", "n2"}
        overlay = studio.scene.overlay
        assert (overlay.wire, overlay.band, overlay.note, overlay.ghost) == (None,) * 4
        assert_consistent(studio.document, studio.scene)


@pytest.mark.parametrize(
    ("entry", "step"),
    [
        ("Left", "Align"),
        ("Middle", "Align"),
        ("Distribute Down", "Distribute"),
        ("Connect Selection", "Connect Selection"),
        ("Lock Bias", "Lock"),
    ],
)
def test_the_menu_of_nodes_acts_on_all_selected(studio: Studio, entry: str, step: str) -> None:
    studio.view.wish(edits.move({"n5": (220.0, 30.0)}))
    studio.view.wish(edits.remove(("e8",)))
    studio.view.select(["n3", "n4", "n5"])
    studio.view.open_menu(Hit("body", "n5"), QPoint(10, 10))
    menu = studio.view.menu
    assert menu is not None
    entries = [
        *menu.actions(),
        *(e for m in menu.actions() if m.menu() for e in m.menu().actions()),
    ]
    next(one for one in entries if one.text().partition("\t")[0] == entry).trigger()
    menu.close()
    assert studio.steps[2:] == [step]


def test_what_was_copied_is_pasted_where_the_menu_was_opened(
    studio: Studio, clipboard: None
) -> None:
    studio.view.select(["n3"])
    studio.view.copy()
    place = studio.view.viewport().mapToGlobal(studio.screen(100, 200))
    studio.view.open_menu(Hit("empty"), place)
    assert studio.view.menu is not None
    texts = {entry.text().partition("\t")[0]: entry for entry in studio.view.menu.actions()}
    texts["Paste Here"].trigger()
    studio.view.menu.close()
    (new,) = studio.view.network_scene.selection
    assert studio.body(new) == (100, 200)


def test_edges_at_nodes_are_selected_and_a_menu_puts_a_neuron_on_one(studio: Studio) -> None:
    studio.view.select(["n5"])
    studio.view.select_incoming()
    assert studio.view.network_scene.selection == ("n5", "e8", "e9")
    studio.view.select(["n3"])
    studio.view.select_outgoing()
    assert studio.view.network_scene.selection == ("n3", "e8")
    studio.view.open_menu(Hit("edge", "e8"), studio.view.viewport().mapToGlobal(QPoint(500, 250)))
    assert studio.view.menu is not None
    texts = {action.text(): action for action in studio.view.menu.actions()}
    texts["Select Its Nodes"].trigger()
    assert studio.view.network_scene.selection == ("n3", "n5")
    texts["Insert Neuron Here"].trigger()
    studio.view.menu.close()
    assert studio.steps == ["Insert Neuron"]


def test_a_release_that_nobody_heard_of_cancels_the_drag(studio: Studio) -> None:
    """As when a dialog of another program comes up in the middle of it."""
    studio.drag(studio.body("n3"), (60, 10), let_go=False)
    assert studio.scene.nodes["n3"].x() != 0
    port, spot = studio.view.viewport(), studio.screen(80, 10)
    there = QPointF(spot), QPointF(port.mapToGlobal(spot))
    nothing = Qt.MouseButton.NoButton
    keys = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(port, QMouseEvent(QEvent.Type.MouseMove, *there, nothing, nothing, keys))
    assert_consistent(studio.document, studio.scene)
    assert studio.steps == []
