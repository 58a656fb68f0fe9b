"""Nodes are called the same wherever they are shown."""

from __future__ import annotations

import pytest

from playground.canvas import drawing_scene, labels
from playground.document import edits
from tests.app.conftest import Desk


def _shown(desk: Desk) -> tuple[str, str]:
    """What the inspector and the table call n3, the first hidden neuron."""
    inspector = desk.window.inspector._inspection.now()
    table = desk.window.table._inspection.now()
    return inspector.names["n3"], table.names["n3"]


@pytest.mark.parametrize("style", ["labels_a", "labels_e", "labels_names"])
def test_panels_follow_the_chosen_style(xor_desk: Desk, style: str):
    desk = xor_desk
    desk.window.docks["Table"].raise_()
    desk.canvas.select(("n3",))
    desk.window.actions_table["labels_e"].trigger()
    desk.window.actions_table[style].trigger()
    name = desk.canvas.network_scene.nodes["n3"].name
    assert name == {"labels_e": "y₃"}.get(style, "a₁⁽²⁾")
    assert _shown(desk) == (name, name)
    desk.controller.undo()
    desk.settle()
    before = "a₁⁽²⁾" if style == "labels_e" else "y₃"
    assert _shown(desk) == (before, before)


def test_names_are_worked_out_once_for_canvas_and_panels(xor_desk: Desk, monkeypatch):
    desk, counted = xor_desk, []
    real = labels.symbols

    def count(*arguments):
        counted.append(arguments)
        return real(*arguments)

    desk.window.docks["Table"].raise_()
    desk.settle()
    for module in (labels, drawing_scene):
        monkeypatch.setattr(module, "symbols", count)
    desk.controller.do(edits.place_neuron(300, 300))
    desk.canvas.select(("n3",))
    desk.settle()
    assert _shown(desk) == ("a₁⁽²⁾", "a₁⁽²⁾")
    assert len(counted) == 1
