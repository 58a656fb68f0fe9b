"""Normalized inputs reach training, pictures and point values alike, and leave the plane alone."""

from __future__ import annotations

import numpy as np

from playground.data.features import network_inputs
from playground.document import edits, files
from playground.document.lowering import Lowering
from playground.engine.field import NodeEvaluator

SIZE = 40


def test_training_goes_on_and_one_undo_takes_it_back(xor_desk):
    desk = xor_desk
    desk.controller.train()
    desk.wait(lambda: desk.epoch > 3)
    desk.controller.do(edits.change_data("Normalize Inputs", normalize=True))
    before = desk.epoch
    desk.wait(lambda: desk.epoch > before + 3)
    assert desk.controller.is_running
    assert desk.controller.dataset.scales
    desk.controller.pause()
    desk.settle()
    while desk.document.data.normalize:
        desk.controller.undo()
        desk.settle()
    assert not desk.controller.dataset.scales
    assert desk.document.epoch > 0


def test_thumbnails_and_point_values_are_those_of_normalized_inputs(xor_desk):
    desk, controller = xor_desk, xor_desk.controller
    controller.do(edits.change_data("Normalize Inputs", normalize=True))
    desk.settle()
    lowered, dataset = controller.lowered, controller.dataset
    steps = -6 + 12 * (np.arange(SIZE) + 0.5) / SIZE
    plane = np.stack(np.meshgrid(steps, steps), axis=-1).reshape(-1, 2)
    inputs = network_inputs(lowered.features, dataset, plane)
    expected = NodeEvaluator(lowered.network).evaluate(inputs)
    snapshot = controller.snapshot
    for row, node in zip(expected, lowered.network.nodes, strict=True):
        shown = snapshot.thumbnails.values[node.id]
        assert np.allclose(shown.ravel(), row, atol=1e-5)
    assert snapshot.thumbnails.bounds == (-6, 6, -6, 6)
    (x1, x2), point = dataset.scales["x1"], controller.point
    assert np.isclose(snapshot.point.a[0], (point[0] - x1) / x2)


def test_training_inputs_are_normalized_and_off_means_untouched(xor_desk):
    content = xor_desk.document.content
    plain = xor_desk.controller.lowered.data
    assert np.array_equal(plain.inputs_train, xor_desk.controller.dataset.inputs_train)
    xor_desk.controller.do(edits.change_data("Normalize Inputs", normalize=True))
    xor_desk.settle()
    data = xor_desk.controller.lowered.data
    assert np.allclose(data.inputs_train.mean(axis=0), 0)
    assert np.allclose(data.inputs_train.std(axis=0), 1)
    again = files.decode(files.encode(content), "again")
    assert again.data.normalize
    dataset = xor_desk.controller.dataset
    assert np.array_equal(Lowering().lower(again, dataset).data.inputs_test, data.inputs_test)
