"""The points out of the window and into a file, from the menu, the panel and at any size."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtWidgets import QFileDialog, QToolButton

from playground.data.choice import DataChoice, Table
from playground.data.csv_file import peek, read
from playground.data.csv_write import write_csv
from playground.data.errors import Cancelled
from playground.data.load import load
from playground.document.content import Content


@pytest.fixture
def place(tmp_path, monkeypatch):
    path = tmp_path / "out.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    return path


def read_back(path):
    return load(DataChoice("table", table=read(path, peek(path).options), split="part"))


def test_menu_and_panel_write_the_points_that_are_shown(xor_desk, place):
    desk = xor_desk
    dataset = desk.controller.dataset
    desk.window.actions_table["export_points"].trigger()
    desk.wait(place.exists)
    again = read_back(place)
    assert again.inputs.tobytes() == dataset.inputs.tobytes()
    assert again.train_count == dataset.train_count
    desk.wait(lambda: "200 points were exported." in desk.window.statusBar().currentMessage())
    place.unlink()
    buttons = desk.window.data_panel.findChildren(QToolButton)
    next(b for b in buttons if b.accessibleName() == "Export points").click()
    desk.wait(place.exists)


def test_what_can_not_be_written_is_told(xor_desk, tmp_path, monkeypatch):
    missing = str(tmp_path / "none" / "out.csv")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (missing, ""))
    xor_desk.window.points_export.choose()
    xor_desk.wait(lambda: "can't be written" in xor_desk.message)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    xor_desk.window.points_export.choose()
    assert not (tmp_path / "none").exists()


def test_without_data_there_is_nothing_to_export(open_desk, place):
    desk = open_desk(Content(data=DataChoice("table")))
    desk.window.points_export.choose()
    assert desk.message.startswith("There are no points to export")
    assert not place.exists()


def test_writing_can_be_cancelled_and_leaves_what_was_there(tmp_path):
    count = 25_000
    values = np.zeros((count, 2))
    dataset = load(DataChoice("table", table=Table("t.csv", ("a", "y"), values, ((), ()))))
    path = tmp_path / "out.csv"
    path.write_text("before")
    shares: list[float] = []
    with pytest.raises(Cancelled):
        write_csv(path, dataset, lambda share: shares.append(share) or len(shares) < 3)
    assert shares == [0.0, 0.4, 0.8]
    assert path.read_text() == "before"
    write_csv(path, dataset, lambda share: True)
    assert read_back(path).inputs.tobytes() == dataset.inputs.tobytes()
    assert list(tmp_path.iterdir()) == [path]
