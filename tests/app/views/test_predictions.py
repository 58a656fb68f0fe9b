"""Wrong points by what the network says of the points themselves."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from playground.app.controller import Controller
from playground.app.views.predictions import POINTS, points_need, predicted_classes
from playground.document import edits
from playground.document.content import Content
from playground.network.model import Network
from playground.network.templates import layered
from playground.plots.plane.points import DRAWN_LIMIT
from tests.app.conftest import PATIENCE


def content_of(widths, source="blobs", **training) -> Content:
    content = Content(network=Network(*layered(list(widths), ["x1", "x2"])))
    content.data = replace(content.data, source=source, count=120, noise=30)
    content.training = replace(content.training, **training)
    return content


def settle(qtbot, controller):
    qtbot.waitUntil(
        lambda: controller.snapshot is not None and controller.is_settled, timeout=PATIENCE
    )


@pytest.fixture
def open_controller(qtbot):
    opened = []

    def open_with(content):
        controller = Controller(content)
        opened.append(controller)
        settle(qtbot, controller)
        need = points_need(controller)
        controller.show_needs({} if need is None else {POINTS: need})
        settle(qtbot, controller)
        return controller

    yield open_with
    for controller in opened:
        controller.shutdown()
        controller.deleteLater()


@pytest.mark.parametrize(
    ("widths", "source", "training"),
    [
        ((2, 3, 3), "blobs", {}),
        ((2, 3, 1), "xor", {}),
        ((2, 3, 2), "xor", {"loss": "softmax_cross_entropy"}),
        ((2, 3, 1), "xor", {"loss": "binary_cross_entropy"}),
    ],
)
def test_they_agree_with_the_accuracy(qtbot, open_controller, widths, source, training):
    controller = open_controller(content_of(widths, source, **training))
    controller.step("epoch")
    qtbot.waitUntil(
        lambda: controller.is_settled and controller.snapshot.epoch == 1, timeout=PATIENCE
    )
    classes = predicted_classes(controller)
    right = classes == controller.dataset.labels
    split = controller.dataset.train_count
    metrics = controller.snapshot.metrics
    assert right[:split].mean() == pytest.approx(metrics.accuracy_train)
    assert right[split:].mean() == pytest.approx(metrics.accuracy_test)


def test_they_follow_an_edit(qtbot, open_controller):
    controller = open_controller(content_of((2, 1), "gauss"))
    before = predicted_classes(controller)
    values = {edge.id: -edge.weight.value for edge in controller.document.network.edges}
    values |= {node.id: -1e-9 for node in controller.document.network.outputs()}
    controller.do(edits.set_weights(values))
    settle(qtbot, controller)
    after = predicted_classes(controller)
    assert not np.array_equal(before, after)


def test_they_wait_for_the_drawing_to_be_lowered_with_other_data(qtbot, open_controller):
    controller = open_controller(content_of((2, 1), "gauss"))
    assert len(predicted_classes(controller)) == 120
    seen = []
    controller.dataset_changed.connect(lambda: seen.append(predicted_classes(controller)))
    controller.do(edits.change_data("New Sample", count=200))
    settle(qtbot, controller)
    assert seen == [None]
    assert len(predicted_classes(controller)) == 200


def test_numbers_have_no_class(open_controller):
    controller = open_controller(content_of((2, 1), "reg_plane"))
    assert points_need(controller) is None
    assert predicted_classes(controller) is None


def test_of_very_many_points_those_drawn_are_known(open_controller):
    content = content_of((2, 1), "xor")
    content.data = replace(content.data, count=DRAWN_LIMIT + 100)
    controller = open_controller(content)
    classes = predicted_classes(controller)
    assert len(classes) == DRAWN_LIMIT + 100
    assert np.isfinite(classes).sum() == DRAWN_LIMIT


def test_they_are_exact_where_a_sum_is_hardly_above_one_half(qtbot, open_controller):
    controller = open_controller(content_of((2, 1), "gauss"))
    (output,) = controller.document.network.outputs()
    controller.do(edits.set_activation([output.id], "sigmoid"))
    values = {edge.id: 0.0 for edge in controller.document.network.edges}
    for bias, found in ((-1e-9, 0.0), (1e-9, 1.0)):
        controller.do(edits.set_weights(values | {output.id: bias}))
        settle(qtbot, controller)
        assert set(predicted_classes(controller)) == {found}


def test_without_an_output_for_each_class_no_point_is_called_wrong(open_controller):
    controller = open_controller(content_of((2, 3, 1), "blobs"))
    assert "3 targets" in controller.lowered.problem
    assert points_need(controller) is None
    assert predicted_classes(controller) is None
