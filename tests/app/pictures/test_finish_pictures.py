"""Pictures of the drawing, the views and the window."""

from __future__ import annotations

import re
from itertools import product

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLabel, QMenu

from playground.app.pictures.export_dialog import ExportDialog
from playground.app.pictures.export_picture import (
    SUBJECTS,
    SVG_TYPE,
    ExportError,
    _box,
    picture,
    picture_size,
    save_bytes,
    svg,
)
from playground.palette import DARK, LIGHT, THEMES, rgb
from playground.plots.loss.chart import LossChart
from tests.app.conftest import CONTROL, SHIFT, Desk, pixels
from tests.app.still import still, wait_for_look

DRAWN = [key for key, subject in SUBJECTS.items() if subject.is_drawn]
WORDS = {
    "drawing": ("Tanh", "b "),
    "regions": ("Wrong", "Test"),
    "cells": ("straight pieces",),
    "outputs": ("island",),
    "loss": ("Train", "Press Train"),
}
"""What must be read in a picture; of the other views at least the name of the first axis."""


def in_sight(desk: Desk, subject: str) -> Desk:
    """The desk with the subject in front, where it is a view."""
    if subject in desk.window.views.feeds:
        desk.window.show_view(subject)
        desk.settle()
        desk.settle()
    return desk


def numbers(image: QImage) -> NDArray[np.int16]:
    """(height, width, 3)."""
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), dtype=np.uint8).reshape(image.height(), -1)
    return rows[:, : 3 * image.width()].reshape(image.height(), -1, 3).astype(np.int16)


def painted(data: bytes, image: QImage) -> QImage:
    """An SVG, as large as a picture."""
    renderer = QSvgRenderer(data)
    assert renderer.isValid()
    result = QImage(image.size(), QImage.Format.Format_RGB32)
    result.fill(Qt.GlobalColor.magenta)
    painter = QPainter(result)
    renderer.render(painter)
    painter.end()
    return result


def test_a_picture_has_the_asked_size(xor_desk: Desk):
    for subject in SUBJECTS:
        in_sight(xor_desk, subject)
        for scale in (1, 2, 4):
            image = picture(xor_desk.window, subject, scale, LIGHT)
            assert image.size() == picture_size(xor_desk.window, subject) * scale
            assert image.devicePixelRatio() == 1
            colors = image.scaled(image.size() / scale).convertToFormat(QImage.Format.Format_RGB32)
            assert len(np.unique(np.frombuffer(colors.constBits(), np.uint32))) > 20, subject


def test_it_may_have_other_colours_than_the_window_which_keeps_its_own(xor_desk: Desk):
    desk = xor_desk
    views = desk.window.views.feeds
    for subject in DRAWN:
        in_sight(desk, subject)
        parts = (desk.canvas, views[subject].widget if subject in views else desk.window.loss)
        before = [still(desk, part) for part in parts]
        for theme in THEMES.values():
            image = picture(desk.window, subject, 1, theme)
            ground = theme.canvas if subject == "drawing" else theme.surface
            assert tuple(numbers(image)[2, 2]) == rgb(ground), subject
            for part, was in zip(parts, before, strict=True):
                wait_for_look(desk, part, was)


def test_the_same_drawing_is_on_it_whatever_is_selected_or_zoomed(xor_desk: Desk):
    desk = xor_desk
    plain = picture(desk.window, "drawing", 1, LIGHT)
    desk.click(desk.body("n3"))
    desk.canvas.zoom_by(3)
    assert picture(desk.window, "drawing", 1, LIGHT) == plain
    assert desk.canvas.network_scene.selection == ("n3",)


def test_a_node_looks_on_it_as_on_the_canvas(xor_desk: Desk):
    desk = xor_desk
    desk.canvas.zoom_reset()
    desk.hover((0, 400))
    desk.settle()
    image = numbers(picture(desk.window, "drawing", 1, LIGHT))
    shown = pixels(desk.canvas)[..., :3].astype(np.int16)
    at = desk.screen(*desk.body("n4"))
    cut = shown[at.y() - 15 : at.y() + 16, at.x() - 15 : at.x() + 16]
    x, y = (round(place) for place in desk.body("n4"))
    left, top = (round(edge) for edge in _box(desk.window).getCoords()[:2])
    found = image[y - top - 15 : y - top + 16, x - left - 15 : x - left + 16]
    assert np.abs(found - cut).mean() < 3
    assert found.std() > 10


