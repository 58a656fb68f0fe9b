"""The invariant of the canvas: it shows what the document says."""

from __future__ import annotations

import numpy as np
import pytest

from playground.canvas.scene import NetworkScene
from playground.document.document import Document


def assert_consistent(document: Document, scene: NetworkScene) -> None:
    """Items, their order, places, numbers and the selection agree with the document."""
    network = document.network
    assert list(scene.nodes) == [node.id for node in network.nodes]
    for node in network.nodes:
        item = scene.nodes[node.id]
        assert item.scene() is scene
        assert item.node == node
        # Qt leaves an item where it is when it is a rounding error away.
        assert (item.x(), item.y()) == pytest.approx((node.x, node.y), rel=1e-9, abs=1e-9)
        assert item.role == network.role(node.id)
        assert item.selected == (node.id in scene.selection)
    assert list(scene.edges.ids) == [edge.id for edge in network.edges]
    np.testing.assert_array_equal(
        scene.edges.weights, [edge.weight.value for edge in network.edges]
    )
    for edge in network.edges:
        start, end = scene.edge_ends(edge.id)
        source, target = network.nodes[edge.source], network.nodes[edge.target]
        assert (round(start.x() - source.x, 6), round(start.y() - source.y, 6)) == (27.0, 0.0)
        assert (round(end.x() - target.x, 6), round(end.y() - target.y, 6)) == (-27.0, 0.0)
    assert set(scene.selection) <= {*scene.nodes, *scene.edges.ids}
    assert set(scene.chips.places) <= set(scene.edges.ids)
    assert set(scene.chips.weights) == set(scene.chips.places)
