from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPalette, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QListWidget, QPushButton, QToolButton

from playground.geometry.cells import arrange
from playground.palette import DARK, LIGHT, node_color
from playground.plots.cells.labels import CellsLabels
from playground.plots.cells.picture import CellsLook, picture_of, with_linear_pieces
from playground.plots.cells.view import SWITCHES, CellsView
from playground.plots.plane.points import PointSet
from tests.eyes import put_up
from tests.geometry.networks import golden, layered, request

TRIANGLE = layered(
    [[[1, 1], [-1, 1], [0, -1]], [[1 / 3] * 3]], [[1, 1, 1], [-0.75]], ["step", "step"]
)
STRIP = layered([[[1, 0], [1, 0]], [[1, 1]]], [[0, 1e-6], [-1.5]], ["step", "step"])
BOUNDS = (-6.0, 6.0, -6.0, 6.0)


def look_of(network, title="ŷ") -> CellsLook:
    ids = [node.id for node in network.nodes if node.column is None]
    return CellsLook(title, {id_: n for n, id_ in enumerate(sorted(ids, reverse=True))}, 1)


@pytest.fixture
def view(qtbot):
    view = CellsView()
    view.set_plane(BOUNDS, "x₁", "x₂")
    put_up(qtbot, view, 520, 760)
    return view


def show(view, network, bounds=BOUNDS, bias=None, **options):
    picture = with_linear_pieces(picture_of(arrange(request(network, bounds, **options))))
    if bias is None and len(network.outputs) == 1:
        bias = network.nodes[-1].bias
    view.show_picture(picture, look_of(network), bias)
    QApplication.processEvents()
    return picture


def at(view, x, y) -> QPoint:
    return view.chart.box.mapViewToScene(QPointF(x, y)).toPoint()


def color_at(view, x, y) -> str:
    return view.chart.grab().toImage().pixelColor(at(view, x, y)).name().upper()


def hover(view, x, y) -> None:
    QTest.mouseMove(view.chart.viewport(), at(view, x, y) + QPoint(1, 0))
    QTest.mouseMove(view.chart.viewport(), at(view, x, y))


def texts(view) -> list[str]:
    labels = next(i for i in view.chart.scene().items() if isinstance(i, CellsLabels))
    return ["|".join(written.lines) for written in labels.written]


def readable(view) -> str:
    facts = view._facts.findChildren(QLabel)
    return "\n".join(
        getattr(label, "full_text", label.text()) for label in facts if label.isVisible()
    )


def test_before_anything_is_shown_it_says_what_to_do(view):
    assert view.picture is None
    assert "connect an input" in view._card.text()


def test_cells_are_filled_by_what_is_decided_paler_than_points(view):
    show(view, TRIANGLE)
    view.set_options(**{**dict.fromkeys(SWITCHES, False), "cell_fill": True})
    inside, outside = color_at(view, 0.4, 0.3), color_at(view, 3.1, -4.2)
    assert inside != outside
    for color, strong in ((inside, LIGHT.above), (outside, LIGHT.below)):
        for found, full in zip((1, 3, 5), (1, 3, 5), strict=True):
            assert int(color[found : found + 2], 16) >= int(strong[full : full + 2], 16)


