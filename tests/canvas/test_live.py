"""Live pictures and numbers: shown without a new item, never changing the document."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from playground.canvas import drawing_scene
from playground.canvas.edge_layer import CROWD, MANY
from playground.canvas.style import WIDTH_CLASSES, width_classes
from playground.document import edits
from playground.engine.snapshot import Field
from playground.network.model import Network
from playground.network.templates import layered
from playground.palette import DARK, LIGHT, THEMES, rgb
from tests.canvas.checks import assert_consistent
from tests.canvas.conftest import Studio

BOUNDS = (-6.0, 6.0, -6.0, 6.0)


def colour_at(studio: Studio, x: float, y: float) -> str:
    return studio.view.grab().toImage().pixelColor(studio.screen(x, y)).name().upper()


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_pictures_stand_the_right_way_up(studio: Studio, theme) -> None:
    studio.view.set_theme(theme)
    values = np.ones((10, 10), dtype=np.float32)
    values[:5] = -1
    studio.view.show_fields(Field(BOUNDS, {"n1": values}), {"n1": (-1.0, 1.0)})
    x, y = studio.body("n1")
    assert colour_at(studio, x, y - 20) == theme.above
    assert colour_at(studio, x, y + 20) == theme.below


def test_live_numbers_reuse_the_items(studio: Studio) -> None:
    items = dict(studio.scene.nodes)
    studio.view.show_parameters(np.full(5, 0.5), np.full(4, -2.0))
    assert studio.scene.nodes == items
    assert studio.scene.nodes["n3"].bias.value == 0.5
    assert studio.scene.weight_of("e6").value == -2.0
    assert studio.scene.chips.texts["e6"] == "−2.00"
    assert studio.scene.nodes["n3"].bias_text == "+0.50"
    assert studio.network.edges["e6"].weight.value == -0.75
    studio.view.show_parameters(None, None)
    assert_consistent(studio.document, studio.scene)


def test_numbers_of_another_drawing_are_passed_over(studio: Studio) -> None:
    studio.view.show_parameters(np.zeros(4), np.zeros(4))
    assert studio.scene.weight_of("e6").value == -0.75


def test_scrubbing_starts_from_the_live_number(studio: Studio) -> None:
    studio.view.show_parameters(np.zeros(5), np.full(4, 3.0))
    x, y = studio.chip("e6")
    studio.drag((x, y), (x + 10, y))
    assert studio.network.edges["e6"].weight.value == pytest.approx(3.1)


def test_a_picture_that_is_not_finite_says_so(studio: Studio) -> None:
    values = np.full((4, 4), np.nan, dtype=np.float32)
    studio.view.show_fields(Field(BOUNDS, {"n3": values}), {})
    assert not studio.scene.nodes["n3"].is_finite
    found, plain = rgb(colour_at(studio, -14, -88)), rgb(LIGHT.threshold)
    assert max(abs(a - b) for a, b in zip(found, plain, strict=True)) < 4


@pytest.mark.parametrize("widths", [[2, 30, 25, 1], [2, 60, 50, 1]])
@pytest.mark.parametrize("zoom", [0.1, 0.3, 1.0])
def test_every_level_of_detail_draws(empty: Studio, widths: list[int], zoom: float) -> None:
    network = Network(*layered(widths, ["x1", "x2"]))
    assert len(network.edges) > (CROWD if widths[1] == 60 else MANY)
    studio = empty
    studio.document.content.network = network
    studio.document.replaced.emit()
    studio.view.set_theme(DARK)
    studio.view.zoom_by(zoom / studio.view.zoom)
    values = {node.id: np.ones((4, 4), dtype=np.float32) for node in network.nodes}
    studio.view.show_fields(Field(BOUNDS, values), {})
    studio.view.select_all()
    assert len(studio.scene.chips.places) == 1, "more weights than can be read at once"
    studio.view.clear_selection()
    image = studio.view.grab().toImage()
    colours = {image.pixel(x, y) for x in range(0, 800, 3) for y in range(0, 600, 3)}
    assert len(colours) > 10
    studio.document.content.network = Network()
    studio.document.replaced.emit()


@pytest.mark.parametrize("widths", [[2, 3, 1], [2, 12, 8, 1], [2, 60, 50, 1]])
def test_selected_edges_stand_out_however_many(empty: Studio, widths: list[int]) -> None:
    empty.document.content.network = Network(*layered(widths, ["x1", "x2"]))
    empty.document.replaced.emit()
    plain = empty.view.grab().toImage()
    empty.view.select(empty.scene.edges.ids)
    assert empty.view.grab().toImage() != plain
    empty.document.content.network = Network()
    empty.document.replaced.emit()


def test_width_grows_with_the_size_of_the_weight() -> None:
    classes = width_classes(np.array([0.0, 0.5, -1.0, 5.0, np.inf, np.nan]))
    assert classes.tolist() == sorted(classes.tolist())
    assert classes[0] == 0
    assert classes[-1] == WIDTH_CLASSES - 1


def test_what_does_not_change_costs_nothing(studio: Studio) -> None:
    painted: list[object] = []
    studio.view.viewport().repaint()
    QApplication.processEvents()
    studio.scene.changed.connect(painted.append)
    studio.view.show_parameters(None, None)
    QApplication.processEvents()
    assert painted == []


def test_weights_that_look_alike_leave_the_edges_as_they_are(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[object] = []
    monkeypatch.setattr(studio.scene.edges, "paint", lambda *args: drawn.append(args))
    studio.view.show_parameters(np.zeros(5), np.full(4, 1.0))
    studio.view.viewport().repaint()
    assert len(drawn) == 1
    studio.view.show_parameters(np.zeros(5), np.full(4, 1.001))
    studio.view.viewport().repaint()
    assert len(drawn) == 1
    assert studio.scene.weight_of("e6").value == 1.001
    studio.view.show_parameters(None, None)


def test_numbers_are_written_now_and_then_and_at_the_end(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = studio.scene.chips
    monkeypatch.setattr(drawing_scene, "_TEXT_MS", 60_000)
    studio.view.show_parameters(np.zeros(5), np.full(4, 1.0))
    studio.view.show_parameters(np.zeros(5), np.full(4, 2.0))
    assert texts.texts["e6"] == "+1.00"
    monkeypatch.setattr(drawing_scene, "_TEXT_MS", 0)
    studio.view.show_parameters(np.zeros(5), np.full(4, 3.0))
    assert texts.texts["e6"] == "+3.00"
    studio.view.show_parameters(None, None)
    assert texts.texts["e6"] == "−0.75"


def test_of_a_selected_neuron_every_weight_is_written(empty: Studio) -> None:
    network = Network(*layered([2, 4, 1], ["x1", "x2"]))
    empty.document.content.network = network
    empty.document.replaced.emit()
    for node in network.nodes:
        own = {edge.id for edge in network.edges if node.id in (edge.source, edge.target)}
        empty.view.select((node.id,))
        assert own <= empty.scene.chips.places.keys()
    empty.document.content.network = Network()
    empty.document.replaced.emit()


def test_a_number_that_rounds_to_zero_says_on_which_side_it_is(studio: Studio) -> None:
    studio.push(edits.set_weights({"e6": -0.003, "e7": 0.003, "e8": 0.0}))
    texts = studio.scene.chips.texts
    assert (texts["e6"], texts["e7"], texts["e8"]) == ("−0.00", "+0.00", "0.00")
