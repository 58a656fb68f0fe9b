"""What every key does on the canvas, as one table."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from playground.canvas import geometry
from playground.canvas.geometry import GRID
from playground.document import arrange_edits, edits

if TYPE_CHECKING:
    from playground.canvas.view import CanvasView

_ARROWS = {"Left": (-1, 0), "Right": (1, 0), "Up": (0, -1), "Down": (0, 1)}
_PAN_STEP = 60
_TYPING_MS = 1000


class KeyMap:
    """Reads keys for a canvas. Letters over selected neurons spell an activation."""

    def __init__(self, canvas: CanvasView) -> None:
        self._canvas = canvas
        self._typed = ""
        self._typed_over: list[str] = []
        self._centre = ""  # the node whose edges are walked
        self._typing = object()
        self._since = QElapsedTimer()
        self._table: dict[str, Callable[[], object]] = {
            "Del": canvas.delete_selection,
            "Backspace": canvas.delete_selection,
            "Ctrl+A": canvas.select_all,
            "Ctrl+C": canvas.copy,
            "Ctrl+X": canvas.cut,
            "Ctrl+V": canvas.paste,
            "Ctrl+D": canvas.duplicate,
            "Ctrl+I": canvas.invert_selection,
            "Ctrl+L": canvas.lock_biases,
            "Ctrl++": canvas.zoom_in,
            "Ctrl+Shift++": canvas.zoom_in,
            "Ctrl+=": canvas.zoom_in,
            "Ctrl+-": canvas.zoom_out,
            "Ctrl+0": canvas.zoom_reset,
            "Home": canvas.fit,
            "1": canvas.fit,
            "3": canvas.fit_selection,
            "Ins": canvas.place_neuron_at_centre,
            "F2": self._rename,
            "Return": self._edit,
            "Enter": self._edit,
            "Menu": canvas.open_current_menu,
            "Shift+F10": canvas.open_current_menu,
            "Space": lambda: canvas.hand.hold_space(True),
            "Esc": canvas.clear_selection,
            "Tab": lambda: self._walk(1),
            "Backtab": lambda: self._walk(-1),
            "PgDown": lambda: self._walk_edges(1),
            "PgUp": lambda: self._walk_edges(-1),
        }
        for name, (dx, dy) in _ARROWS.items():
            for modifier, step in (("", GRID), ("Shift+", 10 * GRID), ("Alt+", 1.0)):
                self._table[modifier + name] = self._nudging(dx * step, dy * step, dx, dy)
            self._table["Ctrl+" + name] = self._following(name, adding=False)
            self._table["Ctrl+Shift+" + name] = self._following(name, adding=True)

    def wants(self, event: QKeyEvent) -> bool:
        """Whether the canvas uses the key before the window's shortcuts see it.

        With Ctrl the window comes first, which may mean more by Paste than the canvas.
        """
        name = _name(event)
        return (name in self._table and "Ctrl+" not in name) or self._letter(event) != ""

    def press(self, event: QKeyEvent) -> bool:
        """Do what the key means; False when it means nothing here."""
        name = _name(event)
        letter = self._letter(event)
        if name in self._table:
            self._typed = ""
            self._table[name]()
        elif letter:
            self._press_letter(letter)
        else:
            return False
        return True

    def _letter(self, event: QKeyEvent) -> str:
        """The letter that would be used, or ""."""
        if event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        ):
            return ""
        text = event.text().lower()
        scene = self._canvas.network_scene
        return text if len(text) == 1 and text.isalpha() and scene.selection else ""

    def _goes_on(self, neurons: list[str]) -> bool:
        """Whether the letter belongs to those typed just now, over the same neurons."""
        is_soon = self._since.isValid() and self._since.elapsed() < _TYPING_MS
        return is_soon and neurons == self._typed_over

    def _press_letter(self, letter: str) -> None:
        scene = self._canvas.network_scene
        neurons = [key for key in scene.selected_nodes if not scene.network.nodes[key].is_input]
        typing = self._typed if self._goes_on(neurons) else ""
        if not typing and letter == "c" and scene.current:
            self._canvas.start_connecting()
        elif not typing and letter == "l" and scene.selected_edges:
            self._canvas.lock_edges()
        elif neurons:
            self._spell(typing + letter, neurons)

    def _spell(self, typed: str, neurons: list[str]) -> None:
        canvas = self._canvas
        found = next(
            (
                key
                for key, label in canvas.activations.items()
                if label.lower().replace(" ", "").startswith(typed) or key.startswith(typed)
            ),
            None,
        )
        if found is None:
            self._typed = ""
            canvas.message_shown.emit(f"No activation starts with “{typed}”.")
            return
        if len(typed) == 1:
            self._typing = object()
        self._typed, self._typed_over = typed, neurons
        self._since.start()
        canvas.wish(arrange_edits.merged(edits.set_activation(neurons, found), self._typing))
        canvas.message_shown.emit(f"“{typed}”: {canvas.activations[found]}")

    def _rename(self) -> None:
        if self._canvas.network_scene.current:
            self._canvas.rename(self._canvas.network_scene.current)

    def _edit(self) -> None:
        scene = self._canvas.network_scene
        if scene.selection:
            self._canvas.edit_weight(scene.selection[-1])

    def _walk(self, step: int) -> None:
        """To the next node, column by column."""
        nodes = self._canvas.network_scene.nodes
        ids = sorted(nodes, key=lambda key: (round(nodes[key].x() / 40), nodes[key].y()))
        current = self._canvas.network_scene.current
        if ids:
            at = ids.index(current) + step if current else (0 if step > 0 else -1)
            self._canvas.walk_to(ids[at % len(ids)])

    def _walk_edges(self, step: int) -> None:
        """To the next edge of the current node, those that come in first."""
        scene = self._canvas.network_scene
        if scene.current:
            self._centre = scene.current
        if self._centre not in scene.nodes:
            return
        network = scene.network
        edges = (*network.incoming(self._centre), *network.outgoing(self._centre))
        ids = [edge.id for edge in edges]
        selected = scene.selected_edges[-1:]
        at = ids.index(selected[0]) if selected and selected[0] in ids else -1 if step > 0 else 0
        if ids:
            self._canvas.walk_to_edge(ids[(at + step) % len(ids)])

    def _nudging(self, dx: float, dy: float, pan_x: int, pan_y: int) -> Callable[[], None]:
        def nudge() -> None:
            if self._canvas.network_scene.selected_nodes:
                self._canvas.nudge(dx, dy)
            else:
                self._canvas.pan(QPoint(pan_x * _PAN_STEP, pan_y * _PAN_STEP))

        return nudge

    def _following(self, arrow: str, adding: bool) -> Callable[[], None]:
        """Right goes on along an edge, left back; up and down go to the node next to it.

        The node is selected, or added to what is.
        """

        def follow() -> None:
            scene = self._canvas.network_scene
            network = scene.network
            if not scene.current:
                self._leave_edge(arrow)
                return
            if arrow == "Right":
                ids = [edge.target for edge in network.outgoing(scene.current)]
            elif arrow == "Left":
                ids = [edge.source for edge in network.incoming(scene.current)]
            else:
                ids = [key for key in scene.nodes if key != scene.current]
            here = scene.nodes[scene.current]
            places = {key: (scene.nodes[key].x(), scene.nodes[key].y()) for key in ids}
            found = geometry.nearest_towards((here.x(), here.y()), places, arrow.lower())
            if found is None and arrow in ("Left", "Right") and ids:
                found = ids[0]
            if found is not None:
                self._canvas.walk_to(found, adding)

        return follow

    def _leave_edge(self, arrow: str) -> None:
        """From a selected edge to one of its ends, from nowhere to the first node."""
        scene = self._canvas.network_scene
        if arrow in ("Left", "Right") and scene.selected_edges:
            edge = scene.network.edges[scene.selected_edges[-1]]
            self._canvas.walk_to(edge.source if arrow == "Left" else edge.target)
        else:
            self._walk(1)


def _name(event: QKeyEvent) -> str:
    """The key with its modifiers as `Ctrl+Shift+A`, the keypad as the other keys."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    key = Qt.Key(event.key())
    if key == Qt.Key.Key_Backtab:
        modifiers &= ~Qt.KeyboardModifier.ShiftModifier
    if key == Qt.Key.Key_Tab and modifiers == Qt.KeyboardModifier.ShiftModifier:
        return "Backtab"
    text = QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)
    prefix = "".join(
        name
        for flag, name in (
            (Qt.KeyboardModifier.ControlModifier, "Ctrl+"),
            (Qt.KeyboardModifier.AltModifier, "Alt+"),
            (Qt.KeyboardModifier.ShiftModifier, "Shift+"),
        )
        if modifiers & flag
    )
    return prefix + text
