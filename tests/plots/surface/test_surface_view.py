import math

import numpy as np
import pytest
from PySide6.QtCore import QBuffer, QByteArray, QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QWheelEvent
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QApplication, QCheckBox

from playground.palette import DARK, LIGHT
from playground.plots.plane.points import PointSet
from playground.plots.surface.camera import LOW, TOP, Camera
from playground.plots.surface.chart import SurfaceChart
from playground.plots.surface.picture import SurfacePicture
from playground.plots.surface.points import Targets
from playground.plots.surface.scale import Sheet
from playground.plots.surface.scene import SurfaceOptions
from playground.plots.surface.view import SurfaceView
from playground.widgets.choice import ChoiceBox
from tests.eyes import cards_on, put_up

PLANE = (-6.0, 6.0, -6.0, 6.0)
LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton
ABOVE = Camera(turn=0.0, tilt=math.pi / 2)


def sampled(function, count=41):
    places = -6 + 12 * (np.arange(count) + 0.5) / count
    return np.asarray(function(*np.meshgrid(places, places)), dtype=np.float32)


def saddle(x, y):
    return np.tanh(x * y / 4)


def show(view, *functions, low=-1.0, high=1.0, threshold=0.0, bounds=PLANE):
    sheets = [
        Sheet(f"y{k}", sampled(f), low, high, threshold, k, len(functions))
        for k, f in enumerate(functions)
    ]
    view.show_sheets(sheets, bounds, "Output")


def some_points():
    x, y = np.array([-3.0, 3.0, 3.0, 99.0]), np.array([-3.0, 3.0, -3.0, 1e300])
    points = PointSet(x, y, np.array([1.0, 1, 0, 0]), "classes", ("no", "yes"), 3)
    return Targets(points, np.array([1.0, 1, -1, -1]))


@pytest.fixture
def view(qtbot):
    view = SurfaceView()
    view.set_names("x₁", "x₂")
    put_up(qtbot, view, 420, 560)
    return view


def card_text(view):
    return next(iter(cards_on(view.chart)), "")


def place_of(view, x, y, z):
    """Where a place in the box lies in the chart."""
    chart = view.chart
    return chart._scene.project(chart.camera, chart.size().toSizeF()).point(x, y, z)


def color_at(view, x, y, z):
    return view.chart.grab().toImage().pixelColor(place_of(view, x, y, z).toPoint())


def still(widget, qtbot):
    """The widget's picture once nothing moves any more."""
    chart = widget if isinstance(widget, SurfaceChart) else widget.chart
    qtbot.waitUntil(lambda: not chart._is_moving)
    return widget.grab().toImage()


def is_orange(color: QColor) -> bool:
    return color.red() > color.blue() + 40


def is_blue(color: QColor) -> bool:
    return color.blue() > color.red() + 40


def send(chart, kind, place, button=Qt.MouseButton.NoButton, held=None, keys=None):
    """A real mouse event; moves with a held button say so, as those of a person do."""
    local = QPointF(place)
    buttons = button if held is None else held
    modifiers = keys or Qt.KeyboardModifier.NoModifier
    event = QMouseEvent(kind, local, chart.mapToGlobal(local), button, buttons, modifiers)
    QApplication.sendEvent(chart, event)


def drag(chart, way, button=LEFT, keys=None, release=True):
    start = chart.rect().center()
    send(chart, QEvent.Type.MouseButtonPress, start, button, keys=keys)
    for share in (0.4, 1.0):
        place = QPointF(start) + QPointF(way) * share
        send(chart, QEvent.Type.MouseMove, place, held=button, keys=keys)
    if release:
        none = Qt.MouseButton.NoButton
        send(chart, QEvent.Type.MouseButtonRelease, place, button, held=none)


# -- the picture --


def test_the_surface_has_its_values_heights_and_colors(view):
    view.set_options(SurfaceOptions(contours=False))
    show(view, lambda x, y: np.where(x > 0, 1.0, -1.0))
    assert is_blue(color_at(view, 0.52, 0.02, TOP))
    assert is_orange(color_at(view, -0.52, 0.02, LOW))
    assert not is_orange(color_at(view, -0.52, 0.02, TOP))


def test_from_above_it_is_the_map_of_the_regions(view):
    view.set_options(SurfaceOptions(contours=False))
    show(view, saddle)
    view.chart.set_camera(ABOVE)
    for x, y in ((-0.7, -0.7), (0.7, 0.7)):
        assert is_blue(color_at(view, x, y, TOP))
        assert is_orange(color_at(view, x, -y, TOP))


