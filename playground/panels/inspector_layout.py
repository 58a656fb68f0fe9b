"""The shape of an inspector page: title and form, a list, and the formula beside them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from playground.widgets.formula_label import FormulaLabel


class PageLayout:
    """Lays out a page, wide and low; the formula takes what is left and scrolls."""

    def __init__(self, page: QWidget, form: QWidget, rows: QWidget | None = None) -> None:
        self._title = QLabel(page)
        self._title.setProperty("role", "title")
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setMaximumWidth(280)
        self._kind = QLabel(page)
        self._kind.setProperty("role", "small")
        self._formula = FormulaLabel()
        self._scroll = QScrollArea(page)
        self._scroll.setWidget(self._formula)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setMinimumWidth(180)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title)
        head.addWidget(self._kind)
        head.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(6)
        left.addLayout(head)
        left.addWidget(form)
        left.addStretch(1)
        row = QHBoxLayout(page)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(16)
        row.addLayout(left)
        if rows is not None:
            rows.setMinimumWidth(230)
            rows.setMaximumWidth(320)
            row.addWidget(rows, 2)
        self._rule = QFrame(page)
        self._rule.setProperty("role", "rule")
        self._rule.setFixedWidth(1)
        row.addWidget(self._rule)
        row.addWidget(self._scroll, 3)

    def show_title(self, title: str, kind: str) -> None:
        self._title.setText(
            self._title.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, 260)
        )
        self._title.setToolTip(title if len(title) < 80 else "")
        self._kind.setText(kind)

    def show_formula(self, html: str) -> None:
        self._formula.show_formula(f'<div style="line-height: 135%">{html}</div>')
