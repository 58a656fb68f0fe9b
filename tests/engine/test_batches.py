from __future__ import annotations

from dataclasses import replace

import pytest

from playground.engine.spec import TrainingSpec
from playground.engine.trainer import Trainer
from tests.engine.networks import layered, xor_data
from tests.engine.trainers import same, trainer_of


def test_an_epoch_is_its_batches() -> None:
    trainer = trainer_of(batch_size=15)  # 40 points: 15, 15, 10
    assert trainer.at_epoch_end
    assert trainer.advance(2) == 2
    assert (trainer.epoch, trainer.step, trainer.sample_in_epoch) == (0, 2, 30)
    assert not trainer.at_epoch_end
    assert trainer.advance(100) == 1
    assert (trainer.epoch, trainer.step, trainer.sample_in_epoch) == (1, 3, 0)
    assert trainer.advance(100) == 3


def test_steps_one_by_one_end_where_an_epoch_ends() -> None:
    one, many = trainer_of(batch_size=15), trainer_of(batch_size=15)
    for _ in range(9):
        assert one.advance(1) == 1
    for _ in range(3):
        many.advance(100)
    assert same(one.state(), many.state())


@pytest.mark.parametrize("slices", [(1, 1, 1, 1, 1), (3, 2), (2, 1, 2), (4, 1)])
@pytest.mark.parametrize("settings", [{}, {"optimizer": "momentum"}, {"regularization": "l2"}])
def test_slices_of_an_epoch_add_up_bit_for_bit(
    slices: tuple[int, ...], settings: dict[str, str]
) -> None:
    training = TrainingSpec(batch_size=8, regularization_rate=0.01, **settings)  # type: ignore[arg-type]
    whole, sliced = (Trainer(layered(2, 4, 2, 1), training, xor_data()) for _ in range(2))
    for _ in range(4):
        assert whole.advance(99) == 5
        for batches in slices:
            assert sliced.advance(batches) == batches
            # What is shown in between is where it stands: it can be gone on from.
            sliced.set_parameters(sliced.biases(), sliced.weights())
    assert (sliced.weights() == whole.weights()).all()
    assert (sliced.biases() == whole.biases()).all()


def test_samples_gather_a_batch() -> None:
    samples, batches = trainer_of(batch_size=15), trainer_of(batch_size=15)
    assert samples.advance_samples(14) == 14
    assert samples.step == 0
    assert (samples.weights() == batches.weights()).all()
    assert samples.advance_samples(1) == 1
    batches.advance(1)
    assert samples.step == 1
    assert samples.weights() == pytest.approx(batches.weights(), rel=1e-13)
    assert samples.weight_gradients() == pytest.approx(batches.weight_gradients(), rel=1e-12)
    samples.advance_samples(5)
    assert samples.advance(1) == 1  # the rest of the batch
    batches.advance(1)
    assert samples.weights() == pytest.approx(batches.weights(), rel=1e-13)
    assert samples.advance_samples(100) == 10
    assert samples.epoch == 1


def test_what_is_left_is_carried_into_the_next_epoch() -> None:
    trainer = trainer_of(batch_size=15, remainder="carry")
    assert trainer.advance(100) == 3
    assert (trainer.epoch, trainer.step) == (1, 2)
    assert trainer.state().pending_count == 10
    before = trainer.biases(), trainer.weights()
    trainer.advance(1)
    assert trainer.step == 3
    assert trainer.state().pending_count == 0
    # One update by 25 samples: the 10 left over and the first 15, all at the same weights.
    data, chosen = trainer.data, [*range(30, 40), *range(15)]
    both = replace(
        data, inputs_train=data.inputs_train[chosen], targets_train=data.targets_train[chosen]
    )
    other = Trainer(trainer.network, TrainingSpec(batch_size=0), both)
    other.set_parameters(*before)
    other.advance(1)
    assert trainer.weights() == pytest.approx(other.weights(), rel=1e-13)
    assert trainer.weight_gradients() == pytest.approx(other.weight_gradients(), rel=1e-12)


def test_a_batch_larger_than_the_data_never_updates_when_carried() -> None:
    trainer = trainer_of(batch_size=300, remainder="carry")
    before = trainer.weights()
    for _ in range(3):
        assert trainer.advance(10) == 1
    assert (trainer.epoch, trainer.step) == (3, 0)
    assert (trainer.weights() == before).all()
    capped = trainer_of(batch_size=300)
    capped.advance(10)
    assert (capped.epoch, capped.step) == (1, 1)


def test_shuffling_depends_on_seed_and_epoch() -> None:
    runs = [trainer_of(shuffle=True, seed=seed) for seed in (1, 1, 2)]
    for trainer in runs:
        for _ in range(3):
            trainer.advance(100)
    assert same(runs[0].state(), runs[1].state())
    assert not (runs[0].weights() == runs[2].weights()).any()