def test_each_switch_asks_and_moves_only_when_told(view, qtbot):
    for name in SWITCHES:
        box = view._switches.box(name)
        with qtbot.waitSignal(view.switch_requested) as asked:
            QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(8, box.height() // 2))
        assert asked.args == [name, False]
        assert box.isChecked()


@pytest.mark.parametrize("name", SWITCHES[:4])
def test_each_switch_changes_the_picture(view, name):
    show(view, TRIANGLE)
    before = view.chart.grab().toImage()
    view.set_options(**{**dict.fromkeys(SWITCHES, True), name: False})
    assert view.chart.grab().toImage() != before


def test_points_are_over_the_cells_and_can_be_hidden(view):
    show(view, TRIANGLE)
    before = view.chart.grab().toImage()
    x = np.array([4.0, -4.0])
    view.set_points(PointSet(x, x, np.array([0.0, 1.0]), "classes", ("a", "b"), 2))
    assert view.chart.grab().toImage() != before
    view.set_options(**{**dict.fromkeys(SWITCHES, True), "cell_points": False})
    assert view.chart.grab().toImage() == before


def test_pattern_and_sum_are_written_in_the_cells_they_belong_to(view):
    view.set_plane((-2.0, 2.0, -2.0, 2.0), "x₁", "x₂")
    show(view, TRIANGLE, (-2.0, 2.0, -2.0, 2.0))
    assert "111|0.25" in texts(view)
    view.set_options(**{**dict.fromkeys(SWITCHES, True), "cell_sums": False})
    assert "111" in texts(view)
    view.set_options(**{**dict.fromkeys(SWITCHES, True), "cell_patterns": False})
    assert "0.25" in texts(view)


@pytest.mark.parametrize("bounds", [BOUNDS, (-2.0, 2.0, -2.0, 2.0), (-0.5, 2.5, -0.5, 2.5)])
@pytest.mark.parametrize("network", [TRIANGLE, golden((2, 12, 6, 1), 3, "step")])
def test_no_text_leaves_its_cell_nor_meets_another(view, network, bounds):
    view.set_plane(bounds, "x₁", "x₂")
    picture = show(view, network, bounds)
    labels = next(i for i in view.chart.scene().items() if isinstance(i, CellsLabels))
    box = view.chart.box
    boxes = [written.box for written in labels.written]
    for written, text in zip(labels.written, boxes, strict=True):
        for corner in (text.topLeft(), text.topRight(), text.bottomLeft(), text.bottomRight()):
            place = box.mapToView(corner)
            assert picture.arrangement.face_at(place.x(), place.y()) == written.face
    assert not any(a.intersects(b) for k, a in enumerate(boxes) for b in boxes[:k])


def test_zooming_in_writes_what_had_no_room(view):
    network = golden((2, 12, 6, 1), 3, "step")
    all_faces = show(view, network).arrangement.face_count
    before = len(texts(view)) / all_faces
    few = (-1.0, 1.0, -1.0, 1.0)
    view.chart.show_bounds(few)
    faces = show(view, network, few).arrangement.face_count
    assert len(texts(view)) / faces > 1.5 * before


def test_the_cell_under_the_pointer_is_lit_with_its_inequalities(view, qtbot):
    picture = show(view, TRIANGLE)
    with qtbot.waitSignal(view.cell_changed) as changed:
        hover(view, 0.0, 0.0)
    assert view.face == picture.arrangement.face_at(0.0, 0.0)
    assert set(changed.args[0]) == {"h1.0", "h1.1", "h1.2", "h2.0"}
    card = view._pointer._card
    assert card.isVisible()
    for words in ("111 → 1", "sum z = 0.25", "area 4", "h1.0 on: x₁ + x₂ + 1 ≥ 0",
                  "h1.2 on: −x₂ + 1 ≥ 0"):  # fmt: skip
        assert words in card.text()
    with qtbot.waitSignal(view.cell_changed) as changed:
        hover(view, 0.0, 4.0)
    assert "h1.2 off: −x₂ + 1 < 0" in card.text()
    with qtbot.waitSignal(view.cell_changed) as changed:
        view.chart.leaveEvent(None)
    assert changed.args == [None]
    assert view.face is None
    assert not card.isVisible()


def test_the_lit_cell_follows_the_pointer_when_the_cells_change(view):
    show(view, TRIANGLE)
    hover(view, 0.0, 4.0)
    old = view.face
    moved = layered(
        [[[1, 1], [-1, 1], [0, -1]], [[1 / 3] * 3]], [[1, 1, 5], [-0.75]], ["step", "step"]
    )
    picture = show(view, moved)
    assert view.face == picture.arrangement.face_at(0.0, 4.0)
    assert "111" in view._pointer._card.text()
    assert old is not None


def test_keys_walk_from_cell_to_cell_in_the_order_of_sums(view, qtbot):
    picture = show(view, TRIANGLE)
    view.chart.setFocus()
    seen = []
    for _ in range(picture.arrangement.face_count):
        QTest.keyClick(view.chart, Qt.Key.Key_PageDown)
        seen.append(view.face)
    assert sorted(seen) == list(range(picture.arrangement.face_count))
    assert (np.diff(picture.sums[seen]) >= 0).all()
    assert view.chart.accessibleDescription() == view._pointer._card.text()
    QTest.keyClick(view.chart, Qt.Key.Key_PageUp)
    assert view.face == seen[-2]
    QTest.keyClick(view.chart, Qt.Key.Key_Escape)
    assert view.face is None


def test_facts_keep_the_three_counts_apart(view):
    show(view, golden((2, 8, 8, 1), 0))
    text = readable(view)
    assert "125 activation cells · 125 linear pieces · 2 decision polygons" in text
    assert "Islands: 1 of “0”, 1 of “1” · boundary of 18 segments" in text
    assert "certified" in text


def test_what_was_snapped_is_called_so(view):
    through_one_point = layered(
        [[[1, 1], [1, -1], [1, 0]], [[1, 1, 1]]], [[0.3, 0.1, 0.2], [-1.5]], ["step", "step"]
    )
    picture = show(view, through_one_point)
    assert picture.arrangement.snaps
    assert "snapped" in readable(view)


def test_cut_short_it_says_how_far_it_came_and_claims_no_more(view):
    show(view, golden((2, 32, 32, 1), 0), max_faces=700)
    text = readable(view)
    assert "first 1 of 3 levels are exact" in text
    assert "colors are sampled" in text
    assert "too many cells" in text
    assert "zoom in" in text
    assert "polygon" not in text


def test_cells_thinner_than_a_pixel_are_listed_and_a_click_zooms_to_them(view, qtbot):
    show(view, STRIP)
    button = next(b for b in view.findChildren(QPushButton) if "too thin" in b.text())
    assert button.text() == "+1 cell too thin to see"
    assert button.isVisible()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    list_ = view.findChild(QListWidget)
    assert list_.isVisible()
    assert list_.count() == 1
    with qtbot.waitSignal(view.plane_changed) as moved:
        QTest.keyClick(list_, Qt.Key.Key_Down)
        QTest.keyClick(list_, Qt.Key.Key_Return)
    bounds = moved.args[0]
    assert bounds == view.chart.bounds
    assert bounds[1] - bounds[0] == pytest.approx(1.2e-5, rel=0.1)
    picture = show(view, STRIP, bounds)
    assert picture.arrangement.face_count == 3
    assert not button.isVisible()
    assert view.face == picture.arrangement.face_at(-5e-7, (bounds[2] + bounds[3]) / 2)


def test_every_cell_is_drawn_or_listed(view):
    picture = show(view, golden((2, 16, 8, 1), 1, "step"))
    pixel = 12 / view.chart.box.width()
    thick = picture.thickness * picture.arrangement.frame.scale
    assert set(view._facts.thin) == set(np.flatnonzero(thick < pixel).tolist())


def test_the_picture_is_sharp_where_a_billionth_is_all_there_is(view):
    """The same lines 1e-9 wide, and far from the origin, look as they do at home."""
    show(view, TRIANGLE)
    view.set_options(**{**dict.fromkeys(SWITCHES, False), "cell_fill": True, "cell_lines": True})
    home = [color_at(view, x, y) for x in (-3.2, 0.1, 2.9) for y in (-4.1, 0.2, 3.3)]
    for scale, shift in ((1e-9 / 12, 0.0), (1.0, 1e6), (1e-3, 1e5)):
        x0 = shift
        network = layered(
            [[[1, 1], [-1, 1], [0, -1]], [[1 / 3] * 3]],
            [[scale - x0, scale + x0, scale], [-0.75]],
            ["step", "step"],
        )
        bounds = (x0 - 6 * scale, x0 + 6 * scale, -6 * scale, 6 * scale)
        view.set_plane(bounds, "x₁", "x₂")
        show(view, network, bounds)
        found = [
            color_at(view, x0 + x * scale, y * scale)
            for x in (-3.2, 0.1, 2.9)
            for y in (-4.1, 0.2, 3.3)
        ]
        assert found == home


def test_sweeping_the_bias_is_a_preview(view, qtbot):
    show(view, TRIANGLE)
    tried = []
    view.bias_tried.connect(tried.append)
    QTest.mouseClick(view._sweep_button, Qt.MouseButton.LeftButton)
    assert view.is_sweeping
    assert view.first_level_lines() == {}
    slider = view._sweep._slider
    QTest.keyClick(slider, Qt.Key.Key_End)
    QTest.keyClick(slider, Qt.Key.Key_Home)
    # From where no cell is lit to where all are: a side more or less is a third.
    assert tried[0] > -1 / 3
    assert tried[-1] < -1.0
    with qtbot.waitSignal(view.sweep_left):
        QTest.keyClick(slider, Qt.Key.Key_Escape)
    assert not view.is_sweeping
    assert not view._sweep_button.isChecked()


def test_playing_the_sweep_lights_the_cells_in_the_order_of_their_sums(view, qtbot):
    picture = show(view, TRIANGLE)
    order = []

    def follow(bias: float) -> None:
        lit = np.flatnonzero(picture.sums + bias + 0.75 >= 0.0)
        order.extend(face for face in lit.tolist() if face not in order)

    view.bias_tried.connect(follow)
    QTest.mouseClick(view._sweep_button, Qt.MouseButton.LeftButton)
    view._sweep._slider.setValue(0)
    view._sweep._timer.setInterval(0)
    play = next(b for b in view.findChildren(QToolButton) if b.accessibleName().startswith("Play"))
    QTest.mouseClick(play, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not view._sweep._timer.isActive(), timeout=20_000)
    assert len(order) == picture.arrangement.face_count
    assert (np.diff(picture.sums[order]) <= 1e-12).all()


def test_applying_the_tried_bias_asks_for_it(view, qtbot):
    show(view, TRIANGLE)
    QTest.mouseClick(view._sweep_button, Qt.MouseButton.LeftButton)
    view._sweep._slider.setValue(100)
    with qtbot.waitSignal(view.bias_requested) as asked:
        QTest.mouseClick(view._sweep._apply, Qt.MouseButton.LeftButton)
    assert asked.args == [view._sweep.bias]
    assert not view.is_sweeping


def test_several_outputs_have_no_bias_to_sweep(view):
    show(view, golden((2, 6, 3), 2))
    assert not view._sweep_button.isEnabled()
    assert "Select one neuron" in view._sweep_button.toolTip()


def test_a_message_takes_the_picture_away(view):
    show(view, TRIANGLE)
    view.show_message("Because.")
    assert view.picture is None
    assert view._card.isVisible()
    assert readable(view) == ""
    hover(view, 0.0, 0.0)
    assert view.face is None


def test_a_picture_that_comes_of_leaving_the_sweep_stays(view):
    show(view, TRIANGLE)
    view._sweep_button.click()
    assert view.is_sweeping
    view.sweep_left.connect(lambda: show(view, TRIANGLE))
    view.show_message("Too much.")
    assert view.picture is not None
    assert not view._card.isVisible()
    assert view._sweep_button.isEnabled()


def test_a_knife_edge_is_told_with_its_remedy(view, qtbot):
    edge = layered([[[1, 1], [-1, 1], [0, -1]], [[1 / 3] * 3]], [[1, 1, 1], [-1]], ["step", "step"])
    show(view, edge)
    assert "h2.0: on a knife’s edge" in readable(view)
    with qtbot.waitSignal(view.margin_requested) as asked:
        QTest.mouseClick(view._facts.margin_button, Qt.MouseButton.LeftButton)
    assert asked.args[0] == "h2.0"
    assert asked.args[1] == pytest.approx(1 / 6)
    show(view, TRIANGLE)
    qtbot.waitUntil(lambda: view.is_settled)
    assert "knife" not in readable(view)


def test_other_colours_in_the_dark(view):
    show(view, TRIANGLE)
    before = color_at(view, 0.4, 0.3)
    view.set_theme(DARK)
    assert color_at(view, 0.4, 0.3) != before


def test_lines_have_the_colours_of_their_nodes(view):
    show(view, TRIANGLE)
    view.set_options(**{**dict.fromkeys(SWITCHES, False), "cell_lines": True})
    look = look_of(TRIANGLE)
    # h1.2 is the line x2 = 1; where the boundary doesn't cover it.
    found = view.chart.grab().toImage()
    place = at(view, 4.5, 1.0)
    wanted = node_color(look.numbers["h1.2"], 1, LIGHT)
    wanted_hue = view.palette().color(QPalette.ColorRole.Text).fromString(wanted).hue()
    hues = [found.pixelColor(place + QPoint(0, dy)).hue() for dy in (-1, 0, 1)]
    assert min(abs(hue - wanted_hue) for hue in hues) <= 6


def test_of_several_outputs_each_has_its_color_within_the_boundary(view):
    network = layered([[(1, 0), (0, 1)]], [[0, 0]], ["step"])
    show(view, network)
    view.set_options(**{**dict.fromkeys(SWITCHES, False), "cell_lines": True})
    look = look_of(network)
    found = view.chart.grab().toImage()
    for node_id, x, y in (("h1.0", 0.0, 3.0), ("h1.1", 3.0, 0.0)):
        wanted = QColor(node_color(look.numbers[node_id], look.output_count, LIGHT)).hue()
        place = at(view, x, y)
        around = [
            found.pixelColor(place + QPoint(*((d, 0) if x == 0 else (0, d)))) for d in range(-3, 4)
        ]
        assert min(abs(color.hue() - wanted) for color in around if color.saturation() > 60) <= 6


def test_paper_gets_polygons(view, tmp_path):
    from PySide6.QtSvg import QSvgGenerator

    picture = show(view, TRIANGLE)
    view.set_options(**{**dict.fromkeys(SWITCHES, True), "cell_points": False})
    path = tmp_path / "cells.svg"
    generator = QSvgGenerator()
    generator.setFileName(str(path))
    generator.setSize(QSize(500, 500))
    painter = QPainter(generator)
    view.chart.render(painter)
    painter.end()
    text = path.read_text()
    assert "<image" not in text
    filled = text.count("<polygon") + text.count("<path")
    assert filled >= picture.arrangement.face_count


@pytest.mark.parametrize("size", [(300, 300), (340, 560), (700, 900)])
def test_nothing_is_cut_at_any_size(view, size):
    show(view, golden((2, 8, 8, 1), 0))
    view.resize(*size)
    QApplication.processEvents()
    assert view.size() == QSize(*size)
    assert view.chart.height() > 100
    image = QImage(view.size(), QImage.Format.Format_RGB32)
    view.render(image)
    assert not view._switches.box("cell_fill").visibleRegion().isEmpty() or size == (300, 300)


def test_the_wheel_zooms_below_a_billionth_of_home(view, qtbot):
    show(view, TRIANGLE)
    place = QPointF(at(view, 0.0, 0.0))
    for _ in range(130):
        event = QWheelEvent(
            place, place, QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(view.chart.viewport(), event)
    x0, x1, *_ = view.chart.bounds
    assert x1 - x0 < 1e-8
    qtbot.waitSignal(view.plane_changed).wait()
    show(view, TRIANGLE, view.chart.bounds)
    assert view.grab().height() == view.height()
