"""Drop a data column on the canvas: its input appears there."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent

from playground.document import edits

if TYPE_CHECKING:
    from playground.canvas.view import CanvasView

COLUMN_MIME = "application/x-playground-column"  # its data: the column's key as UTF-8


class ColumnDrops:
    """The view's part that takes drops.

    No QObject: of two Qt bases, only the signals of the first would be known to Qt.
    """

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(COLUMN_MIME):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        canvas = cast("CanvasView", self)
        column = bytes(event.mimeData().data(COLUMN_MIME).data()).decode(errors="replace")
        at = canvas.mapToScene(event.position().toPoint())
        event.acceptProposedAction()
        canvas.edit_requested.emit(edits.place_input(column, at.x(), at.y()))
