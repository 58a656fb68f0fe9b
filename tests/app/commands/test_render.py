"""Pictures made without a display: their size, what they show, and what they leave alone."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from playground import cli
from playground.app import application
from playground.app.commands.render import _enlarge
from playground.app.examples.catalog import EXAMPLES
from playground.app.main_window import MainWindow
from playground.app.views.host import FEEDS
from playground.cli import THEMES as CHOICES
from playground.cli import VIEWS
from playground.data.load import load
from playground.document import files
from playground.palette import DARK, LIGHT, THEMES
from tests import guards
from tests.eyes import is_blue

ROOT = Path(__file__).resolve().parents[3]


def picture(path: Path) -> QImage:
    image = QImage(str(path))
    assert not image.isNull()
    return image


def in_a_process(*arguments: object, **env: str) -> QImage:
    """The picture that a process of its own writes; OUT comes last."""
    result = subprocess.run(
        [sys.executable, "-m", "playground", "render", *map(str, arguments)],
        cwd=ROOT,
        env=os.environ | env,
        capture_output=True,
        text=True,
    )
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    return picture(arguments[-1])


@pytest.fixture
def call_render(qapp, capsys, monkeypatch) -> Callable[..., None]:
    """`playground render … -o OUT`, with the application that is there."""
    monkeypatch.setattr(application, "make_application", lambda: qapp)

    def call(*arguments: object) -> None:
        assert cli.main(["render", *map(str, arguments)]) == 0
        assert tuple(capsys.readouterr()) == ("", "")
        # A process would have ended with its window.
        (window,) = (w for w in qapp.topLevelWidgets() if isinstance(w, MainWindow))
        window.canvas.setParent(window)
        window.controller.deleteLater()
        window.deleteLater()
        del window
        guards.settle()

    return call


@pytest.fixture
def render(call_render: Callable[..., None]) -> Callable[..., QImage]:
    """The same, returning the picture; OUT comes last."""

    def call(*arguments: object) -> QImage:
        call_render(*arguments)
        return picture(arguments[-1])

    return call


def differing(one: QImage, other: QImage) -> float:
    """The share of pixels that are not the same in two pictures of one size."""
    words = [
        np.frombuffer(image.convertToFormat(QImage.Format.Format_RGB32).constBits(), np.uint32)
        for image in (one, other)
    ]
    return float((words[0] != words[1]).mean())


def test_the_window_has_its_size_whatever_the_screen_and_the_settings(tmp_path):
    plain = in_a_process("xor", "-o", tmp_path / "plain.png")
    home = tmp_path / "home"
    settings = home / "neural-playground" / "playground.ini"
    settings.parent.mkdir(parents=True)
    settings.write_text("[General]\ntheme=dark\ngeometry=@ByteArray(junk)\nstate=7\n")

    odd = in_a_process(
        *("xor", "-o", tmp_path / "odd.png"),
        QT_SCALE_FACTOR="2",
        QT_FONT_DPI="200",
        QT_STYLE_OVERRIDE="windows",
        QT_QPA_PLATFORM="nonsense",
        DISPLAY=":77",
        XDG_CONFIG_HOME=str(home),
    )

    assert (plain.width(), plain.height()) == (1280, 800)
    # A line of Qt's own may be cut elsewhere; another scale or font changes a tenth of the pixels.
    assert odd.size() == plain.size()
    assert differing(odd, plain) < 0.02
    assert settings.read_text().startswith("[General]\ntheme=dark\ngeometry=@ByteArray(junk)")
    assert [path.name for path in home.rglob("*")] == ["neural-playground", "playground.ini"]


@pytest.mark.parametrize(
    ("theme", "size"), [(LIGHT, (1400, 900)), (DARK, (320, 240))], ids=["light", "dark"]
)
def test_any_size_and_both_themes(render, tmp_path, theme, size):
    asked = f"{size[0]}x{size[1]}"
    image = render("triangle", "--theme", theme.name, "--size", asked, "-o", tmp_path / "w.png")

    assert (image.width(), image.height()) == size
    assert image.pixelColor(3, size[1] - 3) == QColor(theme.window)


def test_the_regions_are_those_of_the_network(render, tmp_path):
    """The half-plane 1·x1 − 1·x2 + 2 ≥ 0 is blue, the rest is not."""
    image = render("half-plane", "--view", "regions", "--size", "500x500", "-o", tmp_path / "r.png")

    assert is_blue(image.pixelColor(400, 300))
    assert not is_blue(image.pixelColor(120, 100))


def test_training_first_shows_in_the_network(render, tmp_path):
    before, after, again = (
        render("xor", "--view", "network", "--epochs", epochs, "-o", tmp_path / "n.png")
        for epochs in (0, 300, 300)
    )

    assert (before.width(), before.height()) == (1280, 800)
    assert before != after
    assert differing(after, again) < 0.02


def test_a_view_that_cant_be_so_small_keeps_the_proportions(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.setMinimumSize(900, 100)
    widget.resize(300, 200)

    _enlarge(widget, (300, 200))

    assert (widget.width(), widget.height()) == (900, 600)


@pytest.mark.parametrize("view", [name for name in VIEWS if name != "window"])
def test_every_view_has_a_picture_of_its_own_in_each_theme(render, tmp_path, view):
    theme = list(THEMES.values())[VIEWS.index(view) % len(THEMES)]
    asked = ("--view", view, "--size", "420x360", "--theme", theme.name)
    image = render("xor", *asked, "--epochs", 20, "-o", tmp_path / "v.png")

    assert (image.width(), image.height()) == (420, 360)
    ground = theme.canvas if view == "network" else theme.surface
    assert image.pixelColor(2, 357) == QColor(ground)
    colors = {image.pixel(x, y) for x in range(0, 420, 3) for y in range(0, 360, 3)}
    assert len(colors) > 10


@pytest.mark.parametrize("view", ["network", "surface", "loss"])
def test_a_name_that_ends_in_svg_gets_lines_and_text_of_the_asked_size(call_render, tmp_path, view):
    asked = ("--view", view, "--size", "420x360", "--theme", "dark")
    call_render("xor", *asked, "--epochs", 20, "-o", tmp_path / "v.SVG")

    data = (tmp_path / "v.SVG").read_bytes()
    assert b'viewBox="0 0 420 360"' in data
    assert b"<text" in data
    image = QImage(420, 360, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    QSvgRenderer(data).render(painter)
    painter.end()
    assert image.pixelColor(2, 357) == QColor(DARK.canvas if view == "network" else DARK.surface)
    colors = {image.pixel(x, y) for x in range(0, 420, 3) for y in range(0, 360, 3)}
    assert len(colors) > 10


def test_every_tab_and_every_theme_can_be_asked_for():
    assert set(CHOICES) == set(THEMES)
    assert {feed.name for feed in FEEDS if feed.is_open} < set(VIEWS)


def test_points_over_cells_are_shapes_of_their_own_in_an_svg(call_render, tmp_path):
    data = {}
    for name in ("triangle", "half-plane"):
        call_render(name, "--view", "cells", "--size", "420x420", "-o", tmp_path / "v.svg")
        data[name] = (tmp_path / "v.svg").read_text(encoding="utf-8")
    content = files.load(EXAMPLES["triangle"].path)
    assert data["triangle"].count("<path") > load(content.data).inputs.shape[0] // 2
    assert not any("<image" in text for text in data.values())