def test_red_and_green_take_the_place_of_orange_and_blue(view):
    view.set_options(SurfaceOptions(red_green=True, contours=False))
    show(view, lambda x, y: np.where(x > 0, 1.0, -1.0))
    above, below = color_at(view, 0.52, 0.02, TOP), color_at(view, -0.52, 0.02, LOW)
    assert above.green() > above.red() + 40
    assert below.red() > below.green() + 40


def test_a_fixed_scale_keeps_faint_values_flat_and_fitting_stretches_them(view):
    view.set_options(SurfaceOptions(contours=False))
    show(view, lambda x, y: 0.01 * np.sign(x))
    middle = (LOW + TOP) / 2
    assert not is_blue(color_at(view, 0.52, 0.02, middle))
    view.set_options(SurfaceOptions(contours=False, fits=True))
    assert is_blue(color_at(view, 0.52, 0.02, TOP))


def test_contours_are_on_the_floor_and_can_be_switched_off(view):
    show(view, saddle)
    with_lines = view.chart.grab().toImage()
    view.set_options(SurfaceOptions(contours=False))
    assert view.chart.grab().toImage() != with_lines


def test_a_threshold_beyond_what_is_in_view_has_no_line(view, qtbot):
    view.set_options(SurfaceOptions(fits=True))
    show(view, lambda x, y: 3 + x / 6, threshold=0.0)
    line = [path for contours in view.chart._scene._contours for path, _ in contours._paths]
    assert len(line) == 8  # those between the ends


def test_all_outputs_stand_in_their_own_colors_and_are_named(view):
    view.set_options(SurfaceOptions(outputs="all", contours=False))
    ramps = (lambda x, y: x / 6, lambda x, y: -x / 6, lambda x, y: 0 * x - 1)
    show(view, *ramps)
    view.chart.set_camera(ABOVE)
    left, right = color_at(view, -0.8, 0, 0.5), color_at(view, 0.8, 0, 0.5)
    assert is_orange(left)
    assert is_blue(right)
    names = [label.text() for label in view._legend.findChildren(type(view._caption))]
    assert names == ["y0", "y1", "y2"]
    assert not view._bar.isVisible()


def test_the_highest_output_hides_the_others(view):
    view.set_options(SurfaceOptions(outputs="highest"))
    show(view, lambda x, y: x / 6, lambda x, y: -x / 6)
    view.chart.set_camera(ABOVE)
    assert color_at(view, -0.8, 0.05, 0.5) != color_at(view, 0.8, 0.05, 0.5)
    # The crossing is drawn.
    assert color_at(view, 0.0, 0.05, (LOW + TOP) / 2).lightness() < 90


def test_points_stand_on_the_floor_or_at_their_targets(view):
    show(view, lambda x, y: 0 * x)
    view.set_points(some_points())
    pictures = []
    for where in ("none", "floor", "targets"):
        view.set_options(SurfaceOptions(points=where, contours=False))
        pictures.append(view.chart.grab().toImage())
    assert pictures[0] != pictures[1] != pictures[2] != pictures[0]
    view.set_options(SurfaceOptions(points="targets", contours=False))
    assert is_blue(color_at(view, 0.5, 0.5, TOP))
    assert is_orange(color_at(view, 0.5, -0.5, LOW))


def test_points_without_targets_stay_on_the_floor(view, qtbot):
    show(view, lambda x, y: 0 * x)
    view.set_points(Targets(some_points().points))
    pictures = []
    for where in ("floor", "targets"):
        view.set_options(SurfaceOptions(points=where))
        pictures.append(still(view.chart, qtbot))
    assert pictures[0] == pictures[1]


def test_test_points_can_be_left_out():
    points = some_points().points
    assert Targets(points).rows.tolist() == [0, 1, 2, 3]
    assert Targets(points, shows_test=False).rows.tolist() == [0, 1, 2]


def test_a_crowd_is_sampled_and_the_caption_says_so(view):
    show(view, saddle)
    place = np.linspace(-5, 5, 3000)
    points = PointSet(place, place, (place > 0) * 1.0, "classes", ("no", "yes"), 3000)
    view.set_points(Targets(points))
    assert not view._caption.isVisible()
    view.set_options(SurfaceOptions(points="floor"))
    assert "600 of 3,000" in view._caption.text()
    assert view._caption.isVisible()


