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

from playground.data.choice import DataChoice, Table, choose_painted
from playground.data.painted import Painted
from playground.data.plane import PlaneChoice
from playground.document import files
from playground.document.content import Content, NewItems, ViewChoice
from playground.document.files import FileError
from playground.document.kept_run import KeptRun
from playground.engine.spec import StopRules, TrainingSpec
from playground.network.model import Edge, Network, Node
from playground.network.weight import Weight
from tests.helpers import networks, small_network


def text_with(**entries: object) -> bytes:
    return json.dumps({"format": "nnplay", "version": 1, **entries}).encode()


def node(**entries: object) -> dict[str, object]:
    return {"nodes": [{"id": "n1", "x": 0, "y": 0, **entries}]}


RUN = {
    "network": "2-1 tanh",
    "seed": 1,
    "is_changed": False,
    "color": 0,
    "epochs": [0.0, 1.0],
    "train": [0.5, 0.25],
}
GOLDEN = Path(__file__).parent / "formats"


def golden_content() -> Content:
    """Something of everything that format 1 can say."""
    network = Network(
        [
            Node("n1", -96.0, 0.0, column="x1"),
            Node("n2", -96.0, 66.0, column="x2"),
            Node(
                "n3",
                0.0,
                0.0,
                "h",
                activation="leaky_relu",
                parameters=(("slope", 0.2),),
                bias=Weight(1 / 3, "1/3"),
                locked=True,
            ),
            Node("n5", 96.0, 22.5, activation="tanh", bias=Weight(-0.1), start=Weight(0.0)),
        ],
        [
            Edge("e1", "n1", "n3", Weight(0.1), start=Weight(-2 / 3, "-2/3")),
            Edge("e2", "n2", "n3", Weight(5e-324), locked=True),
            Edge("e7", "n3", "n5", Weight(0.0), dead=True),
            Edge("e8", "n1", "n5", Weight(-1e12)),
        ],
    )
    points = Painted().put(np.array([[0.1, -0.2], [1 / 3, 4.0]]), 1.0)
    runs = (
        KeptRun("2-4-1 tanh", 1, False, 0, (0.0, 1.0, 2.5), (0.5, 0.25, None), (0.6, None, 0.3)),
        KeptRun("2-8-8-1 mixed", 2**63 - 1, True, 7, (0.0, 12.0), (1e30, 1e-9)),
    )
    plane = PlaneChoice("x2", "x1", (("age", 0.1),), (-1.0, 2.0, 0.0, 0.25), "y")
    return Content(
        network,
        choose_painted(DataChoice(train_share=70), points),
        TrainingSpec(learning_rate=0.01, loss="binary_cross_entropy", seed=9),
        StopRules(epochs=500),
        NewItems("relu", "he"),
        ViewChoice(plane=plane, overlay_nodes=("n5",), loss_log=True, loss_keep=False),
        1240,
        runs,
    )


def test_every_format_can_be_opened_for_ever() -> None:
    # A golden file is never written anew: what it says is what a person may have on disk.
    assert [path.name for path in sorted(GOLDEN.iterdir())] == [
        f"{version}.nnplay" for version in range(1, files.VERSION + 1)
    ]
    assert files.load(GOLDEN / "1.nnplay") == golden_content()


def test_kept_runs_come_back_as_they_were() -> None:
    content = golden_content()
    assert files.decode(files.encode(content), "a").runs == content.runs
    assert b"null" in files.encode(Content(runs=content.runs))


@given(networks())
def test_documents_come_back_as_they_were(network: Network) -> None:
    content = Content(network, epoch=7)
    assert files.decode(files.encode(content), "a") == content


@given(st.floats(allow_nan=False, allow_infinity=False))
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
        (text_with(network=node(bias={"value": 0.75})).replace(b"0.75", b"1e999"), "range"),
        (text_with(network=node(bias={"value": 0.3, "text": "1/3"})), "fraction"),
        (text_with(training={"loss": "guess"}), "guess"),
        (text_with(training={"batch_size": -1}), "batch_size"),
        (text_with(epoch=-1), "negative"),
        (b'{"format":"nnplay","version":1,"training":{"learning_rate":1e999}}', "range"),
        (b'{"format":"nnplay","version":1,"training":{"learning_rate":NaN}}', "damaged"),
        (text_with(epoch=10**400), "range"),
        (text_with(runs=[RUN, RUN]), "share a colour"),
        (text_with(runs=[RUN | {"epochs": [0.0]}]), "2 to 2,000 epochs"),
        (text_with(runs=[RUN | {"epochs": [1.0, 1.0]}]), "don't rise"),
        (text_with(runs=[RUN | {"epochs": [0.0, 5e-324]}]), "shorter or longer"),
        (text_with(runs=[RUN | {"epochs": [0.0, 1.7e308]}]), "shorter or longer"),
        (text_with(runs=[RUN | {"test": [0.5]}]), "some of its epochs"),
        (text_with(runs=[RUN | {"color": 8}]), "out of range"),
        (text_with(runs=[RUN | {"train": [0.5, "low"]}]), "runs[0].train"),
        (text_with(runs=[RUN | {"network": "x" * 201}]), "200 characters"),
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
