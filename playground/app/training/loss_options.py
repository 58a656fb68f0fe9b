"""The switches of the loss view are those of the document."""

from __future__ import annotations

from PySide6.QtCore import QObject

from playground.app.controller import Controller
from playground.document.view_edits import change_view
from playground.plots.loss.view import LossView


class LossOptions(QObject):
    """Makes wishes of the loss view into edits, and shows it what the document has."""

    def __init__(self, controller: Controller, view: LossView) -> None:
        super().__init__(controller)
        self._controller = controller
        self._view = view
        view.log_requested.connect(self._switch_log)
        view.accuracy_requested.connect(self._switch_accuracy)
        controller.document.view_changed.connect(self._show)
        controller.document.replaced.connect(self._show)
        self._show()

    def _switch_log(self, is_on: bool) -> None:
        self._controller.do(change_view(loss_log=is_on))

    def _switch_accuracy(self, is_on: bool) -> None:
        self._controller.do(change_view(loss_accuracy=is_on))

    def _show(self) -> None:
        view = self._controller.document.view
        self._view.set_options(view.loss_log, view.loss_accuracy)
