"""Knows the curve of the present run, and what is kept of it when training begins anew."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from playground.app.sizes import size_of
from playground.document.content import Content
from playground.document.edits import MAX_NAME, Recipe
from playground.document.kept_run import KeptRun
from playground.document.run_edits import keep_run
from playground.engine.snapshot import EMPTY_CURVE, FloatArray, LossCurve
from playground.plots.curves import thinned

# Of training and test losses each; more than a chart has pixels for.
_POINTS = 500
_DIGITS = 6


class RunKeeper:
    """Follows the present run.

    A run is called by what it was at its end; "changed midway" says that it was something else
    at its beginning.
    """

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """A training that has not begun."""
        self._curve = EMPTY_CURVE
        self._first = ("", 0)

    def show(self, curve: LossCurve, content: Content) -> None:
        """The present run has come so far."""
        had_begun, self._curve = self._has_begun, curve
        if self._has_begun and not had_begun:
            self._first = _name(content)

    def end(self, content: Content) -> Recipe | None:
        """Training begins anew: what keeps the run until now, None where none is to be kept.

        One that was brought back by undo is there already.
        """
        if not (content.view.loss_keep and self._has_begun):
            return None
        rows = _rows(self._curve)
        losses = [_rounded(values[rows]) for values in (self._curve.train, self._curve.test)]
        name = _name(content)
        run = KeptRun(
            *name,
            name != self._first,
            0,
            tuple(self._curve.epochs[rows].tolist()),
            losses[0],
            losses[1] if np.isfinite(self._curve.test).any() else (),
        )
        self.forget()
        ends = ((other.epochs[-1], other.train[-1], other.seed) for other in content.runs)
        return None if (run.epochs[-1], run.train[-1], run.seed) in ends else keep_run(run)

    @property
    def _has_begun(self) -> bool:
        return len(self._curve.epochs) > 1


def describe(content: Content) -> str:
    """A network in a word or two, such as “2-4-1 tanh”."""
    neurons = [node for node in content.network.nodes if not node.is_input]
    kinds = list(dict.fromkeys(node.activation for node in neurons))
    word = kinds[0].replace("_", " ") if len(kinds) == 1 else "mixed"
    return f"{size_of(content.network).shape} {word}" if kinds else "No neurons"


def _name(content: Content) -> tuple[str, int]:
    return describe(content)[:MAX_NAME], content.training.seed


def _rows(curve: LossCurve) -> NDArray[np.intp]:
    """Where either loss is least or greatest of its stretch, and both ends."""
    kept = (thinned(curve.epochs, losses, _POINTS)[0] for losses in (curve.train, curve.test))
    return np.searchsorted(curve.epochs, np.union1d(*kept))


def _rounded(losses: FloatArray) -> tuple[float | None, ...]:
    """Losses with as many digits as can be seen, None for gaps."""
    return tuple(
        float(f"{loss:.{_DIGITS}g}") if np.isfinite(loss) else None for loss in losses.tolist()
    )
