"""What can be chosen for a node: its activation, its column of the data, its target."""

from __future__ import annotations

from collections.abc import Mapping

from playground.engine.activations import Activation
from playground.network.model import Node
from playground.panels.inspected import Inspected
from playground.widgets.choice import Choice

ROLES = {
    "input": "Input",
    "hidden": "Hidden neuron",
    "output": "Output",
    "idle": "Not connected",
}
NAME_TIP = "A name of your own; empty brings back the automatic one"
_BY_PLACE = "auto"


def activation_choices(activations: Mapping[str, Activation]) -> list[Choice]:
    """The activations as options, their formula as help."""
    return [
        Choice(key, activation.label, f"{activation.formula}. {activation.help}")
        for key, activation in activations.items()
    ]


def column_choices(node: Node, inspected: Inspected) -> list[Choice]:
    """The columns of the data, and the input's own where the data lacks it."""
    choices = [Choice(feature.key, feature.label) for feature in inspected.facts.features]
    if node.column is not None and node.column not in {choice.key for choice in choices}:
        choices.append(Choice(node.column, f"{node.column} (not in the data)"))
    return choices


def target_choices(node: Node, inspected: Inspected) -> list[Choice]:
    """What an output can be trained towards."""
    names = inspected.facts.target_names
    matched = inspected.facts.targets.get(node.id)
    now = names[matched] if matched is not None and matched < len(names) else "none left"
    choices = [Choice(_BY_PLACE, f"By place: {now}", "Targets go from top to bottom")]
    choices += [Choice(str(index), name) for index, name in enumerate(names)]
    if node.target is not None and node.target >= len(names):
        choices.append(Choice(str(node.target), f"target {node.target + 1} (not in the data)"))
    return choices


def target_key(node: Node) -> str:
    """The choice that a node's target is."""
    return _BY_PLACE if node.target is None else str(node.target)


def target_of(key: str) -> int | None:
    """The target that a choice stands for; None for the one by place."""
    return None if key == _BY_PLACE else int(key)
