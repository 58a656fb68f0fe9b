from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QWidget

from playground.app.placement import bring_onto_screen


@pytest.mark.parametrize(
    "place",
    [
        QRect(20_000, 100, 300, 200),
        QRect(-5_000, -5_000, 300, 200),
        QRect(700, 700, 300, 200),
        QRect(10, 10, 9_000, 200),
        QRect(100, 100, 9_000, 9_000),
    ],
)
def test_all_of_a_window_is_on_a_screen(qtbot, place):
    window = QWidget()
    qtbot.addWidget(window)
    window.setGeometry(place)
    window.show()
    bring_onto_screen(window)
    rooms = [screen.availableGeometry() for screen in QApplication.screens()]
    assert any(room.contains(window.frameGeometry()) for room in rooms)


def test_a_window_that_is_on_a_screen_stays_where_it_is(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.setGeometry(40, 60, 300, 200)
    window.show()
    before = window.geometry()
    bring_onto_screen(window)
    assert window.geometry() == before
