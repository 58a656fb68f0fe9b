"""All actions of the window as one table: menu, text, keys and explanation."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One action; `keys` are all its shortcuts, the first one is shown in the menu.

    Of the actions of one `group` exactly one is checked; a `switch` is on or off by itself.
    """

    name: str
    menu: str
    text: str
    keys: tuple[str, ...] = ()
    tip: str = ""
    separated: bool = False
    group: str = ""
    switch: bool = False


MENUS = {
    "file": ("&File", "Documents, examples, pictures and windows"),
    "edit": ("&Edit", "Undo, clipboard, selection and preferences"),
    "network": ("&Network", "Nodes, edges and how they lie"),
    "data": ("&Data", "The points to learn from"),
    "train": ("&Train", "Train, pause and start again"),
    "view": ("&View", "Zoom, theme and panels"),
    "help": ("&Help", "Find actions, keys and explanations"),
}
"""Title and tip of each menu of the bar."""

SUBMENUS = {
    "align": ("network", "&Align", "Bring the selected nodes in line"),
    "shape": ("network", "Draw &Shape", "Draw on the plane what neurons shall fire on"),
    "labels": ("view", "&Labels", "What nodes and weights are called"),
    "views": ("view", "&Go to View", "Bring a view in front"),
    "theme": ("view", "T&heme", "Colours of every window"),
    "panel": ("view", "Arran&ge Panel", "Move the panel that has the focus, or the view in front"),
}
"""Parent, title and tip of each menu inside a menu; it stands where its first row does."""

VIEWS = (
    ("regions", "Regions", "What one node answers over the plane"),
    ("cells", "Cells", "The exact cells into which the network cuts the plane"),
    ("outputs", "Outputs", "Several nodes over one another, or the highest"),
    ("surface", "Surface", "Outputs as surfaces over the plane"),
    ("curve", "Curve", "What the outputs answer along one axis"),
    ("compare", "Compare", "The drawing beside another network"),
)
"""Name, title and tip of each view, in the order of their tabs."""

