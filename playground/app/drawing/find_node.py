"""Ctrl+F: a line over the canvas that finds nodes by what is written on them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QWidget

from playground.canvas.view import CanvasView
from playground.widgets.described import described
from playground.widgets.icons import IconToolButton

_WIDTH = 260


def matching_nodes(canvas: CanvasView, query: str) -> list[str]:
    """Ids of the nodes on which every word of the query is written, column by column.

    Names are the node's own and the automatic one; a column counts for an input, the activation
    for a neuron.
    """
    words = query.casefold().split()
    network = canvas.network_scene.network
    found = []
    for node_id, item in canvas.network_scene.nodes.items():
        node = network.nodes[node_id]
        label = node.column or "" if node.is_input else f"{item.activation_label} {node.activation}"
        text = f"{item.name} {node.name} {label} {item.role}".casefold()
        if words and all(word in text for word in words):
            found.append(node_id)
    return sorted(found, key=lambda key: (network.nodes[key].x, network.nodes[key].y))


class FindBar(QFrame):
    """Hidden until `open`; Enter goes on to the next node, Escape back to the canvas."""

    def __init__(self, canvas: CanvasView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._found: list[str] = []
        self._at = 0
        self.setProperty("role", "strip")
        self._line = described(
            QLineEdit(self),
            "Find a node",
            "Name, activation or role of a node; Enter shows the next one, Escape closes",
        )
        self._line.setPlaceholderText("Name, activation or role")
        self._line.setMaximumWidth(_WIDTH)
        self._count = QLabel(self)
        self._count.setProperty("role", "caption")
        self._back = IconToolButton("ph.caret-up", "Previous node (Shift+Enter)", self)
        self._next = IconToolButton("ph.caret-down", "Next node (Enter)", self)
        self._close = IconToolButton("ph.x", "Close the search (Esc)", self)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 8, 4)
        row.setSpacing(6)
        row.addWidget(self._line, 1)
        for widget in (self._back, self._next, self._count):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self._close)
        self._line.textChanged.connect(self._find)
        self._back.clicked.connect(self.show_previous)
        self._next.clicked.connect(self.show_next)
        self._close.clicked.connect(self.close_bar)
        self.hide()

    def open(self) -> None:
        """Show the line, ready to type."""
        self.show()
        self._line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._line.selectAll()
        self._find()

    def close_bar(self) -> None:
        self.hide()
        self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_next(self) -> None:
        self._go(1)

    def show_previous(self) -> None:
        self._go(-1)

    def _find(self) -> None:
        self._found = matching_nodes(self._canvas, self._line.text())
        self._at = 0
        self._go(0)

    def _go(self, step: int) -> None:
        # Meanwhile the drawing may have lost some of them.
        nodes = self._canvas.network_scene.nodes
        self._found = [node_id for node_id in self._found if node_id in nodes]
        for button in (self._back, self._next):
            button.setEnabled(len(self._found) > 1)
        if not self._found:
            self._count.setText("No such node" if self._line.text().strip() else "")
            return
        self._at = (self._at + step) % len(self._found)
        node_id = self._found[self._at]
        self._count.setText(f"{self._at + 1} of {len(self._found)}")
        self._canvas.walk_to(node_id)
        self._canvas.look_at(nodes[node_id].x(), nodes[node_id].y())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            backwards = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self._go(-1 if backwards else 1)
        else:
            super().keyPressEvent(event)
