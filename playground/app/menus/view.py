"""Zoom, views, labels, theme and panels."""

from __future__ import annotations

from playground.app.menus.rows import ActionRow, Menu
from playground.app.views.host import FEEDS

_VIEWS = Menu(
    "views",
    "&Go to View",
    "Bring a view in front",
    tuple(
        ActionRow(f"show_{feed.name}", f"&{feed.title}", feed.tip, (f"Ctrl+{number}",))
        for number, feed in enumerate(FEEDS, start=1)
    ),
)

_LABELS = Menu(
    "labels",
    "&Labels",
    "What nodes and weights are called",
    is_choice=True,
    entries=(
        ActionRow("labels_names", "&Names", "Names of their own where nodes have them"),
        ActionRow(
            "labels_a",
            "Symbols a and w, &Target First",
            "Nodes aᵢ⁽ⁿ⁾ and weights wᵢⱼ⁽ⁿ⁾ from j to i, inputs are level 1",
        ),
        ActionRow(
            "labels_e",
            "Symbols x, u, v, y, &Source First",
            "Inputs xᵢ, weights wᵢⱼ from i to j, products uᵢⱼ, sums vⱼ, outputs yⱼ",
        ),
    ),
)

_THEME = Menu(
    "theme",
    "T&heme",
    "Colours of every window",
    is_choice=True,
    entries=(
        ActionRow("theme_system", "&Follow System", "As the system is set"),
        ActionRow("theme_light", "&Light", "Dark on light"),
        ActionRow("theme_dark", "&Dark", "Light on dark"),
        ActionRow("theme_high-contrast", "&High Contrast", "White on black"),
    ),
)

_PANEL = Menu(
    "panel",
    "Arran&ge Panel",
    "Move the panel that has the focus, or the view in front",
    (
        ActionRow(
            "panel_beside",
            "&Beside the Others",
            "Put the panel in use into a column of its own",
            ("Ctrl+Alt+B",),
        ),
        ActionRow("panel_below", "Belo&w the Others", "Put it into a row of its own"),
        ActionRow("panel_left", "To the &Left", "Put it on the left side", separated=True),
        ActionRow("panel_right", "To the &Right", "Put it on the right side"),
        ActionRow("panel_bottom", "To the Botto&m", "Put it at the bottom"),
        ActionRow(
            "panel_float",
            "Take &Out",
            "Make it a window of its own, or put it back",
            separated=True,
        ),
        ActionRow("panel_home", "&Put Back", "Put it where it is at the first start"),
    ),
)

VIEW = Menu(
    "view",
    "&View",
    "Zoom, theme and panels",
    (
        ActionRow("zoom_in", "Zoom &In", "Enlarge the drawing", ("Ctrl++", "Ctrl+=")),
        ActionRow("zoom_out", "Zoom &Out", "Shrink the drawing", ("Ctrl+-",)),
        ActionRow("zoom_reset", "&Actual Size", "Show the drawing at 100 %", ("Ctrl+0",)),
        ActionRow("fit", "&Fit", "Show the whole drawing", ("Home",)),
        ActionRow("fit_selection", "Fit &Selection", "Show the selected nodes (3)"),
        _VIEWS,
        ActionRow(
            "next_area", "&Next Area", "Go to the next part of the window", ("F6",), separated=True
        ),
        ActionRow("previous_area", "&Previous Area", "Go to the part before", ("Shift+F6",)),
        _LABELS,
        ActionRow(
            "bias_nodes",
            "&Bias Nodes",
            "Draw each bias as the weight of a node that is always 1",
            switch=True,
        ),
        ActionRow(
            "operations",
            "O&perations of Selected Neurons",
            "Write out products, sum and activation of selected neurons",
            switch=True,
        ),
        _THEME,
        _PANEL,
        ActionRow("reset_layout", "Reset &Layout", "Put every panel back in its place"),
    ),
)
