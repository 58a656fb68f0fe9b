"""From one job to the next: what was learned goes along by id."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from playground.engine.trainer import Trainer
from playground.runtime.job import Job, same_data, same_structure


def take_over(job: Job, old: Trainer | None) -> tuple[Trainer, bool]:
    """Return the trainer of a job, and whether it stands at a moment that `old` didn't know.

    `old` itself goes on where only values differ, for compiling takes time, and the history
    shares what hasn't changed. Raises EngineError when the job can't be compiled.
    """
    if old is None or job.fresh:
        trainer = Trainer(job.network, job.training, job.data)
        trainer.restore(replace(trainer.state(), epoch=job.epoch))
        return trainer, True
    network = old.network if same_structure(job.network, old.network) else job.network
    data = old.data if same_data(job.data, old.data) else job.data
    if network is old.network and data is old.data and job.training == old.training:
        return old, _put_values(old, job)
    trainer = Trainer(network, job.training, data)
    trainer.carry_over(old)
    _put_values(trainer, job)
    return trainer, True


def _put_values(trainer: Trainer, job: Job) -> bool:
    """Give the trainer the job's values of what it changed; returns whether any differed."""
    before = trainer.state()
    biases, weights = trainer.biases(), trainer.weights()
    ids = job.changed
    for index, node in enumerate(job.network.nodes):
        if ids is None or node.id in ids:
            biases[index] = node.bias
    for index, edge in enumerate(job.network.edges):
        if ids is None or edge.id in ids:
            weights[index] = edge.weight
    if ids is not None:
        trainer.set_parameters(biases, weights)
    else:
        state = replace(
            before,
            parameters=np.concatenate([biases, weights]),
            dead=np.array([edge.dead for edge in job.network.edges], dtype=bool),
        )
        if job.epoch != trainer.epoch:
            state = replace(
                state, epoch=job.epoch, sample_in_epoch=0, pending=None, pending_count=0
            )
        trainer.restore(state)
    after = trainer.state()
    return not (
        before.epoch == after.epoch
        and np.array_equal(before.parameters, after.parameters)
        and np.array_equal(before.dead, after.dead)
    )
