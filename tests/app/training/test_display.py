from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from playground.app.training.display import (
    decides,
    default_node,
    node_range,
    place_words,
    threshold_of,
    thumbnail_ranges,
)
from playground.data.choice import DataChoice
from playground.data.dataset import Dataset
from playground.data.load import load
from playground.data.plane import plane_of
from playground.document.content import Content
from playground.document.lowering import Lowered, Lowering
from playground.engine.snapshot import Field
from playground.engine.spec import TrainingSpec
from tests.helpers import small_network


def lowered(content: Content, dataset: Dataset | None = None) -> Lowered:
    return Lowering().lower(content, dataset or load(DataChoice()))


@pytest.mark.parametrize(
    ("activation", "loss", "scale", "threshold"),
    [
        ("tanh", "squared", (-1, 1), 0),
        ("relu", "squared", (-1, 1), 0),
        ("sigmoid", "squared", (0, 1), 0.5),
        ("step", "squared", (0, 1), 0.5),
        ("sigmoid", "binary_cross_entropy", (-1, 1), 0),
    ],
)
def test_the_output_has_the_scale_and_threshold_of_what_it_shows(
    activation: str, loss: str, scale: tuple[float, float], threshold: float
) -> None:
    content = Content(small_network(), training=TrainingSpec(loss=loss))
    content.network.put_node(replace(content.network.nodes["n5"], activation=activation))
    assert node_range(content, lowered(content), "n5") == scale
    assert threshold_of(content, lowered(content), "n5") == threshold


def test_an_output_of_large_numbers_takes_their_range() -> None:
    points = np.zeros((3, 2))
    numbers = Dataset(("x1", "x2"), points, np.array([10.0, 40.0, 20.0]), "numbers", (), 3)
    content = Content(small_network())
    found = lowered(content, numbers)
    assert node_range(content, found, "n5") == (10, 40)
    assert threshold_of(content, found, "n5") == 25
    assert node_range(content, found, "n3") == (-1, 1)


def test_inputs_are_scaled_by_their_own_size() -> None:
    content = Content(small_network())
    field = Field((0, 1, 0, 1), {"n1": np.array([[-3.0, 6.0]]), "n2": np.zeros((1, 2))})
    ranges = thumbnail_ranges(content, lowered(content), field)
    assert ranges == {"n1": (-6, 6), "n2": (-1, 1)}


def test_the_first_trained_output_is_shown_and_decides() -> None:
    content = Content(small_network())
    found = lowered(content)
    assert default_node(content, found) == "n5"
    assert decides(content, found, "n5")
    assert not decides(content, found, "n3")
    assert default_node(Content(), lowered(Content())) == ""


def test_a_place_has_one_number_where_the_data_have_one_column():
    line, plane = (plane_of(load(DataChoice(source))) for source in ("sine", "xor"))
    assert place_words(line, -1.5, 0.0) == "−1.50"
    assert place_words(plane, -1.5, 2.0) == place_words(None, -1.5, 2.0) == "(−1.50, 2.00)"
