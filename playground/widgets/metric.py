"""A number that changes, large, under its name."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from playground.widgets.described import described
from playground.widgets.fonts import tabular_font
from playground.widgets.steady_label import SteadyLabel


class Metric(QWidget):
    """Name and value; as wide as `sample`, so that the neighbours stand still."""

    def __init__(
        self,
        name: str,
        tip: str,
        sample: str,
        role: str = "metric",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name = QLabel(name, self)
        self._name.setProperty("role", "small")
        self._value = SteadyLabel(sample, self)
        self._value.setProperty("role", role)
        self._value.setFont(tabular_font())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._name)
        column.addWidget(self._value)
        self.show_name(name, tip)
        self._value.show_text("–")

    def show_name(self, name: str, tip: str) -> None:
        self._name.setText(name)
        described(self, name, tip)

    def show_value(self, text: str) -> None:
        if text != self._value.text():
            self._value.show_text(text)
            self._value.setAccessibleName(f"{self._name.text()} {text}")
