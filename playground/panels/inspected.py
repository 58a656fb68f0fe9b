"""What a panel knows of the drawing at one moment: values live or as drawn, and names."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from playground.data.class_words import class_words
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
    """Numbers of the newest step in the order of nodes and edges; `step` 0 means none yet."""

    biases: FloatArray
    weights: FloatArray
    bias_slopes: FloatArray
    weight_slopes: FloatArray
    step: int


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """What stays the same until more than numbers change; costly on large drawings.

    `nodes` and `edges` are those of the moment, for their ids, places and ends only.
    """

    names: Mapping[str, str]
    features: tuple[Feature, ...]
    targets: Mapping[str, int]
    target_names: tuple[str, ...]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    _rows: dict[str, int] = field(default_factory=dict)

    @staticmethod
    def of(document: Document, name_nodes: NameNodes, dataset: Dataset | None) -> Facts:
        network = document.network
        features = available_features(dataset) if dataset else tuple(FEATURES.values())
        count = target_count(dataset, document.training.loss)
        return Facts(
            name_nodes(network, {feature.key: feature.label for feature in features}),
            features,
            match_targets(network, count),
            _target_names(dataset, count),
            tuple(network.nodes),
            tuple(network.edges),
        )

    def node_row(self, node_id: str) -> int:
        """The place of a node in the arrays of `Live`."""
        return self._row(node_id)

    def edge_row(self, edge_id: str) -> int:
        """The place of an edge in the arrays of `Live`."""
        return self._row(edge_id)

    def _row(self, item_id: str) -> int:
        if not self._rows:
            self._rows.update((node.id, row) for row, node in enumerate(self.nodes))
            self._rows.update((edge.id, row) for row, edge in enumerate(self.edges))
        return self._rows[item_id]


@dataclass(frozen=True, slots=True, eq=False)
class Forward:
    """The three steps of a neuron at one point: weigh, sum + bias, activate.

    `weighted` is the sum before the bias, z the one with it, a = f(z), `slope` is f'(z).
    """

    weighted: float
    bias: float
    z: float
    a: float
    slope: float


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
        if self.live is None:
            return node.bias
        return _newest(node.bias, self.live.biases, self.facts.node_row(node.id))

    def weight(self, edge: Edge) -> Weight:
        if self.live is None:
            return edge.weight
        return _newest(edge.weight, self.live.weights, self.facts.edge_row(edge.id))

    def bias_slope(self, node: Node) -> float | None:
        """Slope of the loss for the bias at the newest step; None before the first."""
        if self.live is None or not self.live.step:
            return None
        return float(self.live.bias_slopes[self.facts.node_row(node.id)])

    def weight_slope(self, edge: Edge) -> float | None:
        """Slope of the loss for the weight at the newest step; None before the first."""
        if self.live is None or not self.live.step:
            return None
        return float(self.live.weight_slopes[self.facts.edge_row(edge.id)])

    def input_of(self, edge: Edge) -> float | None:
        """What the edge's source sends at the point; None where there is no point."""
        known = self.sample.get(edge.source)
        return None if known is None else known[1]

    def product(self, edge: Edge) -> float | None:
        """Weight times input: what the edge brings to its target."""
        sent = self.input_of(edge)
        return None if sent is None else self.weight(edge).value * sent

    def applies_activation(self, node: Node) -> bool:
        """Whether the node's activation is used: a cross-entropy takes an output's z itself."""
        return not (is_cross_entropy(self.training.loss) and node.id in self.facts.targets)

    def forward(self, node: Node, edges: Sequence[Edge]) -> Forward | None:
        """What the neuron computes of the point; None where one of its inputs isn't known.

        The sum is made from the very terms that are shown, so that it is right while a weight
        is being changed; where the engine found the same, its numbers hold to the last digit.
        """
        products = [self.product(edge) for edge in edges]
        known = [product for product in products if product is not None]
        if len(known) < len(products):
            return None
        weighted, bias = _sum(known), self.bias(node).value
        z = weighted + bias
        activation = self.activations[node.activation]
        applied = self.applies_activation(node)
        sampled = self.sample.get(node.id)
        if sampled is not None and math.isclose(sampled[0], z, rel_tol=1e-6, abs_tol=1e-9):
            z, a = sampled
        else:
            a = float(activation.value(z, node.parameters)) if applied else z
        slope = float(activation.derivative(z, node.parameters)) if applied else 1.0
        return Forward(weighted, bias, z, a, slope)


def _sum(values: Sequence[float]) -> float:
    """Exact, but for numbers so large that only infinity is left of them."""
    try:
        return math.fsum(values)
    except (OverflowError, ValueError):
        return float(sum(values))


def _newest(drawn: Weight, values: FloatArray, row: int) -> Weight:
    value = float(values[row])
    return drawn if value == drawn.value else Weight(value)


def _target_names(dataset: Dataset | None, count: int) -> tuple[str, ...]:
    if dataset is None or dataset.kind == "numbers":
        return ("the number",)
    names = class_words(dataset.class_names)
    if count == 1:
        return (f"class {names[-1]}" if names else "the class",)
    return tuple(f"class {name}" for name in names)
