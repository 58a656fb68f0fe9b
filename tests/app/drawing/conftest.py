"""A hand over the plane of a window."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt

from playground.geometry.shapes import Shape
from tests.app.conftest import Desk
from tests.app.plane_hand import PlaneHand
from tests.helpers import assert_sound

KEY = Qt.Key


@pytest.fixture
def hand(desk: Desk) -> PlaneHand:
    return PlaneHand(desk)


def assert_carved(hand: PlaneHand, shapes: list[Shape]) -> str:
    """The selected neuron fires on the shapes and nowhere else; returns its id."""
    hand.desk.settle()
    (top,) = hand.desk.window.canvas.network_scene.selected_nodes
    points, fires = hand.fires(top)
    inside = np.any([shape.contains(points) for shape in shapes], axis=0)
    assert 0 < inside.sum() < len(points)
    assert (fires == inside).all()
    assert_sound(hand.desk.document.content)
    return top
