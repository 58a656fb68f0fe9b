from __future__ import annotations

from playground.widgets.metric import Metric


def test_a_metric_is_as_wide_as_its_longest_number(shown):
    metric = shown(Metric("Loss", "Tip", "0.0000"))
    metric.show_value("1")
    width = metric.sizeHint().width()
    metric.show_value("0.2222")
    assert metric.sizeHint().width() == width
    assert metric._value.accessibleName() == "Loss 0.2222"
