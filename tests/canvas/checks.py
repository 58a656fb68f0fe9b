"""The invariant of the canvas: it shows what the document says."""

from __future__ import annotations

import numpy as np

from playground.canvas.node_item import signed
from playground.canvas.scene import NetworkScene
from playground.document.document import Document


def assert_consistent(document: Document, scene: NetworkScene) -> None:
    """Items, their order, places, numbers and the selection agree with the document."""
    network = document.network
    assert list(scene.nodes) == [node.id for node in network.nodes]
    for node in network.nodes:
        item = scene.nodes[node.id]
        assert item.node == node
        assert (item.x(), item.y()) == (node.x, node.y)
        assert item.bias_text == signed(node.bias)
        assert item.role == network.role(node.id)
        assert item.selected == (node.id in scene.selection)
    np.testing.assert_array_equal(
        scene.node_layer.positions, [(node.x, node.y) for node in network.nodes] or np.empty((0, 2))
    )
    assert list(scene.edges.ids) == [edge.id for edge in network.edges]
    np.testing.assert_array_equal(
        scene.edges.weights, [edge.weight.value for edge in network.edges]
    )
    landings = {
        edge_id: place
        for operation in scene.operations.operations
        for edge_id, place in operation.landings(scene.nodes[operation.node_id].pos()).items()
    }
    nodes = network.nodes
    starts = [(nodes[edge.source].x + 27, nodes[edge.source].y) for edge in network.edges]
    ends = [
        landings.get(edge.id, (nodes[edge.target].x - 27, nodes[edge.target].y))
        for edge in network.edges
    ]
    shown = scene.edges.curves[:, [0, 1, 6, 7]]
    np.testing.assert_array_equal(shown, np.reshape(np.hstack((starts, ends)), (-1, 4)))
    assert set(scene.selection) <= {*scene.nodes, *scene.edges.ids}
    assert set(scene.chips.places) <= set(scene.edges.ids)
    assert scene.chips.texts == {
        edge_id: signed(network.edges[edge_id].weight) for edge_id in scene.chips.places
    }