ROWS = (
    ActionRow("new", "file", "&New", ("Ctrl+N",), "Start with an empty canvas"),
    ActionRow(
        "new_window",
        "file",
        "New &Window",
        ("Ctrl+Shift+N",),
        "Open another window beside this one",
    ),
    ActionRow("open", "file", "&Open…", ("Ctrl+O",), "Open a saved document"),
    ActionRow(
        "welcome", "file", "&Examples…", ("Ctrl+Shift+E",), "Choose an example by its picture"
    ),
    ActionRow("save", "file", "&Save", ("Ctrl+S",), "Save the document", separated=True),
    ActionRow("save_as", "file", "Save &As…", ("Ctrl+Shift+S",), "Save under another name"),
    ActionRow(
        "open_link", "file", "Open &Link…", (), "Open a TensorFlow Playground link", separated=True
    ),
    ActionRow("copy_link", "file", "Copy Lin&k", (), "Copy the drawing as a Playground link"),
    ActionRow(
        "export_picture",
        "file",
        "Export &Picture…",
        ("Ctrl+E",),
        "Save or copy a picture of the drawing, a view or the window",
    ),
    ActionRow(
        "export_points",
        "file",
        "Ex&port Points…",
        ("Ctrl+Shift+D",),
        "Save the points, and which of them train, as a CSV file",
    ),
    ActionRow(
        "save_view",
        "file",
        "Save &View Picture…",
        (),
        "Save the view that has the focus, or is in front, as a PNG or SVG file",
    ),
    ActionRow("close", "file", "&Close Window", ("Ctrl+W",), "Close this window", separated=True),
    ActionRow("quit", "file", "&Quit", ("Ctrl+Q",), "Close every window"),
    ActionRow("undo", "edit", "&Undo", ("Ctrl+Z",), "Take back the last step"),
    ActionRow("redo", "edit", "&Redo", ("Ctrl+Y", "Ctrl+Shift+Z"), "Make the step again"),
    ActionRow("cut", "edit", "Cu&t", ("Ctrl+X",), "Cut the selection", separated=True),
    ActionRow("copy", "edit", "&Copy", ("Ctrl+C",), "Copy the selection, also as text"),
    ActionRow(
        "copy_picture",
        "edit",
        "Copy P&icture",
        ("Ctrl+Shift+C",),
        "Copy the drawing as a picture, for a text or a slide",
    ),
    ActionRow(
        "copy_view",
        "edit",
        "Copy Vie&w Picture",
        (),
        "Copy the view that has the focus, or is in front, as a picture",
    ),
    ActionRow("paste", "edit", "&Paste", ("Ctrl+V",), "Paste copied nodes and edges"),
    ActionRow("duplicate", "edit", "&Duplicate", ("Ctrl+D",), "Copy the selection beside itself"),
    ActionRow("delete", "edit", "De&lete", (), "Delete the selection (Delete)"),
    ActionRow(
        "select_all", "edit", "Select &All", ("Ctrl+A",), "Select everything", separated=True
    ),
    ActionRow(
        "invert", "edit", "In&vert Selection", ("Ctrl+I",), "Select the nodes that are not selected"
    ),
    ActionRow("select_incoming", "edit", "Select I&ncoming Edges", (), "Edges into the selection"),
    ActionRow(
        "select_outgoing", "edit", "Select &Outgoing Edges", (), "Edges out of the selection"
    ),
    ActionRow("find_node", "edit", "&Find Node…", ("Ctrl+F",), "Find nodes by name or activation"),
    ActionRow(
        "preferences",
        "edit",
        "Pr&eferences…",
        ("Ctrl+,",),
        "Theme, motion, what to start with",
        separated=True,
    ),
    ActionRow("add_neuron", "network", "Add &Neuron", (), "Place a neuron (double-click)"),
    ActionRow("layers", "network", "&Layers…", ("Ctrl+Shift+L",), "Make layers from 2-8-8-1"),
    ActionRow("draw_polygon", "shape", "&Polygon", ("Ctrl+G",), "Click its corners on the plane"),
    ActionRow("draw_rectangle", "shape", "&Rectangle", (), "Drag from corner to corner"),
    ActionRow("draw_circle", "shape", "&Circle", (), "A circle made of k half-planes"),
    ActionRow("draw_strip", "shape", "&Strip", (), "What lies between two parallel lines"),
    ActionRow("draw_wedge", "shape", "&Wedge", (), "What lies between two rays"),
    ActionRow("draw_half_plane", "shape", "&Half-Plane", (), "What lies on the left of a line"),
    ActionRow("type_corners", "shape", "&Type Corners…", (), "Polygons by numbers", separated=True),
    ActionRow(
        "move_lines",
        "network",
        "&Move Lines",
        ("Ctrl+Shift+G",),
        "Drag the lines of neurons over the plane, or move them by keys",
    ),
    ActionRow(
        "connect_selection",
        "network",
        "&Connect Selection",
        (),
        "Connect each column of selected nodes to the next",
    ),
    ActionRow(
        "lock_biases", "network", "Loc&k Biases", ("Ctrl+L",), "Lock or unlock the selected biases"
    ),
    ActionRow(
        "lock_weights", "network", "Lock &Weights", (), "Lock or unlock selected weights (L)"
    ),
    ActionRow(
        "tidy", "network", "&Tidy", ("Ctrl+T",), "Lay the network out by level", separated=True
    ),
    ActionRow(
        "compare",
        "network",
        "Co&mpare With…",
        ("Ctrl+Shift+M",),
        "This drawing beside other activations, an earlier step, an example or a file",
        separated=True,
    ),
    ActionRow(
        "flatten",
        "network",
        "&Flatten to One Hidden Layer…",
        ("Ctrl+Shift+F",),
        "Find one hidden layer of step neurons that decides the same, or why there is none",
    ),
    ActionRow("align_left", "align", "&Left", (), "Left edges of the selected nodes in line"),
    ActionRow("align_center", "align", "&Center", (), "Selected nodes one above the other"),
    ActionRow("align_right", "align", "&Right", (), "Right edges of the selected nodes in line"),
    ActionRow("align_top", "align", "&Top", (), "Upper edges of the selected nodes in line"),
    ActionRow("align_middle", "align", "&Middle", (), "Selected nodes side by side"),
    ActionRow("align_bottom", "align", "&Bottom", (), "Lower edges of the selected nodes in line"),
    ActionRow(
        "distribute_across",
        "align",
        "Distribute &Across",
        (),
        "Equal gaps from left to right",
        separated=True,
    ),
    ActionRow("distribute_down", "align", "Distribute &Down", (), "Equal gaps from top to bottom"),
    ActionRow("open_csv", "data", "&Open CSV…", ("Ctrl+Shift+O",), "Use your own data"),
    ActionRow("paint", "data", "&Paint Points", (), "Put points of your own on the plane"),
    ActionRow("clear_points", "data", "&Clear Points", (), "Erase all points, to paint others"),
    ActionRow("new_sample", "data", "New &Sample", (), "Draw other points of the same kind"),
    ActionRow(
        "train", "train", "&Train", ("Ctrl+Return", "Ctrl+Enter"), "Start or pause the training"
    ),
    ActionRow("step", "train", "&Step", (".",), "Train by one epoch, batch or sample"),
    ActionRow("back", "train", "&Back", (",",), "Back by one epoch, batch or sample"),
    ActionRow("reset", "train", "&Reset to First Weights", ("Ctrl+R",), "The same start again"),
    ActionRow(
        "new_weights", "train", "New &Weights", ("Ctrl+Shift+R",), "Draw other first weights"
    ),
    ActionRow("zoom_in", "view", "Zoom &In", ("Ctrl++", "Ctrl+="), "Enlarge the drawing"),
    ActionRow("zoom_out", "view", "Zoom &Out", ("Ctrl+-",), "Shrink the drawing"),
    ActionRow("zoom_reset", "view", "&Actual Size", ("Ctrl+0",), "Show the drawing at 100 %"),
    ActionRow("fit", "view", "&Fit", ("Home",), "Show the whole drawing"),
    ActionRow("fit_selection", "view", "Fit &Selection", (), "Show the selected nodes (3)"),
    *(
        ActionRow(f"show_{name}", "views", f"&{title}", (f"Ctrl+{number}",), f"{tip}, in front")
        for number, (name, title, tip) in enumerate(VIEWS, start=1)
    ),
    ActionRow(
        "next_area",
        "view",
        "&Next Area",
        ("F6",),
        "Go to the next part of the window",
        separated=True,
    ),
    ActionRow("previous_area", "view", "&Previous Area", ("Shift+F6",), "Go to the part before"),
    ActionRow(
        "labels_names",
        "labels",
        "&Names",
        (),
        "Names of their own where nodes have them",
        group="labels",
    ),
    ActionRow(
        "labels_a",
        "labels",
        "Symbols a and w, &Target First",
        (),
        "Nodes aᵢ⁽ⁿ⁾ and weights wᵢⱼ⁽ⁿ⁾ from j to i, inputs are level 1",
        group="labels",
    ),
    ActionRow(
        "labels_e",
        "labels",
        "Symbols x, u, v, y, &Source First",
        (),
        "Inputs xᵢ, weights wᵢⱼ from i to j, products uᵢⱼ, sums vⱼ, outputs yⱼ",
        group="labels",
    ),
    ActionRow(
        "bias_nodes",
        "view",
        "&Bias Nodes",
        (),
        "Draw each bias as the weight of a node that is always 1",
        switch=True,
    ),
    ActionRow(
        "operations",
        "view",
        "O&perations of Selected Neurons",
        (),
        "Write out products, sum and activation of selected neurons",
        switch=True,
    ),
    ActionRow("theme_system", "theme", "&Follow System", (), "As the system is set", group="theme"),
    ActionRow("theme_light", "theme", "&Light", (), "Dark on light", group="theme"),
    ActionRow("theme_dark", "theme", "&Dark", (), "Light on dark", group="theme"),
    ActionRow(
        "theme_high-contrast", "theme", "&High Contrast", (), "White on black", group="theme"
    ),
    ActionRow(
        "panel_beside",
        "panel",
        "&Beside the Others",
        ("Ctrl+Alt+B",),
        "Put the panel in use into a column of its own",
    ),
    ActionRow("panel_below", "panel", "Belo&w the Others", (), "Put it into a row of its own"),
    ActionRow("panel_left", "panel", "To the &Left", (), "Put it on the left side", separated=True),
    ActionRow("panel_right", "panel", "To the &Right", (), "Put it on the right side"),
    ActionRow("panel_bottom", "panel", "To the Botto&m", (), "Put it at the bottom"),
    ActionRow(
        "panel_float",
        "panel",
        "Take &Out",
        (),
        "Make it a window of its own, or put it back",
        separated=True,
    ),
    ActionRow("panel_home", "panel", "&Put Back", (), "Put it where it is at the first start"),
    ActionRow("reset_layout", "view", "Reset &Layout", (), "Put every panel back in its place"),
    ActionRow(
        "command_palette",
        "help",
        "&Find Action…",
        ("Ctrl+Shift+P",),
        "Find and run any action, example or recent file by typing",
    ),
    ActionRow(
        "shortcuts",
        "help",
        "&Keyboard Shortcuts",
        ("F1", "Ctrl+?"),
        "Every key and gesture",
    ),
    ActionRow(
        "whats_this",
        "help",
        "&What’s This?",
        ("Shift+F1",),
        "Point at anything to have it explained",
    ),
    ActionRow(
        "report",
        "help",
        "&System Information",
        (),
        "What to add to the report of a problem",
        separated=True,
    ),
    ActionRow("about", "help", "&About", (), "Versions and licences"),
)


