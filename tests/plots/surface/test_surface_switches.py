import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QCheckBox

from playground.plots.surface.scene import SurfaceOptions
from playground.widgets.choice import ChoiceBox
from tests.plots.surface.conftest import LEFT, saddle, show


@pytest.mark.parametrize(("text", "name"), [("Contours", "contours"), ("Fit heights", "fits")])
def test_switches_ask_and_wait(view, qtbot, text, name):
    box = next(box for box in view.findChildren(QCheckBox) if box.text() == text)
    was_on = box.isChecked()
    with qtbot.waitSignal(view.option_requested) as asked:
        qtbot.mouseClick(box, LEFT, pos=QPoint(8, box.height() // 2))
    assert asked.args == [name, not was_on]
    assert box.isChecked() == was_on
    with qtbot.waitSignal(view.option_requested):
        qtbot.keyClick(box, Qt.Key.Key_Space)
    assert box.isChecked() == was_on


@pytest.mark.parametrize(("name", "key"), [("outputs", "all"), ("points", "floor")])
def test_lists_ask_and_wait(view, qtbot, name, key):
    view.set_has_several(True)
    chooser = next(box for box in view.findChildren(ChoiceBox) if box.property("option") == name)
    chooser.setFocus()
    with qtbot.waitSignal(view.option_requested) as asked:
        qtbot.keyClick(chooser, Qt.Key.Key_Down)
    assert asked.args == [name, key]
    assert chooser.key != key
    view.set_options(SurfaceOptions(**{name: key}))
    assert chooser.key == key


def test_every_control_is_explained_and_what_does_not_apply_is_off(view):
    for control in (*view.findChildren(QCheckBox), *view.findChildren(ChoiceBox), view.chart):
        assert control.statusTip()
        assert control.accessibleName()
        assert control.focusPolicy() & Qt.FocusPolicy.TabFocus
    red_green = next(box for box in view.findChildren(QCheckBox) if "Red" in box.text())
    show(view, saddle)
    assert red_green.isEnabled()
    view.set_options(SurfaceOptions(outputs="all"))
    show(view, saddle, saddle)
    assert not red_green.isEnabled()
