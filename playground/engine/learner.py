"""A compiled network together with all that changes while it learns."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from playground.engine.graph import Graph
from playground.engine.optimizers import OPTIMIZERS
from playground.engine.program import Program
from playground.engine.recipes import Array, run
from playground.engine.snapshot import FloatArray
from playground.engine.spec import NetworkSpec, TrainingSpec, is_cross_entropy
from playground.engine.state import TrainerState
from playground.engine.updates import Updates


class Checkpoint(NamedTuple):
    """What a learner holds, in the program's own layout: quick to take and to return to."""

    parameters_and_gradient: Array
    gradient_count: int
    slots: list[Array]
    optimizer_step: int
    pending: Array | None
    pending_count: int
    killed: Array | None


class Learner:
    """Parameters, gradients and the optimizer's memories of a network.

    `program` holds the part of the network that its outputs are computed from; its `gradient` is
    the sum over the newest batch of `gradient_count` samples. `pending` is what was gathered for
    the next update from `pending_count` samples, laid out as the program's parameters. Packed
    arrays hold the spec's nodes, then its edges, as in a TrainerState.

    Parameters
    ----------
    parameters, dead
        Packed first parameters, and which edges are dead.
    input_bounds
        The largest size of each data column.
    """

    def __init__(
        self,
        network: NetworkSpec,
        training: TrainingSpec,
        parameters: FloatArray,
        dead: NDArray[np.bool_],
        input_bounds: FloatArray,
    ) -> None:
        self._network = network
        self._training = training
        # What the program has no place for stays as it is here.
        self._rest = parameters.copy()
        self._dead = dead
        self.program = program = Program(
            network,
            network.outputs,
            raw_outputs=is_cross_entropy(training.loss),
            input_bounds=input_bounds,
        )
        self._places = np.concatenate([program.bias_places, program.weight_places])
        self._indices = np.concatenate([program.neurons, program.edges + len(network.nodes)])
        self._unpack(parameters, program.parameters)
        program.refresh()
        self.gradient_count = 1
        self.pending = np.zeros_like(program.parameters)
        self.pending_count = 0
        self._trainable = self._find_trainable()
        self.updates = self._new_updates()

    def parameters(self) -> FloatArray:
        """Return all parameters, packed, as a fresh array."""
        return self._pack(self.program.parameters, self._rest)

    def mean_gradient(self) -> FloatArray:
        """Return the newest batch's mean gradient, packed; 0 for what is not trained."""
        return self._pack(self.program.gradient * self._trainable / self.gradient_count)

    def dead(self) -> NDArray[np.bool_]:
        """Return which edges are dead; not to be written to."""
        if not self.updates.kills:
            return self._dead
        dead = self._dead.copy()
        dead[self.program.edges] |= self.updates.dead[self.program.weight_places]
        return dead

    def state(self, epoch: int, step: int, sample_in_epoch: int) -> TrainerState:
        """Return the state of a training that stands at this place."""
        return TrainerState(
            epoch=epoch,
            step=step,
            sample_in_epoch=sample_in_epoch,
            node_count=len(self._network.nodes),
            parameters=self.parameters(),
            dead=self.dead(),
            optimizer=self._training.optimizer,
            optimizer_step=self.updates.rates.step,
            slots=tuple(self._pack(slot) for slot in self.updates.slots),
            pending=self._pack(self.pending) if self.pending_count else None,
            pending_count=self.pending_count,
        )

    def restore(self, state: TrainerState) -> None:
        """Take over a state; the optimizer's memories only when this optimizer has the same.

        The newest batch's gradient is not part of a state: it is 0 until the next batch.
        """
        self._rest = state.parameters.copy()
        self._unpack(state.parameters, self.program.parameters)
        self.program.refresh()
        if not np.array_equal(self.dead(), state.dead):
            self._dead = state.dead.copy()
            self.updates = self._new_updates()
        if OPTIMIZERS[state.optimizer].slots == OPTIMIZERS[self._training.optimizer].slots:
            for packed, slot in zip(state.slots, self.updates.slots, strict=True):
                self._unpack(packed, slot)
            self.updates.rates.step = state.optimizer_step
            self.updates.clear_untrained()
        self.pending_count = state.pending_count
        self.pending.fill(0.0)
        if state.pending is not None:
            self._unpack(state.pending, self.pending)
        self.program.gradient.fill(0.0)

    def checkpoint(self) -> Checkpoint:
        """Return copies of all that changes."""
        updates = self.updates
        return Checkpoint(
            self.program.block[:2].copy(),
            self.gradient_count,
            [slot.copy() for slot in updates.slots],
            updates.rates.step,
            self.pending.copy() if self.pending_count else None,
            self.pending_count,
            updates.dead.copy() if updates.kills else None,
        )

    def return_to(self, checkpoint: Checkpoint) -> None:
        """Go back to a checkpoint of this learner."""
        if checkpoint.killed is not None and (checkpoint.killed != self.updates.dead).any():
            self.updates = self._new_updates()
            self.updates.bury(checkpoint.killed)
        self.program.block[:2] = checkpoint.parameters_and_gradient
        self.gradient_count = checkpoint.gradient_count
        self.program.refresh()
        for slot, values in zip(self.updates.slots, checkpoint.slots, strict=True):
            slot[...] = values
        self.updates.rates.step = checkpoint.optimizer_step
        self.pending[...] = 0.0 if checkpoint.pending is None else checkpoint.pending
        self.pending_count = checkpoint.pending_count

    def update(self, count: int) -> None:
        """Make the update that is due for what `pending` has gathered from `count` samples."""
        run(self.updates.shuttle(count).in_place)
        self.pending.fill(0.0)
        self.pending_count = 0

    def _new_updates(self) -> Updates:
        program = self.program
        is_weight = np.zeros(program.size, dtype=bool)
        is_weight[program.weight_places] = True
        trained = self._trainable.copy()
        trained[program.weight_places] &= ~self._dead[program.edges]
        return Updates(program, self._training, trained, is_weight)

    def _find_trainable(self) -> Array:
        """Return which of the flat parameters lie between an input and an output, unlocked."""
        network, graph = self._network, Graph(self._network)
        reached = graph.trained(network.outputs)
        fed = reached | {node.id for node in network.nodes if node.column is not None}
        moves = [node.trainable and node.id in reached for node in network.nodes]
        moves += [
            edge.trainable and edge.source in fed and edge.target in reached
            for edge in network.edges
        ]
        trainable = np.zeros(self.program.size, dtype=bool)
        trainable[self._places] = np.array(moves, dtype=bool)[self._indices]
        return trainable

    def _pack(self, flat: Array, rest: FloatArray | None = None) -> FloatArray:
        packed = np.zeros_like(self._rest) if rest is None else rest.copy()
        packed[self._indices] = flat[self._places]
        return packed

    def _unpack(self, packed: FloatArray, flat: Array) -> None:
        flat[self._places] = packed[self._indices]
