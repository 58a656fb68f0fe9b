"""Documents, examples, pictures and windows."""

from __future__ import annotations

from playground.app.menus.rows import ActionRow, Menu

FILE = Menu(
    "file",
    "&File",
    "Documents, examples, pictures and windows",
    (
        ActionRow("new", "&New", "Start with an empty canvas", ("Ctrl+N",)),
        ActionRow(
            "new_window", "New &Window", "Open another window beside this one", ("Ctrl+Shift+N",)
        ),
        ActionRow("open", "&Open…", "Open a saved document", ("Ctrl+O",)),
        ActionRow("welcome", "&Examples…", "Choose an example by its picture", ("Ctrl+Shift+E",)),
        ActionRow("save", "&Save", "Save the document", ("Ctrl+S",), separated=True),
        ActionRow("save_as", "Save &As…", "Save under another name", ("Ctrl+Shift+S",)),
        ActionRow("open_link", "Open &Link…", "Open a TensorFlow Playground link", separated=True),
        ActionRow("copy_link", "Copy Lin&k", "Copy the drawing as a Playground link"),
        ActionRow(
            "export_picture",
            "Export &Picture…",
            "Save or copy a picture of the drawing, a view or the window",
            ("Ctrl+E",),
        ),
        ActionRow(
            "export_points",
            "Ex&port Points…",
            "Save the points, and which of them train, as a CSV file",
            ("Ctrl+Shift+D",),
        ),
        ActionRow(
            "save_view",
            "Save &View Picture…",
            "Save the view that has the focus, or is in front, as a PNG or SVG file",
        ),
        ActionRow("close", "&Close Window", "Close this window", ("Ctrl+W",), separated=True),
        ActionRow("quit", "&Quit", "Close every window", ("Ctrl+Q",)),
    ),
)
