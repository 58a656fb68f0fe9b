"""Pieces of a drawing on the clipboard: a document that holds just them, as readable text."""

from __future__ import annotations

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from playground.document.content import Content
from playground.document.files import FileError, decode, encode
from playground.network.errors import NetworkError
from playground.network.model import Edge, Network, Node

MIME = "application/x-playground-pieces"


def put(nodes: list[Node], edges: list[Edge]) -> None:
    """Nodes and the edges between them, for this app and as text for any other.

    Raises NetworkError when that is too much for one document.
    """
    try:
        text = encode(Content(Network(nodes, edges)))
    except FileError as error:
        raise NetworkError(str(error)) from None
    data = QMimeData()
    data.setData(MIME, text)
    data.setText(text.decode())
    QGuiApplication.clipboard().setMimeData(data)


def get() -> tuple[list[Node], list[Edge]]:
    """The pieces on the clipboard; the text of a whole document will do.

    Raises NetworkError, a sentence for the user, when there are none.
    """
    data = QGuiApplication.clipboard().mimeData()
    text = b""
    if data is not None and data.hasFormat(MIME):
        text = bytes(data.data(MIME).data())
    elif data is not None and data.hasText():
        text = data.text().encode(errors="replace")
    if not text.strip():
        raise NetworkError("The clipboard is empty; copy nodes first.")
    foreign = NetworkError("The clipboard holds no part of a network; copy nodes first.")
    try:
        network = decode(text, "clipboard").network
    except FileError:
        raise foreign from None
    if not len(network.nodes):
        raise foreign
    return list(network.nodes), list(network.edges)
