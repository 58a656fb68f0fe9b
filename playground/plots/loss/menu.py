"""The button of the loss view that says what becomes of earlier runs."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QIcon, QPen
from PySide6.QtWidgets import QMenu, QToolButton

from playground.palette import LIGHT, Theme
from playground.plots.loss.run_legend import line_sample
from playground.plots.loss.runs import MOST_RUNS, EarlierRun, run_color
from playground.widgets.described import described, explained
from playground.widgets.icons import IconToolButton

_PICTURES = {
    "save": ("&Save Picture…", "Save this view as a PNG or SVG file"),
    "copy": ("Copy &Picture", "Put this view into the clipboard as a picture"),
}
_TIP = "Earlier runs that are kept for comparison, and a picture of this view (Menu key)"
_KEEP_TIP = f"After Reset and New Weights the curve before stays; the last {MOST_RUNS} do"


class LossMenu(IconToolButton):
    """Opens a menu of the runs, made anew each time it is shown.

    Signals
    -------
    keep_requested(bool), clear_requested(), remove_requested(int) : what to do with runs.
    picture_requested(str) : "save" or "copy" a picture of the view.
    """

    keep_requested = Signal(bool)
    clear_requested = Signal()
    remove_requested = Signal(int)
    picture_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__("ph.stack", "Runs")
        described(self, "Runs", _TIP)
        self._theme = LIGHT
        self._runs: tuple[EarlierRun, ...] = ()
        self._keeps = True
        self._menu = QMenu("Runs", self)
        self._menu.setToolTipsVisible(True)
        self._menu.aboutToShow.connect(self._fill)
        self.setMenu(self._menu)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme

    def show_runs(self, runs: tuple[EarlierRun, ...], keeps: bool) -> None:
        self._runs, self._keeps = runs, keeps

    def open_at(self, place: QPoint) -> None:
        """Open the menu at a place of the screen."""
        self._menu.popup(place)

    def _ask_picture(self, key: str) -> None:
        self.picture_requested.emit(key)

    def _fill(self) -> None:
        menu = self._menu
        menu.clear()
        keep = menu.addAction("&Keep Runs")
        explained(keep, _KEEP_TIP)
        keep.setCheckable(True)
        keep.setChecked(self._keeps)
        keep.toggled.connect(self.keep_requested)
        clear = menu.addAction("&Clear Runs")
        explained(clear, "Remove all earlier runs")
        clear.setEnabled(bool(self._runs))
        clear.triggered.connect(self.clear_requested)
        menu.addSeparator()
        for key, (text, tip) in _PICTURES.items():
            picture = menu.addAction(text)
            explained(picture, tip)
            picture.triggered.connect(partial(self._ask_picture, key))
        if self._runs:
            menu.addSection("Remove")
        for index, run in enumerate(self._runs):
            pen = QPen(run_color(run, self._theme), 2)
            icon = QIcon(line_sample(pen, self.devicePixelRatioF()))
            action = menu.addAction(icon, run.label.replace("&", "&&"))
            explained(action, "Remove this run")
            action.triggered.connect(partial(self.remove_requested.emit, index))
