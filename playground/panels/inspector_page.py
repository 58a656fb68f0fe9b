"""The shape of an inspector page: title, controls and form, and the formula beside them."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from playground.panels.form import Form
from playground.widgets.elided_label import ElidedLabel
from playground.widgets.formula_label import FormulaLabel
from playground.widgets.scrolled_body import ScrolledBody

_LEFT_WIDTH = 270


class InspectorPage(ScrolledBody):
    """What can be changed on the left, what it computes on the right."""

    def __init__(self, parent: QWidget | None = None, control: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._title = ElidedLabel()
        self._title.setProperty("role", "title")
        self._kind = QLabel()
        self._kind.setProperty("role", "small")
        self._form = Form()
        self._rule = QFrame()
        self._rule.setProperty("role", "rule")
        self._rule.setFixedWidth(1)
        self._formula = FormulaLabel()
        self._formula.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title)
        head.addWidget(self._kind)
        head.addStretch(1)
        self._left = QWidget()
        self._left.setFixedWidth(_LEFT_WIDTH)
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(6)
        left.addLayout(head)
        if control is not None:
            left.addWidget(control)
        left.addWidget(self._form)
        left.addStretch(1)
        row = QHBoxLayout(self.body)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(16)
        row.addWidget(self._left)
        row.addWidget(self._rule)
        row.addWidget(self._formula, 1)

    def show_title(self, title: str, kind: str) -> None:
        self._title.show_text(title)
        self._kind.setText(kind)

    def show_rows(self, *controls: QWidget) -> None:
        """Show these rows of the form; the Tab key walks them from top to bottom."""
        if self._form.show_rows(*controls):
            for first, second in pairwise(self._form.focus_chain()):
                QWidget.setTabOrder(first, second)

    def show_formula(self, html: str) -> None:
        self._formula.show_formula(f'<div style="line-height: 135%">{html}</div>')
