"""Which cell is pointed at, by mouse or by keys, and what is said of it."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject, QPointF, Qt, Signal

from playground.palette import Theme
from playground.plots.cells.layer import CellsLayer
from playground.plots.cells.picture import CellsPicture
from playground.plots.cells.words import cell_text, firing
from playground.plots.message_card import MessageCard
from playground.plots.plane.chart import PlaneChart


class CellsPointer(QObject):
    """Lights one cell and shows a card beside it.

    Signals
    -------
    cell_changed(object) : ids of the nodes that are on there, None when no cell is lit any more.
    hinted(str) : the card in one line, "" when it goes.
    """

    cell_changed = Signal(object)
    hinted = Signal(str)

    def __init__(self, chart: PlaneChart, layer: CellsLayer) -> None:
        super().__init__(chart)
        self._chart = chart
        self._layer = layer
        self._card = MessageCard(chart)
        self._card.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self._picture: CellsPicture | None = None
        self._place: QPointF | None = None
        self.axes = ("x₁", "x₂")
        self.face: int | None = None

    def set_theme(self, theme: Theme) -> None:
        self._card.set_theme(theme)

    def show_picture(self, picture: CellsPicture | None) -> None:
        """The cells are others now: what lies under the pointer may be another one."""
        self._picture = picture
        if self._place is not None:
            self.point_at(self._place)
        else:
            self.light(None)

    def point_at(self, place: QPointF | None) -> None:
        """Light the cell under a place of the plane; None for none."""
        self._place = place
        picture, face = self._picture, None
        if picture is not None and place is not None:
            face = picture.arrangement.face_at(place.x(), place.y())
        self.light(face)
        if face is not None and place is not None:
            self._show_card(self._chart.box.mapViewToScene(place))

    def light(self, face: int | None) -> None:
        """Light that cell without a card, or none."""
        if face is None or self._picture is None:
            self._card.hide()
            self._layer.light(None)
            if self.face is not None:
                self.face = None
                self.cell_changed.emit(None)
                self.hinted.emit("")
            return
        self.face = face
        self._layer.light(face)
        self.cell_changed.emit(firing(self._picture, face))
        self.hinted.emit(" · ".join(self._text().splitlines()))

    def walk(self, by: int) -> None:
        """Light the next cell, or with −1 the one before, in the order of the sums."""
        picture = self._picture
        if picture is None:
            return
        count = picture.arrangement.face_count
        order = np.arange(count) if picture.sums is None else np.argsort(picture.sums)
        if self.face is None:
            place = 0 if by > 0 else count - 1
        else:
            place = (int(np.flatnonzero(order == self.face)[0]) + by) % count
        self.light(int(order[place]))
        self._place = QPointF(*picture.arrangement.centres[order[place]])
        corners = picture.arrangement.polygon(int(order[place]))
        # Beside the cell rather than over it.
        self._show_card(self._chart.box.mapViewToScene(QPointF(*corners.max(axis=0))))
        self._chart.setAccessibleDescription(self._card.text())

    def _show_card(self, position: QPointF) -> None:
        self._card.show_beside(self._text(), position)

    def _text(self) -> str:
        assert self._picture is not None
        assert self.face is not None
        return cell_text(self._picture, self.face, self.axes)
