"""What can be wrong with a wish about the drawing; each message is one sentence for the user."""

from __future__ import annotations


class NetworkError(ValueError):
    """Base of every refusal of this room."""


class ConnectError(NetworkError):
    """A connection that the drawing can't have."""


class SelfLoopError(ConnectError):
    """Source and target are the same node."""


class DuplicateEdgeError(ConnectError):
    """The two nodes are already connected in this direction."""


class IntoInputError(ConnectError):
    """The target is an input, which takes its value from the data."""


class CycleError(ConnectError):
    """The edge would close a loop. `path` leads from the target back to the source."""

    def __init__(self, message: str, path: tuple[str, ...]) -> None:
        super().__init__(message)
        self.path = path


class MissingNodeError(ConnectError):
    """An end of the edge is not in the drawing."""


class WeightTextError(NetworkError):
    """The typed text is not a number."""


class LayersTextError(NetworkError):
    """The typed text is not a list of layer widths."""