def test_numbers_are_points_in_the_colors_of_the_scale(view):
    view.set_options(SurfaceOptions(points="targets", contours=False))
    place = np.array([-3.0, 3.0])
    labels = np.array([-8.0, 8.0])
    view.set_points(Targets(PointSet(place, place, labels, "numbers", (), 2), labels))
    show(view, lambda x, y: 0 * x, low=-8, high=8)
    assert is_orange(color_at(view, -0.5, -0.5, LOW))
    assert is_blue(color_at(view, 0.5, 0.5, TOP))


def test_themes_differ_and_can_change_back(view, qtbot):
    show(view, saddle)
    light = still(view, qtbot)
    view.set_theme(DARK)
    assert still(view, qtbot) != light
    view.set_theme(LIGHT)
    assert still(view, qtbot) == light


# -- how much is drawn --


def test_a_repaint_of_the_same_takes_no_new_picture(view, monkeypatch):
    show(view, saddle)
    view.grab()
    taken = []
    monkeypatch.setattr(SurfacePicture, "__init__", lambda *args: taken.append(args))
    view.chart.update()
    QApplication.processEvents()
    assert taken == []


def test_what_moves_is_coarser_until_it_stands_still(view, qtbot):
    show(view, saddle)
    view.grab()
    chart = view.chart
    assert chart._picture[1]._fineness == 2 * chart.devicePixelRatioF()
    for turn in (0.1, 0.2):
        chart.set_camera(Camera(turn=turn))
        view.grab()
    assert chart._picture[1]._fineness == chart.devicePixelRatioF()
    qtbot.waitUntil(lambda: not chart._is_moving)
    view.grab()
    assert chart._picture[1]._fineness == 2 * chart.devicePixelRatioF()


def test_a_picture_of_twice_the_size_is_twice_as_fine(view, monkeypatch):
    show(view, saddle)
    view.set_points(some_points())
    view.set_options(SurfaceOptions(points="targets"))
    image = QImage(view.chart.size() * 2, QImage.Format.Format_RGB32)
    finest = []
    original = SurfacePicture.__init__

    def note(self, meshes, projection, size, fineness):
        finest.append(fineness)
        original(self, meshes, projection, size, fineness)

    monkeypatch.setattr(SurfacePicture, "__init__", note)
    painter = QPainter(image)
    painter.scale(2, 2)
    view.chart.render(painter, QPoint())
    painter.end()
    assert finest == [4.0]
    place = place_of(view, 0.5, 0.5, TOP) * 2
    assert is_blue(image.pixelColor(place.toPoint()))


def test_a_file_of_lines_gets_polygons_and_no_pixels(view):
    show(view, saddle)
    data = QByteArray()
    buffer = QBuffer(data)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setViewBox(QRect(QPoint(), view.chart.size()))
    painter = QPainter(generator)
    view.chart.render(painter, QPoint())
    painter.end()
    text = bytes(data.data()).decode()
    assert text.count("<polygon") > 40 * 40
    assert "<image" not in text


# -- words --


def test_it_says_what_would_make_a_picture(view):
    assert "connect an input" in card_text(view)
    show(view, saddle)
    assert card_text(view) == ""
    view.show_message("Press Train.")
    assert card_text(view) == "Press Train."
    assert view.chart._scene is None


def test_values_that_are_no_numbers_are_said_and_not_drawn(view):
    def broken(x, y):
        values = saddle(x, y)
        values[3, 4] = np.nan
        return values

    show(view, broken)
    assert "smaller learning rate" in card_text(view)
    view.show_sheets([Sheet("y", np.ones((1, 30)), -1, 1, 0)], PLANE, "Output")
    assert "two samples" in card_text(view)
    view.show_sheets([], PLANE, "Output")
    assert "connect an input" in card_text(view)


ODD = [
    np.full((20, 20), 0.3),
    np.full((20, 20), np.inf),
    np.full((20, 20), 1e300),
    sampled(lambda x, y: np.where(x > 0, np.inf, -np.inf)),
    sampled(lambda x, y: np.sign(x) * 3e38),
    sampled(lambda x, y: np.sign(x)).astype(np.float64) * 1e300,
    sampled(lambda x, y: x * 1e-30),
    np.ones((2, 2)),
]


@pytest.mark.parametrize("outputs", ["shown", "all", "highest"])
@pytest.mark.parametrize("fits", [False, True])
def test_odd_fields_are_pictures_all_the_same(view, fits, outputs):
    for values in ODD:
        view.set_points(some_points())
        view.set_options(SurfaceOptions(outputs=outputs, points="targets", fits=fits))
        count = 1 if outputs == "shown" else 2
        sheets = [Sheet(f"y{k}", values * (1 - 2 * k), -1, 1, 0, k, count) for k in range(count)]
        view.show_sheets(sheets, (0.0, 1e-9, -1e9, 1e9), "Output")
        assert not view.grab().isNull()
        assert card_text(view) == ""


