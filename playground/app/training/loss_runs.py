"""Shows the runs that the document keeps, so that seeds and drawings can be compared."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject

from playground.app.controller import Controller
from playground.document import run_edits
from playground.document.kept_run import KeptRun
from playground.document.view_edits import change_view
from playground.engine.snapshot import LossCurve
from playground.plots.loss.runs import EarlierRun
from playground.plots.loss.view import LossView


class LossRuns(QObject):
    """Makes wishes of the loss view about earlier runs into edits, and shows what is kept."""

    def __init__(self, controller: Controller, view: LossView) -> None:
        super().__init__(controller)
        self._controller = controller
        self._view = view
        self._shown: tuple[tuple[KeptRun, ...], bool] | None = None
        document = controller.document
        for fact in (document.runs_changed, document.view_changed, document.replaced):
            fact.connect(self._show)
        view.keep_requested.connect(self._keep)
        view.clear_requested.connect(self._clear)
        view.remove_requested.connect(self._remove)
        self._show()

    def _keep(self, keeps: bool) -> None:
        self._controller.do(change_view(loss_keep=keeps))

    def _clear(self) -> None:
        self._controller.do(run_edits.clear_runs())

    def _remove(self, index: int) -> None:
        self._controller.do(run_edits.remove_run(index))

    def _show(self) -> None:
        document = self._controller.document
        shown = document.runs, document.view.loss_keep
        if shown != self._shown:
            self._shown = shown
            self._view.show_runs(tuple(map(_drawn, document.runs)), document.view.loss_keep)


def _drawn(run: KeptRun) -> EarlierRun:
    epochs, train = np.array(run.epochs), _losses(run.train)
    gaps = np.full(len(epochs), np.nan)
    test = _losses(run.test) if run.test else gaps
    curve = LossCurve(epochs, train, test, gaps, gaps)
    return EarlierRun(run.network, run.seed, run.is_changed, curve, run.color)


def _losses(values: tuple[float | None, ...]) -> np.ndarray:
    return np.array([np.nan if value is None else value for value in values])
