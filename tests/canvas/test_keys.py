"""Everything without a mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from playground.canvas import clipboard as pieces
from playground.canvas.view import CanvasView
from playground.document import edits
from playground.document.document import Document
from playground.network.errors import NetworkError
from playground.network.weight import Weight
from playground.palette import LIGHT
from tests.canvas.conftest import CTRL, SHIFT, Studio

K = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


@pytest.mark.parametrize("key", [K.Key_Delete, K.Key_Backspace])
def test_delete_takes_nodes_with_their_edges(studio: Studio, key: Qt.Key) -> None:
    studio.view.select(["n3"])
    studio.key(key)
    assert [edge.id for edge in studio.network.edges] == ["e7", "e9"]
    assert studio.steps == ["Delete Node"]


def test_ctrl_a_selects_all_and_esc_clears(studio: Studio) -> None:
    studio.key(K.Key_A, CTRL)
    assert len(studio.view.network_scene.selection) == 9
    studio.key(K.Key_Escape)
    assert studio.view.network_scene.selection == ()


def test_arrows_nudge_in_one_step(studio: Studio) -> None:
    studio.view.select(["n3"])
    studio.key(K.Key_Right)
    studio.key(K.Key_Down, SHIFT)
    studio.key(K.Key_Left, ALT)
    assert studio.body("n3") == (21, 132)
    assert studio.steps == ["Move Node"]


def test_arrows_pan_when_nothing_is_selected(studio: Studio) -> None:
    before = studio.screen(0, 0)
    studio.key(K.Key_Right)
    assert studio.screen(0, 0).x() == before.x() - 60


def test_tab_walks_the_nodes_and_shows_each(studio: Studio) -> None:
    seen = []
    for _ in range(6):
        studio.key(K.Key_Tab)
        seen.append(studio.view.network_scene.selection[0])
    assert seen == ["n1", "n2", "n3", "n4", "n5", "n1"]
    studio.key(K.Key_Backtab, SHIFT)
    assert studio.view.network_scene.selection == ("n5",)
    assert studio.hovered[-1] == "n5"
    assert "output" in studio.view.accessibleDescription()


def test_ctrl_arrows_follow_edges(studio: Studio) -> None:
    studio.view.select(["n1"])
    for key, expected in (
        (K.Key_Right, "n3"),
        (K.Key_Right, "n5"),
        (K.Key_Left, "n3"),
        (K.Key_Down, "n4"),
        (K.Key_Left, "n2"),
        (K.Key_Up, "n1"),
    ):
        studio.key(key, CTRL)
        assert studio.view.network_scene.selection == (expected,)


def test_page_keys_walk_the_edges_of_a_node(studio: Studio) -> None:
    studio.key(K.Key_PageDown)
    assert studio.view.network_scene.selection == ()
    studio.view.select(["n3"])
    for key, expected in (
        (K.Key_PageDown, "e6"),
        (K.Key_PageDown, "e8"),
        (K.Key_PageDown, "e6"),
        (K.Key_PageUp, "e8"),
    ):
        studio.key(key)
        assert studio.view.network_scene.selection == (expected,)
    assert studio.view.accessibleDescription() == "weight +0.25 from a1 level 2 to y hat"
    studio.key(K.Key_Return)
    studio.type("1/2")
    assert studio.network.edges["e8"].weight == Weight(0.5, "1/2")
    studio.key(K.Key_Right, CTRL)
    assert studio.view.network_scene.selection == ("n5",)
    studio.view.select(["e8"])
    studio.key(K.Key_Left, CTRL)
    assert studio.view.network_scene.selection == ("n3",)
    studio.key(K.Key_PageUp)
    assert studio.view.network_scene.selection == ("e8",), "from the end when going back"
    studio.view.wish(edits.remove(("n3",)))
    studio.key(K.Key_PageDown)
    assert studio.view.network_scene.selection == ()


def test_the_name_says_what_is_selected(studio: Studio) -> None:
    def said() -> str:
        return studio.view.accessibleName().removeprefix("Network canvas: ")

    assert said() == "5 nodes, 4 edges, nothing selected"
    studio.view.select(["n3"])
    assert said() == "a1 level 2, hidden, tanh, bias +0.10, 1 in, 1 out"
    studio.view.wish(edits.set_activation(["n3"], "relu"))
    assert said() == "a1 level 2, hidden, ReLU, bias +0.10, 1 in, 1 out"
    studio.view.select(["n1"])
    assert said() == "x1, input, 1 out"
    studio.view.select(["e7"])
    assert said() == "weight −0.25 from x2 to a2 level 2"
    studio.view.select(["n1", "n3", "e7"])
    assert said() == "2 nodes and 1 edge selected"


def test_the_keyboards_focus_is_seen_and_a_clicks_is_not(studio: Studio) -> None:
    def corner() -> str:
        return studio.view.grab().toImage().pixelColor(200, 1).name().upper()

    studio.view.clearFocus()
    studio.view.setFocus(Qt.FocusReason.TabFocusReason)
    assert corner() == LIGHT.selection
    studio.view.clearFocus()
    studio.view.setFocus(Qt.FocusReason.MouseFocusReason)
    assert corner() != LIGHT.selection


def test_1_fits_all_and_3_the_selection(studio: Studio) -> None:
    studio.view.select(["n3"])
    studio.key(K.Key_3)
    near = studio.view.zoom
    assert studio.view.viewport().rect().contains(studio.screen(*studio.body("n3")))
    studio.key(K.Key_1)
    assert studio.view.zoom < near


def test_ctrl_i_inverts(studio: Studio) -> None:
    studio.view.select(["n1", "n2", "e6"])
    studio.key(K.Key_I, CTRL)
    assert studio.view.network_scene.selection == ("n3", "n4", "n5")


def test_c_arrows_and_enter_connect(studio: Studio) -> None:
    studio.view.select(["n1"])
    QTest.keyClick(studio.view, "c")
    studio.key(K.Key_Down)
    assert studio.scene.overlay.wire is not None
    studio.key(K.Key_Return)
    assert studio.network.edge_between("n1", "n4") is not None
    assert studio.scene.overlay.wire is None
    assert studio.steps == ["Connect"]


def test_c_and_enter_connect_to_the_nearest_that_is_not_yet(studio: Studio) -> None:
    for expected in ("n4", "n5"):
        studio.view.select(["n1"])
        QTest.keyClick(studio.view, "c")
        studio.key(K.Key_Return)
        assert studio.network.edge_between("n1", expected) is not None
    assert studio.steps == ["Connect", "Connect"]


def test_c_refuses_a_loop_and_esc_leaves(studio: Studio) -> None:
    studio.view.select(["n5"])
    QTest.keyClick(studio.view, "c")
    while studio.scene.overlay.path == ():
        studio.key(K.Key_Tab)
    assert "Connect to a" in studio.view.accessibleDescription()
    assert "loop" in studio.view.accessibleDescription(), "spoken before it is tried"
    studio.key(K.Key_Return)
    assert "loop" in studio.messages[-1]
    studio.key(K.Key_Escape)
    assert studio.scene.overlay.wire is None
    assert studio.steps == []


def test_l_locks_weights_and_ctrl_l_biases(studio: Studio) -> None:
    studio.view.select(["e6", "e7"])
    QTest.keyClick(studio.view, "l")
    assert studio.network.edges["e6"].locked
    assert studio.scene.chips.locked == {"e6", "e7"}
    QTest.keyClick(studio.view, "l")
    assert not studio.network.edges["e6"].locked
    studio.view.select(["n1", "n5"])
    studio.key(K.Key_L, CTRL)
    assert studio.network.nodes["n5"].locked
    assert not studio.network.nodes["n1"].locked


def test_zoom_keys(studio: Studio) -> None:
    studio.key(K.Key_Plus, CTRL)
    studio.key(K.Key_Equal, CTRL)
    assert studio.view.zoom == pytest.approx(1.44)
    studio.key(K.Key_Minus, CTRL)
    assert studio.view.zoom == pytest.approx(1.2)
    studio.key(K.Key_0, CTRL)
    assert studio.view.zoom == 1.0
    studio.view.pan(studio.screen(500, 500))
    studio.key(K.Key_Home)
    room = studio.view.viewport().rect()
    assert all(room.contains(studio.screen(*studio.body(key))) for key in studio.scene.nodes)


@pytest.mark.parametrize(("key", "keys"), [(K.Key_Menu, None), (K.Key_F10, SHIFT)])
def test_the_menu_key_opens_the_menu_of_the_selection(
    studio: Studio, key: Qt.Key, keys: Qt.KeyboardModifier | None
) -> None:
    studio.view.select(["e6"])
    studio.key(key, keys or Qt.KeyboardModifier.NoModifier)
    assert studio.view.menu is not None
    assert studio.view.menu.isVisible()
    assert "Insert Neuron Here" in [action.text() for action in studio.view.menu.actions()]
    studio.view.menu.close()


def test_copy_paste_and_duplicate(studio: Studio, clipboard: None) -> None:
    studio.view.select(["n1", "n3", "e6"])
    studio.key(K.Key_C, CTRL)
    assert '"weight"' in QGuiApplication.clipboard().text()
    studio.key(K.Key_V, CTRL)
    new = list(studio.network.nodes)[-1]
    twin = studio.network.edge_between("n1", new.id)
    assert twin is not None
    assert twin.weight == studio.network.edges["e6"].weight
    studio.view.select(["n5"])
    studio.key(K.Key_D, CTRL)
    copy = list(studio.network.nodes)[-1]
    assert (copy.x, copy.y) == (264, 44)
    studio.key(K.Key_X, CTRL)
    assert copy.id not in studio.network.nodes
    assert studio.steps == ["Paste", "Duplicate", "Delete Node"]


def test_what_the_clipboard_does_not_take_is_not_cut(
    studio: Studio, clipboard: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise NetworkError("That is too much.")

    monkeypatch.setattr(pieces, "put", refuse)
    studio.view.select(["n3"])
    studio.key(K.Key_X, CTRL)
    assert studio.messages[-1] == "That is too much."
    assert studio.steps == []


@pytest.mark.parametrize(
    "text",
    ["", "hello", "[1, 2]", '{"format": "other", "version": 1, "nodes": []}', "[" * 100_000],
)
def test_foreign_clipboards_are_refused_with_a_sentence(
    studio: Studio, clipboard: None, text: str
) -> None:
    QGuiApplication.clipboard().setText(text)
    studio.key(K.Key_V, CTRL)
    assert studio.messages[-1].endswith(".")
    assert studio.steps == []


def test_a_clipboard_of_fifty_megabytes_is_refused_by_its_size(
    studio: Studio, clipboard: None
) -> None:
    QGuiApplication.clipboard().setText("{" + " " * (51 * 2**20))
    studio.key(K.Key_V, CTRL)
    assert studio.messages[-1].endswith(".")
    assert len(studio.messages[-1]) < 300
    assert studio.steps == []


def test_pieces_come_back_as_they_were(studio: Studio, clipboard: None) -> None:
    nodes, edges = list(studio.network.nodes), list(studio.network.edges)
    pieces.put(nodes, edges)
    assert pieces.get() == (nodes, edges)


def test_an_unknown_activation_is_not_pasted(studio: Studio, clipboard: None) -> None:
    studio.view.select(["n3"])
    studio.view.copy()
    studio.view.set_activations([("relu", "ReLU")])
    studio.view.paste()
    assert "“tanh”" in studio.messages[-1]
    assert studio.steps == []


def test_shortcuts_of_the_window_do_not_swallow_keys_of_the_canvas(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    other = QLineEdit()
    view = CanvasView(Document())
    layout.addWidget(view)
    layout.addWidget(other)
    fired: list[str] = []
    shortcuts = [QShortcut(QKeySequence(keys), window) for keys in ("Home", "F6", "Ctrl+R")]
    for shortcut in shortcuts:
        shortcut.activated.connect(lambda s=shortcut: fired.append(s.key().toString()))
    with qtbot.waitExposed(window):
        window.show()
    view.setFocus()
    for key, keys in ((K.Key_Home, None), (K.Key_F6, None), (K.Key_R, CTRL)):
        QTest.keyClick(window.windowHandle(), key, keys or Qt.KeyboardModifier.NoModifier)
    assert fired == ["F6", "Ctrl+R"]
    QTest.keyClick(window.windowHandle(), K.Key_Tab)
    assert other.hasFocus(), "an empty canvas is no trap for Tab"


def test_ctrl_shift_arrows_add_to_the_selection(studio: Studio) -> None:
    studio.view.select(["n1"])
    for key, expected in (
        (K.Key_Right, ("n1", "n3")),
        (K.Key_Down, ("n1", "n3", "n4")),
        (K.Key_Right, ("n1", "n3", "n4", "n5")),
        (K.Key_Left, ("n1", "n4", "n5", "n3")),
    ):
        studio.key(key, CTRL | SHIFT)
        assert studio.view.network_scene.selection == expected
    assert studio.view.accessibleDescription().endswith("4 nodes selected")
    studio.key(K.Key_Left, CTRL)
    assert studio.view.network_scene.selection == ("n1",)


def test_insert_places_neurons_where_there_is_room(empty: Studio) -> None:
    for _ in range(3):
        empty.key(K.Key_Insert)
    places = [(round(node.x), round(node.y)) for node in empty.network.nodes]
    assert [y - places[0][1] for _, y in places] == [0, 104, 208]
    assert empty.steps == ["Add Neuron"] * 3


def test_a_neuron_placed_by_keys_is_in_view(empty: Studio) -> None:
    for _ in range(9):
        empty.key(K.Key_Insert)
        (newest,) = empty.view.network_scene.selection
        box = empty.view.mapFromScene(empty.scene.nodes[newest].bounds()).boundingRect()
        assert empty.view.viewport().rect().contains(box)


def test_c_and_insert_connect_a_new_neuron(studio: Studio) -> None:
    for _ in range(2):
        studio.view.select(["n5"])
        QTest.keyClick(studio.view, "c")
        studio.key(K.Key_Insert)
        assert studio.scene.overlay.wire is None
    first, second = (edge.target for edge in studio.network.outgoing("n5"))
    assert (studio.body(first), studio.body(second)) == ((396, 0), (396, 104))
    assert studio.steps == ["Add Connected Neuron"] * 2


def test_the_wire_of_the_keys_goes_with_the_keyboard(studio: Studio) -> None:
    other = QLineEdit(studio.view)
    other.show()
    studio.view.select(["n1"])
    QTest.keyClick(studio.view, "c")
    other.setFocus()
    assert studio.scene.overlay.wire is None
    assert not studio.view.hand.is_busy
