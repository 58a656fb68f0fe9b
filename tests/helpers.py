"""What several tests need: small networks, strategies, and the invariants of a document."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from hypothesis import strategies as st

from playground.document.content import Content
from playground.document.lowering import Lowering
from playground.network.model import Edge, Network, Node
from playground.network.weight import Weight

finite = st.floats(-1e6, 1e6, allow_nan=False).map(lambda value: value + 0.0)
activations = st.sampled_from(["tanh", "sigmoid", "relu", "leaky_relu", "identity", "step"])


def small_network() -> Network:
    """x1 and x2 feed n3 and n4, which feed the output n5; n4 also takes a skip edge to n5."""
    nodes = [
        Node("n1", 0, -40, column="x1"),
        Node("n2", 0, 40, column="x2"),
        Node("n3", 180, -40),
        Node("n4", 180, 40, activation="relu"),
        Node("n5", 360, 0, activation="sigmoid"),
    ]
    pairs = [("n1", "n3"), ("n2", "n3"), ("n2", "n4"), ("n3", "n5"), ("n4", "n5"), ("n1", "n5")]
    edges = [
        Edge(f"e{6 + index}", source, target, Weight(0.25 * (index - 2)))
        for index, (source, target) in enumerate(pairs)
    ]
    return Network(nodes, edges)


@st.composite
def networks(draw: Callable[..., object], max_nodes: int = 8) -> Network:
    """Any drawing that the rules allow, with typed fractions, names and locks here and there."""
    count = int(draw(st.integers(0, max_nodes)))  # type: ignore[call-overload]
    network = Network()
    columns = ["x1", "x2", "x1_squared", "sin_x1"]
    for index in range(count):
        node = Node(f"n{index + 1}", float(draw(finite)), float(draw(finite)))  # type: ignore[arg-type]
        if index < 2 or (columns and draw(st.booleans())):
            node = replace(node, column=columns.pop(0)) if columns else node
        else:
            node = replace(
                node,
                name=str(draw(st.text(max_size=8))),
                activation=str(draw(activations)),
                bias=Weight(float(draw(finite))),  # type: ignore[arg-type]
                locked=bool(draw(st.booleans())),
            )
        network.put_node(node)
    ids = [node.id for node in network.nodes]
    for source_index, source in enumerate(ids):
        for target in ids[source_index + 1 :]:
            if not network.nodes[target].is_input and draw(st.booleans()):
                weight = draw(st.one_of(finite.map(Weight), st.just(Weight(1 / 3, "1/3"))))
                network.put_edge(Edge(network.new_id("e"), source, target, weight))  # type: ignore[arg-type]
    return network


def assert_sound(content: Content) -> None:
    """The drawing keeps its rules, and the engine's spec says the same as the drawing."""
    network = content.network
    network.levels()
    for edge in network.edges:
        assert edge in network.outgoing(edge.source)
        assert edge in network.incoming(edge.target)
        assert not network.nodes[edge.target].is_input
    pairs = [(edge.source, edge.target) for edge in network.edges]
    assert len(set(pairs)) == len(pairs)
    bound = [node.column for node in network.inputs()]
    assert len(set(bound)) == len(bound)
    spec = Lowering().lower(content, None).network
    assert [node.id for node in spec.nodes] == [node.id for node in network.nodes]
    assert [(edge.id, edge.source, edge.target, edge.weight) for edge in spec.edges] == [
        (edge.id, edge.source, edge.target, edge.weight.value) for edge in network.edges
    ]
    for node, drawn in zip(spec.nodes, network.nodes, strict=True):
        assert drawn.is_input or node.bias == drawn.bias.value
