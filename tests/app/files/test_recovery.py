"""Unsaved work is there again after a crash, and only then."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from playground.app.files import recovery
from playground.app.files.recovery import recovery_folder
from playground.document import files
from tests.app.conftest import CONTROL, Desk

ROOT = Path(__file__).resolve().parents[3]
CRASHING = """
import sys
from PySide6.QtCore import QTimer
from playground.app.files import recovery
from playground.app.application import make_application, make_window
from playground.app.settings import AppSettings
from playground.document import edits
from playground.palette import LIGHT

recovery.EDIT_MILLISECONDS = recovery.TRAINING_MILLISECONDS = 1
app = make_application()
window = make_window(AppSettings(), LIGHT)
window.documents.open_now("xor")
window.show()
window.controller.do(edits.rename("n3", "kept"))
if sys.argv[1:] == ["train"]:
    window.controller.train()
print(flush=True)
app.exec()
"""


def crash(*arguments: str) -> None:
    """Edit a document in another process, and kill that as soon as its copy is there."""
    process = subprocess.Popen(
        [sys.executable, "-c", CRASHING, *arguments], cwd=ROOT, stdout=subprocess.PIPE
    )
    try:
        assert process.stdout is not None
        process.stdout.readline()
        while not trained_enough(arguments):
            assert process.poll() is None
    finally:
        process.send_signal(signal.SIGKILL)
        process.communicate()


def trained_enough(arguments: tuple[str, ...]) -> bool:
    copies = kept()
    return bool(copies) and (not arguments or files.load(copies[0]).epoch > 5)


def kept() -> list[Path]:
    return list(recovery_folder().glob(f"*/*{files.SUFFIX}"))


@pytest.mark.skipif(os.name != "posix", reason="kills a process")
def test_a_killed_program_leaves_a_copy_that_the_next_start_offers(desk: Desk):
    crash()
    assert desk.window.recovery.offer()
    assert "“Exclusive or” was found" in desk.window.recovery.strip.message

    desk.push(desk.button("Restore"))

    assert desk.network.nodes["n3"].name == "kept"
    assert desk.window.isWindowModified()
    assert desk.window.windowTitle().startswith("Exclusive or[*]")
    assert len(kept()) == 1  # its own copy by now
    assert desk.window.recovery.strip.message == ""


@pytest.mark.skipif(os.name != "posix", reason="kills a process")
def test_what_was_being_learned_is_in_the_copy(desk: Desk):
    crash("train")
    assert desk.window.recovery.offer()
    desk.push(desk.button("Restore"))
    assert desk.document.epoch > 5
    assert any(edge.start is not None for edge in desk.network.edges)


@pytest.mark.skipif(os.name != "posix", reason="kills a process")
def test_what_is_not_wanted_now_is_offered_again(desk: Desk):
    crash()
    assert desk.window.recovery.offer()
    desk.push(desk.button("Close this message", desk.window.recovery.strip))
    desk.wait(lambda: desk.window.recovery._found is None)
    assert not desk.network.nodes
    assert desk.window.recovery.offer()


def test_a_copy_of_a_program_that_still_runs_is_not_offered(xor_desk: Desk, open_desk, monkeypatch):
    keep_at_once(monkeypatch)
    xor_desk.double_click((0, 300))
    xor_desk.wait(kept)
    second = open_desk()
    assert not second.window.recovery.offer()


def test_a_saved_or_discarded_document_leaves_no_copy(xor_desk: Desk, monkeypatch, tmp_path):
    keep_at_once(monkeypatch)
    desk = xor_desk
    monkeypatch.setattr(
        "PySide6.QtWidgets.QFileDialog.getSaveFileName",
        lambda *_: (str(tmp_path / "saved.nnplay"), ""),
    )
    desk.double_click((0, 300))
    desk.wait(kept)
    desk.key(Qt.Key.Key_S, CONTROL)
    assert kept() == []

    desk.key(Qt.Key.Key_Z, CONTROL)
    desk.wait(kept)
    desk.key(Qt.Key.Key_Y, CONTROL)
    assert kept() == []

    desk.double_click((100, 300))
    desk.wait(kept)
    desk.window.documents.may_leave = lambda: True
    desk.window.close()
    assert list(recovery_folder().iterdir()) == []


def test_a_damaged_copy_is_told_and_the_document_stays(desk: Desk):
    folder = recovery_folder() / "left"
    folder.mkdir(parents=True)
    (folder / "drawing.nnplay").write_text("{")
    assert desk.window.recovery.offer()
    desk.push(desk.button("Restore"))
    assert "drawing.nnplay" in desk.message
    assert not desk.network.nodes


def test_a_state_folder_that_can_not_be_written_is_told(xor_desk: Desk, monkeypatch):
    keep_at_once(monkeypatch)
    recovery_folder().parent.mkdir(parents=True)
    recovery_folder().write_text("a file where the folder should be")
    xor_desk.double_click((0, 300))
    xor_desk.wait(lambda: xor_desk.message)
    assert xor_desk.message.startswith("No copy for the case of a crash can be kept")


def keep_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recovery, "EDIT_MILLISECONDS", 1)
