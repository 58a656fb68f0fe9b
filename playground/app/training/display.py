"""What a snapshot means on screen: colour scales, the node that is shown, words."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from playground.data.dataset import Dataset
from playground.data.plane import Plane
from playground.document.content import Content
from playground.document.lowering import Lowered
from playground.engine.activations import ACTIVATIONS
from playground.engine.snapshot import Field
from playground.engine.spec import decision_threshold, is_cross_entropy
from playground.plots.numbers import format_place

Range = tuple[float, float]
_SIGNED: Range = (-1.0, 1.0)
_UNIT: Range = (0.0, 1.0)
_NO_PLANE = (-6.0, 6.0, -6.0, 6.0)


def node_range(content: Content, lowered: Lowered, node_id: str) -> Range:
    """Outputs that get the full colours: -1 to 1, or 0 to 1 for nodes that live there.

    An output that learns numbers takes the range of its targets.
    """
    node = content.network.nodes[node_id]
    loss = content.training.loss
    is_trained = node_id in lowered.targets
    if is_trained and lowered.dataset is not None and lowered.dataset.kind == "numbers":
        return label_range(lowered.dataset)
    if is_trained and is_cross_entropy(loss):
        return _SIGNED
    return _UNIT if ACTIVATIONS[node.activation].range == _UNIT else _SIGNED


def label_range(dataset: Dataset) -> Range:
    """-1 to 1 where the numbers fit in there, otherwise from the lowest to the highest."""
    labels = dataset.labels
    if not len(labels) or np.abs(labels).max() <= 1.5:
        return _SIGNED
    low, high = float(labels.min()), float(labels.max())
    return (low, high) if high > low else (low - 1.0, high + 1.0)


def thumbnail_ranges(content: Content, lowered: Lowered, field: Field) -> Mapping[str, Range]:
    """A colour scale for each node of a field; inputs get their own largest size."""
    ranges: dict[str, Range] = {}
    for node_id, values in field.values.items():
        if content.network.nodes[node_id].is_input:
            low, high = float(values.min()), float(values.max())
            size = max(abs(low), abs(high))
            ranges[node_id] = (-size, size) if 0 < size < np.inf else _SIGNED
        else:
            ranges[node_id] = node_range(content, lowered, node_id)
    return ranges


def threshold_of(content: Content, lowered: Lowered, node_id: str) -> float:
    """Where the node's colours turn: its decision threshold, or the middle of its scale."""
    node = content.network.nodes[node_id]
    low, high = node_range(content, lowered, node_id)
    if (low, high) not in (_SIGNED, _UNIT):
        return (low + high) / 2
    loss = content.training.loss if node_id in lowered.targets else "squared"
    return decision_threshold(node.activation, loss) if (low, high) == _UNIT else 0.0


def decides(content: Content, lowered: Lowered, node_id: str) -> bool:
    """Whether this node alone says which class a point belongs to."""
    return lowered.targets.get(node_id) == 0 and len(lowered.targets) == 1


def default_node(content: Content, lowered: Lowered) -> str:
    """The node shown when none is pointed at: the first trained output, or the topmost one."""
    if lowered.targets:
        return min(lowered.targets, key=lowered.targets.__getitem__)
    outputs = content.network.outputs()
    return outputs[0].id if outputs else ""


def place_words(plane: Plane | None, x: float, y: float) -> str:
    """A place of the plane as (x, y), or where the data have one column, x alone."""
    x0, x1, y0, y1 = _NO_PLANE if plane is None else plane.home
    across, up = format_place(x, x1 - x0), format_place(y, y1 - y0)
    return across if plane is not None and plane.y is None else f"({across}, {up})"
