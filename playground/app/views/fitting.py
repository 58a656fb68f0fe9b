"""Data of one input are seen as a curve, others over the plane: the tab in front follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QTabBar

if TYPE_CHECKING:
    from playground.app.main_window import MainWindow

_PLANE, _LINE = "regions", "curve"


class FittingView(QObject):
    """Turns from Regions to Curve when data of one input come, and back when they go.

    It does so only where one of the two hides the other; who closed the other, or put both side
    by side, is left alone.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._was_line = False
        window.controller.dataset_changed.connect(self._on_dataset)

    def begin(self) -> None:
        """The docks stand where they were left; what is open may be data of one input."""
        self._was_line = self._is_line()
        if self._was_line:
            self._turn(_PLANE, _LINE)

    def _on_dataset(self) -> None:
        if self._window.controller.dataset is None or self._is_line() == self._was_line:
            return
        self._was_line = not self._was_line
        self._turn(*((_PLANE, _LINE) if self._was_line else (_LINE, _PLANE)))

    def _is_line(self) -> bool:
        dataset = self._window.controller.dataset
        return dataset is not None and len(dataset.columns) == 1

    def _turn(self, away: str, to: str) -> None:
        docks = {name: self._window.docks[feed.title] for name, feed in self._feeds.items()}
        beside = self._window.tabifiedDockWidgets(docks[to])
        if docks[away] in beside and self._is_front(self._feeds[away].title):
            docks[to].raise_()
            self._window.views.look_soon()

    @property
    def _feeds(self):
        return self._window.views.feeds

    def _is_front(self, title: str) -> bool:
        bars = self._window.findChildren(QTabBar)
        return any(bar.tabText(bar.currentIndex()) == title for bar in bars)
