"""A trainer to look at, and what is compared of it."""

from __future__ import annotations

from dataclasses import fields

import numpy as np

from playground.engine.spec import TrainingSpec
from playground.engine.state import TrainerState
from playground.engine.trainer import Trainer
from tests.engine.networks import layered, xor_data


def trainer_of(**settings: object) -> Trainer:
    """One of 2-4-1 on exclusive or."""
    return Trainer(layered(2, 4, 1), TrainingSpec(**settings), xor_data())  # type: ignore[arg-type]


def same(one: TrainerState, other: TrainerState) -> bool:
    """Whether two states are equal in every bit."""

    def bits(state: TrainerState) -> list[object]:
        values = [getattr(state, field.name) for field in fields(TrainerState)]
        flat = [part for value in values for part in (value if type(value) is tuple else [value])]
        return [part.tobytes() if isinstance(part, np.ndarray) else part for part in flat]

    return bits(one) == bits(other)
