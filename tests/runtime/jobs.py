"""Jobs and small helpers for the tests of the runtime."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from playground.engine.spec import NetworkSpec, StopRules, TrainingSpec
from playground.engine.state import TrainerState
from playground.engine.trainer import Trainer
from playground.runtime.job import Job
from playground.runtime.session import Session
from tests.engine.networks import layered, xor_data

DATA = xor_data(40, 20)
OTHER_DATA = xor_data(30, 10, seed=7)


def job(network: NetworkSpec | None = None, revision: int = 1, **fields: Any) -> Job:
    """A fresh job over the small XOR data, with `training` fields by their names."""
    own = {
        f: fields.pop(f)
        for f in ("stops", "epoch", "changed", "fresh", "place", "origin", "data")
        if f in fields
    }
    training = TrainingSpec(**({"learning_rate": 0.3} | fields))
    plain = Job(revision, network or layered(2, 4, 1), training, DATA, StopRules())
    return replace(plain, **own)


def same_state(a: TrainerState, b: TrainerState) -> bool:
    """Whether two states are equal to the bit."""
    return (
        (a.epoch, a.step, a.sample_in_epoch, a.optimizer_step, a.pending_count)
        == (b.epoch, b.step, b.sample_in_epoch, b.optimizer_step, b.pending_count)
        and a.parameters.tobytes() == b.parameters.tobytes()
        and np.array_equal(a.dead, b.dead)
        and [slot.tobytes() for slot in a.slots] == [slot.tobytes() for slot in b.slots]
        and (a.pending is None) == (b.pending is None)
        and (a.pending is None or b.pending is None or a.pending.tobytes() == b.pending.tobytes())
    )


def finish(session: Session) -> None:
    """Let a session do all that it has to do, an epoch of several slices included."""
    for _ in range(100_000):
        if session.status != "running" and not session.is_busy:
            return
        session.run_slice()
    raise AssertionError("the session never comes to rest")


def perturbed(network: NetworkSpec, trainer: Trainer, amount: float) -> NetworkSpec:
    """The network with the trainer's values, the first weight shifted."""
    weights, biases = trainer.weights(), trainer.biases()
    weights[0] += amount
    nodes = zip(network.nodes, biases, strict=True)
    edges = zip(network.edges, weights, strict=True)
    return replace(
        network,
        nodes=tuple(replace(node, bias=float(bias)) for node, bias in nodes),
        edges=tuple(replace(edge, weight=float(weight)) for edge, weight in edges),
    )
