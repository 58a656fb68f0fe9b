"""Keeps the curves of earlier runs, so that seeds and drawings can be compared."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject

from playground.app.controller import Controller
from playground.app.sizes import size_of
from playground.document.content import Content
from playground.engine.snapshot import EMPTY_CURVE, LossCurve, Snapshot
from playground.plots.curves import thinned
from playground.plots.loss.runs import MOST_RUNS, KeptRun
from playground.plots.loss.view import LossView

_POINTS = 1000


class LossRuns(QObject):
    """Keeps the present curve whenever the training starts anew.

    A run is called by what it was at its end; "changed midway" says that it was something else
    at its beginning.
    """

    def __init__(self, controller: Controller, view: LossView) -> None:
        super().__init__(controller)
        self._controller = controller
        self._view = view
        self._runs: list[KeptRun] = []
        self._keeps = True
        self._curve = EMPTY_CURVE
        self._name = self._first_name = self._present = ("", 0)
        self._has_begun = False
        controller.snapshot_arrived.connect(self._on_snapshot)
        controller.restarted.connect(self._on_restarted)
        controller.lowered_changed.connect(self._on_lowered)
        controller.document.replaced.connect(self._on_replaced)
        view.keep_requested.connect(self._keep)
        view.clear_requested.connect(self._clear)
        view.remove_requested.connect(self._remove)
        self._on_lowered()
        self._show()

    def _on_snapshot(self, snapshot: Snapshot) -> None:
        if not self._has_begun:
            self._first_name = self._present
        self._has_begun = len(snapshot.curve.epochs) > 1
        self._curve, self._name = snapshot.curve, self._present

    def _on_restarted(self) -> None:
        if self._keeps and self._has_begun:
            self._add()
        self._has_begun = False

    def _on_lowered(self) -> None:
        content = self._controller.document.content
        self._present = describe(content), content.training.seed

    def _on_replaced(self) -> None:
        self._has_begun = False
        self._clear()

    def _add(self) -> None:
        self._runs = self._runs[-MOST_RUNS + 1 :]
        used = {run.color for run in self._runs}
        color = next(index for index in range(MOST_RUNS) if index not in used)
        is_changed = self._first_name != self._name
        self._runs.append(KeptRun(*self._name, is_changed, _thinned(self._curve), color))
        self._show()

    def _keep(self, keeps: bool) -> None:
        self._keeps = keeps
        self._show()

    def _clear(self) -> None:
        self._runs.clear()
        self._show()

    def _remove(self, index: int) -> None:
        del self._runs[index]
        self._show()

    def _show(self) -> None:
        self._view.show_runs(tuple(self._runs), self._keeps)


def describe(content: Content) -> str:
    """A network in a word or two, such as “2-4-1 tanh”."""
    neurons = [node for node in content.network.nodes if not node.is_input]
    kinds = list(dict.fromkeys(node.activation for node in neurons))
    word = kinds[0].replace("_", " ") if len(kinds) == 1 else "mixed"
    return f"{size_of(content.network).shape} {word}" if kinds else "No neurons"


def _thinned(curve: LossCurve) -> LossCurve:
    epochs, train = thinned(curve.epochs, curve.train, _POINTS)
    rows = np.searchsorted(curve.epochs, epochs)
    gaps = np.full(len(epochs), np.nan)
    return LossCurve(epochs, train, curve.test[rows], gaps, gaps)
