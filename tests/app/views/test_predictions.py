"""Wrong points by what the network says of the points themselves."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from playground.app.controller import Controller
from playground.app.views.predictions import Predictions
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


@pytest.fixture
def open_controller(qtbot):
    opened = []

    def open_with(content):
        controller = Controller(content)
        opened.append(controller)
        qtbot.waitUntil(
            lambda: controller.snapshot is not None and controller.is_settled, timeout=PATIENCE
        )
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
    classes = Predictions(controller).classes()
    right = classes == controller.dataset.labels
    split = controller.dataset.train_count
    metrics = controller.snapshot.metrics
    assert right[:split].mean() == pytest.approx(metrics.accuracy_train)
    assert right[split:].mean() == pytest.approx(metrics.accuracy_test)


def test_they_follow_an_edit(qtbot, open_controller):
    controller = open_controller(content_of((2, 1), "gauss"))
    predictions = Predictions(controller)
    before = predictions.classes()
    values = {edge.id: -edge.weight.value for edge in controller.document.network.edges}
    values |= {node.id: -1e-9 for node in controller.document.network.outputs()}
    controller.do(edits.set_weights(values))
    qtbot.waitUntil(
        lambda: controller.snapshot is not None and controller.is_settled, timeout=PATIENCE
    )
    after = predictions.classes()
    assert not np.array_equal(before, after)


def test_they_wait_for_the_drawing_to_be_lowered_with_other_data(qtbot, open_controller):
    controller = open_controller(content_of((2, 1), "gauss"))
    predictions = Predictions(controller)
    assert len(predictions.classes()) == 120
    seen = []
    controller.dataset_changed.connect(lambda: seen.append(predictions.classes()))
    controller.do(edits.change_data("New Sample", count=200))
    qtbot.waitUntil(
        lambda: controller.snapshot is not None and controller.is_settled, timeout=PATIENCE
    )
    assert seen == [None]
    assert len(predictions.classes()) == 200


def test_numbers_have_no_class(open_controller):
    controller = open_controller(content_of((2, 1), "reg_plane"))
    assert Predictions(controller).classes() is None


def test_of_very_many_points_those_drawn_are_known(open_controller):
    content = content_of((2, 1), "xor")
    content.data = replace(content.data, count=DRAWN_LIMIT + 100)
    controller = open_controller(content)
    classes = Predictions(controller).classes()
    assert len(classes) == DRAWN_LIMIT + 100
    assert np.isfinite(classes).sum() == DRAWN_LIMIT
