"""Labels in a style, bias nodes and written-out operations: part of the document."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from playground.document import edits, files
from playground.document.content import ViewChoice
from playground.document.files import FileError
from playground.network.weight import Weight
from tests.canvas.checks import assert_consistent
from tests.canvas.conftest import Studio


def choose(studio: Studio, **fields: object) -> None:
    studio.push(edits.change_field("Change View", "view", **fields))


def test_the_choice_is_saved_and_can_be_undone(studio: Studio) -> None:
    choose(studio, label_style="e", show_bias_nodes=True, explicit=True)
    back = files.decode(files.encode(studio.document.content), "a").view
    assert back == ViewChoice(label_style="e", show_bias_nodes=True, explicit=True)
    assert studio.scene.nodes["n5"].name == "y₅"
    studio.stack.undo()
    assert studio.scene.nodes["n5"].name == "ŷ"
    with pytest.raises(FileError, match="label_style"):
        files.decode(b'{"format":"nnplay","version":1,"view":{"label_style":"b"}}', "a")


def test_symbols_stand_on_the_chips_and_columns_below_the_inputs(studio: Studio) -> None:
    choose(studio, label_style="a")
    assert studio.scene.chips.symbols["e8"] == "w₁₁⁽²⁾"
    wide = studio.scene.chips.box("e8").width()
    item = studio.scene.nodes["n1"]
    assert (item.name, item.caption) == ("a₁⁽¹⁾", "x₁")
    choose(studio, label_style="names")
    assert studio.scene.chips.box("e8").width() < wide
    assert (item.name, item.caption) == ("x₁", "")


def test_renaming_tells_where_names_are_shown(studio: Studio) -> None:
    choose(studio, label_style="a")
    studio.view.select(["n3"])
    studio.key(Qt.Key.Key_F2)
    assert "Labels" in studio.messages[-1]
    studio.type("gate")
    assert studio.scene.nodes["n3"].name == "a₁⁽²⁾"
    choose(studio, label_style="names")
    assert studio.scene.nodes["n3"].name == "gate"


@pytest.mark.parametrize("explicit", [False, True])
def test_a_bias_is_scrubbed_and_typed_at_its_own_node(studio: Studio, explicit: bool) -> None:
    choose(studio, show_bias_nodes=True, explicit=explicit)
    studio.view.select(["n5"])
    x, y = studio.zone("n5", "bias")
    studio.drag((x, y), (x + 30, y))
    assert studio.network.nodes["n5"].bias.value == pytest.approx(0.4)
    item = studio.scene.nodes["n5"]
    square = item.bias_node_box().center() + item.pos()
    studio.double_click((square.x(), square.y()))
    studio.type("1/3")
    assert studio.network.nodes["n5"].bias == Weight(1 / 3, "1/3")
    assert item.bounds().contains(square)


def test_the_operations_of_selected_neurons_are_written_out(studio: Studio) -> None:
    choose(studio, explicit=True, label_style="e")
    assert studio.scene.operations.operations == ()
    studio.view.select(["n5", "n1"])
    (operation,) = studio.scene.operations.operations
    assert operation.edge_ids == ("e8", "e9"), "from the highest source to the lowest"
    assert operation.products == ("u₃₅", "u₄₅")
    assert (operation.sum_name, operation.bias_name) == ("v₅", "w₀₅")
    for edge_id in operation.edge_ids:
        _, end = studio.scene.edge_ends(edge_id)
        assert end.x() < studio.body("n5")[0] - 70
    assert "e8" not in studio.scene.chips.symbols
    x, y = studio.chip("e9")
    studio.drag((x, y), (x + 10, y))
    assert studio.network.edges["e9"].weight.value == pytest.approx(0.85)
    studio.view.clear_selection()
    assert_consistent(studio.document, studio.scene)


def test_a_neuron_with_too_many_inputs_stays_compact(studio: Studio) -> None:
    choose(studio, explicit=True)
    studio.push(edits.add_layers("2-20-1", ("x1", "x2", "x1_squared")))
    outputs = [node.id for node in studio.network.outputs()]
    studio.view.select(outputs)
    assert {one.node_id for one in studio.scene.operations.operations} < set(outputs)


@pytest.mark.parametrize("fields", [{}, {"show_bias_nodes": True}, {"explicit": True}])
@pytest.mark.parametrize("style", ["names", "a", "e"])
def test_weights_never_lie_on_nodes(studio: Studio, style: str, fields: dict) -> None:
    choose(studio, label_style=style, **fields)
    studio.view.select(["n5"])
    for edge_id in studio.scene.chips.places:
        chip = studio.scene.chips.box(edge_id)
        for item in studio.scene.nodes.values():
            body = item.zone_box("body").translated(item.pos())
            assert not chip.intersects(body), (edge_id, item.node.id)
            if item.has_bias_node:
                assert not chip.intersects(item.zone_box("bias").translated(item.pos()))


def test_everything_draws(studio: Studio) -> None:
    plain = studio.view.grab().toImage()
    choose(studio, show_bias_nodes=True, explicit=True, label_style="e")
    studio.view.select(["n5", "n3"])
    assert studio.view.grab().toImage() != plain