@pytest.mark.parametrize("size", [(0, 0), (40, 40), (300, 300), (1000, 200)])
def test_every_size_can_be_painted(view, size):
    show(view, saddle)
    view.chart.setMinimumSize(0, 0)
    view.setMinimumSize(0, 0)
    view.resize(*size)
    assert not view.grab().isNull()


@pytest.mark.parametrize("tilt", [5, 30, 90])
@pytest.mark.parametrize("turn", [0, 45, 90, 135, 180, -90])
def test_no_two_labels_overlap_from_any_side(view, monkeypatch, turn, tilt):
    view.resize(300, 300)
    show(view, saddle)
    written = []
    original = QPainter.drawText

    def note(painter, box, *rest):
        written.append(QRect(box.toRect()))
        original(painter, box, *rest)

    monkeypatch.setattr(QPainter, "drawText", note)
    view.chart.set_camera(Camera(turn=math.radians(turn), tilt=math.radians(tilt)))
    view.chart.grab()
    assert len(written) > 2
    inside = [box.adjusted(2, 2, -2, -2) for box in written]
    for number, box in enumerate(inside):
        assert not any(box.intersects(other) for other in inside[:number])


# -- switches --


@pytest.mark.parametrize(("text", "name"), [("Contours", "contours"), ("Fit heights", "fits")])
def test_switches_ask_and_wait(view, qtbot, text, name):
    box = next(box for box in view.findChildren(QCheckBox) if box.text() == text)
    was_on = box.isChecked()
    with qtbot.waitSignal(view.option_requested) as asked:
        qtbot.mouseClick(box, LEFT, pos=QPoint(8, box.height() // 2))
    assert asked.args == [name, not was_on]
    assert box.isChecked() == was_on
    with qtbot.waitSignal(view.option_requested):
        qtbot.keyClick(box, Qt.Key.Key_Space)
    assert box.isChecked() == was_on


@pytest.mark.parametrize(("name", "key"), [("outputs", "all"), ("points", "floor")])
def test_lists_ask_and_wait(view, qtbot, name, key):
    view.set_has_several(True)
    chooser = next(box for box in view.findChildren(ChoiceBox) if box.property("option") == name)
    chooser.setFocus()
    with qtbot.waitSignal(view.option_requested) as asked:
        qtbot.keyClick(chooser, Qt.Key.Key_Down)
    assert asked.args == [name, key]
    assert chooser.key != key
    view.set_options(SurfaceOptions(**{name: key}))
    assert chooser.key == key


def test_every_control_is_explained_and_what_does_not_apply_is_off(view):
    for control in (*view.findChildren(QCheckBox), *view.findChildren(ChoiceBox), view.chart):
        assert control.statusTip()
        assert control.accessibleName()
        assert control.focusPolicy() & Qt.FocusPolicy.TabFocus
    red_green = next(box for box in view.findChildren(QCheckBox) if "Red" in box.text())
    show(view, saddle)
    assert red_green.isEnabled()
    view.set_options(SurfaceOptions(outputs="all"))
    show(view, saddle, saddle)
    assert not red_green.isEnabled()


# -- turning --


def test_dragging_turns_and_a_double_click_goes_home(view, qtbot):
    show(view, saddle)
    chart = view.chart
    home = chart.camera
    drag(chart, QPoint(60, 20))
    assert chart.camera.turn > home.turn
    assert chart.camera.tilt > home.tilt
    send(chart, QEvent.Type.MouseMove, QPointF(5, 5))
    turned = chart.camera
    send(chart, QEvent.Type.MouseMove, QPointF(50, 50))
    assert chart.camera == turned
    qtbot.mouseDClick(chart, LEFT)
    assert chart.camera == home


def test_escape_calls_a_drag_off(view, qtbot):
    show(view, saddle)
    chart = view.chart
    before = chart.camera
    drag(chart, QPoint(60, 20), release=False)
    assert chart.camera != before
    qtbot.keyClick(chart, Qt.Key.Key_Escape)
    assert chart.camera == before
    send(chart, QEvent.Type.MouseMove, QPointF(9, 9), held=LEFT)
    assert chart.camera == before
    send(chart, QEvent.Type.MouseButtonRelease, QPointF(9, 9), LEFT, Qt.MouseButton.NoButton)


@pytest.mark.parametrize(
    ("button", "keys"), [(MIDDLE, None), (LEFT, Qt.KeyboardModifier.ShiftModifier)]
)
def test_the_picture_can_be_moved(view, button, keys):
    show(view, saddle)
    before, camera = place_of(view, 0, 0, 0), view.chart.camera
    drag(view.chart, QPoint(30, -12), button, keys)
    moved = place_of(view, 0, 0, 0) - before
    assert (moved.x(), moved.y()) == pytest.approx((30, -12))
    assert view.chart.camera.turn == camera.turn


@pytest.mark.parametrize(
    ("key", "change"),
    [
        (Qt.Key.Key_Right, lambda old, new: new.turn > old.turn),
        (Qt.Key.Key_Left, lambda old, new: new.turn < old.turn),
        (Qt.Key.Key_Up, lambda old, new: new.tilt > old.tilt),
        (Qt.Key.Key_Down, lambda old, new: new.tilt < old.tilt),
        (Qt.Key.Key_Plus, lambda old, new: new.zoom > old.zoom),
        (Qt.Key.Key_Minus, lambda old, new: new.zoom < old.zoom),
    ],
)
def test_keys_turn_and_zoom_and_home_goes_back(view, qtbot, key, change):
    show(view, saddle)
    chart = view.chart
    home = chart.camera
    qtbot.keyClick(chart, key)
    assert change(home, chart.camera)
    qtbot.keyClick(chart, key, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    assert chart.camera == home


def test_the_wheel_zooms_at_the_pointer(view):
    show(view, saddle)
    chart = view.chart
    place = place_of(view, 0.5, 0.5, 0.0)
    event = QWheelEvent(
        place,
        chart.mapToGlobal(place),
        QPoint(),
        QPoint(0, 240),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(chart, event)
    assert chart.camera.zoom > 1.2
    after = place_of(view, 0.5, 0.5, 0.0)
    assert (after.x(), after.y()) == pytest.approx((place.x(), place.y()), abs=1.5)


def test_a_new_field_is_seen_from_where_one_looked(view):
    show(view, saddle)
    view.chart.set_camera(ABOVE)
    show(view, lambda x, y: -saddle(x, y))
    assert view.chart.camera == ABOVE


# -- reading --


def test_the_pointer_tells_place_and_value(view, qtbot):
    show(view, lambda x, y: np.tanh(x / 3))
    height = LOW + (np.tanh(1.0) + 1) / 2 * (TOP - LOW)
    with qtbot.waitSignal(view.cursor_moved) as told:
        send(view.chart, QEvent.Type.MouseMove, place_of(view, 0.5, -0.25, height))
    x, y, value = told.args
    assert (x, y) == pytest.approx((3, -1.5), abs=0.2)
    assert value == pytest.approx(np.tanh(1.0), abs=0.05)
    with qtbot.waitSignal(view.cursor_moved) as told:
        show(view, lambda x, y: 0 * x + 0.5)
    assert told.args[2] == 0.5
    with qtbot.waitSignal(view.cursor_left):
        send(view.chart, QEvent.Type.MouseMove, QPointF(2, 2))
    with qtbot.waitSignal(view.cursor_left):
        QApplication.sendEvent(view.chart, QEvent(QEvent.Type.Leave))


def test_of_several_the_one_that_is_seen_answers(view, qtbot):
    view.set_options(SurfaceOptions(outputs="all"))
    show(view, lambda x, y: 0 * x + 0.25, lambda x, y: 0 * x + 0.75)
    view.chart.set_camera(ABOVE)
    with qtbot.waitSignal(view.cursor_moved) as told:
        send(view.chart, QEvent.Type.MouseMove, place_of(view, 0.2, 0.2, 0))
    assert told.args[2] == 0.75


def test_the_chart_alone_shows_nothing_until_it_has_a_scene(qtbot):
    chart = SurfaceChart()
    qtbot.addWidget(chart)
    chart.resize(200, 200)
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    image = chart.grab().toImage()
    assert image.pixelColor(100, 100) == QColor(LIGHT.surface)


def test_a_long_name_of_an_axis_is_not_cut_at_the_side(view, qtbot):
    view.resize(347, 440)
    view.set_names("a very long name of a column", "another very long name of a column")
    show(view, saddle, bounds=(-3.0, 3.0, -3e-6, 3e-6))
    for _ in range(12):
        image = view.chart.grab().toImage()
        for x in (2, image.width() - 3):
            assert len({image.pixel(x, y) for y in range(3, image.height() - 3)}) == 1
        qtbot.keyClick(view.chart, Qt.Key.Key_Left)
