"""What panels and canvas offer, read off the engine's registries."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from playground.engine.activations import ACTIVATIONS
from playground.engine.initializers import INITIALIZERS
from playground.engine.losses import LOSSES
from playground.engine.optimizers import OPTIMIZERS
from playground.engine.regularizers import REGULARIZERS
from playground.engine.schedules import SCHEDULES
from playground.panels.training_panel import TrainingChoices
from playground.widgets.choice import Choice


def training_choices() -> TrainingChoices:
    """Every loss, optimizer, schedule, … that the engine knows."""
    return TrainingChoices(
        losses=_choices(LOSSES.values()),
        optimizers=_choices(OPTIMIZERS.values()),
        schedules=_choices(SCHEDULES.values()),
        regularizations=_choices(REGULARIZERS.values()),
        activations=_choices(ACTIVATIONS.values()),
        initializers=_choices(INITIALIZERS.values()),
    )


def activation_labels() -> tuple[tuple[str, str], ...]:
    return tuple((entry.key, entry.label) for entry in ACTIVATIONS.values())


def _choices(entries: Iterable[Any]) -> tuple[Choice, ...]:
    return tuple(Choice(entry.key, entry.label, entry.help) for entry in entries)
