"""The canvas in words, for screen readers and the status bar."""

from __future__ import annotations

from playground.canvas.labels import spoken
from playground.canvas.node_item import signed
from playground.canvas.scene import NetworkScene


def node_in_words(scene: NetworkScene, node_id: str) -> str:
    """Name, role, activation, bias and number of edges of a node."""
    item, network = scene.nodes[node_id], scene.network
    words = [spoken(item.name), "not connected" if item.role == "idle" else item.role]
    if not item.node.is_input:
        words += [item.activation_label, f"bias {signed(item.bias)}"]
        words.append(f"{len(network.incoming(node_id))} in")
    words.append(f"{len(network.outgoing(node_id))} out")
    return ", ".join(dict.fromkeys(words))


def edge_in_words(scene: NetworkScene, edge_id: str) -> str:
    """Ends and weight of an edge."""
    edge = scene.network.edges[edge_id]
    source, target = (spoken(scene.nodes[key].name) for key in (edge.source, edge.target))
    locked = ", locked" if edge.locked else ""
    return f"weight {signed(scene.weight_of(edge_id))} from {source} to {target}{locked}"


def selection_in_words(scene: NetworkScene) -> str:
    """What is selected: in full where it is one piece, otherwise how many."""
    nodes, edges = scene.selected_nodes, scene.selected_edges
    if len(nodes) == 1:
        return node_in_words(scene, nodes[0])
    if not nodes and len(edges) == 1:
        return edge_in_words(scene, edges[0])
    counts = ((len(nodes), "node"), (len(edges), "edge"))
    parts = [f"{count} {word}{'s' * (count > 1)}" for count, word in counts if count]
    if parts:
        return f"{' and '.join(parts)} selected"
    return f"{len(scene.nodes)} nodes, {len(scene.edges.ids)} edges, nothing selected"
