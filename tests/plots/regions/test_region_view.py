import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QToolButton

from playground.palette import DARK, LIGHT
from playground.plots.plane.color_bar import ColorBar
from playground.widgets.footer import Footer
from tests.eyes import card_text, is_blue, is_orange
from tests.plots.regions.conftest import chart_of, color_at, sampled, show_output, two_classes

# -- the picture --


def test_the_picture_is_the_right_way_up(view):
    view.set_options(show_test=True, discretize=False, boundary=False, fit_colors=False)
    only_upper_left = sampled(lambda x, y: np.where((x < 0) & (y > 0), 1.0, -1.0))
    show_output(view, only_upper_left)
    corners = {(x, y): color_at(view, x, y) for x in (-5.5, 5.5) for y in (-5.5, 5.5)}
    assert is_blue(corners.pop((-5.5, 5.5)))
    assert all(is_orange(color) for color in corners.values())


def test_the_picture_lies_under_the_points(view):
    """Only the sample that holds (3, 4) is above; the point at (3, 4) sits on it."""
    view.set_options(show_test=True, discretize=False, boundary=False, fit_colors=False)
    values = np.full((12, 12), -1.0, dtype=np.float32)
    values[10, 9] = 1.0  # x from 3 to 4, y from 4 to 5
    show_output(view, values)
    assert is_blue(color_at(view, 3.5, 4.5))
    assert is_orange(color_at(view, 2.5, 4.5))
    assert is_orange(color_at(view, 3.5, 3.5))
    show_output(view, values, judges=False)  # a cross would hide the point's colour
    view.set_points(two_classes([3.5], [4.5], [0]))
    assert is_orange(color_at(view, 3.5, 4.5))
    view.set_points(None)
    assert is_blue(color_at(view, 3.5, 4.5))


def test_discretize_leaves_two_colors(view):
    view.set_options(show_test=True, discretize=True, boundary=False, fit_colors=False)
    show_output(view, sampled(lambda x, y: 0.1 * np.sign(x)))
    assert is_orange(color_at(view, -3, 2))
    assert is_blue(color_at(view, 3, 2))


def test_an_output_at_its_threshold_says_yes_and_a_silent_hidden_node_no(view):
    view.set_options(show_test=True, discretize=True, boundary=False, fit_colors=False)
    flat = sampled(lambda x, y: 0 * x)
    show_output(view, flat)
    assert is_blue(color_at(view, 3, 2))
    show_output(view, flat, judges=False)
    assert is_orange(color_at(view, 3, 2))


def test_fitted_colors_reach_as_far_as_the_values(view):
    faint = sampled(lambda x, y: 0.01 * x / 6)
    show_output(view, faint)
    assert not is_blue(color_at(view, 5.8, 2))
    view.set_options(show_test=True, discretize=False, boundary=False, fit_colors=True)
    assert is_blue(color_at(view, 5.8, 2))
    assert is_orange(color_at(view, -5.8, 2))


def test_the_boundary_is_a_dark_line_that_can_be_switched_off(view):
    show_output(view, sampled(lambda x, y: x))
    assert color_at(view, 0, 2).lightness() < 110
    view.set_options(show_test=True, discretize=False, boundary=False, fit_colors=False)
    assert color_at(view, 0, 2).lightness() > 200


def test_themes_differ_and_can_change_back(view):
    show_output(view, sampled(lambda x, y: x))
    light = view.grab().toImage()
    view.set_theme(DARK)
    assert view.grab().toImage() != light
    view.set_theme(LIGHT)
    assert view.grab().toImage() == light


# -- points --


class PaintCounter(QObject):
    def __init__(self, widget):
        super().__init__()
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched, event):
        self.count += event.type() == QEvent.Type.Paint
        return False


def test_a_field_is_painted_once(view):
    show_output(view, sampled(lambda x, y: x))
    QApplication.processEvents()
    counter = PaintCounter(chart_of(view).viewport())
    show_output(view, sampled(lambda x, y: -x))
    QApplication.processEvents()
    assert counter.count == 1


# -- words --


