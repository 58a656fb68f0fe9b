"""Phosphor icons in the theme's colours, and buttons that keep theirs in step with it."""

from __future__ import annotations

from functools import lru_cache

import qtawesome
from PySide6.QtCore import QEvent
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QAbstractButton, QPushButton, QToolButton, QWidget

from playground.palette import Theme, mix
from playground.widgets.theming import LOOK_CHANGES, current_theme


@lru_cache(maxsize=256)
def themed_icon(name: str, theme: Theme, role: str = "text") -> QIcon:
    """The icon of that name (`ph.play-fill`) in the colour that the theme has for the role."""
    color = getattr(theme, role)
    pale = mix(color, theme.surface, 0.6)
    return QIcon(qtawesome.icon(name, color=color, color_disabled=pale))


class _Tinted:
    """Keeps the icon of a button in the theme's colour."""

    _icon_name = ""
    _icon_role = "text"
    _shown: tuple[str, Theme, str] | None = None

    def show_icon(self, name: str, role: str = "text") -> None:
        """Show the icon of that name in the theme's colour for `role`."""
        self._icon_name, self._icon_role = name, role
        self._tint()

    def _tint(self) -> None:
        if not self._icon_name or not isinstance(self, QAbstractButton):
            return
        wanted = self._icon_name, current_theme(), self._icon_role
        # To set it again would lay everything around the button out anew.
        if wanted != self._shown:
            self._shown = wanted
            self.setIcon(themed_icon(*wanted))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in LOOK_CHANGES:
            self._tint()
        super().changeEvent(event)  # type: ignore[misc]


class IconButton(_Tinted, QPushButton):
    """A push button with a tinted icon."""

    def __init__(self, text: str, icon: str, role: str = "text", parent: QWidget | None = None):
        super().__init__(text, parent)
        self.show_icon(icon, role)


class IconToolButton(_Tinted, QToolButton):
    """A flat button with only a tinted icon, named for those who can't see it."""

    def __init__(self, icon: str, name: str, parent: QWidget | None = None):
        super().__init__(parent)
        self.setAutoRaise(True)
        self.setToolTip(name)
        self.setStatusTip(name)
        self.setWhatsThis(f"{name}.")
        self.setAccessibleName(name)
        self.show_icon(icon)
