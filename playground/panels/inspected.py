"""What the inspector knows of the drawing at one moment: values live or as drawn, and names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from numpy.typing import ArrayLike

from playground.data.dataset import Dataset
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
    """Numbers of the newest step by id of node or edge; empty while nothing was trained."""

    values: Mapping[str, float] = field(default_factory=dict)
    gradients: Mapping[str, float] = field(default_factory=dict)

    @staticmethod
    def of(
        network: Network,
        biases: ArrayLike,
        weights: ArrayLike,
        bias_gradients: ArrayLike,
        weight_gradients: ArrayLike,
    ) -> Live:
        """From arrays in the order of the drawing; empty when they are of another drawing."""
        nodes, edges = list(network.nodes.keys()), list(network.edges.keys())
        ids = nodes + edges
        values = [*biases, *weights]  # type: ignore[misc]
        gradients = [*bias_gradients, *weight_gradients]  # type: ignore[misc]
        if len(values) != len(ids) or len(gradients) != len(ids):
            return Live()
        return Live(dict(zip(ids, values, strict=True)), dict(zip(ids, gradients, strict=True)))


@dataclass(frozen=True, slots=True, eq=False)
class Inspected:
    """One moment. `sample` holds (z, a) by node id at the point called `point`."""

    network: Network
    training: TrainingSpec
    activations: Mapping[str, Activation]
    names: Mapping[str, str]
    features: tuple[Feature, ...]
    targets: Mapping[str, int]
    target_names: tuple[str, ...]
    live: Live
    point: str
    sample: Mapping[str, tuple[float, float]]

    @staticmethod
    def of(
        document: Document,
        activations: Mapping[str, Activation],
        name_nodes: NameNodes,
        dataset: Dataset | None,
        live: Live,
        point: str,
        sample: Mapping[str, tuple[float, float]],
    ) -> Inspected:
        features = available_features(dataset) if dataset else tuple(FEATURES.values())
        count = target_count(dataset, document.training.loss)
        return Inspected(
            document.network,
            document.training,
            activations,
            name_nodes(document.network, {feature.key: feature.label for feature in features}),
            features,
            match_targets(document.network, count),
            _target_names(dataset, count),
            live,
            point,
            sample,
        )

    def bias(self, node: Node) -> Weight:
        return self._newest(node.id, node.bias)

    def weight(self, edge: Edge) -> Weight:
        return self._newest(edge.id, edge.weight)

    def gradient(self, item_id: str) -> float | None:
        """Slope of the loss at the newest step; None before the first."""
        return self.live.gradients.get(item_id)

    def applies_activation(self, node: Node) -> bool:
        """Whether the node's activation is used: a cross-entropy takes an output's z itself."""
        return not (is_cross_entropy(self.training.loss) and node.id in self.targets)

    def _newest(self, item_id: str, drawn: Weight) -> Weight:
        value = self.live.values.get(item_id, drawn.value)
        return drawn if value == drawn.value else Weight(float(value))


def _target_names(dataset: Dataset | None, count: int) -> tuple[str, ...]:
    if dataset is None or dataset.kind == "numbers":
        return ("the number",)
    if count == 1:
        return (f"class {dataset.class_names[-1]}" if dataset.class_names else "the class",)
    return tuple(f"class {name}" for name in dataset.class_names)
