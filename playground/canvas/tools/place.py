"""Double-click to place: a neuron, an input, or a neuron on an edge."""

from __future__ import annotations

from playground.canvas.tools.tool import Pointer, Tool
from playground.document import arrange_edits, edits


class PlaceTool(Tool):
    """The second press of a double click on empty canvas or on an edge."""

    def press(self, pointer: Pointer) -> None:
        at = pointer.at
        if self.hit.kind == "edge":
            recipe = arrange_edits.insert_neuron(self.hit.id, at.x(), at.y())
        elif pointer.fine:
            column = self.canvas.next_free_column()
            if column is None:
                self.canvas.message_shown.emit("Every column of the data already has its input.")
                return
            recipe = edits.place_input(column, at.x(), at.y())
        else:
            recipe = edits.place_neuron(at.x(), at.y())
        self.canvas.edit_requested.emit(recipe)
