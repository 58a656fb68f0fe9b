"""Training: a network, its settings and its data, advanced batch by batch."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from playground.engine.activations import ACTIVATIONS
from playground.engine.batches import Batches
from playground.engine.divergence import explain
from playground.engine.errors import EngineError
from playground.engine.field import NodeEvaluator
from playground.engine.learner import Checkpoint, Learner
from playground.engine.metrics import Evaluator
from playground.engine.schedules import SCHEDULES
from playground.engine.snapshot import Divergence, FloatArray, Metrics
from playground.engine.spec import NetworkSpec, TrainingData, TrainingSpec, is_cross_entropy
from playground.engine.state import Survivors, TrainerState

# A weight beyond this is of no use to anyone, and its square is still finite in float32.
LARGEST_WEIGHT = 1e12
# Bounded outputs keep the loss small however large the weights, so these may go on, as far as a
# product of them along a path leaves room for sums in float64.
LARGEST_PRODUCT = 1e280


class Trainer:
    """Trains a network on data.

    Only what lies on a path from an input to an output of `network.outputs` is trained, and of
    that only what is `trainable` and not dead. `epoch` and `step` count finished epochs and
    updates; `sample_in_epoch` counts the samples used since the epoch began. `divergence` is set
    when numbers ran away: the trainer then stands at the last good step and advances no more
    until parameters or settings change.

    Raises
    ------
    EngineError
        When the network is no directed acyclic graph, or data and network don't fit together.
    ProgramTooLargeError
        When the network would need too much memory.
    """

    def __init__(self, network: NetworkSpec, training: TrainingSpec, data: TrainingData) -> None:
        self.network = network
        self.training = training
        self.data = data
        self.epoch = 0
        self.step = 0
        self.sample_in_epoch = 0
        self.divergence: Divergence | None = None
        self._refuse_misfits()
        sizes = [np.abs(x).max(axis=0, initial=1.0) for x in (data.inputs_train, data.inputs_test)]
        self._bounds = np.maximum(*sizes)
        weights = [0.0 if edge.dead else edge.weight for edge in network.edges]
        self._compile(
            np.array([*(node.bias for node in network.nodes), *weights]),
            np.array([edge.dead for edge in network.edges], dtype=bool),
        )

    @property
    def at_epoch_end(self) -> bool:
        """Whether no epoch is under way."""
        return self.sample_in_epoch == 0

    @property
    def can_train(self) -> bool:
        """Whether there is anything to train and anything to train it with."""
        return bool(self._learner.program.levels) and len(self.data.inputs_train) > 0

    @property
    def learning_rate(self) -> float:
        """The scheduled learning rate of the present epoch."""
        schedule = SCHEDULES[self.training.schedule]
        factor = schedule.factor(
            self.epoch, self.training.schedule_epochs, self.training.schedule_factor
        )
        return self.training.learning_rate * factor

    def advance(self, max_steps: int) -> int:
        """Work through up to `max_steps` batches, not beyond the epoch's end; return how many.

        A batch is an update, but for what is left at an epoch's end when it is carried over:
        that counts as a batch and is gathered without one.
        """
        if self.divergence is not None or not self.can_train:
            return 0
        done = 0
        with np.errstate(all="ignore"):
            while done < max_steps:
                done += self._advance(max_steps - done)
                if self.sample_in_epoch == 0:
                    break
            self._check(done)
        return done

    def advance_samples(self, count: int) -> int:
        """Gather the gradients of up to `count` samples, not beyond the epoch's end.

        A batch's last sample makes its update. Returns how many samples were used.
        """
        if self.divergence is not None or not self.can_train:
            return 0
        done = 0
        with np.errstate(all="ignore"):
            while done < count:
                self._begin_epoch()
                self._gather(self.sample_in_epoch + 1)
                done += 1
                if self.sample_in_epoch == 0:
                    break
            self._check(done)
        return done

    def evaluate(self) -> Metrics:
        """Return losses and all scores over training and test data."""
        return self._watched(self._evaluator.metrics()) if self.can_evaluate else Metrics()

    def evaluate_losses(self) -> Metrics:
        """Return losses and accuracies only: cheap enough for every epoch."""
        return self._watched(self._evaluator.losses()) if self.can_evaluate else Metrics()

    @property
    def can_evaluate(self) -> bool:
        """Whether there are outputs with targets."""
        return bool(self._learner.program.levels)

    def biases(self) -> FloatArray:
        """Return the biases, aligned with the spec's nodes, as a fresh array."""
        return self._learner.parameters()[: len(self.network.nodes)]

    def weights(self) -> FloatArray:
        """Return the weights, aligned with the spec's edges, as a fresh array."""
        return self._learner.parameters()[len(self.network.nodes) :]

    def dead(self) -> NDArray[np.bool_]:
        """Return which edges L1 has set to 0 for ever; not to be written to."""
        return self._learner.dead()

    def bias_gradients(self) -> FloatArray:
        """Return the newest batch's mean d loss / d bias, aligned with the spec's nodes."""
        return self._learner.mean_gradient()[: len(self.network.nodes)]

    def weight_gradients(self) -> FloatArray:
        """Return the newest batch's mean d loss / d weight, aligned with the spec's edges."""
        return self._learner.mean_gradient()[len(self.network.nodes) :]

    def node_evaluator(self) -> NodeEvaluator:
        """Return an evaluator of all nodes' values with the present parameters."""
        self._nodes.set_parameters(self.biases(), self.weights())
        return self._nodes

    def set_parameters(self, biases: FloatArray, weights: FloatArray) -> None:
        """Go on from other parameters, aligned with the spec's nodes and edges.

        A weight that is given a value other than 0 is dead no more.
        """
        parameters = np.concatenate([biases, weights])
        dead = self.dead() & (weights == 0.0)
        self.restore(replace(self.state(), parameters=parameters, dead=dead))

    def state(self) -> TrainerState:
        """Return everything that a replay from here needs."""
        return self._learner.state(self.epoch, self.step, self.sample_in_epoch)

    def restore(self, state: TrainerState) -> None:
        """Return to a state of a trainer with the same network and data.

        Settings stay as they are; with the settings of that time too the run repeats itself.
        """
        self._learner.restore(state)
        self.epoch, self.step = state.epoch, state.step
        self.sample_in_epoch = state.sample_in_epoch
        self._accept()

    def carry_over(self, old: Trainer) -> None:
        """Go on where `old` stood: its counters, and by id what its nodes and edges had learned.

        Biases, weights and dead weights are taken over, and the optimizer's memories when the
        optimizers have the same ones. The place in the epoch and the gradient
        gathered so far are kept when both train on the same array of inputs.
        """
        survivors = Survivors(old.network, self.network)
        was, own = old.state(), self.state()
        same = self.data.inputs_train is old.data.inputs_train and self.can_train
        pending = was.pending if same else None
        self.restore(
            replace(
                was,
                node_count=own.node_count,
                parameters=survivors.parameters(was.parameters, own.parameters),
                dead=survivors.dead(was.dead, own.dead),
                slots=tuple(survivors.memories(slot) for slot in was.slots),
                sample_in_epoch=was.sample_in_epoch if same else 0,
                pending=None if pending is None else survivors.memories(pending),
                pending_count=0 if pending is None else was.pending_count,
            )
        )

    def _refuse_misfits(self) -> None:
        data = self.data
        columns = [node.column for node in self.network.nodes if node.column is not None]
        for inputs, targets in (
            (data.inputs_train, data.targets_train),
            (data.inputs_test, data.targets_test),
        ):
            if len(inputs) != len(targets):
                raise EngineError(f"There are {len(inputs)} inputs but {len(targets)} targets.")
            if max(columns, default=-1) >= inputs.shape[1]:
                raise EngineError(
                    f"An input asks for column {max(columns) + 1}, but the data have "
                    f"{inputs.shape[1]} columns."
                )
            if len(self.network.outputs) > targets.shape[1]:
                raise EngineError(
                    f"There are {len(self.network.outputs)} outputs to train, but the data have "
                    f"{targets.shape[1]} target columns."
                )

    def _compile(self, parameters: FloatArray, dead: NDArray[np.bool_]) -> None:
        """Build everything that depends on the settings."""
        self._learner = Learner(self.network, self.training, parameters, dead, self._bounds)
        for stale in ("_batches", "_evaluator", "_nodes"):
            self.__dict__.pop(stale, None)
        self._accept()

    def _accept(self) -> None:
        """Take the present state for a good one."""
        largest = float(np.abs(self._learner.program.parameters).max(initial=0.0))
        self._limit = max(self._largest_weight(), 1e3 * largest)
        self.divergence = None
        self._begun = -1
        self._good = self._mark()

    @cached_property
    def _batches(self) -> Batches:
        learner, data = self._learner, self.data
        return Batches(learner.program, self.training, data.inputs_train, data.targets_train)

    @cached_property
    def _evaluator(self) -> Evaluator:
        return Evaluator(self._learner.program, self.training, self.data)

    @cached_property
    def _nodes(self) -> NodeEvaluator:
        return NodeEvaluator(
            self.network,
            raw_outputs=is_cross_entropy(self.training.loss),
            input_bounds=self._bounds,
        )

    def _advance(self, limit: int) -> int:
        self._begin_epoch()
        learner, size, position = self._learner, self._batches.size, self.sample_in_epoch
        whole = self._batches.count // size
        if learner.pending_count or position % size or position // size >= whole:
            self._gather((position // size + 1) * size)
            return 1
        count = min(limit, whole - position // size)
        self._batches.run(position // size, count, learner.updates)
        learner.gradient_count = size
        self.step += count
        self._move_to(position + count * size)
        return count

    def _gather(self, stop: int) -> None:
        """Gather the gradient up to sample `stop`; make the update that is due there."""
        batches, learner = self._batches, self._learner
        stop = min(stop, batches.count)
        batches.gather(self.sample_in_epoch, stop)
        gradient = learner.program.gradient
        learner.pending += gradient
        learner.pending_count += stop - self.sample_in_epoch
        gradient[...] = learner.pending
        learner.gradient_count = learner.pending_count
        is_last = stop == batches.count and self.training.remainder == "apply"
        if stop % batches.size == 0 or is_last:
            learner.update(learner.pending_count)
            self.step += 1
        self._move_to(stop)

    def _move_to(self, position: int) -> None:
        self.sample_in_epoch = position
        if position == self._batches.count:
            self.sample_in_epoch = 0
            self.epoch += 1

    def _begin_epoch(self) -> None:
        if self._begun == self.epoch:
            return
        self._begun = self.epoch
        rate = self.learning_rate
        if rate != float(self._learner.updates.rates.rate):
            self._learner.updates.set_rate(rate)
        if self.training.shuffle:
            self._batches.shuffle(self.training.seed, self.epoch)

    def _is_good(self) -> bool:
        # One product settles it but for large numbers; NaN fails both.
        p = self._learner.program.parameters
        return bool(p.dot(p) < LARGEST_WEIGHT**2) or bool(np.abs(p).max() < self._limit)

    def _largest_weight(self) -> float:
        program = self._learner.program
        kinds = {node.id: ACTIVATIONS[node.activation] for node in self.network.nodes}
        is_bounded = (
            all(kinds[output].bounded for output in self.network.outputs)
            and not is_cross_entropy(self.training.loss)
            and all(kind.key != "square" for kind in kinds.values())
            and program.dtype == np.float64
        )
        depth = max(1, len(program.levels))
        return max(LARGEST_WEIGHT, LARGEST_PRODUCT ** (1 / depth) if is_bounded else 0.0)

    def _mark(self) -> tuple[int, int, int, Checkpoint]:
        return self.epoch, self.step, self.sample_in_epoch, self._learner.checkpoint()

    def _return_to(self, mark: tuple[int, int, int, Checkpoint]) -> None:
        self.epoch, self.step, self.sample_in_epoch, checkpoint = mark
        self._learner.return_to(checkpoint)
        self._begun = -1

    def _check(self, batches: int) -> None:
        """After an advance: mark the good state, or return to the last good step.

        Looking only now costs nothing in between; the bad step is found by doing it all again.
        """
        if self._is_good():
            self._good = self._mark()
            return
        self._return_to(self._good)
        for _ in range(batches):
            self._advance(1)
            if not self._is_good():
                self._return_to(self._good)
                self._diverge()
                return
            self._good = self._mark()

    def _diverge(self) -> None:
        self.divergence = explain(
            self.network, self.training, self.data, epoch=self.epoch, step=self.step + 1
        )

    def _watched(self, metrics: Metrics) -> Metrics:
        """Note a loss that is not finite: the weights are too large for it."""
        loss = metrics.loss_train
        if loss is not None and not np.isfinite(loss) and self.divergence is None:
            self._diverge()
        return metrics
