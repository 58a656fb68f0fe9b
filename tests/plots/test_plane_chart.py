from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QWidget

from playground.plots.plane_chart import PlaneChart


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
