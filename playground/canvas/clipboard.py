"""Pieces of a drawing on the clipboard, as readable JSON."""

from __future__ import annotations

from typing import Annotated

import msgspec
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from playground.network.errors import NetworkError
from playground.network.model import Edge, Network, Node
from playground.network.weight import Weight, parse_weight

MIME = "application/x-playground-pieces"
MAX_BYTES = 20_000_000
_FORMAT = "playground-pieces"

_Name = Annotated[str, msgspec.Meta(max_length=200)]
_Place = Annotated[float, msgspec.Meta(gt=-1e12, lt=1e12)]


class _NodePiece(msgspec.Struct, omit_defaults=True, forbid_unknown_fields=False):
    x: _Place
    y: _Place
    name: _Name = ""
    column: _Name | None = None
    activation: _Name = "tanh"
    parameters: tuple[tuple[_Name, _Place], ...] = ()
    bias: _Place | _Name = 0.0
    locked: bool = False


class _EdgePiece(msgspec.Struct, omit_defaults=True):
    source: int
    target: int
    weight: _Place | _Name
    locked: bool = False


class _Pieces(msgspec.Struct):
    format: str
    version: int
    nodes: Annotated[list[_NodePiece], msgspec.Meta(min_length=1, max_length=10_000)]
    edges: Annotated[list[_EdgePiece], msgspec.Meta(max_length=200_000)] = []


def put(nodes: list[Node], edges: list[Edge]) -> None:
    """Nodes and the edges between them, for this app and as text for any other."""
    text = encode(nodes, edges)
    data = QMimeData()
    data.setData(MIME, text)
    data.setText(text.decode())
    QGuiApplication.clipboard().setMimeData(data)


def get() -> tuple[list[Node], list[Edge]]:
    """The pieces on the clipboard.

    Raises NetworkError, a sentence for the user, when there are none.
    """
    data = QGuiApplication.clipboard().mimeData()
    if data is not None and data.hasFormat(MIME):
        return decode(bytes(data.data(MIME).data()))
    if data is not None and data.hasText():
        return decode(data.text().encode(errors="replace"))
    raise NetworkError("The clipboard is empty; copy nodes first.")


def encode(nodes: list[Node], edges: list[Edge]) -> bytes:
    """JSON in which edges name their ends by the place of the node in the list."""
    rows = {node.id: row for row, node in enumerate(nodes)}
    pieces = _Pieces(
        _FORMAT,
        1,
        [
            _NodePiece(
                node.x,
                node.y,
                node.name,
                node.column,
                node.activation,
                node.parameters,
                _out(node.bias),
                node.locked,
            )
            for node in nodes
        ],
        [
            _EdgePiece(rows[edge.source], rows[edge.target], _out(edge.weight), edge.locked)
            for edge in edges
        ],
    )
    return msgspec.json.format(msgspec.json.encode(pieces), indent=1)


def decode(data: bytes) -> tuple[list[Node], list[Edge]]:
    """Nodes and edges under ids of their own.

    Raises NetworkError when the bytes are no pieces, or pieces that can't be drawn.
    """
    foreign = NetworkError(
        "The clipboard holds no part of a network; copy nodes of a drawing first."
    )
    if len(data) > MAX_BYTES:
        raise foreign
    try:
        pieces = msgspec.json.decode(data, type=_Pieces)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise foreign from None
    if pieces.format != _FORMAT or pieces.version != 1:
        raise foreign
    network = Network()
    nodes = []
    for piece in pieces.nodes:
        node = Node(
            network.new_id("n"),
            piece.x,
            piece.y,
            name="".join(c for c in piece.name if c.isprintable()),
            column=piece.column,
            activation=piece.activation,
            parameters=piece.parameters,
            bias=_in(piece.bias),
            locked=piece.locked,
        )
        network.put_node(node)
        nodes.append(node)
    for link in pieces.edges:
        if not (0 <= link.source < len(nodes) and 0 <= link.target < len(nodes)):
            raise foreign
        source, target = nodes[link.source], nodes[link.target]
        if target.is_input or network.edge_between(source.id, target.id):
            raise foreign
        network.put_edge(
            Edge(network.new_id("e"), source.id, target.id, _in(link.weight), locked=link.locked)
        )
    try:
        network.levels()
    except ValueError:
        raise foreign from None
    return nodes, list(network.edges)


def _out(weight: Weight) -> float | str:
    return weight.text if weight.text is not None else weight.value


def _in(value: float | str) -> Weight:
    return parse_weight(value, Weight(0.0)) if isinstance(value, str) else Weight(value)
