"""The document on disk: one JSON object, extension `.nnplay`.

Format 1 holds `format` ("nnplay"), `version` (1) and the fields of Content by their names:
`network` with its `nodes` and `edges`, `data`, `training`, `stops`, `new_items`, `view`, `epoch`
and `runs`. Floats are written as the shortest text that reads back to the same bits. A table's
`values` are its columns, one list each. Each of the `runs` of before, up to 8, has its `epochs` and
as many losses, `train` and, where there were test data, `test`; null is one that was not finite.
Whatever is absent has its default.
"""

from __future__ import annotations

import errno
import os
import re
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from playground.data.choice import DataChoice, Table
from playground.document.content import Content, NewItems, ViewChoice
from playground.document.edits import MAX_NAME
from playground.document.kept_run import MOST_RUNS, KeptRun
from playground.document.large_tables import Progress, cut_out
from playground.engine.spec import ACTIVATION_NAMES, INITIALIZER_NAMES, StopRules, TrainingSpec
from playground.network.model import Edge, Network, Node
from playground.network.templates import MAX_EDGES, MAX_NODES
from playground.network.weight import Weight, parse_weight

SUFFIX = ".nnplay"
VERSION = 1
MAX_BYTES = 50 * 1024 * 1024
MAX_NUMBER = 1e12
MAX_PLACE = 1e6
_PIECE = 4096
_NODE_ID = re.compile(r"n[1-9][0-9]{0,8}")
_EDGE_ID = re.compile(r"e[1-9][0-9]{0,8}")


class FileError(ValueError):
    """The file can't be opened or saved; the message is one sentence for the user."""


class _Head(msgspec.Struct):
    format: Any = None
    version: Any = None


class _NetworkBody(msgspec.Struct):
    nodes: list[Node] = []
    edges: list[Edge] = []


class _Body(msgspec.Struct):
    format: str
    version: int
    network: _NetworkBody = msgspec.field(default_factory=_NetworkBody)
    data: DataChoice = DataChoice()
    training: TrainingSpec = TrainingSpec()
    stops: StopRules = StopRules()
    new_items: NewItems = NewItems()
    view: ViewChoice = ViewChoice()
    epoch: int = 0
    runs: tuple[KeptRun, ...] = ()


def encode(content: Content) -> bytes:
    """The document as JSON text.

    Raises FileError when it would be larger than a file may be.
    """
    body = _Body(
        "nnplay",
        VERSION,
        _NetworkBody(list(content.network.nodes), list(content.network.edges)),
        content.data,
        content.training,
        content.stops,
        content.new_items,
        content.view,
        content.epoch,
        content.runs,
    )
    text = msgspec.json.encode(body, enc_hook=_write_hook)
    if len(text) > MAX_BYTES:
        raise FileError(
            f"The document would take {len(text) / 2**20:.0f} MB, more than the "
            f"{MAX_BYTES // 2**20} MB that a file may have; open a smaller table."
        )
    # Indenting a large table would double its size for nobody's eyes.
    return msgspec.json.format(text, indent=1) if len(text) < 2**20 else text


def decode(text: bytes, name: str, progress: Progress | None = None) -> Content:
    """Read a document; `name` is what the messages call it.

    Raises FileError on anything but a whole, consistent document of a known version, and
    `large_tables.Stopped` when `progress` said so.
    """
    if len(text) > MAX_BYTES:
        raise FileError(
            f"“{name}” has {len(text) / 2**20:.0f} MB; documents have at most "
            f"{MAX_BYTES // 2**20} MB."
        )
    text, columns = cut_out(text.removeprefix(b"\xef\xbb\xbf"))
    try:
        head = msgspec.json.decode(text, type=_Head)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
        raise FileError(
            f"“{name}” is damaged or no playground document: {_plain(error)}."
        ) from None
    if head.format != "nnplay":
        raise FileError(f"“{name}” is not a playground document (its format is not “nnplay”).")
    if not isinstance(head.version, int) or head.version < 1:
        raise FileError(f"“{name}” doesn't say which version of the format it has.")
    if head.version > VERSION:
        raise FileError(
            f"“{name}” has version {head.version} of the format, but this program reads up to "
            f"{VERSION}; open it with a newer release."
        )
    try:
        body = msgspec.json.decode(text, type=_Body, dec_hook=_decode_hook)
        _refuse_unknown(
            msgspec.json.decode(text), msgspec.to_builtins(body, enc_hook=_encode_hook), "it"
        )
        table = body.data.table
        if columns is not None and table is not None and columns.stand_for(table.values):
            table = replace(table, values=columns.read(progress))
            body.data = replace(body.data, table=table)
        _check(body)
        network = _build(body.network)
    except (msgspec.MsgspecError, RecursionError, OverflowError, ValueError) as error:
        raise FileError(f"“{name}” can't be opened: {_plain(error)}.") from None
    return Content(
        network,
        body.data,
        body.training,
        body.stops,
        body.new_items,
        body.view,
        body.epoch,
        body.runs,
    )


