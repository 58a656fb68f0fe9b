import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from tests.eyes import card_text, place_of
from tests.plots.regions.conftest import PLANE, chart_of, sampled, show_output, two_classes


def position(view, x, y):
    return place_of(chart_of(view), x, y)


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