def test_the_svg_shows_the_same_and_its_text_is_text(xor_desk: Desk):
    window = xor_desk.window
    for subject, theme in product(DRAWN, (LIGHT, DARK)):
        in_sight(xor_desk, subject)
        data = svg(window, subject, theme)
        image = picture(window, subject, 1, theme)
        gaps = np.abs(numbers(painted(data, image)) - numbers(image))
        # The marks of points are put on whole pixels in a picture, but not in an SVG.
        assert gaps.mean() < 6
        assert (gaps.max(axis=2) > 80).mean() < 0.04
        said = re.sub(rb"<[^>]*>", b" ", data).decode()
        for text in WORDS.get(subject, ("x₁",)):
            assert text in said
        assert b"<svg" in data[:500]


def test_the_drawing_is_copied_as_pixels_and_as_svg(xor_desk: Desk):
    desk = xor_desk
    desk.key(Qt.Key.Key_C, CONTROL | SHIFT)
    copied = QApplication.clipboard().mimeData()
    image = QApplication.clipboard().image()
    assert image.size() == picture_size(desk.window, "drawing") * 2
    assert QSvgRenderer(copied.data(SVG_TYPE)).isValid()
    assert "clipboard" in desk.window.statusBar().currentMessage()


def test_an_empty_canvas_has_no_picture(desk: Desk):
    with pytest.raises(ExportError, match="Nothing is drawn yet"):
        picture(desk.window, "drawing", 1, LIGHT)
    QApplication.clipboard().setText("kept")
    desk.key(Qt.Key.Key_C, CONTROL | SHIFT)
    assert QApplication.clipboard().text() == "kept"
    assert "Nothing is drawn yet" in desk.window.statusBar().currentMessage()


def test_a_picture_beyond_all_measure_is_refused(xor_desk: Desk):
    with pytest.raises(ExportError, match="too large"):
        picture(xor_desk.window, "drawing", 100, LIGHT)


class Asked:
    """The dialog, worked by its controls."""

    def __init__(self, desk: Desk) -> None:
        desk.key(Qt.Key.Key_E, CONTROL)
        self.desk = desk
        self.dialog = desk.window.findChild(ExportDialog)

    def choose(self, box: str, letters: str) -> None:
        found = next(b for b in self.dialog.findChildren(QComboBox) if b.accessibleName() == box)
        found.setFocus()
        self.desk.qtbot.keyClicks(found, letters)

    @property
    def said(self) -> str:
        return " ".join(label.text() for label in self.dialog.findChildren(QLabel))


@pytest.mark.parametrize("ending", ["png", "svg"])
def test_the_dialog_saves_what_was_chosen(xor_desk: Desk, monkeypatch, tmp_path, ending):
    asked = Asked(xor_desk)
    asked.choose("Format", ending)
    asked.choose("Colors", "dark")
    path = tmp_path / "my picture"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    xor_desk.push(xor_desk.button("Save", asked.dialog))
    saved = path.with_suffix(f".{ending}")
    data = saved.read_bytes()
    room = QImage(300, 300, QImage.Format.Format_RGB32)
    image = painted(data, room) if ending == "svg" else QImage(str(saved))
    assert image.pixelColor(2, 2).name().upper() == DARK.canvas
    assert not asked.dialog.isVisible()
    assert "my picture" in xor_desk.window.statusBar().currentMessage()


def test_the_dialog_copies_and_stays(xor_desk: Desk):
    asked = Asked(xor_desk)
    asked.choose("Picture of", "reg")
    asked.choose("Size", "3")
    xor_desk.push(xor_desk.button("Copy", asked.dialog))
    size = picture_size(xor_desk.window, "regions") * 3
    assert QApplication.clipboard().image().size() == size
    assert "clipboard" in asked.said
    assert asked.dialog.isVisible()
    asked.dialog.close()


def test_a_view_out_of_sight_is_brought_in_front_for_its_picture(xor_desk: Desk):
    asked = Asked(xor_desk)
    asked.choose("Picture of", "cur")
    xor_desk.settle()
    xor_desk.settle()
    assert xor_desk.window.views.is_in_sight("curve")
    xor_desk.push(xor_desk.button("Copy", asked.dialog))
    assert QApplication.clipboard().image().size() == picture_size(xor_desk.window, "curve") * 2
    asked.dialog.close()


