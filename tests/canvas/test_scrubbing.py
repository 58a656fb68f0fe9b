"""Numbers dragged and wheeled on the canvas."""

from __future__ import annotations

import pytest

from playground.network.model import Network
from playground.network.templates import layered
from playground.network.weight import Weight
from tests.canvas.conftest import ESC, SHIFT, Studio


def test_scrubbing_a_weight_is_one_step(studio: Studio) -> None:
    x, y = studio.chip("e6")
    studio.drag((x, y), (x + 40, y))
    assert studio.network.edges["e6"].weight.value == pytest.approx(-0.75 + 0.4)
    assert studio.steps == ["Change Weight"]


def test_no_number_runs_away_from_the_pointer(empty: Studio) -> None:
    network = Network(*layered([2, 4, 1], ["x1", "x2"]))
    empty.document.content.network = network
    empty.document.replaced.emit()
    empty.view.fit()
    for chosen in ((), ("n1",), ("n4",)):
        for edge_id in network.edges:
            empty.view.select(chosen)
            if edge_id not in empty.scene.chips.places:
                continue
            place = empty.chip(edge_id)
            empty.hover(place)
            assert empty.chip(edge_id) == place, "pointed at"
            empty.double_click(place)
            assert empty.chip(edge_id) == place, "selected"
            assert empty.view.editor is not None
            empty.view.close_editor()
    assert empty.steps == []
    empty.document.content.network = Network()
    empty.document.replaced.emit()


def test_scrubbing_changes_all_selected_weights(studio: Studio) -> None:
    studio.view.select(["e6", "e7", "n4"])
    x, y = studio.chip("e6")
    studio.drag((x, y), (x - 20, y))
    assert studio.network.edges["e6"].weight.value == pytest.approx(-0.95)
    assert studio.network.edges["e7"].weight.value == pytest.approx(-0.45)
    assert studio.network.nodes["n4"].bias.value == pytest.approx(-0.1)
    assert studio.steps == ["Change Weights"]


def test_esc_puts_a_scrubbed_fraction_back(studio: Studio) -> None:
    studio.double_click(studio.chip("e6"))
    studio.type("1/3")
    x, y = studio.chip("e6")
    studio.drag((x, y), (x + 40, y), let_go=False)
    assert studio.network.edges["e6"].weight.value > 0.5
    studio.key(ESC)
    assert studio.network.edges["e6"].weight == Weight(1 / 3, "1/3")
    studio.release((x + 40, y))
    assert studio.steps == ["Change Weight"]


def test_scrubbing_a_bias_of_an_output(studio: Studio) -> None:
    x, y = studio.zone("n5", "bias")
    studio.drag((x, y), (x + 30, y))
    assert studio.network.nodes["n5"].bias.value == pytest.approx(0.4)


def test_the_wheel_steps_only_a_selected_weight(studio: Studio) -> None:
    at = studio.chip("e9")
    studio.wheel(at, 120)
    assert studio.steps == []
    assert studio.view.zoom == pytest.approx(1.2)
    studio.view.zoom_reset()
    studio.click(studio.chip("e9"))
    studio.wheel(studio.chip("e9"), 120)
    studio.wheel(studio.chip("e9"), 120)
    assert studio.network.edges["e9"].weight.value == pytest.approx(0.95)
    assert studio.steps == ["Change Weight"]


def test_shift_scrubs_and_steps_ten_times_finer(studio: Studio) -> None:
    studio.click(studio.chip("e9"))
    x, y = studio.chip("e9")
    studio.wheel((x, y), 120, keys=SHIFT)
    assert studio.network.edges["e9"].weight.value == pytest.approx(0.76)
    studio.drag((x, y), (x + 10, y), SHIFT)
    assert studio.network.edges["e9"].weight.value == pytest.approx(0.77)
    assert studio.steps == ["Change Weight", "Change Weight"]
