"""A view of regions on a shown widget."""

import numpy as np
import pytest

from playground.plots.plane.chart import PlaneChart
from playground.plots.plane.points import PointSet
from playground.plots.regions.view import RegionView
from tests.eyes import color_of, put_up

PLANE = (-6.0, 6.0, -6.0, 6.0)


def sampled(function, count=100, bounds=PLANE):
    x0, x1, y0, y1 = bounds
    x = x0 + (np.arange(count) + 0.5) * (x1 - x0) / count
    y = y0 + (np.arange(count) + 0.5) * (y1 - y0) / count
    return np.asarray(function(*np.meshgrid(x, y)), dtype=np.float32)


def two_classes(x, y, labels, train_count=None):
    x, y, labels = (np.array(values, dtype=float) for values in (x, y, labels))
    count = len(x) if train_count is None else train_count
    return PointSet(x, y, labels, "classes", ("no", "yes"), count)


def show_output(view, values, **changes):
    fields = {"bounds": PLANE, "low": -1.0, "high": 1.0, "threshold": 0.0, "title": "Output"}
    view.show_field(values, **(fields | changes))


@pytest.fixture
def view(qtbot):
    view = RegionView()
    view.set_plane(PLANE, "x₁", "x₂")
    put_up(qtbot, view, 420, 560)
    return view


def chart_of(view):
    return view.findChild(PlaneChart)


def color_at(view, x, y):
    return color_of(chart_of(view), x, y)
