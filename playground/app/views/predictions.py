"""Which class the network takes each point for, by what the worker says of the points."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from playground.app.controller import Controller
from playground.app.viewpoint import Need
from playground.document.lowering import target_count
from playground.engine.snapshot import FloatArray
from playground.engine.spec import decision_threshold

POINTS = "points"
"""The name of the field of the points themselves, for all views that mark wrong ones."""


def points_need(controller: Controller) -> Need | None:
    """What to ask for; None where no class is answered."""
    ids = _answering(controller)
    return Need(ids, over="points") if ids else None


def predicted_classes(controller: Controller) -> FloatArray | None:
    """Class index of each point (N,) by the newest frame; None without classes or frame.

    NaN where it is not known: of very many points only those that are drawn are evaluated.
    """
    frame, lowered, rows = controller.snapshot, controller.lowered, controller.drawn_rows
    field = None if frame is None else frame.fields.get(POINTS)
    dataset, ids = controller.dataset, _answering(controller)
    if field is None or dataset is None or lowered.dataset is not dataset:
        return None
    if not ids or not all(node_id in field.values for node_id in ids):
        return None
    values = np.vstack([field.values[node_id] for node_id in ids])
    if values.shape[1] != len(rows):
        return None  # these are still of the points before
    found = np.full(dataset.count, np.nan)
    found[rows] = _decide(controller, ids, values)
    return found


def _answering(controller: Controller) -> tuple[str, ...]:
    """The outputs that answer for all classes together, in their order; () where some lack."""
    lowered, loss = controller.lowered, controller.document.content.training.loss
    dataset, targets = lowered.dataset, lowered.targets
    if dataset is None or dataset.kind != "classes" or len(targets) < target_count(dataset, loss):
        return ()
    known = (node_id for node_id in targets if node_id in controller.document.network.nodes)
    return tuple(sorted(known, key=targets.__getitem__))


def _decide(
    controller: Controller, ids: tuple[str, ...], values: NDArray[np.floating]
) -> FloatArray:
    """The class of each column of `values` (k, M), as the scores count it."""
    lowered = controller.lowered
    if len(ids) == 1:
        node = controller.document.network.nodes[ids[0]]
        threshold = decision_threshold(node.activation, lowered.training.loss)
        classes = (values[0] >= threshold).astype(np.float64)
    else:
        numbers = np.array([lowered.targets[node_id] for node_id in ids], dtype=np.float64)
        classes = numbers[values.argmax(axis=0)]
    classes[np.isnan(values).any(axis=0)] = np.nan
    return classes
