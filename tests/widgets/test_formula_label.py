from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from playground.widgets.formula_label import FormulaLabel


class Layouts(QObject):
    """Counts how often a widget is laid out anew."""

    count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.LayoutRequest
        return False


def test_a_formula_is_read_aloud_without_its_markup(shown):
    label = shown(FormulaLabel())
    label.show_formula("<i>a<sub>1</sub></i> &lt; 2<br>= <b>3</b>")
    assert label.plain_text == "a1 < 2\n= 3"
    assert label.findChild(QLabel).accessibleName() == label.plain_text


def test_other_digits_lay_nothing_out_but_another_line_does(shown):
    ground = QWidget()
    column = QVBoxLayout(ground)
    label, below = FormulaLabel(), QLabel("below")
    for widget in (label, below):
        column.addWidget(widget)
    column.addStretch(1)
    label.show_formula("<i>z</i> = 0.25")
    shown(ground).resize(300, 200)
    QApplication.processEvents()
    place = below.y()
    layouts = Layouts()
    ground.installEventFilter(layouts)
    label.show_formula("<i>z</i> = 11.75")
    QApplication.processEvents()
    assert layouts.count == 0
    label.show_formula("<i>z</i> = 0.25<br>= <b>3</b>")
    QApplication.processEvents()
    assert layouts.count == 1
    assert below.y() > place