def read(path: Path) -> bytes:
    """The bytes of a regular file that is not too large for a document; else FileError."""
    try:
        # Reading a device or a pipe might never end.
        if path.exists() and not path.is_file():
            raise OSError(errno.EINVAL, "it is a folder or a device")
        if path.stat().st_size > MAX_BYTES:
            raise FileError(f"“{path.name}” is larger than the {MAX_BYTES // 2**20} MB allowed.")
        return path.read_bytes()
    except OSError as error:
        raise FileError(f"“{path.name}” can't be read: {_reason(error)}.") from None


def load(path: Path) -> Content:
    """Read the document at `path`. Raises FileError, also when it can't be read."""
    return decode(read(path), path.name)


def save(content: Content, path: Path) -> None:
    """Write the document whole or not at all: a new file beside it takes its place.

    Raises FileError when that fails; what was at `path` is then as it was.
    """
    text = encode(content)
    target = path.resolve()
    # A name may be as long as the file system allows; this one adds to it.
    temporary = target.with_name(f".{target.name[:50]}.{os.getpid()}.part")
    try:
        if target.exists() and not target.is_file():
            raise OSError(errno.EINVAL, "it is a folder or a device")
        if target.exists() and not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, "it is read-only")
        with temporary.open("xb") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            temporary.chmod(target.stat().st_mode & 0o777)
        temporary.replace(target)
    except OSError as error:
        # Where nothing could be written, there may be nothing that could be removed.
        with suppress(OSError):
            temporary.unlink()
        raise FileError(
            f"“{path.name}” can't be saved: {_reason(error)}; choose another place."
        ) from None


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _plain(error: Exception) -> str:
    return "it is nested too deeply" if isinstance(error, RecursionError) else str(error)


def _encode_hook(value: object) -> object:
    if isinstance(value, np.ndarray):
        return value.T.tolist()
    raise TypeError(f"can't write a {type(value).__name__}")


def _write_hook(value: object) -> object:
    if isinstance(value, np.ndarray):
        return [_column(column) for column in value.T]
    return _encode_hook(value)


def _column(values: NDArray[np.float64]) -> msgspec.Raw:
    """A column as JSON, made piece by piece: all at once would hold other threads up."""
    pieces = (values[row : row + _PIECE].tolist() for row in range(0, len(values), _PIECE))
    return msgspec.Raw(b"[%b]" % b",".join(msgspec.json.encode(piece)[1:-1] for piece in pieces))


def _decode_hook(kind: type, value: object) -> object:
    """A table's values, the only field that is not of a type JSON knows."""
    columns = msgspec.convert(value, list[list[float]])
    if len({len(column) for column in columns}) > 1:
        raise ValueError("the table's columns differ in length")
    return np.array(columns, dtype=np.float64).T


def _refuse_unknown(raw: object, known: object, path: str) -> None:
    """Nobody's entry is dropped in silence: what this version doesn't know stops the opening."""
    if isinstance(raw, dict) and isinstance(known, dict):
        for key, value in raw.items():
            if key not in known:
                raise ValueError(f"{path} has an entry {key[:40]!r} that this version doesn't know")
            _refuse_unknown(value, known[key], f"{path}.{key}")
    elif isinstance(raw, list) and isinstance(known, list | tuple):
        for index, (item, twin) in enumerate(zip(raw, known, strict=False)):
            _refuse_unknown(item, twin, f"{path}[{index}]")


