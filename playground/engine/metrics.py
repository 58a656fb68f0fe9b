"""Losses and scores of a program over whole data sets."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from playground.engine.losses import LOSSES
from playground.engine.passes import ForwardPass
from playground.engine.program import Program
from playground.engine.recipes import Array, run
from playground.engine.snapshot import Metrics
from playground.engine.spec import TrainingData, TrainingSpec, decision_threshold

# Values of one pass; more samples than fit are evaluated piece by piece.
PASS_VALUES = 2**18


@dataclass
class _Sums:
    """What is added up over the samples of one set."""

    count: int = 0
    loss: float = 0.0
    right: int = 0
    squares: float = 0.0
    confusion: NDArray[np.int64] | None = None


class Evaluator:
    """Evaluates a program's outputs against training and test targets.

    A single output means the upper class from `spec.decision_threshold` on; of several the
    highest wins. Loss: sum over outputs, mean over samples, without regularization.
    """

    def __init__(self, program: Program, training: TrainingSpec, data: TrainingData) -> None:
        count = len(program.outputs)
        self._loss = LOSSES[training.loss]
        self._delta = training.huber_delta
        self._kind = data.kind
        self._train_count = len(data.inputs_train)
        inputs = np.concatenate([data.inputs_train, data.inputs_test])
        self._inputs = np.ascontiguousarray(inputs[:, program.columns].T, dtype=program.dtype)
        targets = np.concatenate([data.targets_train[:, :count], data.targets_test[:, :count]])
        self._targets = np.ascontiguousarray(targets.T)
        self._classes = self._target_classes()
        nodes = {node.id: node for node in program.network.nodes}
        first = nodes[program.network.outputs[0]]
        self._threshold = decision_threshold(first.activation, training.loss)
        width = max(1, PASS_VALUES // program.rows)
        self._total = len(inputs)
        self._pass = ForwardPass(program, min(width, max(1, self._total)))
        self._loaded = -1

    def losses(self) -> Metrics:
        """Return losses and, for classes, accuracies: cheap enough for every epoch."""
        return self._evaluate(full=False)

    def metrics(self) -> Metrics:
        """Return everything: R² for numbers and the confusion matrices for classes too."""
        return self._evaluate(full=True)

    def _evaluate(self, full: bool) -> Metrics:
        train, test = _Sums(), _Sums()
        with np.errstate(all="ignore"):
            for start in range(0, self._total, self._pass.width):
                self._add(start, train, test, full)
        return Metrics(
            loss_train=_mean(train.loss, train.count),
            loss_test=_mean(test.loss, test.count),
            accuracy_train=self._accuracy(train),
            accuracy_test=self._accuracy(test),
            r2_train=self._r2(train, 0, self._train_count) if full else None,
            r2_test=self._r2(test, self._train_count, self._total) if full else None,
            confusion_train=train.confusion,
            confusion_test=test.confusion,
        )

    def _add(self, start: int, train: _Sums, test: _Sums, full: bool) -> None:
        stop = min(start + self._pass.width, self._total)
        if self._loaded != start:
            self._pass.inputs[:, : stop - start] = self._inputs[:, start:stop]
            self._loaded = start
        run(self._pass.forward)
        for sums, low, high in (
            (train, start, min(stop, self._train_count)),
            (test, max(start, self._train_count), stop),
        ):
            if low < high:
                o = self._pass.outputs[:, low - start : high - start]
                self._add_part(sums, o, low, high, full)

    def _add_part(self, sums: _Sums, o: Array, low: int, high: int, full: bool) -> None:
        t = self._targets[:, low:high]
        sums.count += high - low
        sums.loss += self._loss.total(o, t, self._delta)
        if self._classes is not None:
            truth = self._classes[low:high]
            found = o[0] >= self._threshold if len(o) == 1 else o.argmax(axis=0)
            sums.right += int(np.count_nonzero(found == truth))
            if full:
                k = max(2, len(o))
                counts = np.bincount(truth * k + found, minlength=k * k).reshape(k, k)
                sums.confusion = counts + (0 if sums.confusion is None else sums.confusion)
        elif full:
            sums.squares += float(np.square(o - t).sum())

    def _accuracy(self, sums: _Sums) -> float | None:
        return _mean(float(sums.right), sums.count) if self._classes is not None else None

    def _r2(self, sums: _Sums, low: int, high: int) -> float | None:
        """1 − Σ(o − t)² / Σ(t − mean)², over all outputs; None when the targets don't vary."""
        if self._classes is not None or not sums.count:
            return None
        t = self._targets[:, low:high]
        spread = float(np.square(t - t.mean(axis=1, keepdims=True)).sum())
        return 1.0 - sums.squares / spread if spread else None

    def _target_classes(self) -> Array | None:
        if self._kind != "classes":
            return None
        # ½ lies between the classes of −1 and 1 as well as between those of 0 and 1.
        t = self._targets
        classes: Array = t[0] > 0.5 if len(t) == 1 else t.argmax(axis=0)
        return classes


def _mean(total: float, count: int) -> float | None:
    return total / count if count else None
