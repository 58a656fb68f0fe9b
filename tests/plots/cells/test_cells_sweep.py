from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from tests.geometry.networks import golden
from tests.plots.cells.conftest import TRIANGLE, show


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


def test_a_picture_that_comes_of_leaving_the_sweep_stays(view):
    show(view, TRIANGLE)
    view._sweep_button.click()
    assert view.is_sweeping
    view.sweep_left.connect(lambda: show(view, TRIANGLE))
    view.show_message("Too much.")
    assert view.picture is not None
    assert not view._card.isVisible()
    assert view._sweep_button.isEnabled()
