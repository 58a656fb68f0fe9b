import math

import numpy as np
import pytest
from PySide6.QtCore import QBuffer, QByteArray, QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from playground.palette import DARK, LIGHT
from playground.plots.plane.points import PointSet
from playground.plots.surface.camera import LOW, TOP, Camera
from playground.plots.surface.chart import SurfaceChart
from playground.plots.surface.picture import SurfacePicture
from playground.plots.surface.points import Targets
from playground.plots.surface.scale import Sheet
from playground.plots.surface.scene import SurfaceOptions
from tests.eyes import card_text, is_blue, is_orange
from tests.plots.surface.conftest import ABOVE, PLANE, place_of, saddle, sampled, show


def some_points():
    x, y = np.array([-3.0, 3.0, 3.0, 99.0]), np.array([-3.0, 3.0, -3.0, 1e300])
    points = PointSet(x, y, np.array([1.0, 1, 0, 0]), "classes", ("no", "yes"), 3)
    return Targets(points, np.array([1.0, 1, -1, -1]))


def color_at(view, x, y, z):
    return view.chart.grab().toImage().pixelColor(place_of(view, x, y, z).toPoint())


def still(widget, qtbot):
    """The widget's picture once nothing moves any more."""
    chart = widget if isinstance(widget, SurfaceChart) else widget.chart
    qtbot.waitUntil(lambda: not chart._is_moving)
    return widget.grab().toImage()


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


# -- reading --


def test_a_long_name_of_an_axis_is_not_cut_at_the_side(view, qtbot):
    view.resize(347, 440)
    view.set_names("a very long name of a column", "another very long name of a column")
    show(view, saddle, bounds=(-3.0, 3.0, -3e-6, 3e-6))
    for _ in range(12):
        image = view.chart.grab().toImage()
        for x in (2, image.width() - 3):
            assert len({image.pixel(x, y) for y in range(3, image.height() - 3)}) == 1
        qtbot.keyClick(view.chart, Qt.Key.Key_Left)
