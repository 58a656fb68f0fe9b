"""Which connections a drawing may have."""

from __future__ import annotations

from playground.network.errors import (
    ConnectError,
    CycleError,
    DuplicateEdgeError,
    IntoInputError,
    MissingNodeError,
    SelfLoopError,
)
from playground.network.model import Network


def check_connect(network: Network, source: str, target: str, replacing: str | None = None) -> None:
    """Refuse an edge that would break the rules; `replacing` is an edge that it would replace.

    Raises
    ------
    ConnectError
        One subclass for each reason, its message a sentence for the user.
    """
    if source not in network.nodes or target not in network.nodes:
        raise MissingNodeError("This node is no longer in the drawing.")
    if source == target:
        raise SelfLoopError("A node can't feed itself.")
    if network.nodes[target].is_input:
        raise IntoInputError("An input takes its value from the data, so nothing can feed it.")
    twin = network.edge_between(source, target)
    if twin is not None and twin.id != replacing:
        raise DuplicateEdgeError("These two nodes are already connected.")
    if replacing is not None:
        network = network.copy()
        network.remove_edge(replacing)
    path = network.find_path(target, source)
    if path is not None:
        between = len(path) - 2
        via = f" through {between} more" if between else ""
        raise CycleError(
            f"This would close a loop{via}: the target already feeds the source.", path
        )


def can_connect(network: Network, source: str, target: str) -> bool:
    """Whether `check_connect` has nothing against the edge."""
    try:
        check_connect(network, source, target)
    except ConnectError:
        return False
    return True
