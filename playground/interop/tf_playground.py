"""Links of TensorFlow Playground, read the way its page reads them.

The part of a link after `#` holds all settings and a seed, from which the page draws in one
stream the points, their order and the first weights. Source of the rules:
https://github.com/tensorflow/playground (state.ts, playground.ts, nn.ts), restated.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from playground.data.choice import DataChoice
from playground.data.dataset import Kind
from playground.data.generators import GENERATORS, generate
from playground.data.seedrandom import SeedRandom
from playground.data.text import clean
from playground.engine.spec import TrainingSpec
from playground.interop.errors import LinkError
from playground.interop.tf_values import LinkValues
from playground.network.layout import column_positions
from playground.network.model import Edge, Network, Node
from playground.network.templates import FIRST_BIAS
from playground.network.weight import Weight

LENGTH_LIMIT = 10_000
NODE_LIMIT = 1_000
EDGE_LIMIT = 20_000

PROBLEMS: Mapping[str, Kind] = {"classification": "classes", "regression": "numbers"}
DATASETS = {key: key for key in ("circle", "xor", "gauss", "spiral")}
REG_DATASETS = {"reg-plane": "reg_plane", "reg-gauss": "reg_gauss"}
ACTIVATIONS = {"tanh": "tanh", "relu": "relu", "sigmoid": "sigmoid", "linear": "identity"}
OUTPUT_ACTIVATIONS: Mapping[Kind, str] = {"classes": "tanh", "numbers": "identity"}
REGULARIZATIONS = {"none": "none", "L1": "l1", "L2": "l2"}
FEATURE_KEYS = {
    "x": "x1",
    "y": "x2",
    "xSquared": "x1_squared",
    "ySquared": "x2_squared",
    "xTimesY": "x1_times_x2",
    "sinX": "sin_x1",
    "sinY": "sin_x2",
}
"""The page's name of each feature, in the order of its inputs."""

_WITHOUT_EFFECT = frozenset({"cosX", "cosY", "collectStats", "tutorial", "hideText"})
_HASH = re.compile(
    r"(?:https?://)?playground\.tensorflow\.org(?::\d+)?(?:[/?][^#]*)?(?:#(.*))?", re.I | re.S
)


@dataclass(frozen=True, slots=True)
class Setup:
    """All that a link says, in our own terms.

    `weights[layer][target][source]` and `biases[layer][target]` are the first ones, hidden
    layers first, the output last. `notes` are sentences about what was chosen or changed.
    """

    data: DataChoice
    features: tuple[str, ...]
    hidden: tuple[int, ...]
    activation: str
    output_activation: str
    training: TrainingSpec
    problem: Kind
    weights: tuple[tuple[tuple[float, ...], ...], ...]
    biases: tuple[tuple[float, ...], ...]
    discretize: bool
    show_test: bool
    notes: tuple[str, ...]


