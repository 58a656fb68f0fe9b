"""The recipes of what training does to all weights: what it learned, and beginning again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from playground.document.content import Content
from playground.document.edits import Change, Edit, Recipe, trained_items, with_weight
from playground.network.model import Edge, Node
from playground.network.weight import Weight

FloatArray = NDArray[np.float64]


def reset_weights() -> Recipe:
    """Back to the weights that the training began from."""

    def recipe(content: Content) -> Edit:
        items = trained_items(content, None)
        changes = [Change(item, _untrained(item)) for item in items if item.start is not None]
        return Edit("Reset to First Weights", tuple(changes), (("epoch", 0),))

    return recipe


def put_weights(
    text: str, weights: Mapping[str, float], dead: frozenset[str], epoch: int
) -> Recipe:
    """What a training run learned: new values by id, the first ones kept for the reset."""

    def recipe(content: Content) -> Edit:
        changes = []
        for item in trained_items(content, frozenset(weights)):
            old = item.bias if isinstance(item, Node) else item.weight
            new = item
            if old.value != weights[item.id]:
                start = item.start if item.start is not None else old
                new = replace(with_weight(item, Weight(weights[item.id])), start=start)
            if isinstance(new, Edge):
                new = replace(new, dead=new.id in dead)
            changes.append(Change(item, new))
        return Edit(text, tuple(changes), (("epoch", epoch),))

    return recipe


def learned(
    text: str, biases: FloatArray, weights: FloatArray, dead: NDArray[np.bool_], epoch: int
) -> Recipe:
    """What a training run learned, as arrays aligned with the drawing's nodes and edges."""

    def recipe(content: Content) -> Edit:
        network = content.network
        values = {n.id: b for n, b in zip(network.nodes, biases.tolist(), strict=True)}
        values |= {e.id: w for e, w in zip(network.edges, weights.tolist(), strict=True)}
        gone = frozenset(e.id for e, d in zip(network.edges, dead, strict=True) if d)
        return put_weights(text, values, gone, epoch)(content)

    return recipe


def draw_weights(seed: int, values: Mapping[str, float]) -> Recipe:
    """Other first weights: values by id, drawn with `seed`; the training starts at epoch 0."""

    def recipe(content: Content) -> Edit:
        changes = [
            Change(item, with_weight(_untrained(item), Weight(values[item.id])))
            for item in trained_items(content, frozenset(values))
        ]
        training = replace(content.training, seed=seed)
        return Edit("New Weights", tuple(changes), (("training", training), ("epoch", 0)))

    return recipe


def _untrained(item: Node | Edge) -> Node | Edge:
    if item.start is None:
        return item
    return replace(with_weight(item, item.start), start=None)
