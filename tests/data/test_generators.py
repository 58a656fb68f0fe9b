"""What each generated set promises, whatever its count, noise and seed."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.data.choice import DataChoice
from playground.data.dataset import plane_bounds
from playground.data.errors import DataError
from playground.data.generators import GENERATORS, generate
from playground.data.load import load

choices = st.builds(
    DataChoice,
    source=st.sampled_from(sorted(GENERATORS)),
    noise=st.floats(0, 80),
    train_share=st.floats(0, 100),
    count=st.integers(2, 300),
    seed=st.text(max_size=12),
    classes=st.integers(2, 8),
    balance=st.sampled_from([1.0, 20.0, 50.0, 90.0]),
)


@given(choices)
def test_every_choice_gives_what_it_asks_for(choice: DataChoice) -> None:
    dataset, rng = generate(choice)
    generator = GENERATORS[choice.source]
    assert dataset.count == choice.count
    assert dataset.train_count == int(choice.count * choice.train_share / 100)
    assert dataset.test_count == dataset.count - dataset.train_count
    assert dataset.columns == generator.columns
    assert dataset.inputs.shape == (choice.count, len(generator.columns))
    assert np.isfinite(dataset.inputs).all()
    assert dataset.kind == generator.kind
    assert plane_bounds(dataset) == (-6, 6, -6, 6)
    if dataset.kind == "classes":
        count = generator.class_count(choice)
        assert set(dataset.labels) <= set(range(count))
        assert dataset.class_names == (("-1", "1") if count == 2 else tuple("ABCDEFGH"[:count]))
        if count == 2 and choice.balance != 50:
            second = min(max(round(choice.count * choice.balance / 100), 1), choice.count - 1)
            assert dataset.labels.sum() == second
    else:
        assert dataset.class_names == ()
        assert np.isfinite(dataset.labels).all()
    again, twin = generate(choice)
    assert np.array_equal(again.inputs, dataset.inputs)
    assert np.array_equal(again.labels, dataset.labels)
    assert twin.random() == rng.random()
    assert not dataset.inputs.flags.writeable
    assert not dataset.labels.flags.writeable


def without_noise(source: str, count: int = 400) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    dataset = load(DataChoice(source, count=count))
    return dataset.inputs[:, 0], dataset.inputs[:, 1], dataset.labels


def test_circle_is_a_disc_in_a_ring() -> None:
    x, y, label = without_noise("circle", 401)
    radius = np.hypot(x, y)
    assert (radius[label == 1] < 2.5).all()
    assert ((radius[label == 0] >= 3.5 - 1e-12) & (radius[label == 0] < 5)).all()
    assert label.sum() == 201


def test_xor_agrees_in_opposite_quarters_and_leaves_a_gap() -> None:
    x, y, label = without_noise("xor")
    assert ((x * y >= 0) == (label == 1)).all()
    assert min(np.abs(x).min(), np.abs(y).min()) >= 0.3
    assert max(np.abs(x).max(), np.abs(y).max()) <= 5.3


@pytest.mark.parametrize(("noise", "variance"), [(0.0, 0.5), (50.0, 4.0), (80.0, 6.1)])
def test_clouds_spread_with_the_noise(noise: float, variance: float) -> None:
    dataset = load(DataChoice("gauss", noise=noise, count=10_000))
    for label, centre in ((1, 2), (0, -2)):
        cloud = dataset.inputs[dataset.labels == label]
        assert len(cloud) == 5000
        assert cloud.mean(axis=0) == pytest.approx([centre, centre], abs=0.15)
        assert cloud.var(axis=0) == pytest.approx([variance, variance], rel=0.1)


def test_spiral_arms_are_each_other_s_mirror_image() -> None:
    x, y, label = without_noise("spiral")
    arms = [
        sorted(zip(np.hypot(x[label == k], y[label == k]), x[label == k], strict=True))
        for k in (0, 1)
    ]
    for (r0, x0), (r1, x1) in zip(*arms, strict=True):
        assert r0 == pytest.approx(r1)
        assert x0 == pytest.approx(-x1, abs=1e-12)


def test_plane_is_a_tenth_of_the_sum() -> None:
    x, y, label = without_noise("reg_plane")
    assert label == pytest.approx((x + y) / 10, abs=1e-15)


def test_bumps_peak_at_their_centres_and_end_at_distance_2() -> None:
    x, y, label = without_noise("reg_gauss", 10_000)
    nearest = np.argmin([np.hypot(x - cx, y - cy) for cx in (-4, 0, 4) for cy in (2.5, -2.5)], 0)
    centres = np.array([(cx, cy) for cx in (-4, 0, 4) for cy in (2.5, -2.5)])[nearest]
    height = np.maximum(0, 1 - np.hypot(x - centres[:, 0], y - centres[:, 1]) / 2)
    sign = np.where((centres[:, 0] == 0) == (centres[:, 1] > 0), -1, 1)
    assert label == pytest.approx(sign * height, abs=1e-12)


@pytest.mark.parametrize("classes", [2, 3, 8])
@pytest.mark.parametrize("source", ["blobs", "arms", "rings", "sectors", "intervals"])
def test_sets_of_many_classes_give_each_as_many_points(source: str, classes: int) -> None:
    dataset = load(DataChoice(source, count=250, classes=classes))
    counts = np.bincount(dataset.labels.astype(int), minlength=classes)
    assert len(counts) == classes
    assert counts.max() - counts.min() <= 1


def test_rings_lie_around_one_another_and_sectors_beside_one_another() -> None:
    rings = load(DataChoice("rings", classes=4))
    radius = np.hypot(*rings.inputs.T)
    ends = [(radius[rings.labels == k].min(), radius[rings.labels == k].max()) for k in range(4)]
    assert all(ends[k][1] < ends[k + 1][0] for k in range(3))
    assert radius.max() <= 5 + 1e-12
    sectors = load(DataChoice("sectors", classes=5))
    turn = np.arctan2(*sectors.inputs.T) % (2 * np.pi)
    assert (np.floor(turn / (2 * np.pi / 5)) == sectors.labels).all()


def test_blobs_stand_apart_and_arms_turn_into_one_another() -> None:
    blobs = load(DataChoice("blobs", classes=3))
    centres = np.array([blobs.inputs[blobs.labels == k].mean(axis=0) for k in range(3)])
    assert np.hypot(*centres.T) == pytest.approx(3.6, abs=0.2)
    arms = load(DataChoice("arms", classes=3, count=300))
    first, second = (arms.inputs[arms.labels == k] for k in (0, 1))
    third = 2 * np.pi / 3
    turned = first @ [[np.cos(third), -np.sin(third)], [np.sin(third), np.cos(third)]]
    gaps = np.hypot(*(turned[:, None] - second[None]).transpose(2, 0, 1))
    assert gaps.min(axis=1).max() < 1e-9


def test_saddle_and_ripple_follow_their_formulas() -> None:
    x, y, label = without_noise("reg_saddle")
    assert label == pytest.approx(x * y / 36, abs=1e-15)
    x, y, label = without_noise("reg_ripple")
    assert label == pytest.approx(0.9 * np.cos(1.3 * np.hypot(x, y)), abs=1e-12)


def test_numbers_over_a_line_follow_their_formulas_and_noise_moves_only_them() -> None:
    for source, formula in (
        ("line", lambda x: 0.15 * x + 0.1),
        ("sine", lambda x: 0.8 * np.sin(x)),
        ("step", lambda x: np.where(x >= 1, 0.7, -0.7)),
    ):
        calm, noisy = (load(DataChoice(source, noise=noise)) for noise in (0, 20))
        assert calm.labels == pytest.approx(formula(calm.inputs[:, 0]), abs=1e-12)
        assert np.array_equal(calm.inputs, noisy.inputs)
        assert (noisy.labels - calm.labels).std() == pytest.approx(0.2, rel=0.15)


def test_classes_on_a_line_are_stretches_with_gaps_between_them() -> None:
    sides = load(DataChoice("sides"))
    assert ((sides.inputs[:, 0] > 0.5) == (sides.labels == 1)).all()
    between = load(DataChoice("between"))
    assert ((np.abs(between.inputs[:, 0]) < 2.5) == (between.labels == 1)).all()
    assert np.abs(np.abs(between.inputs[:, 0]) - 2.5).min() >= 0.3 - 1e-12
    three = load(DataChoice("intervals"))
    place = (three.inputs[:, 0] + 5) / (10 / 3)
    assert (np.floor(place) == three.labels).all()
    assert np.abs(place - np.rint(place)).min() >= 0.05


@pytest.mark.parametrize("source", ["circle", "xor", "gauss", "spiral", "sides", "between"])
def test_the_balance_changes_how_many_and_not_where(source: str) -> None:
    even, rare = (load(DataChoice(source, balance=balance)) for balance in (50, 10))
    assert rare.labels.sum() == 50
    for label in (0, 1):
        spread = [data.inputs[data.labels == label].std(axis=0) for data in (even, rare)]
        assert spread[0] == pytest.approx(spread[1], rel=0.35)


@pytest.mark.parametrize(
    "choice",
    [
        DataChoice("moons"),
        DataChoice("blobs", classes=1),
        DataChoice("blobs", classes=9),
        DataChoice(balance=0.5),
        DataChoice(balance=float("nan")),
        DataChoice(count=1),
        DataChoice(count=10_001),
        DataChoice(noise=-1),
        DataChoice(noise=81),
        DataChoice(noise=float("nan")),
        DataChoice(train_share=101),
        DataChoice("table"),
    ],
    ids=repr,
)
def test_what_can_t_be_made_is_refused_in_one_sentence(choice: DataChoice) -> None:
    with pytest.raises(DataError) as refusal:
        load(choice)
    assert str(refusal.value).endswith(".")
    assert "\n" not in str(refusal.value)