def parse_link(text: str) -> Setup:
    """Read a link and draw its first weights.

    Missing keys take the page's defaults; values that it would stumble over are replaced, and a
    note says so.

    Raises
    ------
    LinkError
        When the text is no such link, or asks for what can't be drawn.
    """
    values = LinkValues(_hash(text))
    features = tuple(
        ours
        for theirs, ours in FEATURE_KEYS.items()
        if values.flag(theirs, theirs in "xy") and not values.hides(theirs)
    )
    if not features:
        raise LinkError("The link turns every input off; turn at least one on, such as x=true.")
    hidden = values.widths("networkShape", (4, 2))
    widths = (len(features), *hidden, 1)
    edge_count = sum(a * b for a, b in pairwise(widths))
    if sum(widths) > NODE_LIMIT or edge_count > EDGE_LIMIT:
        raise LinkError(
            f"The link asks for {sum(widths):,} nodes and {edge_count:,} edges; the limits are "
            f"{NODE_LIMIT:,} and {EDGE_LIMIT:,}."
        )
    problem = values.choice("problem", PROBLEMS, "classification")
    sources = {
        "classes": values.choice("dataset", DATASETS, "circle"),
        "numbers": values.choice("regDataset", REG_DATASETS, "reg-plane"),
    }
    data = DataChoice(
        source=sources[problem],
        noise=values.noise(),
        train_share=values.number("percTrainData", 50.0, 0.0, 100.0),
        count=GENERATORS[sources[problem]].default_count,
        seed=values.seed(),
    )
    training = TrainingSpec(
        learning_rate=values.number("learningRate", 0.03, 0.0, 1e6),
        batch_size=values.whole("batchSize", 10, 1, 1_000_000),
        remainder="carry",
        regularization=values.choice("regularization", REGULARIZATIONS, "none"),
        regularization_rate=values.number("regularizationRate", 0.0, 0.0, 1e6),
        dead_l1=True,
    )
    dataset, rng = generate(data)
    if training.batch_size > dataset.train_count:
        values.notes.append(
            f"The batch of {training.batch_size:,} is larger than the {dataset.train_count:,} "
            "training points, so nothing will be learned, just as on the page."
        )
    init_zero = values.flag("initZero", False)
    activation = values.choice("activation", ACTIVATIONS, "tanh")
    discretize = values.flag("discretize", False)
    show_test = values.flag("showTestData", False)
    values.note_the_rest(_WITHOUT_EFFECT)
    return Setup(
        data=data,
        features=features,
        hidden=hidden,
        activation=activation,
        output_activation=OUTPUT_ACTIVATIONS[problem],
        training=training,
        problem=problem,
        weights=_zeros(widths) if init_zero else _draws(widths, rng),
        biases=tuple((0.0 if init_zero else FIRST_BIAS,) * width for width in widths[1:]),
        discretize=discretize,
        show_test=show_test,
        notes=tuple(values.notes),
    )


def build_network(setup: Setup) -> Network:
    """The link's network, drawn in columns, with its first weights."""
    network = Network()
    columns = column_positions([len(setup.features), *setup.hidden, 1])
    sources = []
    for feature, (x, y) in zip(setup.features, columns[0], strict=True):
        sources.append(network.new_id("n"))
        network.put_node(Node(sources[-1], x, y, column=feature))
    for depth, places in enumerate(columns[1:]):
        last = depth == len(setup.hidden)
        activation = setup.output_activation if last else setup.activation
        targets = []
        for (x, y), bias, weights in zip(
            places, setup.biases[depth], setup.weights[depth], strict=True
        ):
            node = Node(network.new_id("n"), x, y, activation=activation, bias=Weight(bias))
            network.put_node(node)
            targets.append(node.id)
            for source, weight in zip(sources, weights, strict=True):
                network.put_edge(Edge(network.new_id("e"), source, node.id, Weight(weight)))
        sources = targets
    return network


def _hash(text: str) -> str:
    if len(text) > LENGTH_LIMIT:
        raise LinkError(
            f"The link is {len(text):,} characters long; paste one of at most {LENGTH_LIMIT:,}."
        )
    match = _HASH.fullmatch(re.sub(r"[\t\r\n]", "", text.strip().strip("<>")))
    if match is None:
        raise LinkError(
            f"“{clean(text, 60)}” is not a TensorFlow Playground link; paste one that begins with "
            "https://playground.tensorflow.org/#."
        )
    return match[1] or ""


def _draws(widths: tuple[int, ...], rng: SeedRandom) -> tuple[tuple[tuple[float, ...], ...], ...]:
    return tuple(
        tuple(tuple(rng.random() - 0.5 for _ in range(sources)) for _ in range(targets))
        for sources, targets in pairwise(widths)
    )


def _zeros(widths: tuple[int, ...]) -> tuple[tuple[tuple[float, ...], ...], ...]:
    return tuple(((0.0,) * sources,) * targets for sources, targets in pairwise(widths))
