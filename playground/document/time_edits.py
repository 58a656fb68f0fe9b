"""The recipe that brings back an earlier moment of training; in the style of `edits`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from playground.data.choice import DataChoice
from playground.document.content import Content, SettingName
from playground.document.edits import Change, Edit, Recipe
from playground.engine.spec import TrainingSpec
from playground.network.model import Edge, Node
from playground.network.weight import Weight


@dataclass(frozen=True, slots=True, eq=False)
class Setup:
    """What training depends on: the drawing, the data choice and the settings."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    data: DataChoice
    training: TrainingSpec


def setup_of(content: Content) -> Setup:
    """The content's setup, as it is now."""
    network = content.network
    return Setup(tuple(network.nodes), tuple(network.edges), content.data, content.training)


def go_to(
    text: str,
    setup: Setup,
    values: Mapping[str, float],
    dead: frozenset[str],
    epoch: int,
    merge_key: object = None,
) -> Recipe:
    """The setup of some moment with the weights and biases of then, by id.

    Nodes that are still there keep their places and names, for these have no part in training.
    """

    def recipe(content: Content) -> Edit:
        network = content.network
        kept = {node.id for node in setup.nodes} | {edge.id for edge in setup.edges}
        changes = [Change(edge, None) for edge in network.edges if edge.id not in kept]
        changes += [Change(node, None) for node in network.nodes if node.id not in kept]
        for node in setup.nodes:
            now = network.nodes.get(node.id)
            changes.append(Change(now, _node(node, now, values)))
        for edge in setup.edges:
            present = network.edges.get(edge.id)
            weight = _weight(values[edge.id], edge.weight, present.weight if present else None)
            start = _start(edge.start, edge.weight, weight)
            was = replace(edge, weight=weight, start=start, dead=edge.id in dead)
            changes.append(Change(present, was))
        settings: tuple[tuple[SettingName, object], ...] = (
            ("data", setup.data),
            ("training", setup.training),
            ("epoch", epoch),
        )
        return Edit(text, tuple(changes), settings, merge_key)

    return recipe


def _node(node: Node, now: Node | None, values: Mapping[str, float]) -> Node:
    if not node.is_input:
        weight = _weight(values[node.id], node.bias, now.bias if now else None)
        node = replace(node, bias=weight, start=_start(node.start, node.bias, weight))
    return node if now is None else replace(node, x=now.x, y=now.y, name=now.name)


def _weight(value: float, then: Weight, now: Weight | None) -> Weight:
    """The value, as it was typed if it has not been trained since."""
    return next((w for w in (then, now) if w is not None and w.value == value), Weight(value))


def _start(start: Weight | None, first: Weight, weight: Weight) -> Weight | None:
    """Where the training of a weight began; None while it has not moved."""
    return first if start is None and weight.value != first.value else start
