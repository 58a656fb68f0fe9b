"""First weights: the registry `INITIALIZERS`, by key.

In a drawn network a layer is what the edges say: the fan-in of an edge is the number of edges
into its target, its fan-out the number of edges out of its source. For a layered network these
are the sizes of the two layers, as in the published rules.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from playground.engine.errors import EngineError
from playground.engine.graph import Graph
from playground.engine.recipes import Array
from playground.engine.snapshot import FloatArray
from playground.engine.spec import NetworkSpec


@dataclass(frozen=True, slots=True)
class Initializer:
    """One rule for first weights.

    `weights(network, rng)` are aligned with the spec's edges; `bias` is every neuron's.
    """

    key: str
    label: str
    formula: str
    help: str
    weights: Callable[[NetworkSpec, np.random.Generator], FloatArray]
    bias: float = 0.0


def initial_parameters(network: NetworkSpec, key: str, seed: int) -> tuple[FloatArray, FloatArray]:
    """Return biases and weights, aligned with the spec's nodes and edges, drawn from `seed`.

    Raises
    ------
    EngineError
        When there is no initializer of that name.
    """
    if key not in INITIALIZERS:
        raise EngineError(f"There is no initializer named “{key}”.")
    chosen = INITIALIZERS[key]
    biases = np.array([0.0 if node.column is not None else chosen.bias for node in network.nodes])
    return biases, chosen.weights(network, np.random.default_rng(seed))


def _fans(network: NetworkSpec) -> tuple[Array, Array]:
    """Return each edge's fan-in and fan-out."""
    into = Counter(edge.target for edge in network.edges)
    out_of = Counter(edge.source for edge in network.edges)
    fan_in = np.array([into[edge.target] for edge in network.edges], dtype=float)
    fan_out = np.array([out_of[edge.source] for edge in network.edges], dtype=float)
    return fan_in, fan_out


def _uniform(limit: float) -> Callable[[NetworkSpec, np.random.Generator], FloatArray]:
    def draw(network: NetworkSpec, rng: np.random.Generator) -> FloatArray:
        return rng.uniform(-limit, limit, len(network.edges))

    return draw


def _normal(network: NetworkSpec, rng: np.random.Generator) -> FloatArray:
    return rng.normal(0.0, 0.5, len(network.edges))


def _glorot(network: NetworkSpec, rng: np.random.Generator) -> FloatArray:
    """Glorot and Bengio, 2010, uniform."""
    fan_in, fan_out = _fans(network)
    limits: FloatArray = np.sqrt(6.0 / (fan_in + fan_out))
    return limits * rng.uniform(-1.0, 1.0, len(limits))


def _he(network: NetworkSpec, rng: np.random.Generator) -> FloatArray:
    """He et al., 2015, normal."""
    deviations: FloatArray = np.sqrt(2.0 / _fans(network)[0])
    return deviations * rng.normal(0.0, 1.0, len(deviations))


def _lecun(network: NetworkSpec, rng: np.random.Generator) -> FloatArray:
    """LeCun et al., 1998, normal."""
    deviations: FloatArray = np.sqrt(1.0 / _fans(network)[0])
    return deviations * rng.normal(0.0, 1.0, len(deviations))


def _orthogonal(network: NetworkSpec, rng: np.random.Generator) -> FloatArray:
    """Saxe et al., 2013: a level's matrix over all its sources has orthonormal rows or columns.

    Where an edge is missing its entry is left out, so only full levels are exactly orthogonal.
    """
    levels = Graph(network).levels({node.id for node in network.nodes})
    weights = np.zeros(len(network.edges))
    for level in sorted(set(levels.values())):
        indices = [i for i, edge in enumerate(network.edges) if levels[edge.target] == level]
        targets = _places(network.edges[i].target for i in indices)
        sources = _places(network.edges[i].source for i in indices)
        tall = max(len(targets), len(sources)), min(len(targets), len(sources))
        q, r = np.linalg.qr(rng.normal(size=tall))
        q *= np.sign(np.diag(r))  # otherwise not every rotation is equally likely
        matrix = q if len(targets) >= len(sources) else q.T
        for i in indices:
            edge = network.edges[i]
            weights[i] = matrix[targets[edge.target], sources[edge.source]]
    return weights


def _places(ids: Iterable[str]) -> dict[str, int]:
    return {id_: place for place, id_ in enumerate(dict.fromkeys(ids))}


INITIALIZERS: dict[str, Initializer] = {
    initializer.key: initializer
    for initializer in (
        Initializer(
            "playground",
            "Playground",
            "U(−½, ½), biases 0.1",
            "Small weights on both sides of 0, as the TensorFlow Playground draws them.",
            _uniform(0.5),
            0.1,
        ),
        Initializer(
            "uniform", "Uniform", "U(−1, 1)", "All weights from −1 to 1 alike.", _uniform(1.0)
        ),
        Initializer(
            "normal", "Normal", "N(0, ½)", "Bell-shaped around 0 with deviation ½.", _normal
        ),
        Initializer(
            "glorot",
            "Glorot",
            "U(−a, a), a = √(6 / (fan-in + fan-out))",
            "Keeps signals and gradients at the same size from layer to layer; for tanh and "
            "sigmoid.",
            _glorot,
        ),
        Initializer(
            "he",
            "He",
            "N(0, √(2 / fan-in))",
            "Keeps signals at the same size through ReLU and its relatives.",
            _he,
        ),
        Initializer(
            "lecun",
            "LeCun",
            "N(0, √(1 / fan-in))",
            "Keeps signals at the same size through linear layers and SELU.",
            _lecun,
        ),
        Initializer(
            "orthogonal",
            "Orthogonal",
            "rows or columns at right angles, of length 1",
            "Each layer turns its inputs without stretching them; good for deep networks.",
            _orthogonal,
        ),
        Initializer(
            "zeros",
            "Zeros",
            "0",
            "All weights and biases 0: the nodes of a layer then stay alike for ever.",
            lambda network, rng: np.zeros(len(network.edges)),
        ),
    )
}
