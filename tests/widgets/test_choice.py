from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QIcon, QPixmap, QWheelEvent
from PySide6.QtWidgets import QApplication

from playground.widgets.choice import Choice, ChoiceBox

FRUIT = (Choice("a", "Apple", "Red."), Choice("b", "Banana", "Yellow."), Choice("c", "Cherry"))


@pytest.fixture
def box(qtbot):
    box = ChoiceBox(FRUIT)
    qtbot.addWidget(box)
    box.show()
    box.show_key("a")
    return box


def test_only_a_person_s_choice_is_told(box, qtbot):
    chosen = []
    box.key_chosen.connect(chosen.append)
    box.show_key("c")
    assert chosen == []
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Up)
    assert (chosen, box.key) == (["b"], "b")
    box.activated.emit(1)
    assert chosen == ["b"]


def test_several_and_unknown_keys_show_the_placeholder(box):
    box.show_key(None)
    assert box.currentIndex() == -1
    box.show_key("x")
    assert (box.currentIndex(), box.key) == (-1, "x")


def test_other_choices_keep_the_shown_one(box):
    box.show_key("b")
    box.set_choices((Choice("z", "Zucchini"), *FRUIT))
    assert box.currentText() == "Banana"


def test_help_and_pictures_stand_in_the_list(box, qapp):
    assert box.itemData(1, Qt.ItemDataRole.ToolTipRole) == "Yellow."
    picture = QPixmap(8, 8)
    picture.fill(Qt.GlobalColor.red)
    box.show_icons({key: QIcon(picture) for key in "abc"})
    assert not box.itemIcon(2).isNull()


def test_the_wheel_belongs_to_the_panel_until_the_box_has_the_focus(box):
    def wheel():
        place = QPointF(5, 5)
        nothing = Qt.MouseButton.NoButton
        event = QWheelEvent(
            place,
            box.mapToGlobal(place),
            QPoint(0, 0),
            QPoint(0, -120),
            nothing,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(box, event)
        return event.isAccepted()

    box.clearFocus()
    assert not wheel()
    assert box.key == "a"
    box.setFocus()
    assert wheel()
    assert box.key == "b"
