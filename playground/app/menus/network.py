"""Nodes, edges, shapes, and how they lie."""

from __future__ import annotations

from playground.app.menus.rows import ActionRow, Menu

_SHAPE = Menu(
    "shape",
    "Draw &Shape",
    "Draw on the plane what neurons shall fire on",
    (
        ActionRow("draw_polygon", "&Polygon", "Click its corners on the plane", ("Ctrl+G",)),
        ActionRow("draw_rectangle", "&Rectangle", "Drag from corner to corner"),
        ActionRow("draw_circle", "&Circle", "A circle made of k half-planes"),
        ActionRow("draw_strip", "&Strip", "What lies between two parallel lines"),
        ActionRow("draw_wedge", "&Wedge", "What lies between two rays"),
        ActionRow("draw_half_plane", "&Half-Plane", "What lies on the left of a line"),
        ActionRow("type_corners", "&Type Corners…", "Polygons by numbers", separated=True),
    ),
)

_ALIGN = Menu(
    "align",
    "&Align",
    "Bring the selected nodes in line",
    (
        ActionRow("align_left", "&Left", "Left edges of the selected nodes in line"),
        ActionRow("align_center", "&Center", "Selected nodes one above the other"),
        ActionRow("align_right", "&Right", "Right edges of the selected nodes in line"),
        ActionRow("align_top", "&Top", "Upper edges of the selected nodes in line"),
        ActionRow("align_middle", "&Middle", "Selected nodes side by side"),
        ActionRow("align_bottom", "&Bottom", "Lower edges of the selected nodes in line"),
        ActionRow(
            "distribute_across",
            "Distribute &Across",
            "Equal gaps from left to right",
            separated=True,
        ),
        ActionRow("distribute_down", "Distribute &Down", "Equal gaps from top to bottom"),
    ),
)

NETWORK = Menu(
    "network",
    "&Network",
    "Nodes, edges and how they lie",
    (
        ActionRow("add_neuron", "Add &Neuron", "Place a neuron (double-click)"),
        ActionRow("layers", "&Layers…", "Make layers from 2-8-8-1", ("Ctrl+Shift+L",)),
        _SHAPE,
        ActionRow(
            "move_lines",
            "&Move Lines",
            "Drag the lines of neurons over the plane, or move them by keys",
            ("Ctrl+Shift+G",),
        ),
        ActionRow(
            "connect_selection",
            "&Connect Selection",
            "Connect each column of selected nodes to the next",
        ),
        ActionRow("lock_biases", "Loc&k Biases", "Lock or unlock the selected biases", ("Ctrl+L",)),
        ActionRow("lock_weights", "Lock &Weights", "Lock or unlock selected weights (L)"),
        ActionRow("tidy", "&Tidy", "Lay the network out by level", ("Ctrl+T",), separated=True),
        ActionRow(
            "compare",
            "Co&mpare With…",
            "This drawing beside other activations, an earlier step, an example or a file",
            ("Ctrl+Shift+M",),
            separated=True,
        ),
        ActionRow(
            "flatten",
            "&Flatten to One Hidden Layer…",
            "Find one hidden layer of step neurons that decides the same, or why there is none",
            ("Ctrl+Shift+F",),
        ),
        _ALIGN,
    ),
)
