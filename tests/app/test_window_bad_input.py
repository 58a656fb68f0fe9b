"""Whatever is opened: one clear sentence, and the window and the open document untouched."""

from __future__ import annotations

import json
import random
from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QPushButton

from playground.document import edits, files
from playground.document.content import Content
from playground.network.model import Network
from playground.network.templates import layered
from playground.network.weight import Weight
from tests.app.conftest import Desk, xor_content
from tests.eyes import label_of


def open_path(desk: Desk, path) -> None:
    """Drop a file on the window."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    assert desk.drop(data)


def open_table(desk: Desk, path) -> None:
    """Drop a table and take what the dialog suggests."""
    desk.answer(lambda asked: desk.push(desk.button("Open", asked)))
    open_path(desk, path)
    desk.wait(lambda: desk.window.csv._dialog is None)
    desk.settle()


def assert_one_sentence(text: str) -> None:
    assert text.endswith(".")
    assert 20 < len(text) < 400
    assert "\n" not in text
    assert "Traceback" not in text


DOCUMENT = files.encode(xor_content()).decode()
BAD_DOCUMENTS = {
    "empty": "",
    "truncated": DOCUMENT[: len(DOCUMENT) // 2],
    "foreign": '{"cells": [], "nbformat": 4}',
    "no JSON": "\x89PNG\r\n\x1a\n" + "\0" * 100,
    "a list": "[1, 2, 3]",
    "newer": DOCUMENT.replace('"version": 1', '"version": 99'),
    "deep": "[" * 100_000,
    "NaN": DOCUMENT.replace('"x": 0.0', '"x": NaN', 1),
    "huge number": DOCUMENT.replace('"x": 0.0', '"x": 1e999', 1),
    "long name": DOCUMENT.replace('"name": ""', f'"name": "{"n" * 100_000}"', 1),
}


def cyclic() -> str:
    body = json.loads(DOCUMENT)
    edges = body["network"]["edges"]
    edges.append({**edges[-1], "id": "e99", "source": "n7", "target": "n3"})
    return json.dumps(body)


def test_a_bad_document_is_refused_in_one_sentence(xor_desk: Desk, tmp_path):
    desk = xor_desk
    before, title = desk.document.content.copy(), desk.window.windowTitle()
    for kind, text in (BAD_DOCUMENTS | {"cycle": cyclic()}).items():
        assert text != DOCUMENT, kind
        path = tmp_path / f"{kind}.nnplay"
        path.write_text(text, encoding="latin-1")

        open_path(desk, path)

        assert_one_sentence(desk.message)
        assert path.name in desk.message
        assert desk.document.content == before, kind
        assert desk.window.windowTitle() == title, kind
        assert not desk.window.isWindowModified(), kind


def test_a_file_that_is_gone_and_a_folder_are_refused(xor_desk: Desk, tmp_path):
    desk = xor_desk
    before = desk.document.content.copy()
    for path in (tmp_path / "gone.nnplay", tmp_path, tmp_path / ("n" * 300 + ".nnplay")):
        open_path(desk, path)
        assert_one_sentence(desk.message)
        assert desk.document.content == before


def test_a_table_that_can_not_be_read_is_refused_without_a_dialog(xor_desk: Desk, tmp_path):
    before = xor_desk.document.content.copy()
    for number, text in enumerate(("", "\n\n\n", "a,b\0,c\n1,2,3\n", '"' + "x" * 200_000)):
        path = tmp_path / f"bad {number}.csv"
        path.write_text(text)
        open_path(xor_desk, path)
        assert_one_sentence(xor_desk.message)
        assert path.name in xor_desk.message
        assert xor_desk.document.content == before


def test_a_bad_row_is_named_by_its_line(xor_desk: Desk, tmp_path):
    before = xor_desk.document.content.copy()
    for line, (row, said) in enumerate(
        (
            ("4,oops,1", ", column “b”: “oops” is not a number"),
            ("4,nan,1", ""),
            ("4,1e300,1", ""),
            ("4,inf,1", ""),
            ("4,5", ""),
            ("4,,1", ", column “b”: the cell is empty"),
        ),
        start=302,
    ):
        path = tmp_path / "rows.csv"
        path.write_text("a,b,label\n" + "1,2,0\n" * (line - 2) + row + "\n")
        open_table(xor_desk, path)
        assert xor_desk.message.startswith(f"Line {line}{said}"), row
        assert_one_sentence(xor_desk.message)
        assert xor_desk.document.content == before


def test_a_table_without_rows_can_not_be_taken(xor_desk: Desk, tmp_path):
    path = tmp_path / "header.csv"
    path.write_text("a,b,label\n")
    before = xor_desk.document.content.copy()
    said = []

    def look(asked) -> None:
        button = desk_button(asked, "Open")
        said.append((button.isEnabled(), label_of(asked, "error")))
        asked.reject()

    def desk_button(asked, text: str) -> QPushButton:
        return next(b for b in asked.findChildren(QPushButton) if b.text().replace("&", "") == text)

    xor_desk.answer(look)
    open_path(xor_desk, path)
    (enabled, error) = said[0]
    assert not enabled
    assert_one_sentence(error)
    assert xor_desk.document.content == before


@pytest.mark.parametrize(
    ("text", "missing"),
    [("a,b,kind\n1,2,yes\n", "row"), ("a,b,kind\n" + "1,2,yes\n3,4,yes\n" * 20, "class")],
    ids=["one row", "one class"],
)
def test_a_table_with_too_little_opens_and_train_says_what_is_missing(
    xor_desk: Desk, tmp_path, text, missing
):
    desk = xor_desk
    path = tmp_path / "little.csv"
    path.write_text(text)
    open_table(desk, path)
    assert desk.document.data.source == "table"
    problem = desk.controller.lowered.problem
    assert_one_sentence(problem)
    assert missing in problem or "point" in problem
    assert not desk.button("Train").isEnabled()
    desk.window.actions_table["train"].trigger()
    assert desk.message == problem
    assert not desk.controller.is_running


def long_table(path, rows: int) -> None:
    rng = random.Random(1)
    numbers = [f"{rng.uniform(-5, 5):.4f},{rng.uniform(-5, 5):.4f}" for _ in range(1000)]
    lines = [f"{pair},{'ab'[row % 2]}" for row, pair in enumerate(numbers * (rows // 1000))]
    path.write_text("x,y,kind\n" + "\n".join(lines) + "\n")


def test_a_long_table_opens_while_the_window_lives_and_is_drawn_as_a_sample(
    xor_desk: Desk, tmp_path, monkeypatch
):
    desk = xor_desk
    monkeypatch.setattr("playground.app.data.csv_files._PATIENCE_MILLISECONDS", 0)
    path = tmp_path / "long.csv"
    long_table(path, 150_000)
    seen = []
    desk.window.csv._timer.timeout.connect(lambda: seen.append(progress_of(desk)))

    open_table(desk, path)

    assert desk.document.data.table.row_count == 150_000
    shares = [share for share in seen if share is not None]
    assert shares == sorted(shares)
    assert any(0 < share < 100 for share in shares)
    assert "random sample" in desk.window.region._caption.text()
    assert "150,000" in desk.window.region._caption.text()


def test_reading_a_long_table_can_be_cancelled(xor_desk: Desk, tmp_path, monkeypatch):
    desk = xor_desk
    monkeypatch.setattr("playground.app.data.csv_files._PATIENCE_MILLISECONDS", 0)
    path = tmp_path / "long.csv"
    long_table(path, 150_000)
    before = desk.document.content.copy()
    cancelled = []

    def cancel() -> None:
        if desk.window.csv._progress is not None and not cancelled:
            cancelled.append(True)
            desk.window.csv._progress.cancel()

    desk.window.csv._timer.timeout.connect(cancel)
    open_table(desk, path)
    assert cancelled
    assert desk.document.content == before
    assert desk.message == ""


def progress_of(desk: Desk) -> int | None:
    progress = desk.window.csv._progress
    return progress.value() if progress is not None else None


def test_a_name_of_a_hundred_thousand_characters_is_refused(xor_desk: Desk):
    desk = xor_desk
    before = desk.document.content.copy()
    desk.controller.do(edits.rename("n3", "n" * 100_000))
    assert_one_sentence(desk.message)
    assert "100,000" in desk.message
    assert desk.document.content == before


def test_an_odd_link_gets_a_sentence_or_several(xor_desk: Desk):
    said = set()
    for pairs in ("networkShape=" + "9," * 1000, "a" * 1_000_000, "learningRate=NaN&noise=1e99"):
        data = QMimeData()
        data.setText(f"https://playground.tensorflow.org/#{pairs}")
        xor_desk.drop(data)
        xor_desk.settle()
        assert xor_desk.message.endswith(".")
        assert len(xor_desk.message) < 1000
        said.add(xor_desk.message)
        xor_desk.stack.setClean()
    assert len(said) == 3


def test_a_refused_number_is_no_longer_told_of_once_one_is_taken(xor_desk: Desk):
    desk = xor_desk
    box = next(
        part
        for part in desk.window.training_panel.findChildren(QComboBox)
        if part.accessibleName() == "Learning rate"
    )
    box.setFocus()
    for text in ("abc", "0.25"):
        box.lineEdit().selectAll()
        QTest.keyClicks(box.lineEdit(), text)
        QTest.keyClick(box.lineEdit(), Qt.Key.Key_Return)
        assert bool(desk.message) == (text == "abc")
    assert desk.document.training.learning_rate == 0.25


@pytest.mark.parametrize(
    ("activation", "weight"), [("step", 1e308), ("relu", 1e200), ("identity", 1e30)]
)
def test_weights_beyond_all_measure_are_shown_without_a_warning(open_desk, activation, weight):
    content = Content(network=Network(*layered([2, 3, 3, 1], ["x1", "x2"])))
    for node in [node for node in content.network.nodes if not node.is_input]:
        content.network.put_node(replace(node, activation=activation))
    for edge in list(content.network.edges):
        content.network.put_edge(replace(edge, weight=Weight(weight)))
    desk = open_desk(content)
    for dock in ("Compare", "Regions"):
        desk.window.docks[dock].show()
        desk.window.docks[dock].raise_()
        desk.settle()
    desk.window.canvas.zoom_by(0.05)
    desk.window.grab()
