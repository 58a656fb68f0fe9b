"""Undo, clipboard, selection and preferences."""

from __future__ import annotations

from playground.app.menus.rows import ActionRow, Menu

EDIT = Menu(
    "edit",
    "&Edit",
    "Undo, clipboard, selection and preferences",
    (
        ActionRow("undo", "&Undo", "Take back the last step", ("Ctrl+Z",)),
        ActionRow("redo", "&Redo", "Make the step again", ("Ctrl+Y", "Ctrl+Shift+Z")),
        ActionRow("cut", "Cu&t", "Cut the selection", ("Ctrl+X",), separated=True),
        ActionRow("copy", "&Copy", "Copy the selection, also as text", ("Ctrl+C",)),
        ActionRow(
            "copy_picture",
            "Copy P&icture",
            "Copy the drawing as a picture, for a text or a slide",
            ("Ctrl+Shift+C",),
        ),
        ActionRow(
            "copy_view",
            "Copy Vie&w Picture",
            "Copy the view that has the focus, or is in front, as a picture",
        ),
        ActionRow("paste", "&Paste", "Paste copied nodes and edges", ("Ctrl+V",)),
        ActionRow("duplicate", "&Duplicate", "Copy the selection beside itself", ("Ctrl+D",)),
        ActionRow("delete", "De&lete", "Delete the selection (Delete)"),
        ActionRow("select_all", "Select &All", "Select everything", ("Ctrl+A",), separated=True),
        ActionRow(
            "invert", "In&vert Selection", "Select the nodes that are not selected", ("Ctrl+I",)
        ),
        ActionRow("select_incoming", "Select I&ncoming Edges", "Edges into the selection"),
        ActionRow("select_outgoing", "Select &Outgoing Edges", "Edges out of the selection"),
        ActionRow("find_node", "&Find Node…", "Find nodes by name or activation", ("Ctrl+F",)),
        ActionRow(
            "preferences",
            "Pr&eferences…",
            "Theme, motion, what to start with",
            ("Ctrl+,",),
            separated=True,
        ),
    ),
)
