"""A view of several outputs on a shown widget."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication, QCheckBox

from playground.plots.outputs.nodes import ShownNode
from playground.plots.outputs.plane import OutputsPlane
from playground.plots.outputs.view import OutputsView
from playground.plots.plane.points import PointSet
from tests import eyes
from tests.eyes import cards_on, color_of, put_up

PLANE = (-6.0, 6.0, -6.0, 6.0)


def nodes(count, class_names=(), off=()):
    names = class_names or [""] * count
    return [
        ShownNode(f"n{k}", f"y{k}", k, count, 0.0, names[k], k not in off) for k in range(count)
    ]


def fields(*functions, size=60):
    steps = -6 + (np.arange(size) + 0.5) * 12 / size
    x, y = np.meshgrid(steps, steps)
    return {
        f"n{k}": np.broadcast_to(np.asarray(f(x, y), dtype=np.float32), x.shape).copy()
        for k, f in enumerate(functions)
    }


def right(x, y):
    return np.where(x > 0, 1.0, -1.0)


def upper(x, y):
    return np.where(y > 0, 0.6, -0.6)


def three_points(kind="classes", names=("a", "b", "c")):
    labels = np.array([0.0, 1.0, 2.0]) % max(1, len(names))
    return PointSet(np.array([-4.0, 4, 0]), np.array([-4.0, -4, 4]), labels, kind, names, 2)


@pytest.fixture
def view(qtbot):
    view = OutputsView()
    view.set_plane(PLANE, "x₁", "x₂")
    put_up(qtbot, view, 420, 620)
    return view


def plane_of(view):
    return view.findChild(OutputsPlane)


def color_at(view, x, y):
    color = color_of(plane_of(view), x, y)
    return color.red(), color.green(), color.blue()


def hover(view, x, y):
    eyes.hover(plane_of(view), x, y)


def shown_cards(view):
    return cards_on(plane_of(view))


def box(view, name):
    QApplication.processEvents()
    found = [b for b in view.findChildren(QCheckBox) if b.accessibleName() == name]
    assert len(found) == 1
    return found[0]
