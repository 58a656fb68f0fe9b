"""Changes of how the drawing is shown, named by what is switched."""

from __future__ import annotations

from typing import Any

from playground.document import edits
from playground.document.edits import Recipe

_NOUNS = {
    "show_test": "Test Points",
    "discretize": "Two Colors",
    "boundary": "Boundary",
    "fit_colors": "Fitted Colors",
    "label_style": "Labels",
    "show_bias_nodes": "Bias Nodes",
    "explicit": "Operations",
    "plane": "Plane",
    "cell_fill": "Cell Colors",
    "cell_lines": "Cell Lines",
    "cell_patterns": "Cell Patterns",
    "cell_sums": "Cell Sums",
    "cell_points": "Points over Cells",
    "outputs_mode": "Reading of Outputs",
    "overlay_nodes": "Nodes Overlaid",
    "overlay_off": "Nodes Overlaid",
    "surface_outputs": "Surfaces",
    "surface_points": "Points at the Surface",
    "surface_contours": "Contours",
    "surface_fits": "Fitted Heights",
    "surface_red_green": "Red and Green",
    "curve_bands": "Bands",
    "curve_hidden": "Hidden Nodes",
    "loss_log": "Log Scale",
    "loss_accuracy": "Accuracy",
}
"""What each field of the document's view is called in the history."""
_STEPS = {"loss_keep": ("Stop Keeping Runs", "Keep Runs")}
"""What switching one off and on is called, where it is neither hidden nor shown."""


def change_view(**fields: Any) -> Recipe:
    """Some fields of the view; the first of them names the step."""
    name, value = next(iter(fields.items()))
    if name in _STEPS:
        return edits.change_field(_STEPS[name][bool(value)], "view", **fields)
    verb = ("Show" if value else "Hide") if isinstance(value, bool) else "Change"
    return edits.change_field(f"{verb} {_NOUNS[name]}", "view", **fields)