def _check(body: _Body) -> None:
    network, table = body.network, body.data.table
    if len(network.nodes) > MAX_NODES or len(network.edges) > MAX_EDGES:
        raise ValueError(
            f"it has {len(network.nodes):,} nodes and {len(network.edges):,} edges, the limits "
            f"are {MAX_NODES:,} and {MAX_EDGES:,}"
        )
    if body.new_items.activation not in ACTIVATION_NAMES:
        raise ValueError(f"new neurons have the unknown activation {body.new_items.activation!r}")
    if body.new_items.initializer not in INITIALIZER_NAMES:
        raise ValueError(f"the initial weights {body.new_items.initializer!r} are unknown")
    if not 0 <= body.epoch <= MAX_NUMBER:
        raise ValueError("the epoch is negative or out of range")
    if len({run.color for run in body.runs}) < len(body.runs):
        raise ValueError(f"its earlier runs are more than {MOST_RUNS}, or share a colour")
    if table is not None:
        _check_table(table)


def _check_table(table: Table) -> None:
    width = len(table.columns)
    if table.values.ndim != 2 or table.values.shape[1] != width or len(table.categories) != width:
        raise ValueError("the table's values don't fit its columns")
    if len(set(table.columns)) < width or any(len(name) > MAX_NAME for name in table.columns):
        raise ValueError(f"the table's columns need different names of up to {MAX_NAME} characters")
    if np.abs(table.values).max(initial=0.0) > MAX_NUMBER:
        raise ValueError(f"the table has numbers beyond {MAX_NUMBER:g}")
    for column, categories in zip(table.values.T, table.categories, strict=True):
        if categories and not np.isin(column, np.arange(len(categories))).all():
            raise ValueError("the table names a class that it doesn't have")


def _build(body: _NetworkBody) -> Network:
    network = Network()
    for node in body.nodes:
        _check_id(node.id, _NODE_ID, node.id in network.nodes)
        _check_node(node)
        network.put_node(node)
    columns = [node.column for node in network.inputs()]
    if len(set(columns)) < len(columns):
        raise ValueError("two inputs are bound to the same column")
    pairs = set()
    for edge in body.edges:
        _check_id(edge.id, _EDGE_ID, edge.id in network.edges)
        _check_weights(edge.id, edge.weight, edge.start)
        for end in (edge.source, edge.target):
            if end not in network.nodes:
                raise ValueError(f"edge {edge.id} ends at {end[:20]!r}, which is no node")
        if network.nodes[edge.target].is_input or (edge.source, edge.target) in pairs:
            raise ValueError(f"edge {edge.id} leads into an input or doubles another edge")
        pairs.add((edge.source, edge.target))
        network.put_edge(edge)
    network.levels()
    return network


def _check_id(item_id: str, form: re.Pattern[str], taken: bool) -> None:
    if taken or not form.fullmatch(item_id):
        raise ValueError(f"the id {item_id[:20]!r} is malformed or there twice")


def _check_node(node: Node) -> None:
    _check_weights(node.id, node.bias, node.start)
    if not (abs(node.x) <= MAX_PLACE and abs(node.y) <= MAX_PLACE):
        raise ValueError(f"node {node.id} lies too far out")
    if max(len(node.name), len(node.column or "")) > MAX_NAME:
        raise ValueError(f"node {node.id} has a name of more than {MAX_NAME} characters")
    if node.activation not in ACTIVATION_NAMES:
        raise ValueError(f"node {node.id} has the unknown activation {node.activation[:40]!r}")
    if node.target is not None and node.target < 0:
        raise ValueError(f"node {node.id} has a negative target")
    for name, value in node.parameters:
        if abs(value) > MAX_NUMBER or len(name) > MAX_NAME:
            raise ValueError(f"node {node.id} has an activation parameter out of range")


def _check_weights(item_id: str, *weights: Weight | None) -> None:
    for weight in weights:
        if weight is None:
            continue
        if weight.text is not None and parse_weight(weight.text, weight).value != weight.value:
            raise ValueError(f"{item_id} shows a fraction that is not its weight")
