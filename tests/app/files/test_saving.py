"""A document with a large table is written while the window goes on."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFileDialog

from playground.app.files.saving import save_document
from playground.data.choice import DataChoice, Table
from playground.document import edits, files
from playground.document.content import Content
from tests.app.conftest import CONTROL, Desk


@pytest.fixture
def large_desk(open_desk) -> Desk:
    values = np.random.default_rng(1).normal(size=(30_000, 3))
    table = Table("large.csv", ("a", "b", "c"), values, ((), (), ()))
    data = DataChoice("table", table=table, inputs=("a", "b"), target="c")
    return open_desk(Content(data=data))


def test_the_window_lives_while_a_large_table_is_saved(
    large_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    desk, path = large_desk, tmp_path / "large.nnplay"
    saving, beaten = threading.Event(), threading.Event()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    real = files.save

    def save_once_the_window_has_moved(content: Content, target: Path) -> None:
        saving.set()
        assert beaten.wait(60), "the window stands still"
        real(content, target)

    monkeypatch.setattr(files, "save", save_once_the_window_has_moved)
    desk.controller.do(edits.place_neuron(0, 0))
    heart = QTimer(desk.window, interval=1)
    heart.timeout.connect(lambda: beaten.set() if saving.is_set() else None)
    heart.start()
    desk.key(Qt.Key.Key_S, CONTROL)
    heart.stop()
    assert not desk.window.isWindowModified()
    assert files.load(path) == desk.document.content


def test_why_a_large_table_can_not_be_saved_is_said(
    large_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    desk = large_desk
    path = tmp_path / "nowhere" / "large.nnplay"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    desk.controller.do(edits.place_neuron(0, 0))
    desk.key(Qt.Key.Key_S, CONTROL)
    assert "can't be saved" in desk.message
    assert desk.window.isWindowModified()


def test_what_breaks_while_saving_is_raised_where_it_was_asked_for(
    large_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def breaks(content: Content, target: Path) -> None:
        raise MemoryError

    monkeypatch.setattr(files, "save", breaks)
    with pytest.raises(MemoryError):
        save_document(large_desk.document.content, tmp_path / "a.nnplay", large_desk.window)
