"""A network is drawn, changed, trained and taken back, and no hand touches a mouse."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from playground.network.weight import Weight
from tests.app.conftest import CONTROL, NO_KEYS, SHIFT, Desk

K = Qt.Key


def choose(desk: Desk, *path: str) -> None:
    """Open the menu of what is selected and go to an entry by the arrow keys."""
    desk.key(K.Key_Menu)
    menu = desk.canvas.menu
    assert menu is not None
    for depth, text in enumerate(path):
        names = [entry.text().partition("\t")[0] for entry in menu.actions()]
        assert text in names, names
        while menu.activeAction() is None or not menu.activeAction().text().startswith(text):
            QTest.keyClick(menu, K.Key_Down)
        if depth < len(path) - 1:
            QTest.keyClick(menu, K.Key_Right)
            submenu = menu.activeAction().menu()
            assert isinstance(submenu, QMenu)
            menu = submenu
    QTest.keyClick(menu, K.Key_Return)
    desk.canvas.setFocus()


def type_in(desk: Desk, text: str) -> None:
    assert desk.canvas.editor is not None
    QTest.keyClicks(desk.canvas.editor, text)
    QTest.keyClick(desk.canvas.editor, K.Key_Return)


def press(desk: Desk, *keys: K, held: Qt.KeyboardModifier = NO_KEYS) -> None:
    for key in keys:
        desk.key(key, held)


def test_a_network_is_made_by_keys_and_learns(desk: Desk) -> None:
    choose(desk, "Add Input", "x₁")
    press(desk, K.Key_Left, held=SHIFT)
    press(desk, K.Key_Escape)
    choose(desk, "Add Input", "x₂")
    press(desk, K.Key_Left, held=SHIFT)
    press(desk, *[K.Key_Down] * 5)
    press(desk, K.Key_Escape, K.Key_Insert)
    network = desk.network
    assert [node.column for node in network.nodes] == ["x1", "x2", None]

    for source in ("n1", "n2"):
        while desk.canvas.network_scene.selection != (source,):
            press(desk, K.Key_Tab)
        press(desk, K.Key_C)
        while desk.canvas.network_scene.overlay.refused:
            press(desk, K.Key_Tab)
        press(desk, K.Key_Return)
    assert {(edge.source, edge.target) for edge in network.edges} == {("n1", "n3"), ("n2", "n3")}

    press(desk, K.Key_Right, held=CONTROL)
    assert desk.canvas.network_scene.selection == ("n3",)
    press(desk, K.Key_Return)
    type_in(desk, "-2/3")
    assert network.nodes["n3"].bias == Weight(-2 / 3, "-2/3")
    press(desk, K.Key_F2)
    type_in(desk, "answer")
    press(desk, K.Key_C, K.Key_Insert)
    assert network.role("n3") == "hidden"
    press(desk, K.Key_S, K.Key_I, K.Key_G, K.Key_M)
    assert network.nodes[desk.canvas.network_scene.selection[0]].activation == "sigmoid"

    press(desk, K.Key_Left, held=CONTROL)
    press(desk, K.Key_PageDown, K.Key_L)
    (edge_id,) = desk.canvas.network_scene.selection
    assert network.edges[edge_id].locked
    press(desk, K.Key_Return)
    type_in(desk, "1/3")
    locked = network.edges[edge_id].weight
    assert locked == Weight(1 / 3, "1/3")
    choose(desk, "Select Its Nodes")
    press(desk, K.Key_Right, held=CONTROL | SHIFT)
    assert len(desk.canvas.network_scene.selection) == 3
    choose(desk, "Align", "Bottom")
    assert len({network.nodes[key].y for key in desk.canvas.network_scene.selection}) == 1

    press(desk, K.Key_Return, held=CONTROL)
    desk.wait(lambda: desk.epoch > 5)
    press(desk, K.Key_Return, held=CONTROL)
    desk.settle()
    assert desk.document.epoch > 5
    assert network.edges[edge_id].weight == locked, "locked weights stay"

    press(desk, K.Key_F6)
    assert not desk.canvas.hasFocus()
    press(desk, K.Key_F6, held=SHIFT)
    assert desk.canvas.hasFocus()
    while desk.stack.canUndo():
        press(desk, K.Key_Z, held=CONTROL)
        desk.settle()
    assert not desk.network.nodes
