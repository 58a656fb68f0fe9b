import pytest

from playground.palette import DARK, LIGHT
from playground.plots.plane.color_bar import ColorBar


@pytest.fixture
def bar(qtbot):
    bar = ColorBar(LIGHT)
    qtbot.addWidget(bar)
    bar.resize(240, bar.sizeHint().height())
    return bar


@pytest.mark.parametrize(
    ("scale", "clipped", "stepped", "text"),
    [
        ((-1.0, 0.0, 1.0), (False, False), False, "−1, 0, 1"),
        ((0.0, 0.5, 1.0), (False, True), False, "0, 0.5, ≥ 1"),
        ((-1.0, 0.0, 1.0), (True, True), False, "≤ −1, 0, ≥ 1"),
        ((0.0, 0.5, 1.0), (False, False), True, "below 0.5, at least 0.5"),
    ],
)
def test_it_tells_its_numbers(bar, scale, clipped, stepped, text):
    bar.set_scale(*scale, clipped, stepped)
    assert bar.accessibleDescription() == text


def test_the_threshold_of_what_does_not_decide_is_below(bar):
    bar.set_scale(0.0, 0.5, 1.0, (False, False), True, threshold_is_above=False)
    assert bar.accessibleDescription() == "at most 0.5, above 0.5"


def test_left_is_below_and_right_is_above(bar):
    bar.set_scale(-1.0, 0.0, 1.0, (False, False), False)
    for theme in (LIGHT, DARK):
        bar.set_theme(theme)
        image = bar.grab().toImage()
        left, right = image.pixelColor(4, 4), image.pixelColor(235, 4)
        assert left.red() > left.blue()
        assert right.blue() > right.red()


def test_without_a_scale_it_is_empty(bar):
    bar.set_scale(-1.0, 0.0, 1.0, (False, False), False)
    drawn = bar.grab().toImage()
    bar.clear()
    assert bar.grab().toImage() != drawn
    assert bar.accessibleDescription() == ""
