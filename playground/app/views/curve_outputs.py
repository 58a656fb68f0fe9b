"""Which outputs a curve shows, and how they are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from playground.data.class_words import short_class_words
from playground.document.content import Content
from playground.document.lowering import Lowered, output_numbers, target_count
from playground.engine.spec import is_cross_entropy
from playground.geometry.arrays import FloatArray
from playground.plots.curve.shape import Rule


@dataclass(frozen=True, slots=True)
class Output:
    """An output that counts; `number` is that of its colour, `meaning` the class it stands for."""

    id: str
    number: int
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class CurveOutputs:
    """The outputs that count, and how they are read.

    `answers` is the class that each band stands for, () where the points have none.
    `color_count` numbers of colours are the outputs'. With `can_compete` people may want the
    highest to win.
    """

    shown: tuple[Output, ...]
    rule: Rule
    color_count: int
    answers: tuple[int, ...] = ()
    can_compete: bool = False
    gives_probability: bool = False

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(output.id for output in self.shown)


def curve_outputs(content: Content, lowered: Lowered) -> CurveOutputs:
    """Numbers as they are, one output against its threshold, several by the highest.

    Where the data don't say that several compete, the view's setting does.
    """
    dataset, loss = lowered.dataset, content.training.loss
    # The data may be told of before what is drawn has been lowered for them.
    known = [item for item in lowered.targets.items() if item[0] in content.network.nodes]
    targets = sorted(known, key=lambda item: item[1])
    outputs = content.network.outputs()
    is_classes = dataset is not None and dataset.class_count > 1
    compete = is_classes and target_count(dataset, loss) > 1
    if compete and dataset is not None and targets:
        names = short_class_words(dataset.class_names)
        shown = tuple(
            Output(node_id, target, names[target] if target < len(names) else "")
            for node_id, target in targets
        )
        # Where a class has no output yet, nobody says what is wrong.
        is_whole = len(targets) == len(names)
        answers = tuple(target for _, target in targets) if is_whole else ()
        return CurveOutputs(shown, "highest", len(names), answers, False, is_cross_entropy(loss))
    can_compete = len(outputs) > 1
    numbers = output_numbers(content.network)
    every = tuple(Output(node.id, numbers[node.id]) for node in outputs)
    if can_compete and content.view.outputs_mode == "highest":
        return CurveOutputs(every, "highest", len(every), (), can_compete)
    if is_classes and targets:
        shown = (Output(targets[0][0], 0),)
        is_probability = is_cross_entropy(loss)
        return CurveOutputs(shown, "threshold", 1, (0, 1), can_compete, is_probability)
    return CurveOutputs(every, "none", len(every), (), can_compete)


def probabilities(
    content: Content, lowered: Lowered, values: Mapping[str, FloatArray]
) -> dict[str, FloatArray]:
    """What trained outputs stand for under a cross-entropy, by id: their sums z made shares.

    A single output and those of the binary kind by σ(z), those of softmax together.
    """
    loss = content.training.loss
    trained = [node_id for node_id in lowered.targets if node_id in values]
    if not is_cross_entropy(loss) or not curve_outputs(content, lowered).gives_probability:
        return {}
    if loss == "binary_cross_entropy":
        return {node_id: 0.5 + 0.5 * np.tanh(values[node_id] / 2) for node_id in trained}
    sums = np.array([values[node_id] for node_id in trained])
    with np.errstate(invalid="ignore", over="ignore"):
        shares = np.exp(sums - sums.max(axis=0))
        shares /= shares.sum(axis=0)
    return dict(zip(trained, shares, strict=True))