def test_it_says_what_would_make_a_picture(view):
    assert "connect an input" in card_text(view)
    show_output(view, sampled(lambda x, y: x))
    assert card_text(view) == ""
    view.show_message("Press Train.")
    assert card_text(view) == "Press Train."
    assert view._title.full_text == "", "no node is shown"
    assert not is_blue(color_at(view, 5, 5))


@pytest.mark.parametrize("bad", [np.nan, "one"])
def test_values_that_are_no_numbers_are_said_and_not_drawn(view, bad):
    values = sampled(lambda x, y: x)
    if bad == "one":
        values[3, 4] = np.nan
    else:
        values[:] = bad
    show_output(view, values)
    assert "smaller learning rate" in card_text(view)


@pytest.mark.parametrize("fit", [False, True])
@pytest.mark.parametrize(
    "values",
    [
        np.full((20, 20), 0.3),
        np.full((20, 20), np.inf),
        sampled(lambda x, y: np.where(x > 0, np.inf, -np.inf)),
        sampled(lambda x, y: np.sign(x) * 3e38),
        sampled(lambda x, y: x * 1e-30),
        np.ones((1, 1)),
    ],
)
def test_odd_fields_are_pictures_all_the_same(view, values, fit):
    view.set_points(two_classes([1e300, 3, -3], [0, 1, 1], [0, 1, 0]))
    view.set_options(show_test=True, discretize=False, boundary=True, fit_colors=fit)
    show_output(view, values.astype(np.float32))
    assert is_blue(color_at(view, 4, 4)) or values.max() < 0.5
    assert card_text(view) == ""


@pytest.mark.parametrize("size", [(0, 0), (40, 40), (300, 300), (1000, 200)])
def test_every_size_can_be_painted(view, size):
    view.set_points(two_classes([1, -1], [1, -1], [0, 1], train_count=1))
    show_output(view, sampled(lambda x, y: x))
    view.setMinimumSize(0, 0)
    view.resize(*size)
    assert not view.grab().isNull()


# -- switches --


@pytest.mark.parametrize(
    ("text", "signal"),
    [
        ("Test points", "show_test_requested"),
        ("Discretize", "discretize_requested"),
        ("Boundary", "boundary_requested"),
        ("Fit colors", "fit_requested"),
    ],
)
def test_switches_ask_and_wait(view, qtbot, text, signal):
    box = next(box for box in view.findChildren(QCheckBox) if box.text() == text)
    was_on = box.isChecked()
    with qtbot.waitSignal(getattr(view, signal)) as asked:
        qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(8, box.height() // 2))
    assert asked.args == [not was_on]
    assert box.isChecked() == was_on
    with qtbot.waitSignal(getattr(view, signal)):
        qtbot.keyClick(box, Qt.Key.Key_Space)
    assert box.isChecked() == was_on
    assert box.toolTip()
    assert box.statusTip()
    assert box.accessibleName()


# -- pan and zoom --


def test_in_a_low_window_the_switches_scroll_and_the_plane_stays(view, qtbot):
    view.set_points(two_classes([1], [1], [1]))
    footer = view.findChild(Footer)
    assert footer.verticalScrollBar().maximum() == 0
    view.resize(270, 270)
    qtbot.waitUntil(lambda: footer.verticalScrollBar().maximum() > 0)
    assert chart_of(view).height() > view.height() * 0.45
    for control in view.controls:
        control.hide()
    view.layout().activate()
    qtbot.waitUntil(lambda: footer.verticalScrollBar().maximum() == 0)


def test_with_a_tool_in_a_low_window_nothing_lies_on_the_plane(view, qtbot):
    view.set_points(two_classes([1], [1], [1]))
    show_output(view, sampled(lambda x, y: x))
    scale = view.findChild(ColorBar)
    view.resize(270, 290)
    assert scale.isVisible()
    QTest.mouseClick(
        next(b for b in view.findChildren(QToolButton) if b.accessibleName() == "Brush"),
        Qt.MouseButton.LeftButton,
    )
    options = view.paint.bar.options
    qtbot.waitUntil(lambda: options.isVisible() and not scale.isVisible())
    QApplication.processEvents()
    below = view.findChild(Footer)
    assert options.geometry().bottom() < chart_of(view).y()
    assert chart_of(view).geometry().bottom() < below.y()
    view.resize(420, 560)
    assert scale.isVisible()
