"""The gallery of examples."""

from __future__ import annotations

import threading

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from playground.app.examples.card import ExampleCard
from playground.app.examples.catalog import EXAMPLES
from playground.app.examples.pictures import SIZE, ExamplePictures
from playground.app.examples.welcome import WelcomeDialog
from playground.document import files
from tests.app.conftest import CONTROL, SHIFT, Desk, pixels, xor_content


def open_gallery(desk: Desk) -> WelcomeDialog:
    desk.key(Qt.Key.Key_E, CONTROL | SHIFT)
    gallery = desk.window.findChild(WelcomeDialog)
    assert gallery.isVisible()
    return gallery


def has_picture(card: ExampleCard) -> bool:
    """Whether there is more than bare ground where the picture belongs."""
    room = pixels(card)[20 : card.width() * 3 // 4 - 20, 20:-20]
    return bool((room != room[0, 0]).any())


def is_drawing() -> bool:
    return any(thread.name == "example pictures" for thread in threading.enumerate())


def test_every_example_is_drawn_and_changes_while_it_trains(desk: Desk):
    gallery = open_gallery(desk)
    # One that is looked at only when all are drawn may have learned all that it will.
    desk.wait(lambda: has_picture(gallery.cards["xor"]))
    first = pixels(gallery.cards["xor"])
    desk.wait(lambda: all(map(has_picture, gallery.cards.values())))
    desk.wait(lambda: np.abs(pixels(gallery.cards["xor"]).astype(int) - first).mean() > 4)
    gallery.close()
    assert not is_drawing()


def test_one_click_opens(desk: Desk):
    gallery = open_gallery(desk)
    desk.push(gallery.cards["triangle"])
    desk.settle()
    assert desk.window.windowTitle().startswith(EXAMPLES["triangle"].title)
    assert not is_drawing()


def test_arrows_walk_the_cards_and_enter_opens(desk: Desk):
    gallery = open_gallery(desk)
    cards = list(gallery.cards.values())
    assert gallery.focusWidget() is cards[0]
    QTest.keyClick(cards[0], Qt.Key.Key_Right)
    assert gallery.focusWidget() is cards[1]
    QTest.keyClick(cards[1], Qt.Key.Key_Down)
    below = gallery.focusWidget()
    assert below.x() == cards[1].x()
    assert below.y() > cards[1].y()
    QTest.keyClick(below, Qt.Key.Key_Up)
    QTest.keyClick(cards[1], Qt.Key.Key_Up)
    assert gallery.focusWidget() is cards[1]
    QTest.keyClick(cards[1], Qt.Key.Key_Return)
    desk.settle()
    assert desk.window.windowTitle().startswith(list(EXAMPLES.values())[1].title)


def test_recent_files_are_at_hand_and_those_that_are_gone_are_not(desk: Desk, tmp_path):
    files.save(xor_content(), tmp_path / "mine & yours.nnplay")
    desk.window.settings.add_recent_file(str(tmp_path / "gone.nnplay"))
    desk.window.settings.add_recent_file(str(tmp_path / "mine & yours.nnplay"))
    gallery = open_gallery(desk)
    names = [button.accessibleName() for button in gallery.findChildren(QPushButton)]
    assert "mine & yours.nnplay" in names
    assert "gone.nnplay" not in names
    desk.push(desk.button("mine & yours.nnplay", gallery))
    desk.settle()
    assert len(desk.network.nodes) == 7


def test_escape_leaves_everything_as_it_was(xor_desk: Desk):
    before = xor_desk.document.content.copy()
    gallery = open_gallery(xor_desk)
    QTest.keyClick(gallery, Qt.Key.Key_Escape)
    assert xor_desk.document.content == before
    assert not is_drawing()


def test_the_window_closes_with_its_gallery_open(desk: Desk):
    open_gallery(desk)
    desk.window.close()
    assert not is_drawing()


def test_the_pictures_end_by_themselves(qtbot):
    found: dict[str, list[np.ndarray]] = {}
    pictures = ExamplePictures([EXAMPLES["triangle"], EXAMPLES["half-plane"]])
    pictures.drawn.connect(lambda key, picture: found.setdefault(key, []).append(picture.rows))
    pictures.start()
    qtbot.waitUntil(lambda: not is_drawing(), timeout=60_000)
    qtbot.waitUntil(lambda: len(found) == 2, timeout=60_000)
    assert {rows.shape for drawn in found.values() for rows in drawn} == {(SIZE, SIZE)}
    assert len(np.unique(found["triangle"][0])) == 2  # a step is on or off
    pictures.stop()


@pytest.mark.parametrize("trouble", ["missing", "broken"])
def test_an_example_that_can_not_be_drawn_leaves_the_others(qtbot, monkeypatch, tmp_path, trouble):
    if trouble == "broken":
        (tmp_path / "circle.nnplay").write_text("{")
    path = type(EXAMPLES["circle"]).path.fget
    monkeypatch.setattr(
        type(EXAMPLES["circle"]),
        "path",
        property(lambda e: tmp_path / "circle.nnplay" if e.key == "circle" else path(e)),
    )
    found: set[str] = set()
    pictures = ExamplePictures([EXAMPLES["circle"], EXAMPLES["triangle"]])
    pictures.drawn.connect(lambda key, _: found.add(key))
    pictures.start()
    qtbot.waitUntil(lambda: "triangle" in found, timeout=60_000)
    pictures.stop()
    assert found == {"triangle"}
