from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtWidgets import QWidget

from playground.plots.plane.chart import PlaneChart


@pytest.mark.parametrize("sizes", [[(900, 300), (347, 321)], [(300, 900), (800, 300), (320, 320)]])
def test_the_plane_stays_inside_and_square_however_it_was_resized(qtbot, sizes) -> None:
    window = QWidget()  # pyqtgraph takes a view of its own apart when that is closed
    qtbot.addWidget(window)
    chart = PlaneChart()
    chart.setParent(window)
    chart.set_home((-6.0, 6.0, -6.0, 6.0))
    window.show()
    chart.show()
    for width, height in sizes:
        chart.resize(width, height)
    box = chart.box.sceneBoundingRect()
    assert QRectF(chart.rect()).contains(box)
    assert box.width() == pytest.approx(box.height(), abs=2)


def test_following_another_view_announces_nothing(qtbot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    chart = PlaneChart()
    chart.setParent(window)
    chart.set_home((-6.0, 6.0, -6.0, 6.0))
    announced = []
    chart.bounds_changed.connect(announced.append)
    window.show()
    chart.setFocus()
    qtbot.keyClick(chart, Qt.Key.Key_Plus)
    chart.show_bounds((0.0, 1.0, 0.0, 1.0))
    assert not chart._settle.isActive()  # nothing is on its way
    assert chart.bounds == (0.0, 1.0, 0.0, 1.0)
    assert announced == []
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: announced == [(-6.0, 6.0, -6.0, 6.0)])
