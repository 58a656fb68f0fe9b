"""Commands under Hypothesis: whatever was done, undo-all gives the start and redo-all the end."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from playground.document import edits, training_edits
from playground.document.commands import EditCommand
from playground.document.content import Content
from playground.document.document import Document
from playground.document.undo import UndoStack
from playground.network.errors import NetworkError
from tests.helpers import assert_sound, finite, small_network

FACTS = (
    "nodes_added",
    "nodes_changed",
    "nodes_removed",
    "edges_added",
    "edges_changed",
    "edges_removed",
)


class Listener:
    """Rebuilds the ids in the drawing from facts alone, as a view does."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.nodes: set[str] = set()
        self.edges: set[str] = set()
        for fact in FACTS:
            getattr(document, fact).connect(getattr(self, fact))

    def nodes_added(self, ids: tuple[str, ...]) -> None:
        assert self.nodes.isdisjoint(ids)
        self.nodes |= set(ids)

    def nodes_changed(self, ids: tuple[str, ...]) -> None:
        assert self.nodes.issuperset(ids)

    def nodes_removed(self, ids: tuple[str, ...]) -> None:
        assert self.nodes.issuperset(ids)
        self.nodes -= set(ids)

    def edges_added(self, ids: tuple[str, ...]) -> None:
        assert self.edges.isdisjoint(ids)
        self.edges |= set(ids)

    def edges_changed(self, ids: tuple[str, ...]) -> None:
        assert self.edges.issuperset(ids)

    def edges_removed(self, ids: tuple[str, ...]) -> None:
        assert self.edges.issuperset(ids)
        self.edges -= set(ids)


class Editing(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.document = Document()
        self.stack = UndoStack()
        self.listener = Listener(self.document)
        self.start = self.document.content.copy()

    def do(self, recipe: edits.Recipe) -> None:
        before = self.document.content.copy()
        try:
            edit = recipe(self.document.content)
        except NetworkError:
            assert self.document.content == before
            return
        self.stack.push(EditCommand(self.document, edit))

    def pick(self, data: st.DataObject, kinds: str = "ne") -> str:
        network = self.document.network
        ids = [item.id for item in (*network.nodes, *network.edges) if item.id[0] in kinds]
        return data.draw(st.sampled_from(ids))

    @rule(x=finite, y=finite)
    def place(self, x: float, y: float) -> None:
        self.do(edits.place_neuron(x, y))

    @rule(column=st.sampled_from(["x1", "x2", "sin_x1"]))
    def place_input(self, column: str) -> None:
        self.do(edits.place_input(column, 0.0, 0.0))

    @precondition(lambda self: len(self.document.network.nodes))
    @rule(data=st.data())
    def wire(self, data: st.DataObject) -> None:
        self.do(edits.connect(self.pick(data, "n"), self.pick(data, "n")))

    @precondition(lambda self: len(self.document.network.nodes))
    @rule(data=st.data(), x=finite)
    def grow(self, data: st.DataObject, x: float) -> None:
        self.do(edits.connect_to_new(self.pick(data, "n"), x, 0.0))

    @precondition(lambda self: len(self.document.network.nodes))
    @rule(data=st.data(), kind=st.integers(0, 9), value=finite)
    def change(self, data: st.DataObject, kind: int, value: float) -> None:
        item, node = self.pick(data), self.pick(data, "n")
        self.do(
            [
                edits.remove([item]),
                edits.move({node: (value, value)}),
                edits.type_weight([item], data.draw(st.sampled_from(["1/3", "*2", "/3", "x"]))),
                edits.set_weights({item: value}, merge_key="scrub"),
                edits.set_activation([item], "relu"),
                edits.set_locked([item], data.draw(st.booleans())),
                edits.rename(node, data.draw(st.text(max_size=3))),
                edits.bind_column(node, "x2") if node_is_input(self, node) else edits.tidy_up(),
                training_edits.put_weights("Train 3 Epochs", {item: value}, frozenset(), 3),
                training_edits.reset_weights(),
            ][kind]
        )

    @rule(rate=st.floats(0.001, 10))
    def retune(self, rate: float) -> None:
        self.do(edits.change_field("Change Rate", "training", "slider", learning_rate=rate))

    @rule()
    def layers(self) -> None:
        self.do(edits.add_layers("2-2-1", ("x1", "x2")))

    @rule()
    def undo(self) -> None:
        self.stack.undo()

    @rule()
    def redo(self) -> None:
        self.stack.redo()

    @invariant()
    def sound(self) -> None:
        assert_sound(self.document.content)
        network = self.document.network
        assert self.listener.nodes == {node.id for node in network.nodes}
        assert self.listener.edges == {edge.id for edge in network.edges}

    def teardown(self) -> None:
        self.stack.setIndex(self.stack.count())
        end = self.document.content.copy()
        self.stack.setIndex(0)
        assert self.document.content == self.start
        self.stack.setIndex(self.stack.count())
        assert self.document.content == end


def node_is_input(machine: Editing, node_id: str) -> bool:
    return machine.document.network.nodes[node_id].is_input


Editing.TestCase.settings = settings(max_examples=60, stateful_step_count=40)
TestEditing = Editing.TestCase


def test_a_drag_merges_into_one_step_and_vanishes_when_it_ends_where_it_began() -> None:
    document, stack = Document(), UndoStack()
    for recipe in (
        edits.place_neuron(0, 0),
        edits.set_weights({"n1": 0.5}, "drag 1"),
        edits.set_weights({"n1": 0.7}, "drag 1"),
        edits.set_weights({"n1": 0.9}, "drag 2"),
    ):
        stack.push(EditCommand(document, recipe(document.content)))
    assert stack.count() == 3
    stack.push(EditCommand(document, edits.set_weights({"n1": 0.7}, "drag 2")(document.content)))
    assert stack.count() == 2
    assert document.network.nodes["n1"].bias.value == 0.7


def test_content_copies_are_independent() -> None:
    content = Content()
    twin = content.copy()
    document = Document(content)
    document.apply(edits.place_neuron(0, 0)(content).changes)
    assert content != twin


def test_a_node_may_go_in_the_step_in_which_its_edge_finds_another_end() -> None:
    document, stack = Document(Content(small_network())), UndoStack()
    start = document.content.copy()
    listener = Listener(document)
    listener.nodes = {node.id for node in document.network.nodes}
    listener.edges = {edge.id for edge in document.network.edges}
    network = document.network
    edge = network.edge_between("n1", "n3")
    assert edge is not None
    others = [
        other for other in (*network.incoming("n3"), *network.outgoing("n3")) if other != edge
    ]
    changes = [
        edits.Change(network.nodes["n3"], None),
        edits.Change(edge, replace(edge, target="n4")),
        *(edits.Change(other, None) for other in others),
    ]
    stack.push(EditCommand(document, edits.Edit("Merge", tuple(changes))))
    assert_sound(document.content)
    assert listener.nodes == {node.id for node in network.nodes}
    stack.undo()
    assert document.content == start
