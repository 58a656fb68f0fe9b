import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QToolButton

from playground.palette import DARK, LIGHT
from playground.plots.plane.chart import PlaneChart
from playground.plots.plane.color_bar import ColorBar
from playground.plots.plane.points import PointSet
from playground.plots.plane.points_layer import PointsLayer
from playground.plots.regions.view import RegionView
from playground.widgets.footer import Footer
from tests.eyes import cards_on, color_of, crosses_on, place_of, put_up

PLANE = (-6.0, 6.0, -6.0, 6.0)


def sampled(function, count=100, bounds=PLANE):
    x0, x1, y0, y1 = bounds
    x = x0 + (np.arange(count) + 0.5) * (x1 - x0) / count
    y = y0 + (np.arange(count) + 0.5) * (y1 - y0) / count
    return np.asarray(function(*np.meshgrid(x, y)), dtype=np.float32)


def two_classes(x, y, labels, train_count=None):
    x, y, labels = (np.array(values, dtype=float) for values in (x, y, labels))
    count = len(x) if train_count is None else train_count
    return PointSet(x, y, labels, "classes", ("no", "yes"), count)


def show_output(view, values, **changes):
    fields = {"bounds": PLANE, "low": -1.0, "high": 1.0, "threshold": 0.0, "title": "Output"}
    view.show_field(values, **(fields | changes))


@pytest.fixture
def view(qtbot):
    view = RegionView()
    view.set_plane(PLANE, "x₁", "x₂")
    put_up(qtbot, view, 420, 560)
    return view


def chart_of(view):
    return view.findChild(PlaneChart)


def position(view, x, y):
    return place_of(chart_of(view), x, y)


def color_at(view, x, y):
    return color_of(chart_of(view), x, y)


def is_orange(color: QColor) -> bool:
    return color.red() > color.blue() + 40


def is_blue(color: QColor) -> bool:
    return color.blue() > color.red() + 40


def card_text(view):
    return next(iter(cards_on(chart_of(view))), "")


def shown_texts(view):
    return [label.text() for label in view.findChildren(QLabel) if label.isVisible()]


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


def test_test_points_can_be_hidden(view):
    view.set_options(show_test=True, discretize=False, boundary=False, fit_colors=False)
    show_output(view, sampled(lambda x, y: 0 * x - 1), judges=False)
    view.set_points(two_classes([-2, 2], [2, 2], [1, 1], train_count=1))
    assert is_blue(color_at(view, -2, 2))
    assert is_blue(color_at(view, 2, 2))
    view.set_options(show_test=False, discretize=False, boundary=False, fit_colors=False)
    assert is_orange(color_at(view, 2, 2))


def test_wrong_points_are_those_on_the_other_side(view):
    view.set_points(two_classes([-3, 3, -3, 3], [1, 1, 2, 2], [0, 1, 1, 0]))
    assert crosses_on(chart_of(view)) == []
    before = view.grab().toImage()
    show_output(view, sampled(lambda x, y: x))
    assert crosses_on(chart_of(view)) == [(-3, 2), (3, 2)]
    assert view.grab().toImage() != before


def test_a_hidden_nodes_field_judges_nothing(view):
    view.set_points(two_classes([-3], [1], [1]))
    show_output(view, sampled(lambda x, y: x), judges=False)
    assert crosses_on(chart_of(view)) == []


def test_given_predictions_come_first(view):
    view.set_points(two_classes([-3, 3], [1, 1], [0, 1]))
    show_output(view, sampled(lambda x, y: x))
    view.set_predictions(np.array([1.0, 1.0]))
    assert crosses_on(chart_of(view)) == [(-3, 1)]
    view.set_predictions(np.array([0.2, 0.4]), threshold=0.3)
    assert crosses_on(chart_of(view)) == []
    view.set_predictions(np.array([0.2, 0.4]), threshold=0.5)
    assert crosses_on(chart_of(view)) == [(3, 1)]
    view.set_predictions(None)
    assert crosses_on(chart_of(view)) == []


def test_more_than_two_classes_are_judged_by_given_classes_only(view):
    points = PointSet(
        np.array([-3.0, 0.0, 3.0]), np.zeros(3), np.arange(3.0), "classes", ("a", "b", "c"), 3
    )
    view.set_points(points)
    show_output(view, sampled(lambda x, y: x))
    assert crosses_on(chart_of(view)) == []
    view.set_predictions(np.array([0, 2, 2]))
    assert crosses_on(chart_of(view)) == [(0, 0)]


def test_numbers_are_never_wrong_and_take_the_colors_of_the_scale(view):
    view.set_options(show_test=True, discretize=False, boundary=False, fit_colors=False)
    numbers = PointSet(
        np.array([-3.0, 3.0]), np.array([1.0, 1.0]), np.array([-8.0, 8.0]), "numbers", (), 2
    )
    view.set_points(numbers)
    show_output(view, sampled(lambda x, y: 0 * x), low=-8, high=8)
    assert crosses_on(chart_of(view)) == []
    assert is_orange(color_at(view, -3, 1))
    assert is_blue(color_at(view, 3, 1))


def test_many_points_are_sampled_and_the_caption_says_so(view):
    values = np.linspace(-5, 5, 12_000)
    view.set_points(two_classes(values, values, values > 0))
    assert any("5,000 of 12,000" in text for text in shown_texts(view))
    view.set_points(two_classes([0], [0], [0]))
    assert not any("sample" in text for text in shown_texts(view))


