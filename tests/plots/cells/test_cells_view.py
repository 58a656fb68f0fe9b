from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPalette, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from playground.palette import DARK, LIGHT, node_color
from playground.plots.cells.labels import CellsLabels
from playground.plots.cells.view import SWITCHES
from playground.plots.plane.points import PointSet
from tests.geometry.networks import golden, layered
from tests.plots.cells.conftest import BOUNDS, TRIANGLE, look_of, readable, show


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


def test_a_message_takes_the_picture_away(view):
    show(view, TRIANGLE)
    view.show_message("Because.")
    assert view.picture is None
    assert view._card.isVisible()
    assert readable(view) == ""
    hover(view, 0.0, 0.0)
    assert view.face is None


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
