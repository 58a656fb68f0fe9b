"""Stop rules: when a run ends by itself."""

from __future__ import annotations

import math

from playground.engine.snapshot import Metrics
from playground.engine.spec import StopRules


class StopWatch:
    """Watches one run; `begin` starts the count of epochs without progress anew."""

    def __init__(self, rules: StopRules) -> None:
        self.rules = rules
        self._best_loss = math.inf
        self._best_epoch: int | None = None

    def begin(self) -> None:
        self._best_loss, self._best_epoch = math.inf, None

    def due(self, epoch: int, metrics: Metrics) -> str:
        """Why the run ends after this epoch, in words; "" when it goes on."""
        rules, loss, accuracy = self.rules, metrics.loss_train, metrics.accuracy_train
        if rules.epochs and epoch >= rules.epochs:
            return f"epoch {rules.epochs:,} was reached"
        if rules.loss_below and loss is not None and loss < rules.loss_below:
            return f"the training loss fell below {rules.loss_below:g}"
        if rules.accuracy_from and accuracy is not None and accuracy >= rules.accuracy_from:
            return f"the training accuracy reached {rules.accuracy_from:.1%}"
        if rules.patience and loss is not None:
            if loss < self._best_loss or self._best_epoch is None:
                self._best_loss, self._best_epoch = loss, epoch
            elif epoch - self._best_epoch >= rules.patience:
                return f"the training loss made no progress for {rules.patience:,} epochs"
        return ""
