"""From the drawing to what the engine runs: specs, inputs and encoded targets.

The lowered network keeps the order of the drawing's nodes and edges, so arrays of the engine
line up with the document.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from playground.data.dataset import Dataset
from playground.data.features import available_features, network_inputs
from playground.document.content import Content
from playground.engine.spec import (
    EdgeSpec,
    NetworkSpec,
    NodeSpec,
    TrainingData,
    TrainingSpec,
    class_targets,
    is_cross_entropy,
)
from playground.network.model import Network, Node

FloatArray = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Lowered:
    """A network ready for the engine.

    `features` are the keys of the input matrix's columns. `targets` names for each output, by
    node id, the target that it is trained towards. `problem` says why it can't be trained and
    what to do, "" when it can; forward passes always work. `missing_outputs` is how many more
    outputs the data want of a drawing that has one.
    """

    network: NetworkSpec
    training: TrainingSpec
    data: TrainingData
    dataset: Dataset | None
    features: tuple[str, ...]
    targets: dict[str, int]
    problem: str
    missing_outputs: int = 0

    def shows(self, network: Network) -> bool:
        """Whether this is that drawing, but for its numbers; while data load it may be older."""
        drawn = [node.id for node in network.nodes], [edge.id for edge in network.edges]
        spec = self.network
        return drawn == ([node.id for node in spec.nodes], [edge.id for edge in spec.edges])


class Lowering:
    """Lowers content after content; the data stay the same object while nothing in them changes."""

    def __init__(self) -> None:
        self._cached: tuple[Dataset, tuple[object, ...], TrainingData] | None = None

    def lower(self, content: Content, dataset: Dataset | None, data_error: str = "") -> Lowered:
        """The engine's form of `content`; `dataset` is what `content.data` loads to."""
        network = content.network
        known = {feature.key for feature in available_features(dataset)} if dataset else set()
        features = tuple(
            node.column for node in network.inputs() if node.column and node.column in known
        )
        loss = content.training.loss
        count = target_count(dataset, loss)
        targets = match_targets(network, count)
        by_target = sorted(targets, key=targets.__getitem__)
        problem = data_error or _problem(network, dataset, content.training, targets, known)
        outputs = tuple(by_target) if not problem else ()
        spec = NetworkSpec(
            nodes=tuple(_node_spec(node, features, loss, targets) for node in network.nodes),
            edges=tuple(
                EdgeSpec(
                    edge.id,
                    edge.source,
                    edge.target,
                    edge.weight.value,
                    not edge.locked,
                    edge.dead,
                )
                for edge in network.edges
            ),
            outputs=outputs,
        )
        activations = [network.nodes[node_id].activation for node_id in outputs]
        data = self._training_data(dataset, features, activations, loss)
        missing = count - len(targets) if targets and not data_error else 0
        return Lowered(spec, content.training, data, dataset, features, targets, problem, missing)

    def _training_data(
        self,
        dataset: Dataset | None,
        features: tuple[str, ...],
        activations: list[str],
        loss: str,
    ) -> TrainingData:
        if dataset is None or not activations:
            width = len(features)
            empty = np.empty((0, width)), np.empty((0, 0))
            return TrainingData("classes", *empty, *empty)
        codes = [class_targets(activation, loss) for activation in activations]
        key = (features, tuple(codes), loss == "hinge")
        if self._cached is None or self._cached[0] is not dataset or self._cached[1] != key:
            inputs = network_inputs(features, dataset, dataset.inputs)
            targets, split = encode_targets(dataset, codes, loss), dataset.train_count
            data = TrainingData(
                dataset.kind, inputs[:split], targets[:split], inputs[split:], targets[split:]
            )
            self._cached = (dataset, key, data)
        return self._cached[2]


def target_count(dataset: Dataset | None, loss: str) -> int:
    """How many outputs the data trains: one, or one for each of several classes.

    Softmax compares outputs, so it takes one for each of two classes as well.
    """
    if dataset is None or dataset.kind == "numbers":
        return 1
    two_outputs = loss == "softmax_cross_entropy"
    return 1 if dataset.class_count <= 2 and not two_outputs else max(dataset.class_count, 2)


