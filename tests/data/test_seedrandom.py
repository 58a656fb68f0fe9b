"""The generator's own published numbers, and what seeds may be."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from playground.data.seedrandom import SeedRandom


def test_published_numbers_of_the_package() -> None:
    rng = SeedRandom("hello.")
    assert rng.random() == 0.9282578795792454
    assert rng.random() == 0.3752569768646784


@given(st.text(alphabet=st.characters(), max_size=300))
def test_any_text_is_a_seed(seed: str) -> None:
    first, second = SeedRandom(seed), SeedRandom(seed)
    numbers = [first.random() for _ in range(20)]
    assert numbers == [second.random() for _ in range(20)]
    assert all(0 <= number < 1 for number in numbers)
    assert len(set(numbers)) == 20


def test_seeds_beyond_256_characters_still_differ() -> None:
    assert SeedRandom("a" * 256 + "b").random() != SeedRandom("a" * 257).random()


@given(st.integers(0, 200))
def test_shuffle_permutes(count: int) -> None:
    items = list(range(count))
    SeedRandom("1").shuffle(items)
    assert sorted(items) == list(range(count))
