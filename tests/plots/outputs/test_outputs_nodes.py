import pytest

from playground.canvas.style import CanvasStyle
from playground.palette import DARK, LIGHT, class_color, node_color
from playground.plots.outputs.maps import TIE
from playground.plots.outputs.nodes import ShownNode, read_highest, read_ones
from playground.plots.plane.points_layer import point_color


def many(count):
    return [ShownNode(f"n{k}", f"y{k}", k, count, 0.5) for k in range(count)]


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_outputs_have_the_colors_of_their_points_and_rims(qapp, theme):
    for count in (2, 3, 10):
        for number in range(count):
            color = node_color(number, count, theme)
            assert color == point_color(number, count, theme)
            assert CanvasStyle(theme).rim_of(number, count).name().upper() == color.upper()
    assert node_color(0, 1, theme) == theme.above
    assert node_color(5, 2, theme) == class_color(5)


def test_a_class_that_is_a_number_has_a_real_minus():
    node = ShownNode("n1", "ŷ₁", 0, 2, 0.0, "-1")
    assert node.full_name == "ŷ₁ (−1)"
    assert node.meaning == "−1"


def test_a_node_that_is_called_like_its_class_is_named_once():
    assert ShownNode("n1", "AB", 0, 8, 0.0, "AB").full_name == "AB"


def test_ones_are_above_the_threshold_and_not_at_it():
    reading = read_ones(many(2), [0.5, 0.51])
    assert reading.lines == ("y0 = 0.5 → 0", "y1 = 0.51 → 1")
    assert reading.line == "(0.5; 0.51) → (0, 1)"
    assert reading.ids == ("n1",)


def test_the_highest_is_told_by_its_margin():
    reading = read_highest(many(2), [0.5, -1.0], 0, 1.5)
    assert reading.lines[-1] == "y0, ahead by 1.5"
    assert read_highest(many(2), [1.0, 1.0], TIE, 0.0).lines[-1] == "A tie: the highest are equal"


def test_very_many_are_shortened():
    reading = read_highest(many(30), [0.0] * 29 + [1.0], 29, 1.0)
    assert len(reading.lines) == 13
    assert reading.lines[-2:] == ("and 19 more", "y29, ahead by 1")
    assert reading.line.endswith("…) → y29, ahead by 1")
