"""Which class the network takes each point for, computed from the numbers of a frame."""

from __future__ import annotations

import time

import numpy as np
from numpy.typing import NDArray

from playground.app.controller import Controller
from playground.app.views.plane import plane_points
from playground.data.features import network_inputs
from playground.data.plane import Plane
from playground.document.lowering import Lowered
from playground.engine.field import NodeEvaluator
from playground.engine.snapshot import FloatArray
from playground.engine.spec import decision_threshold, is_cross_entropy
from playground.plots.plane.points import drawn_sample
from playground.runtime.job import same_structure
from playground.runtime.pictures import Frame

# While it trains, at most this share of the time goes here.
_SHARE = 0.05
_LEAST_SECONDS = 0.15


class Predictions:
    """Evaluates the points themselves, so that it holds for any number of columns and any zoom.

    Of very many points only those that are drawn are evaluated.
    """

    def __init__(self, controller: Controller) -> None:
        self._controller = controller
        self._lowered: Lowered | None = None
        self._plane: Plane | None = None
        self._evaluator: NodeEvaluator | None = None
        self._inputs: FloatArray = np.empty((0, 0))
        self._rows = np.empty(0, dtype=np.intp)
        self._known: NDArray[np.float64] | None = None
        self._due = 0.0

    def classes(self) -> NDArray[np.float64] | None:
        """Class index of each point (N,) by the newest frame; None without classes or frame.

        NaN where it is not known. While numbers change they may be those of some frames before.
        """
        controller = self._controller
        frame, lowered, plane = controller.snapshot, controller.lowered, controller.plane
        if frame is None or lowered.dataset is not controller.dataset:
            return None
        now = time.perf_counter()
        is_still = frame.status != "running" and not frame.is_busy
        if is_still or now >= self._due or plane is not self._plane or self._is_other(lowered):
            if lowered is not self._lowered or plane is not self._plane:
                self._prepare(lowered)
            self._known = self._predict(lowered, frame)
            spent = time.perf_counter() - now
            self._due = now + max(_LEAST_SECONDS, spent / _SHARE)
        return self._known

    def _is_other(self, lowered: Lowered) -> bool:
        """Whether these are other points or another question than those that are known."""
        old = self._lowered
        return old is None or (lowered.dataset, lowered.targets) != (old.dataset, old.targets)

    def _prepare(self, lowered: Lowered) -> None:
        """Keep what is still good of the evaluator, whose programs take long to make."""
        old, self._lowered, self._plane = self._lowered, lowered, self._controller.plane
        dataset, points = lowered.dataset, plane_points(self._controller)
        if dataset is None or points is None:
            self._inputs, self._rows = np.empty((0, 0)), np.empty(0, dtype=np.intp)
            return
        self._rows = drawn_sample(points)
        self._inputs = network_inputs(lowered.features, dataset, dataset.inputs[self._rows])
        is_raw = is_cross_entropy(lowered.training.loss)
        if (
            old is None
            or old.data is not lowered.data
            or is_raw != is_cross_entropy(old.training.loss)
            or not same_structure(old.network, lowered.network)
        ):
            sizes = np.abs(network_inputs(lowered.features, dataset, dataset.inputs))
            self._evaluator = NodeEvaluator(
                lowered.network, raw_outputs=is_raw, input_bounds=sizes.max(axis=0, initial=1.0)
            )

    def _predict(self, lowered: Lowered, frame: Frame) -> NDArray[np.float64] | None:
        dataset, evaluator = lowered.dataset, self._evaluator
        if dataset is None or evaluator is None or dataset.kind != "classes":
            return None
        ids = sorted(lowered.targets, key=lowered.targets.__getitem__)
        if not ids:
            return None
        evaluator.set_parameters(frame.biases, frame.weights)
        values = evaluator.evaluate(self._inputs, ids)
        found = np.full(dataset.count, np.nan)
        found[self._rows] = self._decide(lowered, ids, values)
        return found

    def _decide(self, lowered: Lowered, ids: list[str], values: FloatArray) -> FloatArray:
        """The class of each column of `values` (k, M), as the scores count it."""
        if len(ids) == 1:
            node = self._controller.document.network.nodes[ids[0]]
            threshold = decision_threshold(node.activation, lowered.training.loss)
            classes = (values[0] >= threshold).astype(np.float64)
        else:
            numbers = np.array([lowered.targets[node_id] for node_id in ids], dtype=np.float64)
            classes = numbers[values.argmax(axis=0)]
        classes[np.isnan(values).any(axis=0)] = np.nan
        return classes
