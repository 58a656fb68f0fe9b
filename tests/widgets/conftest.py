"""Widgets as they are met: shown, in the active window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

_Widget = TypeVar("_Widget", bound=QWidget)


@pytest.fixture
def shown(qtbot: QtBot) -> Callable[[_Widget], _Widget]:
    """Show a widget, and close it after the test."""

    def show(widget: _Widget) -> _Widget:
        qtbot.addWidget(widget)
        widget.show()
        widget.activateWindow()
        qtbot.waitUntil(widget.isActiveWindow)
        return widget

    return show
