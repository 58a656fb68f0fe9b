"""A button with a menu of its variants beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton, QWidget

from playground.widgets.icons import IconToolButton


class MenuButton(IconToolButton):
    """Pressed it does its work; its arrow (or Alt+Down) opens the menu."""

    def __init__(self, text: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(icon, text, parent)
        self.setText(text)
        self.setProperty("role", "button")
        self.setAutoRaise(False)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
