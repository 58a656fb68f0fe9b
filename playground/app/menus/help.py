"""Find actions, keys and explanations."""

from __future__ import annotations

from playground.app.menus.rows import ActionRow, Menu

HELP = Menu(
    "help",
    "&Help",
    "Find actions, keys and explanations",
    (
        ActionRow(
            "command_palette",
            "&Find Action…",
            "Find and run any action, example or recent file by typing",
            ("Ctrl+Shift+P",),
        ),
        ActionRow("shortcuts", "&Keyboard Shortcuts", "Every key and gesture", ("F1", "Ctrl+?")),
        ActionRow(
            "whats_this", "&What’s This?", "Point at anything to have it explained", ("Shift+F1",)
        ),
        ActionRow(
            "report",
            "&System Information",
            "What to add to the report of a problem",
            separated=True,
        ),
        ActionRow("about", "&About", "Versions and licences"),
    ),
)