def test_points_are_drawn_once_and_not_for_each_field(view, monkeypatch):
    view.set_points(two_classes([-3, 3], [1, 1], [0, 1]))
    show_output(view, sampled(lambda x, y: x))
    QApplication.processEvents()
    drawn = []
    monkeypatch.setattr(PointsLayer, "_render_points", lambda *args: drawn.append(args))
    for k in range(5):
        show_output(view, sampled(lambda x, y, k=k: x + 0.01 * k))
        QApplication.processEvents()
    assert drawn == []


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


# -- cursor --


def move(view, x, y, buttons=Qt.MouseButton.NoButton):
    """A real mouse move: qtbot.mouseMove needs a pointer that offscreen does not have."""
    chart = chart_of(view)
    local = QPointF(position(view, x, y))
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        local,
        chart.viewport().mapToGlobal(local),
        Qt.MouseButton.NoButton,
        buttons,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(chart.viewport(), event)


def test_the_cursor_tells_place_and_value(view, qtbot):
    show_output(view, sampled(lambda x, y: x + 10 * y))
    with qtbot.waitSignal(view.cursor_moved) as told:
        move(view, 3, 4)
    x, y, value = told.args
    assert (x, y) == pytest.approx((3, 4), abs=0.05)
    assert value == pytest.approx(43, abs=2)
    with qtbot.waitSignal(view.cursor_moved) as told:
        show_output(view, sampled(lambda x, y: 0 * x + 7))
    assert told.args[2] == 7
    with qtbot.waitSignal(view.cursor_left):
        QApplication.sendEvent(chart_of(view), QEvent(QEvent.Type.Leave))


def test_without_a_field_there_is_a_place_but_no_value(view, qtbot):
    with qtbot.waitSignal(view.cursor_moved) as told:
        move(view, 1, 1)
    assert told.args[2] is None


def test_a_point_under_the_cursor_tells_about_itself(view):
    show_output(view, sampled(lambda x, y: x))
    view.set_points(two_classes([3], [4], [1]))
    move(view, 3, 4)
    assert card_text(view) == "yes, training point\nat (3, 4)"
    move(view, -3, -4)
    assert card_text(view) == ""


# -- pan and zoom --


@pytest.mark.parametrize(
    ("key", "bounds"),
    [
        (Qt.Key.Key_Right, (-4.8, 7.2, -6, 6)),
        (Qt.Key.Key_Up, (-6, 6, -4.8, 7.2)),
        (Qt.Key.Key_Plus, (-5, 5, -5, 5)),
        (Qt.Key.Key_Minus, (-7.2, 7.2, -7.2, 7.2)),
    ],
)
def test_keys_move_the_plane(view, qtbot, key, bounds):
    chart = chart_of(view)
    with qtbot.waitSignal(view.plane_changed) as changed:
        qtbot.keyClick(chart, key)
    assert changed.args[0] == pytest.approx(bounds)
    with qtbot.waitSignal(view.plane_changed) as changed:
        qtbot.keyClick(chart, Qt.Key.Key_Home)
    assert changed.args[0] == PLANE


def test_many_steps_ask_for_one_field(view, qtbot):
    asked = []
    view.plane_changed.connect(asked.append)
    for _ in range(5):
        qtbot.keyClick(chart_of(view), Qt.Key.Key_Plus)
    qtbot.waitUntil(lambda: bool(asked))
    assert not chart_of(view)._settle.isActive()
    assert len(asked) == 1


def test_the_wheel_zooms_at_the_cursor_and_double_click_goes_home(view, qtbot):
    chart = chart_of(view)
    local = QPointF(position(view, 3, 3))
    event = QWheelEvent(
        local,
        chart.viewport().mapToGlobal(local),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    with qtbot.waitSignal(view.plane_changed):
        QApplication.sendEvent(chart.viewport(), event)
    assert chart.bounds == pytest.approx((-4.5, 5.5, -4.5, 5.5), abs=0.05)
    with qtbot.waitSignal(view.plane_changed):
        qtbot.mouseDClick(chart.viewport(), Qt.MouseButton.LeftButton, pos=local.toPoint())
    assert chart.bounds == PLANE


def test_dragging_pans_and_keeps_the_place_under_the_cursor(view, qtbot):
    chart = chart_of(view)
    qtbot.mousePress(chart.viewport(), Qt.MouseButton.LeftButton, pos=position(view, 0, 0))
    with qtbot.waitSignal(view.plane_changed):
        move(view, 2, 1, buttons=Qt.MouseButton.LeftButton)
    qtbot.mouseRelease(chart.viewport(), Qt.MouseButton.LeftButton)
    assert chart.bounds == pytest.approx((-8, 4, -7, 5), abs=0.1)


def test_a_new_plane_resets_a_zoom_but_the_same_plane_does_not(view, qtbot):
    chart = chart_of(view)
    with qtbot.waitSignal(view.plane_changed):
        qtbot.keyClick(chart, Qt.Key.Key_Plus)
    zoomed = chart.bounds
    with qtbot.waitSignal(view.plane_changed) as said_again:
        view.set_plane(PLANE, "x₁", "x₂")
    assert chart.bounds == said_again.args[0] == zoomed
    view.set_plane((0.0, 100.0, 0.0, 1.0), "<b>a</b>", "y")
    assert chart.bounds == (0.0, 100.0, 0.0, 1.0)
    assert "<b>a" not in chart.bottom.labelString()


@pytest.mark.parametrize(
    ("plane", "aspect"), [(PLANE, 1.0), ((0.0, 4.0, 0.0, 2.0), 2.0), ((0.0, 1e6, 0.0, 1.0), 1.0)]
)
def test_one_unit_is_as_long_on_both_axes_unless_that_makes_a_sliver(view, plane, aspect):
    view.set_plane(plane, "x", "y")
    QApplication.processEvents()
    box = chart_of(view).box.rect()
    assert box.width() / box.height() == pytest.approx(aspect, rel=0.02)


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
