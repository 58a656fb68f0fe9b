"""One way to tell people and screen readers what a control or an entry of a menu is for."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

_Widget = TypeVar("_Widget", bound=QWidget)


def described(widget: _Widget, name: str, tip: str, whats_this: str = "") -> _Widget:
    """Give the widget its accessible name, tool tip, status tip and What's This text.

    Where there is no more to say, What's This says the tip.
    """
    widget.setAccessibleName(name)
    widget.setAccessibleDescription(tip)
    widget.setToolTip(tip)
    widget.setStatusTip(tip)
    widget.setWhatsThis(whats_this or f"{tip}.")
    return widget


def explained(action: QAction, tip: str) -> QAction:
    """Give an entry of a menu its tool tip, status tip and What's This text."""
    action.setToolTip(tip)
    action.setStatusTip(tip)
    action.setWhatsThis(f"{tip}.")
    return action
