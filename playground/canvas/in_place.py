"""Editors and menus that open where the thing they change is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, SignalInstance
from PySide6.QtWidgets import QMenu

from playground.canvas import menus
from playground.canvas.editor import Commit, InlineEditor
from playground.canvas.hit import NOTHING, Hit
from playground.canvas.zoom_view import ZoomView
from playground.document import edits
from playground.network.errors import NetworkError
from playground.network.weight import Weight, parse_weight

if TYPE_CHECKING:
    from playground.canvas.scene import NetworkScene
    from playground.canvas.view import CanvasView


class InPlaceEditing(ZoomView):
    """The view's part that types weights, biases and names, and opens menus."""

    network_scene: NetworkScene
    edit_requested: SignalInstance
    message_shown: SignalInstance
    weighted_selection: Callable[[str], list[str]]
    editor: InlineEditor | None
    menu: QMenu | None

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
        scene = self.network_scene
        item = scene.nodes[node_id]

        def commit(text: str) -> str:
            try:
                edits.clean_name(text)
            except NetworkError as error:
                self.message_shown.emit(str(error))
                return str(error)
            self.edit_requested.emit(edits.rename(node_id, text))
            return ""

        if scene.document.view.label_style != "names":
            self.message_shown.emit("The canvas shows symbols now; names come with View ▸ Labels.")

        box = item.zone_box("name").translated(item.pos())
        self._open_editor(box, item.node.name, f"Name of {item.name}", commit)

    def open_activation_menu(self, node_id: str) -> None:
        item = self.network_scene.nodes[node_id]
        below = item.pos() + item.zone_box("activation").bottomLeft()
        self._popup(menus.activation_menu(self._canvas, node_id), self._screen_of(below))

    def open_menu(self, hit: Hit, screen: QPoint) -> None:
        """The context menu of a hit, at a place on the screen."""
        if hit.id and hit.id not in self.network_scene.selection:
            self.network_scene.select([hit.id])
        at = self.mapToScene(self.viewport().mapFromGlobal(screen))
        self._popup(menus.context_menu(self._canvas, hit, at), screen)

    def open_current_menu(self) -> None:
        """The context menu by keyboard: of the selection, or of the canvas."""
        scene = self.network_scene
        if scene.current:
            hit, at = Hit("body", scene.current), scene.nodes[scene.current].pos()
        elif scene.selected_edges:
            edge_id = scene.selected_edges[-1]
            hit, at = Hit("edge", edge_id), scene.chips.box(edge_id).center()
        else:
            hit, at = NOTHING, self._canvas.centre()
        self.open_menu(hit, self._screen_of(at))

    def leave_editor(self) -> None:
        """Take what was typed unless it is refused, and close the editor."""
        if self.editor is not None and not self.editor.take():
            self.close_editor()

    def close_editor(self) -> None:
        """Leave the open editor without a change."""
        if self.editor is not None:
            self.editor.close_editor()

    @property
    def _canvas(self) -> CanvasView:
        return cast("CanvasView", self)

    def _popup(self, menu: QMenu, screen: QPoint) -> None:
        self._canvas.cancel_tool()
        if self.menu is not None:
            self.menu.close()
            self.menu.deleteLater()
        self.menu = menu
        menu.popup(screen)

    def _screen_of(self, at: QPointF) -> QPoint:
        return self.viewport().mapToGlobal(self.mapFromScene(at))

    def _open_editor(self, box: QRectF, text: str, what: str, commit: Commit) -> None:
        self._canvas.cancel_tool()
        self.close_editor()
        self.ensureVisible(box, 60, 40)
        place: QRect = self.mapFromScene(box).boundingRect()
        self.editor = InlineEditor(self.viewport(), place, text, what, self.style_now, commit)
        self.editor.closed.connect(self._on_editor_closed)

    def _on_editor_closed(self, had_focus: bool) -> None:
        self.editor = None
        self.message_shown.emit("")
        if had_focus:
            self.setFocus(Qt.FocusReason.OtherFocusReason)


def _text_of(weight: Weight) -> str:
    """The text to start typing from."""
    return weight.text or f"{weight.value:.6g}"
