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
)


@given(choices)
def test_every_choice_gives_what_it_asks_for(choice: DataChoice) -> None:
    dataset, rng = generate(choice)
    generator = GENERATORS[choice.source]
    assert dataset.count == choice.count
    assert dataset.train_count == int(choice.count * choice.train_share / 100)
    assert dataset.test_count == dataset.count - dataset.train_count
    assert dataset.columns == ("x1", "x2")
    assert dataset.inputs.shape == (choice.count, 2)
    assert np.isfinite(dataset.inputs).all()
    assert dataset.kind == generator.kind
    assert plane_bounds(dataset) == (-6, 6, -6, 6)
    if dataset.kind == "classes":
        assert set(dataset.labels) <= {0.0, 1.0}
        assert dataset.class_names == ("-1", "1")
    else:
        assert dataset.class_names == ()
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


@pytest.mark.parametrize(
    "choice",
    [
        DataChoice("moons"),
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
