"""Ticks that are read at every depth of a plane."""

from __future__ import annotations

import pyqtgraph as pg
import pytest
from PySide6.QtWidgets import QWidget

from playground.plots.plane.chart import PlaneChart

SIZE = 240


@pytest.fixture
def chart(qtbot) -> PlaneChart:
    window = QWidget()  # pyqtgraph takes a view of its own apart when that is closed
    qtbot.addWidget(window)
    found = PlaneChart()
    found.room = window  # lives as long as its chart
    found.setParent(window)
    found.set_names("x₁", "x₂")
    return found


@pytest.mark.parametrize("half", [1e-2, 1e-4, 1e-6, 1e-8, 3e-9])
@pytest.mark.parametrize("middle", [0.0, -2.512345678912, 1.5, 12345.678])
@pytest.mark.parametrize("side", ["left", "bottom"])
def test_labels_are_short_and_differ_however_deep(chart, side, middle, half) -> None:
    half = max(half, abs(middle) * 1e-9)
    axis = getattr(chart, side)
    axis.setRange(middle - half, middle + half)
    ((spacing, values),) = axis.tickValues(middle - half, middle + half, SIZE)
    texts = axis.tickStrings(values, 1, spacing)
    assert len(set(texts)) == len(texts) >= 2
    assert max(map(len, texts)) <= (8 if side == "left" else 9)


def test_the_name_says_from_which_number_labels_count(chart) -> None:
    chart.set_home((-2.5123457, -2.5123437, 1e6, 1e6 + 6))
    low, high = chart.bottom.range
    ((spacing, values),) = chart.bottom.tickValues(low, high, SIZE)
    assert "x₁ + 2.51234" in chart.bottom.labelString()
    assert "x₂ − 1,000,000" in chart.left.labelString()
    for value, text in zip(values, chart.bottom.tickStrings(values, 1, spacing), strict=True):
        assert -2.51234 + float(text.replace("−", "-")) == pytest.approx(value, abs=1e-12)
    chart.set_home((-6.0, 6.0, -6.0, 6.0))
    assert chart.bottom.labelText == "x₁"
    assert "2.51" not in chart.bottom.labelString()


def test_labels_are_laid_out_once_for_many_frames(chart, monkeypatch) -> None:
    chart.resize(SIZE, SIZE)
    before = chart.grab().toImage()
    drawn = []
    monkeypatch.setattr(pg.AxisItem, "paint", lambda axis, *rest: drawn.append(axis))
    assert chart.grab().toImage() == before
    assert drawn == []
    chart.bottom.setTextPen("red")
    chart.grab()
    assert drawn == [chart.bottom]
