"""New, open, save, close: what a person does with documents, by keys, drops and dialogs."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QWidget

from playground.app.settings import AppSettings
from playground.document import files
from tests.app.conftest import CONTROL, SHIFT, Desk, xor_content

LINK = (
    "https://playground.tensorflow.org/#activation=tanh&batchSize=10&dataset=xor"
    "&learningRate=0.03&noise=0&networkShape=3,2&seed=0.5&percTrainData=50&x=true&y=true"
)
Button = QMessageBox.StandardButton


def choose(monkeypatch: pytest.MonkeyPatch, path: object) -> None:
    """Let the next file dialogs answer with a path."""
    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *_: (str(path), ""))


def change(desk: Desk) -> None:
    desk.double_click((100 * desk.stack.count() - 150, 180))
    assert desk.window.isWindowModified()


def click_in(desk: Desk, button: Button):
    """Something that clicks a button of a message box."""

    def act(asked: QWidget) -> None:
        assert isinstance(asked, QMessageBox)
        desk.push(asked.button(button))

    return act


def test_save_marks_the_document_as_saved_and_open_brings_it_back(
    xor_desk: Desk, monkeypatch, tmp_path
):
    desk = xor_desk
    change(desk)
    path = tmp_path / "drawing"
    choose(monkeypatch, path)

    desk.key(Qt.Key.Key_S, CONTROL)

    saved = path.with_suffix(".nnplay")
    assert files.load(saved) == desk.document.content
    assert not desk.window.isWindowModified()
    assert desk.window.windowTitle().startswith("drawing[*]")
    content = desk.document.content.copy()

    change(desk)
    choose(monkeypatch, "")  # no question for a place: the document has one
    desk.key(Qt.Key.Key_S, CONTROL)
    assert not desk.window.isWindowModified()
    assert files.load(saved) != content

    desk.key(Qt.Key.Key_N, CONTROL)
    assert not desk.network.nodes
    assert desk.window.windowTitle().startswith("Untitled[*]")
    choose(monkeypatch, saved)
    desk.key(Qt.Key.Key_O, CONTROL)
    assert desk.document.content == files.load(saved)
    assert not desk.stack.canUndo()


def test_save_as_writes_another_file_and_leaves_the_first(xor_desk: Desk, monkeypatch, tmp_path):
    desk = xor_desk
    for name in ("one.nnplay", "two.nnplay"):
        choose(monkeypatch, tmp_path / name)
        change(desk)
        desk.key(Qt.Key.Key_S, CONTROL | SHIFT)
    assert len(files.load(tmp_path / "one.nnplay").network.nodes) == 8
    assert len(files.load(tmp_path / "two.nnplay").network.nodes) == 9
    assert AppSettings().recent_files == [str(tmp_path / n) for n in ("two.nnplay", "one.nnplay")]


def test_a_place_that_can_not_be_written_is_told_and_nothing_counts_as_saved(
    xor_desk: Desk, monkeypatch, tmp_path
):
    desk = xor_desk
    change(desk)
    choose(monkeypatch, tmp_path / "missing" / "drawing.nnplay")
    desk.key(Qt.Key.Key_S, CONTROL)
    assert "can't be saved" in desk.message
    assert desk.window.isWindowModified()


@pytest.mark.parametrize(
    ("answer", "closed", "saved"),
    [(Button.Save, True, True), (Button.Discard, True, False), (Button.Cancel, False, False)],
)
def test_closing_asks_about_unsaved_changes(
    xor_desk: Desk, monkeypatch, tmp_path, answer, closed, saved
):
    desk, path = xor_desk, tmp_path / "drawing.nnplay"
    choose(monkeypatch, path)
    change(desk)
    desk.answer(click_in(desk, answer))
    assert desk.window.close() == closed
    assert path.exists() == saved


def test_a_running_training_counts_as_unsaved_and_is_saved_as_far_as_it_came(
    xor_desk: Desk, monkeypatch, tmp_path
):
    desk = xor_desk
    choose(monkeypatch, tmp_path / "trained.nnplay")
    desk.key(Qt.Key.Key_Return, CONTROL)
    desk.wait(lambda: desk.epoch > 20)
    assert desk.window.isWindowModified()

    desk.answer(click_in(desk, Button.Save))
    assert desk.window.close()

    assert files.load(tmp_path / "trained.nnplay").epoch > 20


def test_recent_files_are_listed_newest_first_and_missing_ones_are_greyed(
    desk: Desk, monkeypatch, tmp_path
):
    for name in ("a.nnplay", "b.nnplay"):
        files.save(xor_content(), tmp_path / name)
        choose(monkeypatch, tmp_path / name)
        desk.key(Qt.Key.Key_O, CONTROL)
    (tmp_path / "a.nnplay").unlink()

    menu = next(
        menu
        for menu in desk.window.findChildren(type(desk.window.actions_table.menus["file"]))
        if menu.title() == "Open &Recent"
    )
    menu.aboutToShow.emit()

    rows = [action for action in menu.actions() if not action.isSeparator()]
    assert [row.text() for row in rows] == ["&1 b.nnplay", "&2 a.nnplay", "&Clear List"]
    assert [row.isEnabled() for row in rows] == [True, False, True]
    rows[0].trigger()
    assert desk.window.windowTitle().startswith("b[*]")
    rows[2].trigger()
    assert AppSettings().recent_files == []


@pytest.mark.parametrize("onto_canvas", [True, False])
def test_a_dropped_document_opens(desk: Desk, tmp_path, onto_canvas):
    path = tmp_path / "dropped.nnplay"
    files.save(xor_content(), path)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    assert desk.drop(data, desk.canvas.viewport() if onto_canvas else None)
    assert desk.document.content == xor_content()


def test_a_dropped_table_asks_what_to_take_and_becomes_the_data(desk: Desk, tmp_path):
    path = tmp_path / "points.csv"
    path.write_text("height,width,kind\n" + "1,2,a\n3,4,b\n" * 20)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    desk.answer(lambda asked: desk.push(desk.button("Open", asked)))
    assert desk.drop(data)
    desk.wait(lambda: desk.document.data.source == "table")
    assert desk.document.data.table.columns == ("height", "width", "kind")
    assert desk.stack.undoText() == "Open points.csv"
    desk.key(Qt.Key.Key_Z, CONTROL)
    assert desk.document.data.source == "circle"


@pytest.mark.parametrize("as_url", [True, False])
def test_a_dropped_link_opens(desk: Desk, as_url):
    data = QMimeData()
    data.setUrls([QUrl(LINK)]) if as_url else data.setText(LINK)
    assert desk.drop(data)
    assert len(desk.network.nodes) == 8
    assert desk.document.data.source == "xor"


def test_a_pasted_link_opens(desk: Desk):
    QApplication.clipboard().setText(LINK)
    desk.key(Qt.Key.Key_V, CONTROL)
    QApplication.clipboard().clear()
    assert len(desk.network.nodes) == 8


def test_what_is_neither_file_nor_link_is_not_taken(desk: Desk):
    data = QMimeData()
    data.setText("hello")
    assert not desk.drop(data)


def test_an_unusable_file_is_told_before_anything_is_asked(desk: Desk, monkeypatch, tmp_path):
    change(desk)
    content = desk.document.content.copy()
    path = tmp_path / "broken.nnplay"
    path.write_text('{"format": "nnplay", "version": 1, "network": {"nodes": [{"id"')
    choose(monkeypatch, path)
    desk.key(Qt.Key.Key_O, CONTROL)
    assert desk.message.startswith("“broken.nnplay” is damaged")
    assert desk.document.content == content
    assert desk.window.isWindowModified()
