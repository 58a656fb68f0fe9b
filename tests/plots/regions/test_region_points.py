import numpy as np
from PySide6.QtWidgets import QApplication, QLabel

from playground.plots.plane.points import PointSet
from playground.plots.plane.points_layer import PointsLayer
from tests.eyes import crosses_on, is_blue, is_orange
from tests.plots.regions.conftest import chart_of, color_at, sampled, show_output, two_classes


def shown_texts(view):
    return [label.text() for label in view.findChildren(QLabel) if label.isVisible()]


def test_test_points_can_be_hidden(view):
    view.set_options(show_test=True, discretize=False, boundary=False, fit_colors=False)
    show_output(view, sampled(lambda x, y: 0 * x - 1), judges=False)
    view.set_points(two_classes([-2, 2], [2, 2], [1, 1], train_count=1))
    assert is_blue(color_at(view, -2, 2))
    assert is_blue(color_at(view, 2, 2))
    view.set_options(show_test=False, discretize=False, boundary=False, fit_colors=False)
    assert is_orange(color_at(view, 2, 2))


def test_wrong_points_are_those_on_the_other_side(view):
    view.set_points(two_classes([-3, 3, -3, 3], [1, 1, 2, 2], [0, 1, 1, 0]))
    assert crosses_on(chart_of(view)) == []
    before = view.grab().toImage()
    show_output(view, sampled(lambda x, y: x))
    assert crosses_on(chart_of(view)) == [(-3, 2), (3, 2)]
    assert view.grab().toImage() != before


def test_a_hidden_nodes_field_judges_nothing(view):
    view.set_points(two_classes([-3], [1], [1]))
    show_output(view, sampled(lambda x, y: x), judges=False)
    assert crosses_on(chart_of(view)) == []


def test_given_predictions_come_first(view):
    view.set_points(two_classes([-3, 3], [1, 1], [0, 1]))
    show_output(view, sampled(lambda x, y: x))
    view.set_predictions(np.array([1.0, 1.0]))
    assert crosses_on(chart_of(view)) == [(-3, 1)]
    view.set_predictions(np.array([0.2, 0.4]), threshold=0.3)
    assert crosses_on(chart_of(view)) == []
    view.set_predictions(np.array([0.2, 0.4]), threshold=0.5)
    assert crosses_on(chart_of(view)) == [(3, 1)]
    view.set_predictions(None)
    assert crosses_on(chart_of(view)) == []


def test_more_than_two_classes_are_judged_by_given_classes_only(view):
    points = PointSet(
        np.array([-3.0, 0.0, 3.0]), np.zeros(3), np.arange(3.0), "classes", ("a", "b", "c"), 3
    )
    view.set_points(points)
    show_output(view, sampled(lambda x, y: x))
    assert crosses_on(chart_of(view)) == []
    view.set_predictions(np.array([0, 2, 2]))
    assert crosses_on(chart_of(view)) == [(0, 0)]


def test_numbers_are_never_wrong_and_take_the_colors_of_the_scale(view):
    view.set_options(show_test=True, discretize=False, boundary=False, fit_colors=False)
    numbers = PointSet(
        np.array([-3.0, 3.0]), np.array([1.0, 1.0]), np.array([-8.0, 8.0]), "numbers", (), 2
    )
    view.set_points(numbers)
    show_output(view, sampled(lambda x, y: 0 * x), low=-8, high=8)
    assert crosses_on(chart_of(view)) == []
    assert is_orange(color_at(view, -3, 1))
    assert is_blue(color_at(view, 3, 1))


def test_many_points_are_sampled_and_the_caption_says_so(view):
    values = np.linspace(-5, 5, 12_000)
    view.set_points(two_classes(values, values, values > 0))
    assert any("5,000 of 12,000" in text for text in shown_texts(view))
    view.set_points(two_classes([0], [0], [0]))
    assert not any("sample" in text for text in shown_texts(view))


def test_points_are_drawn_once_and_not_for_each_field(view, monkeypatch):
    view.set_points(two_classes([-3, 3], [1, 1], [0, 1]))
    show_output(view, sampled(lambda x, y: x))
    QApplication.processEvents()
    drawn = []
    monkeypatch.setattr(PointsLayer, "_render_points", lambda *args: drawn.append(args))
    for k in range(5):
        show_output(view, sampled(lambda x, y, k=k: x + 0.01 * k))
        QApplication.processEvents()
    assert drawn == []
