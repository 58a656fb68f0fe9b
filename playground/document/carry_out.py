"""Changes made to a network or a content that no document holds, in an order that is safe."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from playground.document.content import Content, SettingName
from playground.document.edits import Change
from playground.network.model import Edge, Network, Node


def in_safe_order(changes: Iterable[Change]) -> list[Change]:
    """Edges out, nodes in or changed, edges in or changed (their ends too), nodes out."""

    def rank(change: Change) -> int:
        is_edge = isinstance(change.new or change.old, Edge)
        if change.new is None:
            return 0 if is_edge else 3
        return 2 if is_edge else 1

    return sorted(changes, key=rank)


def put_change(network: Network, change: Change) -> Node | Edge:
    """Make one change, whose turn it is; returns its item."""
    item = change.new or change.old
    assert item is not None, "a change needs an item"
    if isinstance(item, Node):
        network.remove_node(item.id) if change.new is None else network.put_node(item)
    else:
        network.remove_edge(item.id) if change.new is None else network.put_edge(item)
    return item


def carry_out(
    content: Content, changes: Iterable[Change], settings: Iterable[tuple[SettingName, Any]]
) -> None:
    """Make the changes and the settings."""
    for change in in_safe_order(changes):
        put_change(content.network, change)
    for name, value in settings:
        setattr(content, name, value)
