"""Point at anything and have it explained."""

from __future__ import annotations

from PySide6.QtWidgets import QWhatsThis, QWidget


def enter_whats_this(window: QWidget) -> None:
    """Turn the pointer into a question mark; where no longer text is given, the tip explains."""
    for widget in window.findChildren(QWidget):
        tip = widget.toolTip() or widget.statusTip() or widget.accessibleDescription()
        if tip and not widget.whatsThis():
            widget.setWhatsThis(tip)
    QWhatsThis.enterWhatsThisMode()
