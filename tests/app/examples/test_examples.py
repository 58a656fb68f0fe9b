"""Every example opens, is what its script makes, and does what it is said to do."""

from __future__ import annotations

import numpy as np
import pytest

from playground.app.commands.first_weights import new_weights
from playground.app.commands.overrides import put_edit
from playground.app.commands.train import HeadlessRun
from playground.app.examples.catalog import EXAMPLES
from playground.data.generators import HALF_WIDTH
from playground.document import files
from playground.network.weight import Weight
from tests.helpers import assert_sound
from tests.make_examples import FOLDER, build


def test_the_list_and_the_folder_agree():
    assert {path.stem for path in FOLDER.glob("*.nnplay")} == set(EXAMPLES) == set(build())


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_file_is_what_the_script_makes(name):
    content = build()[name]

    assert files.load(EXAMPLES[name].path) == content
    assert EXAMPLES[name].path.read_bytes() == files.encode(content)
    assert_sound(content)


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_drawing_fits_its_data_and_its_nodes_keep_apart(name):
    run = run_of(name)

    places = np.array([(node.x, node.y) for node in run.content.network.nodes])
    gaps = np.abs(places[:, None] - places).max(axis=2) + 1000 * np.eye(len(places))
    assert gaps.min() >= 80
    assert run.trainer.can_train


@pytest.mark.parametrize(
    ("name", "epochs", "accuracy"),
    [("xor", 300, 0.95), ("circle", 300, 0.95), ("spiral", 500, 0.95), ("half-plane", 300, 0.99)],
)
def test_training_gets_the_test_points_right(name, epochs, accuracy):
    run = run_of(name)
    before = run.trainer.evaluate().accuracy_test

    run.train(epochs)

    assert before < 0.8
    assert run.trainer.evaluate().accuracy_test >= accuracy


@pytest.mark.parametrize("seed", [11, 12, 13])
@pytest.mark.parametrize("name", ["xor", "circle"])
def test_other_first_weights_do_as_well(name, seed):
    run = run_of(name, seed)
    run.train(300)

    assert run.trainer.evaluate().accuracy_test >= 0.95


@pytest.mark.parametrize("seed", [None, 1, 2])
def test_without_hidden_neurons_xor_stays_below_80_percent(seed):
    run = run_of("xor-no-hidden", seed)
    for epochs in (1, 10, 500):
        run.train(epochs)
        assert run.trainer.evaluate().accuracy_test < 0.8


def test_the_half_plane_is_1_on_one_side_of_its_line():
    run = run_of("half-plane")
    grid = plane(193)
    (w1, w2), (bias,) = run.trainer.weights(), run.trainer.biases()[2:]

    _, a = run.trainer.node_evaluator().forward(grid)

    assert np.array_equal(a[2], w1 * grid[:, 0] + w2 * grid[:, 1] + bias >= 0)


def test_the_triangle_fires_exactly_where_all_three_half_planes_do():
    run = run_of("triangle")
    grid = plane(193)
    inside = np.all(
        [
            2 * grid[:, 0] - grid[:, 1] + 5 >= 0,
            -2 * grid[:, 0] - grid[:, 1] + 5 >= 0,
            grid[:, 1] + 2 >= 0,
        ],
        axis=0,
    )

    _, a = run.trainer.node_evaluator().forward(grid)

    assert np.array_equal(a[5], inside)
    assert np.array_equal(a[5], a[2:5].sum(axis=0) == 3)
    assert 0.05 < inside.mean() < 0.25
    corners = grid[inside]
    assert np.abs(corners).max() <= 5.0
    assert run.trainer.evaluate().accuracy_test > 0.9


def test_the_triangle_has_its_thirds_as_typed_and_keeps_them():
    run = run_of("triangle")
    run.train(3)
    network = run.content.network

    assert [edge.weight for edge in network.incoming("n6")] == [Weight(1 / 3, "1/3")] * 3
    assert network.nodes["n6"].bias == Weight(-1.0)
    assert network == build()["triangle"].network


def run_of(name: str, seed: int | None = None) -> HeadlessRun:
    content = files.load(EXAMPLES[name].path)
    if seed is not None:
        put_edit(content, new_weights(content, seed))
    return HeadlessRun(content)


def plane(size: int) -> np.ndarray:
    """Points (size², 2) of the whole plane; 193 gives steps of 1/16, free of rounding."""
    axis = np.linspace(-HALF_WIDTH, HALF_WIDTH, size)
    return np.stack(np.meshgrid(axis, axis), axis=-1).reshape(-1, 2)
