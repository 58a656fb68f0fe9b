from __future__ import annotations

import numpy as np

from playground.widgets.function_plot import Curve, FunctionPlot, Mark


def curve() -> Curve:
    z = np.linspace(-4, 4, 50)
    return Curve(-4.0, 4.0, ((z, np.tanh(z), 1 - np.tanh(z) ** 2),))


def test_a_moving_mark_leaves_the_curve_as_painted_once(shown, monkeypatch):
    painted = []
    paint = FunctionPlot._paint_curve
    monkeypatch.setattr(
        FunctionPlot, "_paint_curve", lambda *args: (painted.append(1), paint(*args))[1]
    )
    plot = FunctionPlot()
    plot.show_curve(curve())
    shown(plot)
    pictures = []
    for z in (-1.0, 0.0, 2.0):
        plot.show_mark(Mark(z, float(np.tanh(z)), float(1 - np.tanh(z) ** 2)))
        pictures.append(plot.grab().toImage())
    assert len(painted) == 1
    assert pictures[0] != pictures[1] != pictures[2]

    plot.resize(plot.width() + 40, plot.height())
    plot.grab()
    plot.show_curve(curve())
    plot.grab()
    assert len(painted) == 3
