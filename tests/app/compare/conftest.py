"""The compare dock in a window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel

from playground.app.examples.catalog import EXAMPLES
from playground.app.views.compare import CompareFeed
from playground.document import files
from playground.document.content import Content
from playground.plots.compare.view import CompareView
from playground.widgets.choice import ChoiceBox
from tests.app.conftest import CONTROL, LEFT, NO_KEYS, SHIFT, Desk


def example(name: str) -> Content:
    return files.load(EXAMPLES[name].path)


def said_by(view: CompareView, role: str) -> str:
    """What is written over the planes, or below them."""
    labels = (label for label in view.findChildren(QLabel) if type(label) is QLabel)
    return next(label.text() for label in labels if label.property("role") == role)


class Bench:
    """The compare dock in front of a person."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        desk.key(Qt.Key.Key_M, CONTROL | SHIFT)
        feed = desk.window.views.feeds["compare"]
        assert isinstance(feed, CompareFeed)
        self.feed = feed
        self.view: CompareView = feed.widget
        self.settle()

    def settle(self) -> None:
        self.desk.settle()
        self.desk.wait(lambda: self.feed.is_settled and self.verdict)
        self.desk.settle()

    def choose(self, name: str, text: str) -> None:
        """Walk a box by the arrow keys to an entry that begins so."""
        box = self.box(name)
        box.setFocus()
        while box.currentIndex() > 0:
            QTest.keyClick(box, Qt.Key.Key_Up)
        while not box.currentText().startswith(text):
            assert box.currentIndex() < box.count() - 1, f"no entry {text!r}"
            QTest.keyClick(box, Qt.Key.Key_Down)
        self.settle()

    def box(self, name: str) -> ChoiceBox:
        (box,) = [b for b in self.view.findChildren(ChoiceBox) if b.accessibleName() == name]
        assert box.isVisible()
        return box

    def push(self, name: str) -> None:
        found = self.view.findChildren(QAbstractButton)
        (button,) = [b for b in found if b.accessibleName() == name]
        assert button.isEnabled(), f"{name} can't be pressed"
        QTest.mouseClick(button, LEFT, NO_KEYS, button.rect().center())
        self.settle()

    @property
    def verdict(self) -> str:
        return said_by(self.view, "title")

    @property
    def details(self) -> str:
        return said_by(self.view, "caption")

    @property
    def titles(self) -> tuple[str, ...]:
        return tuple(plane._title.full_text for plane in self.view.planes)

    @property
    def pictures(self):
        return tuple(plane._picture for plane in self.view.planes)


def _type_bias(node_id: str, text: str):
    from playground.document import edits

    return edits.type_weight([node_id], text)
