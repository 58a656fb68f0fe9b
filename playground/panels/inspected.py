"""What the inspector knows of the drawing at one moment: values live or as drawn, and names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike

from playground.data.dataset import Dataset, FloatArray
from playground.data.features import FEATURES, Feature, available_features
from playground.document.document import Document
from playground.document.lowering import match_targets, target_count
from playground.engine.activations import Activation
from playground.engine.spec import TrainingSpec, is_cross_entropy
from playground.network.model import Edge, Network, Node
from playground.network.weight import Weight

NameNodes = Callable[[Network, Mapping[str, str]], dict[str, str]]


@dataclass(frozen=True, slots=True, eq=False)
class Live:
    """Numbers of the newest step: values and slopes, in the order of nodes and then edges."""

    values: FloatArray
    slopes: FloatArray

    @staticmethod
    def of(
        biases: ArrayLike, weights: ArrayLike, bias_slopes: ArrayLike, weight_slopes: ArrayLike
    ) -> Live:
        return Live(np.concatenate([biases, weights]), np.concatenate([bias_slopes, weight_slopes]))


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """What stays the same until drawing, data or loss change; costly on large drawings.

    `rows` tells the place of each node and edge in the arrays of `Live`.
    """

    names: Mapping[str, str]
    features: tuple[Feature, ...]
    targets: Mapping[str, int]
    target_names: tuple[str, ...]
    rows: Mapping[str, int]

    @staticmethod
    def of(document: Document, name_nodes: NameNodes, dataset: Dataset | None) -> Facts:
        network = document.network
        features = available_features(dataset) if dataset else tuple(FEATURES.values())
        count = target_count(dataset, document.training.loss)
        ids = [*network.nodes.keys(), *network.edges.keys()]
        return Facts(
            name_nodes(network, {feature.key: feature.label for feature in features}),
            features,
            match_targets(network, count),
            _target_names(dataset, count),
            {item_id: row for row, item_id in enumerate(ids)},
        )


@dataclass(frozen=True, slots=True, eq=False)
class Inspected:
    """One moment. `sample` holds (z, a) by node id at the point called `point`."""

    network: Network
    training: TrainingSpec
    activations: Mapping[str, Activation]
    facts: Facts
    live: Live | None = None
    point: str = ""
    sample: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    @property
    def names(self) -> Mapping[str, str]:
        return self.facts.names

    def bias(self, node: Node) -> Weight:
        return self._newest(node.id, node.bias)

    def weight(self, edge: Edge) -> Weight:
        return self._newest(edge.id, edge.weight)

    def gradient(self, item_id: str) -> float | None:
        """Slope of the loss at the newest step; None before the first, when all are 0."""
        live = self._live()
        if live is None or not live.slopes.any():
            return None
        return float(live.slopes[self.facts.rows[item_id]])

    def applies_activation(self, node: Node) -> bool:
        """Whether the node's activation is used: a cross-entropy takes an output's z itself."""
        return not (is_cross_entropy(self.training.loss) and node.id in self.facts.targets)

    def _newest(self, item_id: str, drawn: Weight) -> Weight:
        live = self._live()
        value = drawn.value if live is None else float(live.values[self.facts.rows[item_id]])
        return drawn if value == drawn.value else Weight(value)

    def _live(self) -> Live | None:
        """The newest numbers, unless they are of another drawing."""
        live = self.live
        return live if live is not None and len(live.values) == len(self.facts.rows) else None


def _target_names(dataset: Dataset | None, count: int) -> tuple[str, ...]:
    if dataset is None or dataset.kind == "numbers":
        return ("the number",)
    if count == 1:
        return (f"class {dataset.class_names[-1]}" if dataset.class_names else "the class",)
    return tuple(f"class {name}" for name in dataset.class_names)
