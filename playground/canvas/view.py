"""The canvas: turns mouse and drops into gestures, gestures into wishes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from playground.canvas import keys, menus
from playground.canvas.actions import Bursts, SelectionActions
from playground.canvas.editor import Commit, InlineEditor
from playground.canvas.geometry import FloatArray
from playground.canvas.scene import NOTHING, Hit, NetworkScene
from playground.canvas.style import CanvasStyle
from playground.canvas.tools.connect import ConnectTool
from playground.canvas.tools.connect_keys import ConnectKeysTool
from playground.canvas.tools.move import MoveTool
from playground.canvas.tools.pan import PanTool
from playground.canvas.tools.pick_activation import PickActivationTool
from playground.canvas.tools.place import PlaceTool
from playground.canvas.tools.reconnect import ReconnectTool
from playground.canvas.tools.scrub_weight import ScrubTool
from playground.canvas.tools.select import BandTool, PickTool
from playground.canvas.tools.tool import Pointer, Tool
from playground.canvas.zoom_badge import ZoomBadge
from playground.canvas.zoom_view import ZoomView
from playground.document import edits
from playground.document.document import Document
from playground.network.errors import NetworkError
from playground.network.weight import Weight, parse_weight
from playground.palette import Theme

COLUMN_MIME = "application/x-playground-column"
_TOOLS: Mapping[str, type[Tool]] = {
    "empty": BandTool,
    "edge": PickTool,
    "body": MoveTool,
    "name": MoveTool,
    "rim": ConnectTool,
    "activation": PickActivationTool,
    "bias": ScrubTool,
    "chip": ScrubTool,
    "source_end": ReconnectTool,
    "target_end": ReconnectTool,
}
_HINTS = {
    "rim": "Drag to a node to connect, or to empty canvas for a connected neuron",
    "chip": "Drag sideways to change the weight, double-click to type it",
    "bias": "Drag sideways to change the bias, double-click to type it",
    "activation": "Click to choose another activation",
    "source_end": "Drag to another node to reconnect",
    "target_end": "Drag to another node to reconnect",
}
_KEYBOARD_REASONS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
_DRAG_FROM = 4
_WHEEL_STEP, _WHEEL_FINE = 0.1, 0.01
_EMPTY_HINT = (
    "Double-click to place a neuron",
    "Shift+double-click for an input, or drag one in from the data",
    "Drag from a node’s rim to connect it",
)


class HasValues(Protocol):
    """Outputs of nodes over the plane, row 0 lowest."""

    @property
    def values(self) -> Mapping[str, NDArray[np.float32]]: ...


class CanvasView(SelectionActions, ZoomView):
    """Draws a Document's network and lets a person edit it; only ever emits wishes.

    Signals
    -------
    edit_requested(object) : a recipe of `playground.document.edits`.
    message_shown(str) : a refusal or hint for the status bar; "" when there is none any more.
    selection_changed(tuple) : ids of the selected nodes and edges.
    node_hovered(str) : id of the node under the pointer or the keyboard's focus, or "".
    zoom_changed(float) : the scale, 1 at 100 %.
    """

    edit_requested = Signal(object)
    message_shown = Signal(str)
    selection_changed = Signal(tuple)
    node_hovered = Signal(str)

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        self.network_scene = NetworkScene(document)
        super().__init__(self.network_scene, parent)
        self.network_scene.setParent(self)
        self.document = document
        self.bursts = Bursts()
        self.activations: Mapping[str, str] = {}
        self.columns: Mapping[str, str] = {}
        self.editor: InlineEditor | None = None
        self.menu: QMenu | None = None
        self._tool: Tool | None = None
        self._pressed_at = QPoint()
        self._dragging = False
        self._space = False
        self._hint = ""
        self._keyboard_focus = False
        self._pieces_lost = False
        self._keys = keys.KeyMap(self)
        self._badge = ZoomBadge(self)
        self._badge.set_theme(self.style_now.theme)
        self.setAcceptDrops(True)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Network canvas")
        self.setWhatsThis(
            "Draw the network here. Double-click places a neuron, dragging from a node’s rim "
            "connects it. Tab walks the nodes, C connects, Enter edits, F6 leaves the canvas."
        )
        scene = self.network_scene
        scene.selection_changed.connect(self._on_selection_changed)
        scene.node_hovered.connect(self.node_hovered)
        document.nodes_removed.connect(self._on_pieces_removed)
        document.edges_removed.connect(self._on_pieces_removed)
        document.network_changed.connect(self._on_network_changed)
        document.replaced.connect(self._on_replaced)

    def set_theme(self, theme: Theme) -> None:
        self.style_now = CanvasStyle(theme)
        self.network_scene.set_style(self.style_now)
        self._badge.set_theme(theme)
        self.resetCachedContent()
        self.viewport().update()

    def set_activations(self, activations: Iterable[tuple[str, str]]) -> None:
        """Keys and labels of the activations to choose from."""
        self.activations = dict(activations)
        self.network_scene.set_activations(self.activations)

    def set_columns(self, columns: Iterable[tuple[str, str]]) -> None:
        """Keys and labels of the data columns that inputs can show."""
        self.columns = dict(columns)
        self.network_scene.set_columns(self.columns)

    def show_fields(
        self, field: HasValues | None, ranges: Mapping[str, tuple[float, float]]
    ) -> None:
        """Live pictures: an `engine.snapshot.Field`, and the values that are lowest and highest
        on the colour scale, by node id. None leaves plain grounds."""
        self.network_scene.show_values(field.values if field is not None else {}, ranges)

    def show_parameters(self, biases: FloatArray | None, weights: FloatArray | None) -> None:
        """Live biases and weights in the document's order; None for its own again."""
        self.network_scene.show_parameters(biases, weights)

    def selected_ids(self) -> tuple[str, ...]:
        return self.network_scene.selection

    def select(self, ids: Sequence[str]) -> None:
        self.network_scene.select(ids)

    def fit(self) -> None:
        """Show the whole network."""
        self.fit_box(self.network_scene.bounds())

    def fit_selection(self) -> None:
        chosen = self.network_scene.selected_nodes
        self.fit_box(self.network_scene.bounds_of(chosen or self.network_scene.nodes))

    def centre(self) -> QPointF:
        """The scene point in the middle of the view."""
        return self.mapToScene(self.viewport().rect().center())

    def describe(self, text: str) -> None:
        """Say where the keyboard is, in the status bar and to screen readers."""
        self.setAccessibleDescription(text)
        self.message_shown.emit(text)

    def walk_to(self, node_id: str) -> None:
        """Make a node the current one, as the keyboard does, and bring it into view."""
        item = self.network_scene.nodes[node_id]
        self.network_scene.select([node_id])
        self.ensureVisible(item.boundingRect().translated(item.pos()), 24, 24)
        self.node_hovered.emit(node_id)
        role = "output" if item.role == "output" else item.role
        self.describe(f"{item.name}, {role} {item.activation_label if role != 'input' else ''}")

    def start_connecting(self) -> None:
        """Connect from the current node by keyboard."""
        scene = self.network_scene
        if len(scene.nodes) < 2 or scene.current not in scene.nodes:
            self.message_shown.emit("Select the node to connect from first.")
            return
        self._begin(ConnectKeysTool(self, Hit("rim", scene.current)), Pointer(QPointF(), QPoint()))

    def end_tool(self) -> None:
        """The gesture is over; what it showed goes."""
        self._tool = None
        self._dragging = False
        self.network_scene.overlay.clear()
        self._show_cursor()

    def cancel_tool(self) -> bool:
        """Cancel the gesture that is under way; whether there was one."""
        tool, self._tool = self._tool, None
        if tool is None:
            return False
        tool.cancel()
        self.end_tool()
        return True

    def edit_weight(self, item_id: str) -> None:
        """Type the weight of an edge or the bias of a neuron where it is shown."""
        scene = self.network_scene
        if item_id in scene.nodes:
            item = scene.nodes[item_id]
            if item.node.is_input:
                self.open_menu(Hit("body", item_id), self._screen_of(item.pos()))
                return
            box, what = item.zone_box("bias").translated(item.pos()), f"Bias of {item.name}"
        else:
            scene.select([*[key for key in scene.selection if key != item_id], item_id])
            box, what = scene.chips.box(item_id), "Weight"
        current = scene.weight_of(item_id)
        ids = self.weighted_selection(item_id)

        def commit(text: str) -> str:
            try:
                parse_weight(text, current)
            except NetworkError as error:
                self.message_shown.emit(str(error))
                return str(error)
            self.edit_requested.emit(edits.type_weight(ids, text))
            return ""

        self._open_editor(box, _text_of(current), what, commit)

    def rename(self, node_id: str) -> None:
        """Type a node's name where it is shown."""
        item = self.network_scene.nodes[node_id]

        def commit(text: str) -> str:
            self.edit_requested.emit(edits.rename(node_id, text))
            return ""

        box = item.zone_box("name").translated(item.pos())
        self._open_editor(box, item.node.name, f"Name of {item.name}", commit)

    def open_activation_menu(self, node_id: str) -> None:
        item = self.network_scene.nodes[node_id]
        below = item.pos() + item.zone_box("activation").bottomLeft()
        self._popup(menus.activation_menu(self, node_id), self._screen_of(below))

    def open_menu(self, hit: Hit, screen: QPoint) -> None:
        """The context menu of a hit, at a place on the screen."""
        if hit.id and hit.id not in self.network_scene.selection:
            self.network_scene.select([hit.id])
        at = self.mapToScene(self.viewport().mapFromGlobal(screen))
        self._popup(menus.context_menu(self, hit, at), screen)

    def open_current_menu(self) -> None:
        """The context menu by keyboard: of the selection, or of the canvas."""
        scene = self.network_scene
        if scene.current:
            hit, at = Hit("body", scene.current), scene.nodes[scene.current].pos()
        elif scene.selected_edges:
            edge_id = scene.selected_edges[-1]
            hit, at = Hit("edge", edge_id), scene.chips.box(edge_id).center()
        else:
            hit, at = NOTHING, self.centre()
        self.open_menu(hit, self._screen_of(at))

    def set_space(self, held: bool) -> None:
        """Space makes every drag a pan while it is held."""
        self._space = held
        self._show_cursor()

    def _popup(self, menu: QMenu, screen: QPoint) -> None:
        if self.menu is not None:
            self.menu.close()
            self.menu.deleteLater()
        self.menu = menu
        menu.popup(screen)

    def _screen_of(self, at: QPointF) -> QPoint:
        return self.viewport().mapToGlobal(self.mapFromScene(at))

    def _open_editor(self, box: QRectF, text: str, what: str, commit: Commit) -> None:
        self.close_editor()
        self.ensureVisible(box, 60, 40)
        place: QRect = self.mapFromScene(box).boundingRect()
        self.editor = InlineEditor(self.viewport(), place, text, what, self.style_now, commit)
        self.editor.closed.connect(self._on_editor_closed)

    def close_editor(self) -> None:
        """Leave the open editor without a change."""
        if self.editor is not None:
            self.editor.close_editor()

    def _begin(self, tool: Tool, pointer: Pointer) -> None:
        self.cancel_tool()
        self._tool = tool
        self._dragging = False
        self._pressed_at = pointer.screen
        tool.press(pointer)
        self._show_cursor()

    def _pointer(self, event: QMouseEvent) -> Pointer:
        screen = event.position().toPoint()
        return Pointer(self.mapToScene(screen), screen, event.modifiers())

    def _show_cursor(self) -> None:
        shape: Qt.CursorShape | None = None
        if self._tool is not None:
            shape = self._tool.cursor
        elif self._space:
            shape = Qt.CursorShape.OpenHandCursor
        else:
            shape = _TOOLS[self.network_scene.hover.kind].cursor
        self.viewport().setCursor(shape or Qt.CursorShape.ArrowCursor)

    def _show_hover(self, hit: Hit) -> None:
        self.network_scene.set_hover(hit)
        hint = _HINTS.get(hit.kind, "")
        if hit.id in self.network_scene.nodes:
            item = self.network_scene.nodes[hit.id]
            if item.role == "idle":
                hint = "Not connected, so it doesn’t train: drag from or onto its rim to connect it"
            if item.unknown_column:
                hint = f"The data has no column “{item.node.column}”: right-click to bind another"
        if hint != self._hint:
            self._hint = hint
            self.message_shown.emit(hint)
        self._show_cursor()

    def _on_selection_changed(self, ids: tuple[str, ...]) -> None:
        self.selection_changed.emit(ids)

    def _on_pieces_removed(self, ids: tuple[str, ...]) -> None:
        self._pieces_lost = True

    def _on_network_changed(self) -> None:
        """After the scene took the change over: a gesture on what is gone ends."""
        if self._pieces_lost:
            self._pieces_lost = False
            self.cancel_tool()
            self.close_editor()

    def _on_replaced(self) -> None:
        self.cancel_tool()
        self.close_editor()
        self.fit()

    def _on_editor_closed(self) -> None:
        self.editor = None
        self.message_shown.emit("")
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        pointer = self._pointer(event)
        button = event.button()
        if self.editor is not None and not self.editor.take():
            self.close_editor()
        if button == Qt.MouseButton.MiddleButton or (
            button == Qt.MouseButton.LeftButton and self._space
        ):
            self._begin(PanTool(self, NOTHING), pointer)
        elif button == Qt.MouseButton.LeftButton:
            hit = self.network_scene.hit(pointer.at, self.zoom)
            self._begin(_TOOLS[hit.kind](self, hit), pointer)
        elif button == Qt.MouseButton.RightButton:
            self.cancel_tool()
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        pointer = self._pointer(event)
        if self._tool is None or not event.buttons():
            if not event.buttons():
                self._show_hover(self.network_scene.hit(pointer.at, self.zoom))
            return
        moved = (pointer.screen - self._pressed_at).manhattanLength()
        if self._dragging or moved >= _DRAG_FROM:
            self._dragging = True
            self._tool.drag(pointer)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._tool is None or isinstance(self._tool, ConnectKeysTool):
            return
        tool, dragged = self._tool, self._dragging
        self.end_tool()
        pointer = self._pointer(event)
        if dragged:
            tool.finish(pointer)
        else:
            tool.click(pointer)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            self.mousePressEvent(event)
            return
        pointer = self._pointer(event)
        hit = self.network_scene.hit(pointer.at, self.zoom)
        if hit.kind in ("empty", "edge"):
            self._begin(PlaceTool(self, hit), pointer)
            self.end_tool()
        elif hit.kind in ("chip", "bias"):
            self.edit_weight(hit.id)
        elif hit.kind == "name":
            self.rename(hit.id)
        else:
            self.mousePressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        at = self.mapToScene(event.position().toPoint())
        hit = self.network_scene.hit(at, self.zoom)
        turn = event.angleDelta().y() or event.angleDelta().x()
        if hit.kind == "chip" and hit.id in self.network_scene.selection and turn:
            fine = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.step_weights(hit.id, turn / 120 * (_WHEEL_FINE if fine else _WHEEL_STEP))
            event.accept()
            return
        self.close_editor()
        super().wheelEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.menu is not None and self.menu.isVisible():
            return
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self.open_current_menu()
        else:
            hit = self.network_scene.hit(self.mapToScene(event.pos()), self.zoom)
            self.open_menu(hit, event.globalPos())

    def event(self, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and (self._tool is not None or self._keys.wants(event))
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._tool is not None:
            if event.key() == Qt.Key.Key_Escape:
                self.cancel_tool()
            else:
                self._tool.key(event)
            event.accept()
        elif self._keys.press(event):
            event.accept()
        else:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.set_space(False)
        event.ignore()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802
        """Tab walks the nodes; without nodes it leaves, and F6 always does."""
        return False if self.network_scene.nodes else super().focusNextPrevChild(forward)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._keyboard_focus = event.reason() in _KEYBOARD_REASONS
        if self.network_scene.current:
            self.node_hovered.emit(self.network_scene.current)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._keyboard_focus = False
        self.set_space(False)
        if not self.underMouse():
            self.node_hovered.emit("")
        self.viewport().update()

    def hideEvent(self, event: QHideEvent) -> None:
        self.cancel_tool()
        super().hideEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if self._tool is None:
            self._show_hover(NOTHING)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(COLUMN_MIME):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        column = bytes(event.mimeData().data(COLUMN_MIME).data()).decode(errors="replace")
        at = self.mapToScene(event.position().toPoint())
        event.acceptProposedAction()
        self.edit_requested.emit(edits.place_input(column, at.x(), at.y()))

    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        painter.save()
        painter.resetTransform()
        room = QRectF(self.viewport().rect())
        if not self.network_scene.nodes:
            self._draw_empty_hint(painter, room)
        if self._keyboard_focus:
            painter.setPen(QPen(self.style_now.selection, 2))
            painter.drawRect(room.adjusted(1, 1, -1, -1))
        painter.restore()

    def _draw_empty_hint(self, painter: QPainter, room: QRectF) -> None:
        font = QApplication.font()
        middle = room.center().y() - 30
        for row, line in enumerate(_EMPTY_HINT):
            font.setPixelSize(19 if row == 0 else 13)
            painter.setFont(font)
            painter.setPen(self.style_now.text if row == 0 else self.style_now.muted)
            box = QRectF(room.left(), middle + (0 if row == 0 else 14 + 24 * row), room.width(), 24)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, line)


def _text_of(weight: Weight) -> str:
    """The text to start typing from."""
    return weight.text or f"{weight.value:.6g}"
