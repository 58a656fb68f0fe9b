"""Drawings written as TensorFlow Playground links, where such a link can say them.

A link holds no weights: its page draws first weights of its own from the seed, or sets all to 0.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from playground.data.choice import DataChoice
from playground.data.dataset import Kind
from playground.data.errors import DataError
from playground.data.generators import EVEN, GENERATORS, NOISE_LIMIT, train_count
from playground.engine.spec import TrainingSpec
from playground.interop.errors import LinkError
from playground.interop.tf_playground import (
    ACTIVATIONS,
    DATASETS,
    FEATURE_KEYS,
    OUTPUT_ACTIVATIONS,
    PROBLEMS,
    REG_DATASETS,
    REGULARIZATIONS,
)
from playground.interop.tf_values import as_in_address
from playground.network.model import Edge, Network, Node

ADDRESS = "https://playground.tensorflow.org/#"
_FLAGS = ("x", "y", "xTimesY", "xSquared", "ySquared", "cosX", "sinX", "cosY", "sinY")


def format_link(
    network: Network,
    data: DataChoice,
    training: TrainingSpec,
    *,
    discretize: bool = False,
    show_test: bool = False,
) -> str:
    """The link whose page trains this drawing on this data in this way.

    Raises
    ------
    LinkError
        When no link says the same; the message names the first reason.
    """
    kind = _check_data(data)
    layers = _layers(network)
    activation = _activation(layers, kind)
    batch_size = _batch_size(data, training)
    _check_training(training)
    features = {node.column for node in layers[0]}
    pairs: dict[str, object] = {
        "activation": _key(ACTIVATIONS, activation),
        "regularization": _key(REGULARIZATIONS, training.regularization),
        "batchSize": batch_size,
        "dataset": _key(DATASETS, data.source) if kind == "classes" else "circle",
        "regDataset": _key(REG_DATASETS, data.source) if kind == "numbers" else "reg-plane",
        "learningRate": training.learning_rate,
        "regularizationRate": training.regularization_rate,
        "noise": data.noise,
        "networkShape": ",".join(str(len(layer)) for layer in layers[1:-1]),
        "seed": data.seed,
        "showTestData": show_test,
        "discretize": discretize,
        "percTrainData": data.train_share,
        **{key: FEATURE_KEYS.get(key) in features for key in _FLAGS},
        "collectStats": False,
        "problem": _key(PROBLEMS, kind),
        "initZero": _starts_at_zero(layers, network),
        "hideText": False,
    }
    if training.regularization == "none":
        del pairs["regularization"]
    return ADDRESS + "&".join(f"{key}={_text(value)}" for key, value in pairs.items())


def _check_data(data: DataChoice) -> Kind:
    if data.source not in GENERATORS:
        raise LinkError("A link can't hold own data; choose one of the generated sets.")
    generator = GENERATORS[data.source]
    if data.source not in (*DATASETS.values(), *REG_DATASETS.values()):
        raise LinkError(
            f"The page doesn't have the set “{generator.label}”; choose Circle, XOR, Two clouds, "
            "Spiral, Plane or Six bumps."
        )
    if data.normalize:
        raise LinkError("The page can't normalize inputs; switch that off.")
    if generator.kind == "classes" and data.balance != EVEN:
        raise LinkError("The page makes both classes alike; set the share of blue points to 50 %.")
    if data.count != generator.default_count:
        raise LinkError(
            f"The page always makes {generator.default_count:,} points of this set, "
            f"not {data.count:,}; change the number of points."
        )
    try:
        train_count(data.count, data.train_share)
    except DataError as error:
        raise LinkError(str(error)) from None
    if not 0 <= data.noise <= NOISE_LIMIT:
        raise LinkError(f"The page takes noise from 0 to {NOISE_LIMIT:.0f} %, not {data.noise} %.")
    seed = data.seed
    if not seed.strip() or as_in_address(seed) != seed or "&" in seed or "=" in seed:
        raise LinkError("A link can't hold this data seed; choose a seed of letters and digits.")
    return generator.kind


def _layers(network: Network) -> list[list[Node]]:
    """Inputs in the page's order, then each layer from top to bottom; idle nodes left out."""
    levels = network.levels()
    used = [
        node for node in network.nodes if network.incoming(node.id) or network.outgoing(node.id)
    ]
    if not used:
        raise LinkError("There is no network yet; connect an input to a neuron.")
    layers: list[list[Node]] = [[] for _ in range(1 + max(levels[node.id] for node in used))]
    for node in used:
        layers[levels[node.id]].append(node)
    known = list(FEATURE_KEYS.values())
    if not layers[0] or any(node.column not in known for node in layers[0]):
        raise LinkError("The page has only the seven inputs made of x₁ and x₂.")
    layers[0].sort(key=lambda node: known.index(node.column or ""))
    if len({node.column for node in layers[0]}) < len(layers[0]):
        raise LinkError("The page has each input only once.")
    for layer in layers[1:]:
        layer.sort(key=lambda node: (node.y, node.x))
    if len(layers[-1]) > 1 or len(network.outputs()) > 1:
        raise LinkError("The page has exactly one output.")
    for before, layer in pairwise(layers):
        wanted = {node.id for node in before}
        for node in layer:
            if {edge.source for edge in network.incoming(node.id)} != wanted:
                raise LinkError(
                    "The page connects every node to all nodes of the next layer and to no others."
                )
    edges = [edge for edge in network.edges if edge.locked]
    if edges or any(node.locked for node in used):
        raise LinkError("The page can't lock weights; unlock them first.")
    return layers


