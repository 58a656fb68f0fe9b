from __future__ import annotations

import json
import os
import stat
import struct
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.data.choice import DataChoice, Table
from playground.document import files
from playground.document.content import Content
from playground.document.files import FileError
from playground.network.model import Network, Node
from playground.network.weight import Weight
from tests.helpers import networks, small_network


def text_with(**entries: object) -> bytes:
    return json.dumps({"format": "nnplay", "version": 1, **entries}).encode()


def node(**entries: object) -> dict[str, object]:
    return {"nodes": [{"id": "n1", "x": 0, "y": 0, **entries}]}


@given(networks())
def test_documents_come_back_as_they_were(network: Network) -> None:
    content = Content(network, epoch=7)
    assert files.decode(files.encode(content), "a") == content


@given(st.floats(-1e12, 1e12))
def test_weights_come_back_to_the_bit(value: float) -> None:
    content = Content(Network([Node("n1", 0, 0, bias=Weight(value))]))
    back = files.decode(files.encode(content), "a").network.nodes["n1"].bias.value
    assert struct.pack("d", back) == struct.pack("d", value)


def test_a_table_is_kept_inside() -> None:
    table = Table("a.csv", ("x", "kind"), np.array([[0.1, 1], [1 / 3, 0]]), ((), ("cat", "dog")))
    content = Content(data=DataChoice(source="table", table=table, target="kind"))
    assert files.decode(files.encode(content), "a") == content


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b"", "damaged"),
        (b"{", "damaged"),
        (files.encode(Content(small_network()))[:-40], "damaged"),
        (b"\x89PNG\r\n", "damaged"),
        (b'{"a": 1}', "not a playground document"),
        (b'{"format": "nnplay"}', "which version"),
        (b'{"format": "nnplay", "version": 99}', "newer release"),
        (b"[" * 100_000, "damaged"),
        (text_with(surprise=1), "surprise"),
        (text_with(network=node(surprise=1)), "surprise"),
        (text_with(network=node(y="up")), "nodes[0].y"),
        (text_with(network=node(x=1e300)), "too far"),
        (text_with(network=node(id="m1")), "malformed"),
        (text_with(network=node(name="x" * 100_000)), "200 characters"),
        (text_with(network=node(activation="magic")), "magic"),
        (text_with(network=node(bias={"value": 1e13})), "beyond"),
        (text_with(network=node(bias={"value": 0.3, "text": "1/3"})), "fraction"),
        (text_with(training={"loss": "guess"}), "guess"),
        (text_with(training={"batch_size": -1}), "batch_size"),
        (text_with(epoch=-1), "negative"),
        (b'{"format":"nnplay","version":1,"training":{"learning_rate":1e999}}', "range"),
        (b'{"format":"nnplay","version":1,"training":{"learning_rate":NaN}}', "damaged"),
        (text_with(epoch=10**400), "range"),
    ],
)
def test_refuses_with_one_sentence(text: bytes, words: str) -> None:
    with pytest.raises(FileError) as caught:
        files.decode(text, "bad.nnplay")
    message = str(caught.value)
    assert words in message
    assert message.startswith("“bad.nnplay”")
    assert message.endswith(".")
    assert "\n" not in message
    assert len(message) < 300


@pytest.mark.parametrize(
    ("edges", "words"),
    [
        ([("e3", "n1", "n9")], "no node"),
        ([("e3", "n1", "n2"), ("e4", "n2", "n1")], "loop"),
        ([("e3", "n1", "n2"), ("e4", "n1", "n2")], "doubles"),
        ([("e3", "n1", "n2"), ("e3", "n2", "n1")], "twice"),
    ],
)
def test_refuses_impossible_drawings(edges: list[tuple[str, str, str]], words: str) -> None:
    network = {
        "nodes": [{"id": "n1", "x": 0, "y": 0}, {"id": "n2", "x": 0, "y": 0}],
        "edges": [
            {"id": edge, "source": a, "target": b, "weight": {"value": 1}} for edge, a, b in edges
        ],
    }
    with pytest.raises(FileError, match=words):
        files.decode(text_with(network=network), "bad")


@given(st.binary(max_size=200))
def test_any_bytes_give_a_document_or_the_one_error(text: bytes) -> None:
    with pytest.raises(FileError):
        files.decode(text, "bad")


@given(st.data())
def test_any_damage_gives_a_document_or_the_one_error(data: st.DataObject) -> None:
    text = bytearray(files.encode(Content(small_network())))
    for _ in range(data.draw(st.integers(1, 4))):
        text[data.draw(st.integers(0, len(text) - 1))] = data.draw(st.integers(0, 255))
    try:
        files.decode(bytes(text), "bad")
    except FileError:
        return


def test_saving_replaces_the_file_whole_and_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "a.nnplay"
    files.save(Content(), path)
    path.chmod(0o640)
    files.save(Content(small_network()), path)
    assert files.load(path) == Content(small_network())
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert os.listdir(tmp_path) == ["a.nnplay"]


def test_a_failed_save_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.nnplay"
    files.save(Content(), path)
    before = path.read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FileError, match="no space left"):
        files.save(Content(small_network()), path)
    assert path.read_bytes() == before
    assert os.listdir(tmp_path) == ["a.nnplay"]


def test_where_nothing_can_be_written_the_reason_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for path in (tmp_path / "file" / "a.nnplay", tmp_path / ("é" * 300)):
        with pytest.raises(FileError, match="can't be saved"):
            files.save(Content(), path)


def test_the_longest_name_can_be_saved(tmp_path: Path) -> None:
    path = tmp_path / ("網" * 82 + files.SUFFIX)
    files.save(Content(), path)
    assert files.load(path) == Content()


def test_missing_files_and_folders_are_named(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="can't be read"):
        files.load(tmp_path / "nowhere.nnplay")
    with pytest.raises(FileError, match="folder or a device"):
        files.load(tmp_path)
    with pytest.raises(FileError, match="folder or a device"):
        files.save(Content(), tmp_path)
    with pytest.raises(FileError, match="can't be saved"):
        files.save(Content(), tmp_path / "no" / "a.nnplay")


def test_a_document_that_could_not_be_opened_again_is_not_saved(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(files, "MAX_BYTES", 100)
    with pytest.raises(FileError, match="smaller table"):
        files.encode(Content(small_network()))
    with pytest.raises(FileError, match="at most"):
        files.decode(b" " * 101, "big")
