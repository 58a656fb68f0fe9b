"""The gallery of examples as live pictures, with the other ways to begin."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from playground.app.examples.card import ExampleCard
from playground.app.examples.catalog import EXAMPLES
from playground.app.examples.pictures import ExamplePicture, ExamplePictures
from playground.widgets.described import described
from playground.widgets.icons import IconButton

if TYPE_CHECKING:
    from playground.app.main_window import MainWindow

_SIZE = (920, 640)
_CARD_WIDTH = 200
_RECENT = 6


class WelcomeDialog(QDialog):
    """One click opens; what is unsaved is asked about first."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.setWindowTitle("Examples")
        self._per_row = 0
        self.cards = {key: ExampleCard(example) for key, example in EXAMPLES.items()}
        self.pictures = ExamplePictures(EXAMPLES.values(), self)
        self.pictures.drawn.connect(self._show_picture)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._side = self._make_ways()
        row.addWidget(self._side)
        row.addWidget(self._make_gallery(), 1)
        room = window.screen().availableSize()
        self.resize(min(_SIZE[0], room.width() - 40), min(_SIZE[1], room.height() - 60))
        self._arrange()
        next(iter(self.cards.values())).setFocus()

    def _make_ways(self) -> QWidget:
        """New, open, and the recent files."""
        documents = self._window.documents
        side = QWidget(self)
        column = QVBoxLayout(side)
        column.setContentsMargins(20, 20, 12, 16)
        column.setSpacing(8)
        self._ways: list[QPushButton] = []
        for text, icon, tip, run in (
            ("Empty canvas", "ph.file-plus", "Start with an empty canvas", documents.new),
            ("Open…", "ph.folder-open", "Open a saved document", documents.choose_and_open),
            (
                "Open link…",
                "ph.link",
                "Open a TensorFlow Playground link",
                self._window.exchange.ask_link,
            ),
        ):
            button = described(IconButton(text, icon, parent=side), text, tip)
            button.setAutoDefault(False)
            button.clicked.connect(self._leading_to(run))
            self._ways.append(button)
            column.addWidget(button)
        recent = [path for path in self._window.settings.recent_files if Path(path).exists()]
        self._heading = QLabel("RECENT", side)
        self._heading.setProperty("role", "heading")
        self._heading.setVisible(bool(recent))
        column.addSpacing(12)
        column.addWidget(self._heading)
        for path in recent[:_RECENT]:
            name = self.fontMetrics().elidedText(Path(path).name, Qt.TextElideMode.ElideMiddle, 130)
            link = described(QPushButton(name.replace("&", "&&"), side), Path(path).name, path)
            link.setProperty("role", "section")
            link.setAutoDefault(False)
            link.clicked.connect(self._leading_to(partial(documents.open, path)))
            self._ways.append(link)
            column.addWidget(link)
        column.addStretch(1)
        return side

    def _make_gallery(self) -> QWidget:
        ground = QWidget()
        ground.setProperty("role", "column")
        self._grid = grid = QGridLayout(ground)
        grid.setContentsMargins(20, 20, 20, 20)
        grid.setSpacing(12)
        for key, card in self.cards.items():
            run = partial(self._window.documents.open, key)
            card.clicked.connect(self._leading_to(run))
            card.installEventFilter(self)
        area = QScrollArea(self)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(ground)
        self._area = area
        return area

    def _arrange(self) -> None:
        """As many cards side by side as there is room for."""
        per_row = max(1, (self.width() - self._side.sizeHint().width()) // _CARD_WIDTH)
        if per_row == self._per_row:
            return
        for place in range(max(per_row, self._per_row)):
            self._grid.setColumnStretch(place, int(place < per_row))
        self._grid.setRowStretch(self._grid.rowCount() - 1, 0)
        for number, card in enumerate(self.cards.values()):
            self._grid.addWidget(card, number // per_row, number % per_row)
        self._grid.setRowStretch(self._grid.rowCount(), 1)
        self._per_row = per_row

    def _leading_to(self, run: Callable[[], object]) -> Callable[[], None]:
        def leave() -> None:
            self.accept()
            run()

        return leave

    def _show_picture(self, key: str, picture: ExamplePicture) -> None:
        self.cards[key].show_picture(picture)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """The arrow keys walk the cards, Enter opens one as Space does."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        step = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -self._per_row,
            Qt.Key.Key_Down: self._per_row,
        }.get(Qt.Key(event.key()))
        cards = list(self.cards.values())
        if watched in cards and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            cards[cards.index(watched)].click()
            return True
        if step is None or watched not in cards:
            return False
        place = cards.index(watched) + step
        if 0 <= place < len(cards):
            cards[place].setFocus(Qt.FocusReason.TabFocusReason)
            self._area.ensureWidgetVisible(cards[place])
        return True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self.pictures.is_started:
            self.pictures.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def hideEvent(self, event: QHideEvent) -> None:
        self.pictures.stop()
        super().hideEvent(event)
