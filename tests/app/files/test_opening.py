"""A large document is read while the window goes on, and can be cancelled."""

from __future__ import annotations

import gc
import threading
import time
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QProgressDialog, QWidget

from playground.app.files import opening
from playground.app.files.opening import Opening
from playground.data.choice import DataChoice, Table
from playground.document import files, large_tables
from playground.document.content import Content
from tests.app.conftest import Desk

PATIENCE = 60


class Reader:
    """Holds the reading of a table up until the test has done what it wants meanwhile."""

    def __init__(self) -> None:
        self.reading, self.may_go_on = threading.Event(), threading.Event()
        self._real = large_tables.Columns.read

    def read(self, columns, progress=None):
        self.reading.set()
        end = time.monotonic() + PATIENCE
        while not self.may_go_on.wait(0.01):
            if not progress(0.5):
                raise large_tables.Stopped
            if time.monotonic() > end:
                raise TimeoutError("Nothing was done meanwhile.")
        return self._real(columns, progress)


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Iterator[Reader]:
    held = Reader()
    monkeypatch.setattr(opening, "_FEW_BYTES", 0)
    monkeypatch.setattr(opening, "_PATIENCE_MILLISECONDS", 1)
    monkeypatch.setattr(
        large_tables.Columns, "read", lambda columns, progress=None: held.read(columns, progress)
    )
    yield held
    held.may_go_on.set()


@pytest.fixture
def large(tmp_path: Path) -> Path:
    values = np.random.default_rng(1).normal(size=(5_000, 3))
    table = Table("large.csv", ("a", "b", "c"), values, ((), (), ()))
    path = tmp_path / "large.nnplay"
    files.save(Content(data=DataChoice("table", table=table, inputs=("a", "b"), target="c")), path)
    return path


def meanwhile(desk: Desk, reader: Reader, act: Callable[[QProgressDialog], object]) -> None:
    """Once the dialog is on the screen, do something with it; call this before opening."""

    def look() -> None:
        found = [busy for busy in desk.window.findChildren(QProgressDialog) if busy.isVisible()]
        # Before it is active, Escape would hide it and cancel nothing.
        if found and found[0].isActiveWindow() and reader.reading.is_set():
            act(found[0])
            return
        for busy in found:
            busy.activateWindow()
        QTimer.singleShot(5, look)

    QTimer.singleShot(0, look)


def test_the_window_lives_while_a_large_document_is_opened(desk: Desk, reader, large):
    said = []

    def see(busy: QProgressDialog) -> None:
        said.append((busy.labelText(), busy.isModal()))
        reader.may_go_on.set()

    meanwhile(desk, reader, see)
    desk.window.documents.open(str(large))
    assert said == [("Opening “large.nnplay”…", True)]
    assert desk.document.content == files.load(large)
    assert desk.window.documents.name == "large"
    assert desk.window.settings.recent_files[0] == str(large)
    desk.settle()


def test_cancel_leaves_what_was_there(xor_desk: Desk, reader, large):
    before = xor_desk.document.content
    meanwhile(xor_desk, reader, lambda busy: xor_desk.qtbot.keyClick(busy, Qt.Key.Key_Escape))
    xor_desk.window.documents.open(str(large))
    assert xor_desk.document.content is before
    assert xor_desk.message == ""
    assert not xor_desk.window.settings.recent_files
    reader.may_go_on.set()
    xor_desk.window.documents.open(str(large))
    assert xor_desk.document.content == files.load(large)
    xor_desk.settle()


def test_another_document_waits_until_the_first_is_there(desk: Desk, reader, large):
    def open_another(_: QProgressDialog) -> None:
        desk.window.documents.open("xor")
        assert "still being opened" in desk.message
        reader.may_go_on.set()

    meanwhile(desk, reader, open_another)
    desk.window.documents.open(str(large))
    assert desk.window.documents.name == "large"
    desk.settle()


def test_a_window_that_closes_meanwhile_gives_up(desk: Desk, reader, large):
    before = desk.document.content
    meanwhile(desk, reader, lambda _: desk.window.close())
    desk.window.documents.open(str(large))
    assert not desk.window.isVisible()
    assert desk.document.content is before


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (lambda text: text[:-40], "damaged"),
        (lambda text: text.replace(b"e-05", b"e-05x", 1).replace(b"0.5", b"0.5x", 1), "can't be"),
    ],
)
def test_why_it_can_not_be_opened_is_said(desk: Desk, reader, large: Path, damage, sentence):
    large.write_bytes(damage(large.read_bytes()))
    before = desk.document.content
    reader.may_go_on.set()
    desk.window.documents.open(str(large))
    assert sentence in desk.message
    assert desk.document.content is before


def test_too_little_memory_is_said(desk: Desk, reader, large, monkeypatch):
    def run_out(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(files, "decode", run_out)
    desk.window.documents.open(str(large))
    assert "not enough memory" in desk.message


def test_what_was_opened_is_kept_by_nobody_but_who_has_it(qtbot, reader, large):
    reader.may_go_on.set()
    window = QWidget()
    qtbot.addWidget(window)
    opened = Opening(window).open(str(large))
    values = weakref.ref(opened.content.data.table.values)
    assert values() is not None
    del opened
    gc.collect()
    assert values() is None
