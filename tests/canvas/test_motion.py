"""Motion that can be switched off: the view and moved nodes glide."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from playground.document import edits
from tests.canvas.checks import assert_consistent
from tests.canvas.conftest import Studio


def test_tidied_nodes_glide_to_their_places(studio: Studio, qtbot: QtBot) -> None:
    studio.view.edit_requested.disconnect()
    studio.view.edit_requested.connect(studio.push)
    studio.view.set_animated(True)
    studio.view.tidy()
    studio.view.zoom_in()
    assert studio.scene.nodes["n3"].x() == pytest.approx(0, abs=1)
    qtbot.waitUntil(lambda: studio.scene.nodes["n3"].x() == studio.body("n3")[0])
    assert_consistent(studio.document, studio.scene)


def test_a_press_ends_the_glide(studio: Studio) -> None:
    studio.view.edit_requested.disconnect()
    studio.view.edit_requested.connect(studio.push)
    studio.view.set_animated(True)
    studio.view.wish(edits.move({"n3": (0.0, 40.0)}))
    studio.press((100, -200))
    assert_consistent(studio.document, studio.scene)
    studio.release((100, -200))


def test_the_view_glides_only_when_it_may(studio: Studio, qtbot: QtBot) -> None:
    studio.view.fit()
    fitted = studio.view.zoom
    studio.view.zoom_reset()
    assert studio.view.zoom == 1.0 != fitted
    studio.view.set_animated(True)
    studio.view.fit()
    assert studio.view.zoom == 1.0
    qtbot.waitUntil(lambda: studio.view.zoom == fitted)


def test_a_resize_shows_everything_until_one_looks_elsewhere(studio: Studio) -> None:
    view = studio.view
    view.fit()
    view.resize(700, 500)
    fitted = view.zoom
    view.fit()
    assert view.zoom == fitted
    view.zoom_by(2.0)
    view.resize(800, 600)
    assert view.zoom == pytest.approx(2 * fitted)
    view.fit()
    view.look_at(40.0, -30.0)
    view.resize(700, 500)
    assert abs(view.centre().x() - 40) + abs(view.centre().y() + 30) < 6
    view.fit()
    view.resize(500, 400)
    assert view.viewport().rect().contains(view.mapFromScene(studio.scene.bounds()).boundingRect())
