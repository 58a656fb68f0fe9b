"""The columns that inputs may show: tick one or drag it onto the canvas."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QListWidget, QListWidgetItem, QWidget

from playground.data.features import Feature
from playground.widgets.described import described

COLUMN_MIME = "application/x-playground-column"
"""Mime type of a dragged column: its key in UTF-8."""
_KEY = Qt.ItemDataRole.UserRole
_ROW_HEIGHT = 26
_MOST_ROWS = 8
_CHECK_ROOM = 40


class FeatureList(QListWidget):
    """Ticked columns have their input in the drawing; names in as many columns as fit.

    Signals
    -------
    ticked(str), unticked(str) : what a person asked for; the list waits for the document.
    """

    ticked = Signal(str)
    unticked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        described(
            self,
            "Input columns",
            "Tick a column to give it an input, or drag it onto the canvas",
            "The numbers of each point that an input node can show. A ticked column has its "
            "input in the drawing; products and sines give the network more to work with.",
        )
        self.setProperty("role", "bare")
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._rows: list[tuple[str, str, bool]] = []
        self._used: frozenset[str] = frozenset()
        self.itemChanged.connect(self._hear_tick)

    def show_columns(self, available: Sequence[Feature], used: Iterable[str]) -> None:
        """List the columns, `used` ones ticked; used columns that are not available come last."""
        used = frozenset(used)
        known = {feature.key for feature in available}
        rows = [(feature.key, feature.label, True) for feature in available]
        rows += [(key, key, False) for key in sorted(used - known)]
        if (rows, used) == (self._rows, self._used):
            return
        self._used = used
        self.blockSignals(True)
        if rows != self._rows:
            self._rows = rows
            self.clear()
            for key, label, is_known in rows:
                self._add(key, label, is_known)
        for row in range(self.count()):
            item = self.item(row)
            ticked = item.data(_KEY) in self._used
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self.blockSignals(False)
        self._fit()
        self.viewport().update()

    def _add(self, key: str, label: str, is_known: bool) -> None:
        item = QListWidgetItem(label if is_known else f"{label} (not in the data)", self)
        item.setData(_KEY, key)
        item.setToolTip(
            f"{label}: tick to add its input, or drag it onto the canvas"
            if is_known
            else f"The data has no column {label}; untick it or bind its input to another column"
        )
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable
        flags |= Qt.ItemFlag.ItemIsSelectable
        item.setFlags(flags | Qt.ItemFlag.ItemIsDragEnabled if is_known else flags)

    def _fit(self) -> None:
        """Give every name the width of the longest and be as high as some rows of them."""
        advance = self.fontMetrics().horizontalAdvance
        names = [self.item(row).text() for row in range(self.count())]
        wanted = max((advance(name) for name in names), default=0) + _CHECK_ROOM
        room = max(1, self.viewport().width() - 1)
        across = max(1, min(room // max(1, wanted), 4))
        cell = QSize(room // across, _ROW_HEIGHT)
        self.blockSignals(True)
        for row in range(self.count()):
            self.item(row).setSizeHint(cell)
        self.blockSignals(False)
        self.setGridSize(cell)
        rows = max(1, -(-self.count() // across))
        scrolls = rows > _MOST_ROWS
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if scrolls else policy.ScrollBarAlwaysOff
        )
        self.setFixedHeight(min(rows, _MOST_ROWS) * _ROW_HEIGHT + 8)

    def _hear_tick(self, item: QListWidgetItem) -> None:
        key = item.data(_KEY)
        wanted = item.checkState() == Qt.CheckState.Checked
        if wanted == (key in self._used):
            return
        # The document decides; until it says so the box shows what is.
        self.blockSignals(True)
        item.setCheckState(Qt.CheckState.Unchecked if wanted else Qt.CheckState.Checked)
        self.blockSignals(False)
        (self.ticked if wanted else self.unticked).emit(key)

    def mimeTypes(self) -> list[str]:  # noqa: N802
        return [COLUMN_MIME]

    def mimeData(self, items: Sequence[QListWidgetItem]) -> QMimeData:  # noqa: N802
        data = QMimeData()
        for item in items:
            data.setData(COLUMN_MIME, item.data(_KEY).encode("utf-8"))
        return data

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(120, _ROW_HEIGHT)