def _activation(layers: list[list[Node]], kind: Kind) -> str:
    output = layers[-1][0]
    if output.activation != OUTPUT_ACTIVATIONS[kind]:
        wanted = OUTPUT_ACTIVATIONS[kind]
        raise LinkError(f"The page's output is {wanted} here, not {output.activation}.")
    hidden = {node.activation for layer in layers[1:-1] for node in layer}
    if len(hidden) > 1:
        raise LinkError("The page has one activation for all hidden neurons.")
    activation = next(iter(hidden), "tanh")
    if activation not in ACTIVATIONS.values():
        raise LinkError(f"The page has no {activation} neurons, only tanh, ReLU, sigmoid, linear.")
    return activation


def _batch_size(data: DataChoice, training: TrainingSpec) -> int:
    points = train_count(data.count, data.train_share)
    whole = training.remainder == "apply" and training.batch_size > points
    if training.batch_size == 0 or whole:
        return max(points, 1)
    if training.remainder == "apply" and points % training.batch_size:
        raise LinkError(
            "The page carries the rest of an epoch into the next one; choose that, or a batch size "
            f"that divides {points:,}."
        )
    return training.batch_size


def _check_training(training: TrainingSpec) -> None:
    shrinks = training.regularization_rate > 0
    reasons = {
        "squared loss": training.loss != "squared",
        "plain gradient descent (SGD)": training.optimizer != "sgd",
        "a constant learning rate": training.schedule != "constant",
        "training without shuffling": training.shuffle,
        "training without gradient clipping": training.gradient_clip > 0,
        "training without weight decay": training.weight_decay > 0,
        "L1, L2 or no regularization": training.regularization not in REGULARIZATIONS.values(),
        "L1 that keeps weights at 0": training.regularization == "l1"
        and shrinks
        and not training.dead_l1,
    }
    for only, broken in reasons.items():
        if broken:
            raise LinkError(f"The page knows only {only}.")


def _starts_at_zero(layers: list[list[Node]], network: Network) -> bool:
    items: list[Node | Edge] = [node for layer in layers[1:] for node in layer]
    firsts = [(item.start or item.bias).value for item in items if isinstance(item, Node)]
    firsts += [(edge.start or edge.weight).value for edge in network.edges]
    return not any(firsts)


def _key(names: Mapping[str, Any], value: str) -> str:
    return next(key for key, ours in names.items() if ours == value)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value == int(value) else repr(value)
    return str(value)
