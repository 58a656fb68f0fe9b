"""The shape of an inspector page: title and form, a list, and the formula beside them."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from playground.panels.form import Form
from playground.widgets.elided_label import ElidedLabel
from playground.widgets.formula_label import FormulaLabel

_WIDE = 860
_LIST_WIDTH = 320
_NO_LIMIT = 16_777_215


class InspectorPage(QScrollArea):
    """Wide: form, list and formula side by side. Narrow: the list goes under the formula."""

    def __init__(self, parent: QWidget | None = None, rows: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._body = QWidget()
        self._body.setProperty("role", "column")
        self._is_wide = False
        self._list = rows
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
        left = QVBoxLayout()
        left.setSpacing(6)
        left.addLayout(head)
        left.addWidget(self._form)
        left.addStretch(1)
        self._right = QVBoxLayout()
        self._right.setSpacing(8)
        self._right.addWidget(self._formula, 1)
        self._row = QHBoxLayout(self._body)
        self._row.setContentsMargins(12, 8, 12, 8)
        self._row.setSpacing(16)
        self._row.addLayout(left)
        self._row.addWidget(self._rule)
        self._row.addLayout(self._right, 3)
        if rows is not None:
            self._right.addWidget(rows, 1)
        self.setWidget(self._body)

    @property
    def title(self) -> str:
        return self._title.full_text

    def show_title(self, title: str, kind: str) -> None:
        self._title.show_text(title)
        self._kind.setText(kind)

    def show_rows(self, *controls: QWidget) -> None:
        """Show these rows of the form; the Tab key walks them before the list."""
        if self._form.show_rows(*controls):
            chain = self._form.focus_chain()
            for first, second in pairwise([*chain, self._list] if self._list else chain):
                QWidget.setTabOrder(first, second)

    def show_formula(self, html: str) -> None:
        self._formula.show_formula(f'<div style="line-height: 135%">{html}</div>')

    def _arrange(self, is_wide: bool) -> None:
        self._is_wide = is_wide
        self._form.set_wide(is_wide)
        if self._list is None:
            return
        self._list.setMaximumWidth(_LIST_WIDTH if is_wide else _NO_LIMIT)
        self._row.removeWidget(self._list)
        self._right.removeWidget(self._list)
        if is_wide:
            self._row.insertWidget(1, self._list, 2)
        else:
            self._right.addWidget(self._list, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        is_wide = event.size().width() >= _WIDE
        if is_wide != self._is_wide:
            self._arrange(is_wide)
        super().resizeEvent(event)
