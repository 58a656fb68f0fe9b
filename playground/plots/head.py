"""The row above the chart of a view."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

CORNER = 33
"""What a view leaves free at its upper right, for the button of its menu."""


class Head(QHBoxLayout):
    """The first widget, mostly a title, has all the room that the others leave."""

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        self.setContentsMargins(0, 0, CORNER, 0)
        self.setSpacing(8)
        for widget in widgets:
            self.addWidget(widget)
        self.setStretch(0, 1)