def match_targets(network: Network, count: int) -> dict[str, int]:
    """Target number by output id: those chosen by hand first, the rest from top to bottom."""
    matched: dict[str, int] = {}
    outputs = network.outputs()
    for node in outputs:
        if node.target is not None and node.target < count and node.target not in matched.values():
            matched[node.id] = node.target
    free = [target for target in range(count) if target not in matched.values()]
    for node in outputs:
        by_place = node.target is None or node.target >= count
        if free and by_place and node.id not in matched:
            matched[node.id] = free.pop(0)
    return matched


def output_numbers(network: Network) -> dict[str, int]:
    """A number from 0 on for each output, that of its target where each class has an output."""
    outputs = network.outputs()
    if all(node.target is None for node in outputs):
        return {node.id: number for number, node in enumerate(outputs)}
    numbers = match_targets(network, len(outputs))
    # Of two outputs with one target only the first has it.
    free = iter(sorted(set(range(len(outputs))) - set(numbers.values())))
    return {node.id: numbers[node.id] if node.id in numbers else next(free) for node in outputs}


def encode_targets(dataset: Dataset, codes: list[tuple[float, float]], loss: str) -> FloatArray:
    """Labels as (N, T) numbers to train towards.

    Numbers stay. One output gets its two codes. Several outputs get one-hot columns, 0 and 1
    (with hinge, which knows no 0, -1 and 1).
    """
    labels = dataset.labels
    if dataset.kind == "numbers":
        return np.ascontiguousarray(labels[:, None])
    if len(codes) == 1:
        low, high = codes[0]
        return np.where(labels[:, None] == 1, high, low)
    low = -1.0 if loss == "hinge" else 0.0
    return np.where(labels[:, None] == np.arange(len(codes)), 1.0, low)


def _node_spec(
    node: Node, features: tuple[str, ...], loss: str, targets: dict[str, int]
) -> NodeSpec:
    if node.is_input:
        # An input whose column the data lacks shows 0 until it is bound to another.
        column = features.index(node.column) if node.column in features else None
        return NodeSpec(node.id, column, trainable=False)
    applied = not (is_cross_entropy(loss) and node.id in targets)
    return NodeSpec(
        node.id,
        None,
        node.activation if applied else "identity",
        node.parameters if applied else (),
        node.bias.value,
        not node.locked,
    )


def _problem(
    network: Network,
    dataset: Dataset | None,
    training: TrainingSpec,
    targets: dict[str, int],
    known: set[str],
) -> str:
    """Why this can't be trained, and what to do; "" when it can."""
    if dataset is None:
        return "There is no data to train on; choose a data set on the left."
    if dataset.count == 0:
        return "There are no points yet; paint some on the plane, or choose a data set on the left."
    if dataset.train_count == 0:
        return "There are no training points; raise the training share or the number of points."
    if dataset.kind == "classes" and dataset.class_count < 2:
        return "All points are of one class; open data with at least two classes."
    if dataset.kind == "numbers" and is_cross_entropy(training.loss):
        return "Cross-entropy needs classes, but this data has numbers; choose the squared loss."
    needed = target_count(dataset, training.loss)
    if not targets:
        return "There is no output yet; connect an input to a neuron, then press Train."
    if len(targets) < needed:
        return (
            f"The data has {needed} targets, but the drawing only {len(targets)} "
            f"output{'s' * (len(targets) > 1)} for them; add {needed - len(targets)} more."
        )
    fed = _fed_by_data(network, known)
    for node_id in targets:
        if node_id not in fed:
            name = network.nodes[node_id].name or "an output"
            return f"No input of this data reaches {name}; connect it to an input."
    return ""


def _fed_by_data(network: Network, known: set[str]) -> set[str]:
    reached = {node.id for node in network.inputs() if node.column in known}
    queue = list(reached)
    for node_id in queue:
        for edge in network.outgoing(node_id):
            if edge.target not in reached:
                reached.add(edge.target)
                queue.append(edge.target)
    return reached
