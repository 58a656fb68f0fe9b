import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF

from playground.plots.surface.camera import FLOOR, TOP, Camera, Projection

ROOM = QRectF(10, 20, 300, 260)
turns = st.floats(-10, 10)
tilts = st.floats(math.radians(5), math.radians(90))
places = st.floats(-1, 1)


def test_without_a_turn_x_runs_to_the_right_and_y_away():
    seen = Projection(Camera(turn=0.0, tilt=0.5), ROOM)
    middle = seen.point(0, 0, 0)
    assert seen.point(1, 0, 0).x() > middle.x()
    assert seen.point(1, 0, 0).y() == pytest.approx(middle.y())
    assert seen.point(0, 1, 0).y() < middle.y()
    assert seen.point(0, 0, 1).y() < middle.y()
    assert seen.nearness(0.0, -1.0, 0.0) > seen.nearness(0.0, 1.0, 0.0)
    assert seen.nearness(0.0, 0.0, 1.0) > seen.nearness(0.0, 0.0, 0.0)


@given(turn=turns, tilt=tilts)
def test_the_whole_box_is_in_the_room_from_every_side(turn, tilt):
    seen = Projection(Camera(turn=turn, tilt=tilt), ROOM)
    for x in (-1, 1):
        for y in (-1, 1):
            for z in (FLOOR, TOP):
                assert ROOM.adjusted(-1e-6, -1e-6, 1e-6, 1e-6).contains(seen.point(x, y, z))


@given(turn=turns, tilt=tilts)
def test_no_upright_edge_is_nearer_than_the_near_one(turn, tilt):
    seen = Projection(Camera(turn=turn, tilt=tilt), ROOM)
    nearest = max(seen.nearness(float(x), float(y), 0.0) for x in (-1, 1) for y in (-1, 1))
    assert seen.nearness(*seen.near, 0.0) == pytest.approx(nearest)


@given(turn=turns, tilt=tilts, x=places, y=places, z=places)
def test_a_pixel_with_its_nearness_leads_back_to_its_place(turn, tilt, x, y, z):
    seen = Projection(Camera(turn=turn, tilt=tilt, zoom=2, shift=(0.3, -0.2)), ROOM)
    found = seen.place(*seen.screen(x, y, z), seen.nearness(x, y, z))
    assert found == pytest.approx((x, y), abs=1e-9)


@given(turn=turns, tilt=tilts, x=places, y=places)
def test_the_plane_of_a_height_is_seen_as_its_places_are(turn, tilt, x, y):
    seen = Projection(Camera(turn=turn, tilt=tilt), ROOM)
    assert seen.plane(FLOOR).map(x, y) == pytest.approx(seen.screen(x, y, FLOOR))


def test_pushing_the_front_turns_it_and_the_eye_stays_above_the_floor():
    camera = Camera(turn=0.0, tilt=0.5)
    front = Projection(camera, ROOM).point(0, -1, 0).x()
    assert Projection(camera.turned(0.2, 0), ROOM).point(0, -1, 0).x() > front
    assert camera.turned(0, 9).tilt == pytest.approx(math.pi / 2)
    assert camera.turned(0, -9).tilt > 0
    assert abs(camera.turned(100, 0).turn) <= math.pi


def test_zooming_keeps_what_is_under_the_pointer():
    camera = Camera()
    before = Projection(camera, ROOM)
    place = before.point(0.5, 0.25, 0.1)
    at = (place - ROOM.center()) / before.unit
    after = Projection(camera.zoomed(1.7, at.x(), at.y()), ROOM).point(0.5, 0.25, 0.1)
    assert (after.x(), after.y()) == pytest.approx((place.x(), place.y()))


def test_zoom_and_shift_have_ends():
    assert Camera().zoomed(1e9).zoom == Camera().zoomed(1e12).zoom
    assert Camera().zoomed(1e-9).zoom > 0
    assert max(np.abs(Camera().moved(1e9, -1e9).shift)) < 2


@given(st.lists(st.floats(-1e9, 1e9), max_size=6))
def test_any_remembered_numbers_make_a_camera_within_reach(numbers):
    camera = Camera.at(numbers)
    again = Camera.at(camera.numbers)
    assert again.numbers == pytest.approx(camera.numbers)
    assert again.turned(0, 0).zoomed(1).moved(0, 0).numbers == pytest.approx(again.numbers)


def test_a_camera_comes_back_from_its_numbers():
    seen = Camera().turned(1.0, 0.2).zoomed(2.0, 0.3, -0.1)
    assert Camera.at(seen.numbers).numbers == pytest.approx(seen.numbers)
    assert Camera.at(()) == Camera()
