"""All actions of the window as one table: menu, text, keys, icon and explanation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One action; `keys` are all its shortcuts, the first one is shown in the menu."""

    name: str
    menu: str
    text: str
    keys: tuple[str, ...] = ()
    tip: str = ""
    checkable: bool = False
    separated: bool = False


MENUS = {
    "file": "&File",
    "edit": "&Edit",
    "network": "&Network",
    "data": "&Data",
    "train": "&Train",
    "view": "&View",
    "help": "&Help",
}
ROWS = (
    ActionRow("new", "file", "&New", ("Ctrl+N",), "Start with an empty canvas"),
    ActionRow("open", "file", "&Open…", ("Ctrl+O",), "Open a saved document"),
    ActionRow("save", "file", "&Save", ("Ctrl+S",), "Save the document", separated=True),
    ActionRow("save_as", "file", "Save &As…", ("Ctrl+Shift+S",), "Save under another name"),
    ActionRow("open_link", "file", "Open &Link…", (), "Open a TensorFlow Playground link"),
    ActionRow("copy_link", "file", "Copy Lin&k", (), "Copy the drawing as a Playground link"),
    ActionRow("quit", "file", "&Quit", ("Ctrl+Q",), "Close the window", separated=True),
    ActionRow("undo", "edit", "&Undo", ("Ctrl+Z",), "Take back the last step"),
    ActionRow("redo", "edit", "&Redo", ("Ctrl+Y", "Ctrl+Shift+Z"), "Make the step again"),
    ActionRow("cut", "edit", "Cu&t", ("Ctrl+X",), "Cut the selection", separated=True),
    ActionRow("copy", "edit", "&Copy", ("Ctrl+C",), "Copy the selection, also as text"),
    ActionRow("paste", "edit", "&Paste", ("Ctrl+V",), "Paste copied nodes and edges"),
    ActionRow("duplicate", "edit", "&Duplicate", ("Ctrl+D",), "Copy the selection beside itself"),
    ActionRow("delete", "edit", "De&lete", (), "Delete the selection (Delete)"),
    ActionRow(
        "select_all", "edit", "Select &All", ("Ctrl+A",), "Select everything", separated=True
    ),
    ActionRow("add_neuron", "network", "Add &Neuron", (), "Place a neuron (double-click)"),
    ActionRow("layers", "network", "&Layers…", ("Ctrl+Shift+L",), "Make layers from 2-8-8-1"),
    ActionRow("tidy", "network", "&Tidy", ("Ctrl+T",), "Lay the network out by level"),
    ActionRow("open_csv", "data", "&Open CSV…", ("Ctrl+Shift+O",), "Use your own data"),
    ActionRow("save_points", "data", "Save &Points…", (), "Save the points as a CSV file"),
    ActionRow("new_sample", "data", "New &Sample", (), "Draw other points of the same kind"),
    ActionRow(
        "train", "train", "&Train", ("Ctrl+Return", "Ctrl+Enter"), "Start or pause the training"
    ),
    ActionRow("step", "train", "&Step", (".",), "Train by one epoch, batch or sample"),
    ActionRow("reset", "train", "&Reset to First Weights", ("Ctrl+R",), "The same start again"),
    ActionRow(
        "new_weights", "train", "New &Weights", ("Ctrl+Shift+R",), "Draw other first weights"
    ),
    ActionRow("zoom_in", "view", "Zoom &In", ("Ctrl++", "Ctrl+="), "Enlarge the drawing"),
    ActionRow("zoom_out", "view", "Zoom &Out", ("Ctrl+-",), "Shrink the drawing"),
    ActionRow("zoom_reset", "view", "&Actual Size", ("Ctrl+0",), "Show the drawing at 100 %"),
    ActionRow("fit", "view", "&Fit", ("Home",), "Show the whole drawing"),
    ActionRow(
        "next_area",
        "view",
        "&Next Area",
        ("F6",),
        "Go to the next part of the window",
        separated=True,
    ),
    ActionRow("previous_area", "view", "&Previous Area", ("Shift+F6",), "Go to the part before"),
    ActionRow("dark", "view", "&Dark Theme", (), "Light on dark", checkable=True, separated=True),
    ActionRow("reset_layout", "view", "Reset &Layout", (), "Put every panel back in its place"),
    ActionRow("about", "help", "&About", (), "Versions and licence"),
)


class ActionTable:
    """Makes the window's menus and actions from the table, each wired to its handler."""

    def __init__(self, window: QMainWindow, handlers: Mapping[str, Callable[..., object]]) -> None:
        self.menus: dict[str, QMenu] = {}
        self._actions: dict[str, QAction] = {}
        for key, title in MENUS.items():
            menu = QMenu(title, window)
            menu.setToolTipsVisible(True)
            window.menuBar().addMenu(menu)
            self.menus[key] = menu
        for row in ROWS:
            action = QAction(row.text, window)
            action.setObjectName(row.name)
            action.setShortcuts([QKeySequence(key) for key in row.keys])
            action.setCheckable(row.checkable)
            action.setStatusTip(row.tip)
            plain = row.text.replace("&", "").rstrip("…")
            keys = f" ({row.keys[0]})" if row.keys else ""
            action.setToolTip(f"{row.tip or plain}{keys}")
            action.triggered.connect(handlers[row.name])
            if row.separated:
                self.menus[row.menu].addSeparator()
            self.menus[row.menu].addAction(action)
            self._actions[row.name] = action

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def names(self) -> tuple[str, ...]:
        return tuple(self._actions)
