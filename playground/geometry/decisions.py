"""What the outputs decide: their labels, and the functions that are 0 where a label changes."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from playground.engine.activations import ACTIVATIONS, Activation, activation
from playground.engine.spec import NodeSpec, decision_threshold
from playground.geometry.arrays import BoolArray, FloatArray, IntArray
from playground.geometry.errors import GeometryError
from playground.geometry.request import CellsRequest


@dataclass(frozen=True, slots=True, eq=False)
class Decision:
    """How labels come from outputs.

    Decision functions are `functions` (k, outputs) times the outputs' values, where a smooth
    output stands for its sum z; function i changes the label where it equals one of `cuts[i]`.
    `thresholds` are compared with the outputs themselves, None for the rule argmax.
    """

    functions: FloatArray
    cuts: tuple[tuple[float, ...], ...]
    thresholds: FloatArray | None
    compares_sums: bool = False

    def says(self, z: FloatArray, a: FloatArray, near: FloatArray) -> BoolArray:
        """Return whether each output says yes at each of M points, (outputs, M).

        `z` and `a` are (outputs, M). `near` (k,) is within how much each decision function
        counts as having reached its cut; of equally high outputs the first says yes.
        """
        if self.thresholds is not None:
            return np.asarray(a >= (self.thresholds - near)[:, None])
        values = z if self.compares_sums else a
        highest = (values >= values.max(axis=0) - near.max()).argmax(axis=0)
        return np.asarray(np.arange(len(values))[:, None] == highest)

    def labels(self, says: BoolArray) -> tuple[IntArray, tuple[str, ...]]:
        """Return the label of each of M points, as an index, and the labels' texts.

        Texts are "0" and "1" for one output, patterns such as
        "010" for several thresholds, and the number of the highest output for argmax.
        """
        if self.thresholds is None:
            return says.argmax(axis=0), tuple(str(index) for index in range(len(says)))
        if len(says) == 1:
            return says[0].astype(np.intp), ("0", "1")
        # Packed bits are in the order of the patterns, and one key is quicker sorted than a row.
        packed = np.ascontiguousarray(np.packbits(says, axis=0).T)
        keys = packed.view(f"S{packed.shape[1]}").reshape(-1)
        _, first, index = np.unique(keys, return_index=True, return_inverse=True)
        patterns = says[:, first].T.astype(np.uint8)
        return index.reshape(-1), tuple("".join(map(str, row)) for row in patterns.tolist())


def decide(request: CellsRequest, outputs: tuple[str, ...]) -> Decision:
    """Return the decision that a request asks for.

    Raises
    ------
    GeometryError
        When the boundary would be curved or the outputs can't be compared piece by piece.
    """
    nodes = {node.id: node for node in request.network.nodes}
    for id_ in outputs:
        if id_ not in nodes or nodes[id_].column is not None:
            raise GeometryError(f"“{request.name(id_)}” is not a neuron of the network.")
    found = [nodes[id_] for id_ in outputs]
    rule = request.rule
    if rule == "auto":
        binary = all(node.activation in ("step", "sign") for node in found)
        rule = "threshold" if len(found) == 1 or binary else "argmax"
    if rule == "argmax" and len(found) > 1:
        return _highest(request, found)
    thresholds = [
        decision_threshold(node.activation, "squared")
        if request.threshold is None
        else request.threshold
        for node in found
    ]
    cuts = tuple(
        _crossings(request, node, threshold)
        for node, threshold in zip(found, thresholds, strict=True)
    )
    return Decision(np.eye(len(found)), cuts, np.array(thresholds))


def _highest(request: CellsRequest, nodes: list[NodeSpec]) -> Decision:
    kinds = {(node.activation, node.parameters) for node in nodes}
    smooth = [node for node in nodes if activation(node.activation).pieces is None]
    if smooth and (len(kinds) > 1 or smooth[0].activation not in RISING):
        raise GeometryError(
            f"“{request.name(smooth[0].id)}” can't be compared with the other outputs along "
            "straight lines; give all outputs the same rising activation, such as Identity."
        )
    pairs = list(combinations(range(len(nodes)), 2))
    functions = np.zeros((len(pairs), len(nodes)))
    for index, (first, second) in enumerate(pairs):
        functions[index, first], functions[index, second] = 1.0, -1.0
    return Decision(functions, ((0.0,),) * len(pairs), None, bool(smooth))


def _crossings(request: CellsRequest, node: NodeSpec, threshold: float) -> tuple[float, ...]:
    """Values of the output (sums of a smooth one) at which its decision changes inside a cell."""
    kind = activation(node.activation)
    if kind.pieces is not None:
        return _inside_a_piece(kind, kind.resolve(node.parameters), threshold)
    found = CROSSINGS[kind.key](threshold, *kind.resolve(node.parameters))
    if found is None:
        raise GeometryError(
            f"Where the {kind.label} output “{request.name(node.id)}” passes {threshold:g} can't "
            "be said in one line; choose another output activation."
        )
    return found


def _inside_a_piece(
    kind: Activation, parameters: tuple[float, ...], threshold: float
) -> tuple[float, ...]:
    """The threshold, unless it is passed at breakpoints alone, which have cut already."""
    assert kind.pieces is not None
    ends = (-math.inf, *kind.breakpoints, math.inf)
    for low, high, (slope, intercept) in zip(
        ends, ends[1:], kind.pieces(*parameters), strict=False
    ):
        if slope != 0.0 and low < (threshold - intercept) / slope < high:
            return (threshold,)
    return ()


def _sigmoid(t: float) -> tuple[float, ...]:
    return (math.log(t / (1.0 - t)),) if 0.0 < t < 1.0 else ()


def _tanh(t: float) -> tuple[float, ...]:
    return (math.atanh(t),) if abs(t) < 1.0 else ()


def _softsign(t: float) -> tuple[float, ...]:
    return (t / (1.0 - abs(t)),) if abs(t) < 1.0 else ()


def _softplus(t: float) -> tuple[float, ...]:
    return (t + math.log(-math.expm1(-t)),) if t > 0.0 else ()


def _elu(t: float, alpha: float, scale: float = 1.0) -> tuple[float, ...]:
    t /= scale
    if t >= 0.0:
        return (t,)
    return (math.log1p(t / alpha),) if t > -alpha else ()


def _selu(t: float) -> tuple[float, ...]:
    selu = ACTIVATIONS["selu"]
    scale = float(selu.value(1.0))
    return _elu(t, -selu.range[0] / scale, scale)


def _gaussian(t: float) -> tuple[float, ...]:
    if not 0.0 < t < 1.0:
        return ()
    return -math.sqrt(-math.log(t)), math.sqrt(-math.log(t))


def _square(t: float) -> tuple[float, ...]:
    return (-math.sqrt(t), math.sqrt(t)) if t > 0.0 else ()


def _endless(_: float) -> tuple[float, ...] | None:
    return None


def _with_the_sign_of_z(t: float) -> tuple[float, ...] | None:
    return (0.0,) if t == 0.0 else None


RISING = frozenset({"sigmoid", "tanh", "softsign", "softplus", "elu", "selu"})
CROSSINGS: dict[str, Callable[..., tuple[float, ...] | None]] = {
    "sigmoid": _sigmoid,
    "tanh": _tanh,
    "softsign": _softsign,
    "softplus": _softplus,
    "elu": _elu,
    "selu": _selu,
    "gaussian": _gaussian,
    "square": _square,
    "silu": _with_the_sign_of_z,
    "gelu": _with_the_sign_of_z,
    "mish": _with_the_sign_of_z,
    "sine": _endless,
}
