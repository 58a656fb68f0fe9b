"""What is known of the cells in view: counts, islands, certainty, and those too thin to see."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from playground.plots.cells.picture import CellsPicture
from playground.plots.cells.words import counts_text, exactness_text, islands_text, knife_edge_text
from playground.plots.numbers import format_number
from playground.widgets.described import described
from playground.widgets.elided_label import ElidedLabel
from playground.widgets.icons import IconButton

_COUNTS = (
    "On an activation cell every unit stays on one piece. A linear piece joins neighbours on "
    "which the outputs are the same affine function. A decision polygon joins neighbours of the "
    "same label."
)
_ISLANDS = "Connected pieces of each label, and the straight segments of the decision boundary."
_EXACTNESS = (
    "Certified: no corner was so near a line that rounding could have changed the count. "
    "Snapped: corners nearer than rounding count as on the line, as drawn numbers such as 0.1 "
    "mean it; lines closer than about 1e-12 of the view become one."
)
_KNIFE = (
    "In some cells the sum is exactly at the threshold, so the answer there hangs on how a program "
    "rounds: others may decide otherwise. The safe bias decides the same everywhere."
)
_LIST_HEIGHT = 96
_MOST_LISTED = 500


class CellsFacts(QWidget):
    """Three lines of facts and a list that unfolds.

    `cell_chosen(int)` comes with a cell of the list that someone wants to see,
    `margin_requested(str, float)` with a node and what to add to its bias.
    """

    cell_chosen = Signal(int)
    margin_requested = Signal(str, float)

    def __init__(self) -> None:
        super().__init__()
        self._counts, self._islands, self._warning = (ElidedLabel() for _ in range(3))
        self._exactness = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        for label, tip in (
            (self._counts, _COUNTS),
            (self._islands, _ISLANDS),
            (self._exactness, _EXACTNESS),
            (self._warning, _KNIFE),
        ):
            label.setProperty("role", "small")
            label.setStatusTip(tip)
            label.setWhatsThis(tip)
        for label in (self._counts, self._islands, self._warning):
            label.fill_row()
        self._exactness.setToolTip(_EXACTNESS)
        self._more = IconButton("", "ph.caret-right", "muted_text")
        self._more.setProperty("role", "section")
        self._more.setCheckable(True)
        self._list = QListWidget()
        self._list.setMaximumHeight(_LIST_HEIGHT)
        self._list.hide()
        described(
            self._list,
            "Cells too thin to see",
            "Cells thinner than a pixel, the thinnest first; click or press Enter to zoom there",
        )
        self.margin_button = QPushButton("Use the safe &bias")
        described(
            self.margin_button,
            "Use the safe bias",
            "Move the bias halfway to the next sum, so that every program decides the same",
        )
        self._knife = QWidget()
        row = QHBoxLayout(self._knife)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._warning, 1)
        row.addWidget(self.margin_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for label in (self._counts, self._islands, self._exactness):
            column.addWidget(label)
        for widget in (self._knife, self._more, self._list):
            column.addWidget(widget)
        self._thin: tuple[int, ...] = ()
        self._picture: CellsPicture | None = None
        self.margin_button.clicked.connect(self._on_margin)
        self._more.toggled.connect(self._unfold)
        self._list.itemClicked.connect(self._on_chosen)
        self._list.itemActivated.connect(self._on_chosen)
        self.show_picture(None)

    def show_picture(self, picture: CellsPicture | None) -> None:
        """Tell the facts of a picture; nothing of None."""
        self._picture = picture
        for label in (self._counts, self._islands, self._exactness):
            label.setVisible(picture is not None)
        self._knife.setVisible(picture is not None and bool(picture.knife_edges))
        if picture is None:
            self.show_thin(())
            return
        self._tell(self._counts, counts_text(picture), _COUNTS)
        self._tell(self._islands, islands_text(picture), _ISLANDS)
        self._tell(self._warning, knife_edge_text(picture), _KNIFE)
        if self._exactness.text() != (text := exactness_text(picture)):
            self._exactness.setText(text)

    def show_thin(self, faces: tuple[int, ...]) -> None:
        """These cells of the picture can't be seen at this zoom, the thinnest first."""
        self._thin = faces
        if bool(faces) == self._more.isHidden():
            self._more.setVisible(bool(faces))
        text = f"+{len(faces):,} cell{'s' * (len(faces) != 1)} too thin to see"
        if text != self._more.text():
            self._more.setText(text)
            described(self._more, text, "Show or hide the list of cells thinner than a pixel")
        if self._more.isChecked():
            self._unfold(True)

    def _unfold(self, is_open: bool) -> None:
        picture = self._picture
        faces = self._thin[:_MOST_LISTED] if is_open else ()
        if picture is None or not faces:
            self._more.show_icon("ph.caret-right", "muted_text")
            self._list.setVisible(False)
            self._list.clear()
            return
        if self._list.isHidden():
            self._more.show_icon("ph.caret-down", "muted_text")
            self._list.setVisible(True)
        # Row by row, so that who walks through the list keeps his place.
        while self._list.count() > len(faces):
            self._list.takeItem(self._list.count() - 1)
        for row, face in enumerate(faces):
            if row == self._list.count():
                self._list.addItem(QListWidgetItem())
            area = format_number(float(picture.arrangement.areas[face]))
            pattern = f"{picture.patterns[face]} · " if picture.patterns else ""
            item = self._list.item(row)
            item.setText(f"{pattern}area {area}")
            item.setData(Qt.ItemDataRole.UserRole, face)

    def _tell(self, label: ElidedLabel, text: str, tip: str) -> None:
        if label.full_text != text:
            label.show_text(text)
            label.setToolTip(f"{text}\n\n{tip}")

    def _on_margin(self) -> None:
        assert self._picture is not None
        edge = self._picture.knife_edges[0]
        nodes = self._picture.arrangement.request.network.nodes
        bias = next(node.bias for node in nodes if node.id == edge.node_id)
        self.margin_requested.emit(edge.node_id, edge.bias - bias)

    def _on_chosen(self, item: QListWidgetItem) -> None:
        self.cell_chosen.emit(item.data(Qt.ItemDataRole.UserRole))
