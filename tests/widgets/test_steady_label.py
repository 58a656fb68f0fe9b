from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from playground.widgets.steady_label import SteadyLabel, WrappedReadout


class Layouts(QObject):
    """Counts how often a widget is asked to lay itself out."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.LayoutRequest
        return False


def test_a_changed_digit_lays_nothing_out_and_a_longer_text_does(shown):
    ground = QWidget()
    row = QHBoxLayout(ground)
    label = SteadyLabel("0000")
    row.addWidget(label)
    label.show_text("1")
    shown(ground)
    width = label.width()
    QApplication.processEvents()
    layouts = Layouts(ground)

    for text in ("2", "33", "444", "–"):
        label.show_text(text)
        QApplication.processEvents()
    assert layouts.count == 0
    assert label.width() == width

    label.show_text("1,000,000,000")
    QApplication.processEvents()
    assert layouts.count > 0
    assert label.width() > width


def test_another_font_is_another_size(shown):
    label = shown(SteadyLabel("0000"))
    label.show_text("1")
    before = label.size()
    font = label.font()
    font.setPointSizeF(2 * font.pointSizeF())
    label.setFont(font)
    assert label.width() > 1.8 * before.width()
    assert label.height() > before.height()


def test_a_long_sentence_keeps_to_two_lines_and_the_tip_has_all_of_it(shown):
    readout = shown(WrappedReadout(200, "10,000 epochs/s"))
    readout.resize(120, 40)
    readout.show_text("428 epochs/s")
    assert readout.lines() == "428 epochs/s"
    readout.show_text("10/s\n60 fps")
    assert readout.lines() == "10/s\n60 fps"
    sentence = "There is no output yet; connect an input to a neuron to have one."
    readout.show_text(sentence)
    first, second = readout.lines().split("\n")
    assert sentence.startswith(first)
    assert second.endswith("…")
    assert all(readout.fontMetrics().horizontalAdvance(line) <= 120 for line in (first, second))
    assert readout.toolTip() == sentence