@pytest.mark.parametrize("ending", ["png", "svg"])
def test_the_menu_of_a_view_saves_its_picture(xor_desk: Desk, monkeypatch, tmp_path, ending):
    path = tmp_path / f"view.{ending}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    choose(xor_desk, "regions", "save")
    data = path.read_bytes()
    image = (
        painted(data, QImage(300, 300, QImage.Format.Format_RGB32))
        if ending == "svg"
        else (QImage(str(path)))
    )
    assert image.pixelColor(2, 2).name().upper() == LIGHT.surface
    assert path.name in xor_desk.window.statusBar().currentMessage()


def test_the_ending_is_that_of_the_chosen_kind(xor_desk: Desk, monkeypatch, tmp_path):
    chosen = (str(tmp_path / "view"), "SVG drawing (*.svg)")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: chosen)
    choose(xor_desk, "regions", "save")
    assert QSvgRenderer(str(tmp_path / "view.svg")).isValid()


def test_the_menu_of_a_view_that_can_not_be_saved_says_so(xor_desk, monkeypatch, tmp_path):
    path = tmp_path / "nowhere" / "a.png"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    choose(xor_desk, "regions", "save")
    assert "can't be written" in xor_desk.message


def test_the_view_with_the_focus_is_copied_by_its_action(xor_desk: Desk):
    desk = xor_desk
    for view in ("curve", "surface"):
        desk.window.show_view(view)
        desk.settle()
        desk.settle()
        desk.window.actions_table["copy_view"].trigger()
        assert QApplication.clipboard().image().size() == picture_size(desk.window, view) * 2
    desk.window.loss.findChild(LossChart).setFocus()
    desk.window.actions_table["copy_view"].trigger()
    assert QApplication.clipboard().image().size() == picture_size(desk.window, "loss") * 2


def choose(desk: Desk, view: str, key: str) -> None:
    """Choose from the menu in the corner of a view."""
    entries = desk.window.views.frames[view].menu_button.entries
    next(action for action in entries.actions() if action.objectName() == key).trigger()


def test_the_loss_is_copied_from_its_menu(xor_desk: Desk):
    view = xor_desk.window.loss
    place = view.rect().center()
    reason = QContextMenuEvent.Reason.Keyboard
    event = QContextMenuEvent(reason, place, view.mapToGlobal(place))
    QApplication.sendEvent(view.findChild(LossChart), event)
    menu = view.findChild(QMenu)
    assert menu.isVisible()
    next(action for action in menu.actions() if "Copy" in action.text()).trigger()
    menu.close()
    assert QApplication.clipboard().image().size() == picture_size(xor_desk.window, "loss") * 2


def test_the_menu_key_opens_the_menu_of_the_view(xor_desk: Desk):
    frame = xor_desk.window.views.frames["regions"]
    frame.take_focus()
    place = frame.rect().center()
    reason = QContextMenuEvent.Reason.Keyboard
    event = QContextMenuEvent(reason, place, frame.mapToGlobal(place))
    QApplication.sendEvent(xor_desk.window.focusWidget(), event)
    assert frame.menu_button.entries.isVisible()
    frame.menu_button.entries.close()


def test_the_window_is_only_taken_as_it_is_on_the_screen(xor_desk: Desk):
    asked = Asked(xor_desk)
    asked.choose("Format", "svg")
    asked.choose("Picture of", "win")
    boxes = {box.accessibleName(): box for box in asked.dialog.findChildren(QComboBox)}
    assert boxes["Format"].currentText().startswith("PNG")
    assert not boxes["Format"].isEnabled()
    assert not boxes["Colors"].isEnabled()
    asked.dialog.close()


def test_nothing_drawn_is_told_in_the_dialog(desk: Desk):
    asked = Asked(desk)
    assert "Nothing is drawn yet" in asked.said
    assert not desk.button("Save", asked.dialog).isEnabled()
    asked.choose("Picture of", "reg")
    assert desk.button("Save", asked.dialog).isEnabled()
    asked.dialog.close()


def test_a_place_that_can_not_be_written_is_told_and_nothing_is_lost(
    xor_desk, monkeypatch, tmp_path
):
    asked = Asked(xor_desk)
    path = tmp_path / "nowhere" / "a.png"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    xor_desk.push(xor_desk.button("Save", asked.dialog))
    assert "can't be written" in asked.said
    assert asked.dialog.isVisible()
    asked.dialog.close()


def test_what_is_there_stays_when_writing_fails(tmp_path):
    folder = tmp_path / "a.png"
    folder.mkdir()
    with pytest.raises(ExportError):
        save_bytes(b"data", folder)
    assert folder.is_dir()
    save_bytes(b"old", tmp_path / "b.png")
    save_bytes(b"new", tmp_path / "b.png")
    assert (tmp_path / "b.png").read_bytes() == b"new"
