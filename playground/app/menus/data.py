"""The points to learn from."""

from __future__ import annotations

from playground.app.menus.rows import ActionRow, Menu

DATA = Menu(
    "data",
    "&Data",
    "The points to learn from",
    (
        ActionRow("open_csv", "&Open CSV…", "Use your own data", ("Ctrl+Shift+O",)),
        ActionRow("paint", "&Paint Points", "Put points of your own on the plane"),
        ActionRow("clear_points", "&Clear Points", "Erase all points, to paint others"),
        ActionRow("new_sample", "New &Sample", "Draw other points of the same kind"),
    ),
)
