"""The canvas: turns mouse and drops into gestures, gestures into wishes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QContextMenuEvent,
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QMenu, QWidget

from playground.canvas import keys
from playground.canvas.actions import Bursts, SelectionActions
from playground.canvas.column_drops import ColumnDrops
from playground.canvas.editor import InlineEditor
from playground.canvas.empty_hint import draw_empty_hint
from playground.canvas.geometry import FloatArray
from playground.canvas.glide import NodeGlide
from playground.canvas.hand import NOWHERE, Hand
from playground.canvas.hit import Hit
from playground.canvas.in_place import InPlaceEditing
from playground.canvas.scene import NetworkScene
from playground.canvas.spoken import edge_in_words, node_in_words, selection_in_words
from playground.canvas.style import CanvasStyle
from playground.canvas.tools.connect_keys import ConnectKeysTool
from playground.canvas.zoom_badge import ZoomBadge
from playground.document.document import Document
from playground.palette import Theme

_KEYBOARD_REASONS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
_WHEEL_STEP, _WHEEL_FINE = 0.1, 0.01


class HasValues(Protocol):
    """Outputs of nodes over the plane, row 0 lowest."""

    @property
    def values(self) -> Mapping[str, NDArray[np.float32]]: ...


class CanvasView(SelectionActions, ColumnDrops, InPlaceEditing):
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
        self._keyboard_focus = False
        self._pieces_lost = False
        self._keys = keys.KeyMap(self)
        self._node_glide = NodeGlide(self.network_scene, self)
        self.hand = Hand(self)
        self._badge = ZoomBadge(self)
        self._badge.set_theme(self.style_now.theme)
        self.setAcceptDrops(True)
        self.viewport().setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._show_accessible_name()
        self.setWhatsThis(
            "Draw the network here. Double-click places a neuron, dragging from a node’s rim "
            "connects it. Tab walks the nodes, Page Up and Page Down walk the edges of a node, "
            "C connects, Insert places a neuron, Enter edits, F6 leaves the canvas."
        )
        scene = self.network_scene
        scene.selection_changed.connect(self.selection_changed)
        scene.selection_changed.connect(self._show_accessible_name)
        scene.node_hovered.connect(self.node_hovered)
        scene.nodes_jumped.connect(self._on_nodes_jumped)
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

    def light(self, ids: Iterable[str] | None) -> None:
        """Put a ring around exactly these nodes, as those that another view points at."""
        self.network_scene.light(ids or ())

    def select(self, ids: Sequence[str]) -> None:
        self.network_scene.select(ids)

    def everything(self) -> QRectF:
        """The rectangle around the whole network."""
        return self.network_scene.bounds()

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
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def show_node(self, node_id: str) -> None:
        """Scroll until a node is in view."""
        self.ensureVisible(self.network_scene.nodes[node_id].bounds(), 24, 24)

    def walk_to(self, node_id: str, adding: bool = False) -> None:
        """Make a node the current one, as the keyboard does, and bring it into view.

        It alone is selected, or `adding` to what is.
        """
        chosen = self.network_scene.selection
        kept = [key for key in chosen if key != node_id] if adding else []
        self.network_scene.select([*kept, node_id])
        self.show_node(node_id)
        self.node_hovered.emit(node_id)
        many = f", {selection_in_words(self.network_scene)}" if kept else ""
        self.describe(node_in_words(self.network_scene, node_id) + many)

    def walk_to_edge(self, edge_id: str) -> None:
        """Select an edge, as the keyboard does, and bring its weight into view."""
        self.network_scene.select([edge_id])
        self.ensureVisible(self.network_scene.chips.box(edge_id), 24, 24)
        self.describe(edge_in_words(self.network_scene, edge_id))

    def start_connecting(self) -> None:
        """Connect from the current node by keyboard."""
        scene = self.network_scene
        if len(scene.nodes) < 2 or scene.current not in scene.nodes:
            self.message_shown.emit("Select the node to connect from first.")
            return
        self.hand.begin(ConnectKeysTool(self, Hit("rim", scene.current)), NOWHERE)

    def cancel_tool(self) -> bool:
        """Cancel the gesture that is under way; whether there was one."""
        return self.hand.cancel()

    def stop_glide(self) -> None:
        """Let nodes be where they belong at once."""
        self._node_glide.stop()

    def _show_accessible_name(self) -> None:
        """Screen readers say the name of what has the focus, so it tells what is selected."""
        self.setAccessibleName(f"Network canvas: {selection_in_words(self.network_scene)}")

    def _on_pieces_removed(self, ids: tuple[str, ...]) -> None:
        self._pieces_lost = True

    def _on_network_changed(self) -> None:
        """After the scene took the change over: a gesture on what is gone ends."""
        self._show_accessible_name()
        if self._pieces_lost:
            self._pieces_lost = False
            self.cancel_tool()
            self.close_editor()

    def _on_nodes_jumped(self, old: dict[str, tuple[float, float]]) -> None:
        if self.is_animated and not self.hand.is_busy and self.isVisible():
            self._node_glide.start(old)

    def _on_replaced(self) -> None:
        self.cancel_tool()
        self.close_editor()
        self._show_accessible_name()
        self.fit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.leave_editor()
        self.hand.press(event)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.hand.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.hand.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.hand.double_click(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        at = self.mapToScene(event.position().toPoint())
        hit = self.network_scene.hit(at, self.zoom)
        turn = event.angleDelta().y() or event.angleDelta().x()
        if hit.kind == "chip" and hit.id in self.network_scene.selection and turn:
            fine = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.step_weights(hit.id, turn / 120 * (_WHEEL_FINE if fine else _WHEEL_STEP))
            event.accept()
            return
        self.leave_editor()
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
            and (self.hand.is_busy or self._keys.wants(event))
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.hand.is_busy:
            self.hand.key(event)
            event.accept()
        elif self._keys.press(event):
            event.accept()
        else:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.hand.hold_space(False)
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
        self.hand.lose_keys(event.reason())
        if not self.underMouse():
            self.node_hovered.emit("")
        self.viewport().update()

    def hideEvent(self, event: QHideEvent) -> None:
        self.cancel_tool()
        super().hideEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.hand.leave()

    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        painter.save()
        painter.resetTransform()
        room = QRectF(self.viewport().rect())
        if not self.network_scene.nodes:
            draw_empty_hint(painter, room, self.style_now)
        if self._keyboard_focus:
            painter.setPen(QPen(self.style_now.selection, 2))
            painter.drawRect(room.adjusted(1, 1, -1, -1))
        painter.restore()
