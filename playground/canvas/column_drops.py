"""Drop a data column on the canvas: its input appears there."""

from __future__ import annotations

from PySide6.QtCore import SignalInstance
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QGraphicsView

from playground.document import edits

COLUMN_MIME = "application/x-playground-column"  # its data: the column's key as UTF-8


class ColumnDrops(QGraphicsView):
    """The view's part that takes drops."""

    edit_requested: SignalInstance

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