class ActionTable:
    """Makes the window's menus and actions from the table, each wired to its handler."""

    def __init__(self, window: QMainWindow, handlers: Mapping[str, Callable[[], object]]) -> None:
        self.menus: dict[str, QMenu] = {}
        self._actions: dict[str, QAction] = {}
        self._groups: dict[str, QActionGroup] = {}
        for key, (title, tip) in MENUS.items():
            self.menus[key] = make_menu(title, tip, window)
            window.menuBar().addMenu(self.menus[key])
        for row in ROWS:
            if row.menu not in self.menus:
                parent, title, tip = SUBMENUS[row.menu]
                self.menus[row.menu] = make_menu(title, tip, window)
                self.menus[parent].addMenu(self.menus[row.menu])
            if row.separated:
                self.menus[row.menu].addSeparator()
            action = self._make(row, window)
            action.triggered.connect(_calling(handlers[row.name]))
            self.menus[row.menu].addAction(action)
            self._actions[row.name] = action

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def names(self) -> tuple[str, ...]:
        return tuple(self._actions)

    def entries(self) -> Iterator[tuple[str, QAction]]:
        """Every action of every menu, those added later too, with the path of its menu."""
        for key in MENUS:
            yield from _entries(self.menus[key], plain(self.menus[key].title()))

    def _make(self, row: ActionRow, window: QMainWindow) -> QAction:
        action = QAction(row.text, window)
        action.setObjectName(row.name)
        action.setShortcuts([QKeySequence(key) for key in row.keys])
        keys = f" ({row.keys[0]})" if row.keys else ""
        action.setStatusTip(row.tip)
        action.setToolTip(f"{row.tip}{keys}")
        action.setWhatsThis(f"{row.tip}{keys}")
        action.setCheckable(row.switch or bool(row.group))
        if row.group:
            if row.group not in self._groups:
                self._groups[row.group] = QActionGroup(window)
            self._groups[row.group].addAction(action)
        return action


def plain(text: str) -> str:
    """The text of a menu or an action without its access key and its ellipsis."""
    return text.partition("\t")[0].replace("&", "").rstrip("…")


def make_menu(title: str, tip: str, window: QMainWindow) -> QMenu:
    """A menu that explains itself and its actions."""
    menu = QMenu(title, window)
    menu.setToolTipsVisible(True)
    for explain in (
        menu.menuAction().setStatusTip,
        menu.menuAction().setToolTip,
        menu.menuAction().setWhatsThis,
    ):
        explain(tip)
    return menu


def _entries(menu: QMenu, path: str) -> Iterator[tuple[str, QAction]]:
    for action in menu.actions():
        submenu = action.menu()
        if isinstance(submenu, QMenu):
            yield from _entries(submenu, f"{path} ▸ {plain(submenu.title())}")
        elif not action.isSeparator():
            yield path, action


def _calling(handler: Callable[[], object]) -> Callable[[], None]:
    """The handler without the checked state that Qt would pass on."""

    def call() -> None:
        handler()

    return call
