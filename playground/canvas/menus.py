"""The context menus of nodes, edges and the canvas, each made when it is opened."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from playground.canvas.hit import Hit
from playground.document import arrange_edits, edits

if TYPE_CHECKING:
    from playground.canvas.view import CanvasView

_ALIGN = (
    ("Left", "left"),
    ("Center", "center"),
    ("Right", "right"),
    ("Top", "top"),
    ("Middle", "middle"),
    ("Bottom", "bottom"),
)


def context_menu(canvas: CanvasView, hit: Hit, at: QPointF) -> QMenu:
    """The menu for what was hit at a scene point."""
    menu = QMenu(canvas)
    if hit.id in canvas.network_scene.nodes:
        _fill_node_menu(menu, canvas, hit.id)
    elif hit.id:
        _fill_edge_menu(menu, canvas, hit.id, at)
    else:
        _fill_canvas_menu(menu, canvas, at)
    return menu


def activation_menu(canvas: CanvasView, node_id: str) -> QMenu:
    """The activations; the choice goes to every selected neuron."""
    menu = QMenu("Activation", canvas)
    group = QActionGroup(menu)
    now = canvas.network_scene.network.nodes[node_id].activation
    for key, label in canvas.activations.items():
        action = _add(menu, label, _setting_activation(canvas, key))
        action.setCheckable(True)
        action.setChecked(key == now)
        group.addAction(action)
    return menu


def _setting_activation(canvas: CanvasView, key: str) -> Callable[[], None]:
    return lambda: canvas.set_activation(key)


def _fill_node_menu(menu: QMenu, canvas: CanvasView, node_id: str) -> None:
    node = canvas.network_scene.network.nodes[node_id]
    nodes = canvas.network_scene.selected_nodes
    if node.is_input:
        menu.addMenu(_column_menu(menu, canvas, node_id))
    else:
        menu.addMenu(activation_menu(canvas, node_id))
        _add(menu, "Edit Bias…", lambda: canvas.edit_weight(node_id), "Return")
        text = "Unlock Bias" if node.locked else "Lock Bias"
        _add(menu, text, canvas.lock_biases, "Ctrl+L")
    _add(menu, "Rename…", lambda: canvas.rename(node_id), "F2")
    menu.addSeparator()
    _add(menu, "Connect to…", canvas.start_connecting, "C")
    _add(menu, "Connect Selection", canvas.connect_selection).setEnabled(len(nodes) > 1)
    _add(menu, "Select Incoming Edges", canvas.select_incoming)
    _add(menu, "Select Outgoing Edges", canvas.select_outgoing)
    menu.addMenu(_align_menu(menu, canvas))
    menu.addSeparator()
    _add(menu, "Cut", canvas.cut, "Ctrl+X")
    _add(menu, "Copy", canvas.copy, "Ctrl+C")
    _add(menu, "Duplicate", canvas.duplicate, "Ctrl+D")
    _add(menu, "Delete", canvas.delete_selection, "Del")


def _fill_edge_menu(menu: QMenu, canvas: CanvasView, edge_id: str, at: QPointF) -> None:
    edge = canvas.network_scene.network.edges[edge_id]
    _add(menu, "Edit Weight…", lambda: canvas.edit_weight(edge_id), "Return")
    _add(menu, "Unlock Weight" if edge.locked else "Lock Weight", canvas.lock_edges, "L")
    _add(
        menu,
        "Insert Neuron Here",
        lambda: canvas.wish(arrange_edits.insert_neuron(edge_id, at.x(), at.y())),
    )
    _add(
        menu,
        "Select Its Nodes",
        lambda: canvas.select((edge.source, edge.target)),
    )
    menu.addSeparator()
    _add(menu, "Delete", canvas.delete_selection, "Del")


def _fill_canvas_menu(menu: QMenu, canvas: CanvasView, at: QPointF) -> None:
    _add(menu, "Add Neuron Here", lambda: canvas.wish(edits.place_neuron(at.x(), at.y())))
    menu.addMenu(_input_menu(menu, canvas, at))
    _add(menu, "Paste Here", lambda: canvas.paste(at), "Ctrl+V")
    menu.addSeparator()
    _add(menu, "Select All", canvas.select_all, "Ctrl+A")
    _add(menu, "Invert Selection", canvas.invert_selection, "Ctrl+I")
    _add(menu, "Tidy", canvas.tidy)
    menu.addSeparator()
    _add(menu, "Fit All", canvas.fit, "Home")
    _add(menu, "Zoom to 100 %", canvas.zoom_reset, "Ctrl+0")


def _input_menu(parent: QMenu, canvas: CanvasView, at: QPointF) -> QMenu:
    menu = QMenu("Add Input", parent)
    used = {node.column for node in canvas.network_scene.network.inputs()}

    def placing(key: str) -> Callable[[], None]:
        return lambda: canvas.wish(edits.place_input(key, at.x(), at.y()))

    for key, label in canvas.columns.items():
        _add(menu, label, placing(key)).setEnabled(key not in used)
    menu.setEnabled(bool(canvas.columns))
    return menu


def _column_menu(parent: QMenu, canvas: CanvasView, node_id: str) -> QMenu:
    menu = QMenu("Column", parent)
    now = canvas.network_scene.network.nodes[node_id].column
    used = {node.column for node in canvas.network_scene.network.inputs()}

    def binding(key: str) -> Callable[[], None]:
        return lambda: canvas.wish(edits.bind_column(node_id, key))

    for key, label in canvas.columns.items():
        action = _add(menu, label, binding(key))
        action.setCheckable(True)
        action.setChecked(key == now)
        action.setEnabled(key == now or key not in used)
    return menu


def _align_menu(parent: QMenu, canvas: CanvasView) -> QMenu:
    menu = QMenu("Align", parent)

    def aligning(side: arrange_edits.Side) -> Callable[[], None]:
        return lambda: canvas.align(side)

    for label, side in _ALIGN:
        _add(menu, label, aligning(side))  # type: ignore[arg-type]
    menu.addSeparator()
    _add(menu, "Distribute Across", lambda: canvas.distribute("x"))
    _add(menu, "Distribute Down", lambda: canvas.distribute("y"))
    menu.setEnabled(len(canvas.network_scene.selected_nodes) > 1)
    return menu


def _add(menu: QMenu, text: str, slot: Callable[[], object], keys: str = "") -> QAction:
    """An entry; its keys are shown, the canvas itself reads them."""
    action = QAction(f"{text}\t{keys}" if keys else text, menu)
    action.setStatusTip(text.rstrip("…"))
    action.setWhatsThis(f"{text.rstrip('…')}.")
    action.triggered.connect(lambda: slot())
    menu.addAction(action)
    return action
