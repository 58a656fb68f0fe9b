"""Point at anything and have it explained."""

from __future__ import annotations

from PySide6.QtWidgets import QWhatsThis, QWidget


def enter_whats_this(window: QWidget) -> None:
    """Turn the pointer into a question mark; where no longer text is given, the tip explains."""
    for widget in window.findChildren(QWidget):
        if widget.toolTip() and not widget.whatsThis():
            widget.setWhatsThis(widget.toolTip())
    QWhatsThis.enterWhatsThisMode()
