from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from shiboken6 import delete

from playground.document import edits
from playground.engine.activations import ACTIVATIONS
from playground.panels.inspection import Inspection


class Namer:
    """Names nodes by their ids and counts how often it was asked."""

    def __init__(self):
        self.calls = 0

    def __call__(self, network, columns):
        self.calls += 1
        return {node.id: node.id for node in network.nodes}


@pytest.fixture
def namer():
    return Namer()


@pytest.fixture
def inspection(drawing, namer):
    inspection = Inspection(drawing.document, ACTIVATIONS, namer)
    yield inspection
    delete(inspection)  # its timer may still be waiting


def show_live(inspection, drawing, value, step=1):
    nodes, edges = len(drawing.document.network.nodes), len(drawing.document.network.edges)
    slopes = np.full(nodes, 0.5), np.full(edges, 0.5)
    inspection.show_live(np.full(nodes, value), np.full(edges, value), *slopes, step)


def values(inspection, drawing):
    now, network = inspection.now(), drawing.document.network
    neurons = [node for node in network.nodes if not node.is_input]
    return [now.bias(n).value for n in neurons] + [now.weight(e).value for e in network.edges]


def test_a_hand_edit_keeps_the_live_numbers_of_all_others(inspection, drawing):
    inspection.now()
    show_live(inspection, drawing, 0.75)
    network = drawing.document.network
    node, edge = network.outputs()[0], next(iter(network.edges))
    drawing.push(edits.set_weights({node.id: 2.0, edge.id: 3.0}))
    now = inspection.now()
    assert now.bias(network.outputs()[0]).value == 2.0
    assert now.weight(network.edges[edge.id]).value == 3.0
    assert sorted(set(values(inspection, drawing))) == [0.75, 2.0, 3.0]
    assert now.weight_slope(edge) == 0.5


def test_numbers_and_locks_cost_no_new_names_but_places_and_ends_do(inspection, drawing, namer):
    inspection.now()
    network = drawing.document.network
    node, edge = network.outputs()[0], next(iter(network.edges))
    drawing.push(edits.type_weight([node.id, edge.id], "1/3"))
    drawing.push(edits.set_locked([edge.id], True))
    drawing.push(edits.set_activation([node.id], "relu"))
    inspection.now()
    assert namer.calls == 1
    drawing.push(edits.move({node.id: (5.0, 5.0)}))
    inspection.now()
    assert namer.calls == 2
    other = next(e.target for e in network.edges if e.target not in (edge.target, node.id))
    twin = network.edge_between(edge.source, other)
    drawing.push(edits.remove([twin.id]))
    inspection.now()
    moved = replace(network.edges[edge.id], target=other)
    drawing.document.apply([edits.Change(network.edges[edge.id], moved)])
    inspection.now()
    assert namer.calls == 4


def test_another_structure_ends_the_live_numbers(inspection, drawing):
    show_live(inspection, drawing, 0.75)
    drawing.push(edits.place_neuron(900, 0))
    assert 0.75 not in values(inspection, drawing)


def test_a_change_of_very_many_takes_the_numbers_of_the_drawing(inspection, drawing):
    drawing.push(edits.add_layers("2-30-30-1", ("x1", "x2")))
    inspection.now()
    show_live(inspection, drawing, 0.75)
    ids = [edge.id for edge in drawing.document.network.edges]
    drawing.push(edits.type_weight(ids, "2"))
    assert 0.75 not in values(inspection, drawing)[-len(ids) :]


def test_numbers_that_come_late_for_another_drawing_are_dropped(inspection, drawing):
    inspection.show_live(np.zeros(3), np.zeros(2), np.zeros(3), np.zeros(2), 1)
    assert inspection.now().live is None


def test_many_numbers_a_second_are_told_ten_times_a_second(inspection, drawing, qtbot):
    told = []
    inspection.numbers_arrived.connect(lambda: told.append(True))
    for value in range(50):
        show_live(inspection, drawing, value)
    qtbot.waitUntil(lambda: bool(told))
    assert len(told) == 1
    assert inspection.now().live.biases[0] == 49


def test_another_document_forgets_everything(inspection, drawing):
    show_live(inspection, drawing, 0.75)
    inspection.show_sample("(1, 2)", {"n1": (1.0, 1.0)})
    drawing.document.replace(type(drawing.content)())
    now = inspection.now()
    assert (now.live, now.point, dict(now.sample), dict(now.names)) == (None, "", {}, {})


def test_a_drag_is_told_whole_once_and_then_by_the_timer_alone(inspection, drawing):
    inspection.now()
    told: list[str] = []
    for name in ("changed", "moved", "numbers_arrived"):
        getattr(inspection, name).connect(lambda name=name: told.append(name))
    edge = next(iter(drawing.document.network.edges)).id
    for turn in range(3):
        for value in (0.25, 0.5):
            drawing.push(edits.set_weights({edge: value + turn}))
        inspection._timer.stop()
        inspection._timer.timeout.emit()
    assert told == [
        "changed",
        "moved",
        "numbers_arrived",
        *["moved", "moved", "numbers_arrived"] * 2,
    ]
    inspection._timer.stop()
    inspection._timer.timeout.emit()
    assert not inspection._timer.isActive()
    drawing.push(edits.set_weights({edge: 9.0}))
    assert told[-2:] == ["numbers_arrived", "changed"]
