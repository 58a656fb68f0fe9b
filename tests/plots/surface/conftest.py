"""A view of surfaces on a shown widget."""

import math

import numpy as np
import pytest
from PySide6.QtCore import Qt

from playground.plots.surface.camera import Camera
from playground.plots.surface.scale import Sheet
from playground.plots.surface.view import SurfaceView
from tests.eyes import put_up

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


@pytest.fixture
def view(qtbot):
    view = SurfaceView()
    view.set_names("x₁", "x₂")
    put_up(qtbot, view, 420, 560)
    return view


def place_of(view, x, y, z):
    """Where a place in the box lies in the chart."""
    chart = view.chart
    return chart._scene.project(chart.camera, chart.size().toSizeF()).point(x, y, z)
