import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from PySide6.QtCore import QRectF, QSizeF

from playground.palette import DARK, LIGHT, node_color, rgb
from playground.plots.surface.camera import LOW, TOP, Camera, Projection
from playground.plots.surface.colors import highest_mesh, lit_colors, node_mesh, value_mesh
from playground.plots.surface.mesh import Mesh
from playground.plots.surface.picture import SurfacePicture
from playground.plots.surface.raster import rasterize
from playground.plots.surface.scale import Scale, Sheet, common_scale

SIZE = QSizeF(60, 50)


def sheet(values, low=-1.0, high=1.0, threshold=0.0, number=0, count=1):
    return Sheet("a", np.asarray(values, dtype=np.float64), low, high, threshold, number, count)


def mesh_of(heights):
    heights = np.asarray(heights, dtype=np.float64)
    tones = np.zeros(np.array(heights.shape) - 1, dtype=np.intp)
    return Mesh(heights, tones, np.full((1, 3), 128.0))


@given(
    heights=arrays(np.float64, (4, 5), elements=st.floats(LOW, TOP)),
    turn=st.floats(-4, 4),
    tilt=st.floats(math.radians(5), math.radians(89)),
)
def test_what_is_seen_is_nearest_to_the_eye(heights, turn, tilt):
    """Each face painted alone tells where it is; none of those hidden lies wholly before."""
    projection = Projection(Camera(turn=turn, tilt=tilt), QRectF(0, 0, 60, 50))
    faces = mesh_of(heights).seen(projection)
    together = rasterize(faces.corners, 60, 50)
    for k in range(len(faces.corners)):
        alone = rasterize(faces.corners[k : k + 1], 60, 50) == 0
        winners = np.unique(together[alone])
        assert (winners >= k).all()
        for winner in winners:
            assert faces.nearness[winner].max() >= faces.nearness[k].min() - 1e-9


def test_a_hill_in_front_hides_the_plain_behind_it():
    heights = np.full((9, 9), LOW)
    heights[1:3] = TOP
    projection = Projection(Camera(turn=0.0, tilt=0.3), QRectF(0, 0, 60, 50))
    picture = SurfacePicture([mesh_of(heights)], projection, SIZE, 2.0)
    behind, before = np.array([[0.0], [0.2], [LOW]]), np.array([[0.0], [-0.85], [LOW]])
    for place, hidden in ((behind, True), (before, False)):
        pixel = projection.screen(*place)
        assert picture.is_hidden(*pixel, projection.nearness(*place))[0] == hidden


def test_flat_ground_is_lit_alike_and_slopes_are_not():
    projection = Projection(Camera(turn=0.3), QRectF(0, 0, 60, 50))
    flat = mesh_of(np.zeros((5, 6))).seen(projection).light
    assert np.ptp(flat) == pytest.approx(0)
    slope = np.linspace(0, 0.5, 6) * np.ones((5, 1))
    up, down = mesh_of(slope).seen(projection).light, mesh_of(-slope).seen(projection).light
    assert abs(up.mean() - down.mean()) > 0.1


def test_heights_between_samples_are_on_the_faces_sides():
    x, y = np.meshgrid(np.arange(4), np.arange(3))
    mesh = mesh_of(0.1 * x + 0.2 * y)
    at = mesh.heights_at(np.array([-0.75, 0.0, 0.75]), np.array([-2 / 3, 0.0, 2 / 3]))
    np.testing.assert_allclose(at, [0.0, 0.35, 0.7])
    np.testing.assert_allclose(mesh.heights_at(np.array([9.0]), np.array([-9.0])), [0.3])


def test_lines_follow_the_grid_and_its_rims():
    mesh = mesh_of(np.zeros((7, 5)))
    _, y, z = mesh.lines(3)
    assert set(np.round(y, 6)) >= {mesh.y[0].round(6), mesh.y[-1].round(6)}
    along_x = y[0::2] == y[1::2]
    assert along_x.sum() == 3 * 4
    assert (~along_x).sum() == 3 * 6
    assert len(z) == 2 * len(along_x)


# -- scales --


def test_the_usual_scale_says_where_it_is_cut():
    scale = common_scale([sheet([[-3.0, 0.5], [0.0, 0.9]])], fits=False)
    assert (scale.low, scale.high, scale.clipped) == (-1, 1, (True, False))
    np.testing.assert_allclose(scale.height(np.array([-3.0, -1, 1, 7])), [LOW, LOW, TOP, TOP])


def test_several_sheets_share_the_widest_scale():
    several = [sheet([[0.0, 1.0]], 0, 1, 0.5), sheet([[0.0, 2.0]], -1, 1)]
    assert common_scale(several, fits=False).low == -1
    fitted = common_scale(several, fits=True)
    assert (fitted.low, fitted.high) == (0, 2)


@given(st.floats(-1e9, 1e9), st.floats(1e-3, 1e9))
def test_a_fitted_scale_has_round_ends_just_outside_of_the_values(low, span):
    assume(span > 1e-5 * abs(low))  # a smaller one is as good as flat
    scale = common_scale([sheet(np.array([[low, low + span]] * 2))], fits=True)
    assert scale.low <= low + 1e-6 * abs(low) + 1e-6 * span
    assert scale.high >= low + span - 1e-6 * abs(low) - 1e-6 * span
    assert scale.high - scale.low <= 1.4 * span + 1e-5 * abs(low)


@pytest.mark.parametrize("value", [0.0, 0.3, -7e8, 1e300, 1e-300, np.inf, -np.inf])
def test_a_constant_has_a_scale_too(value):
    scale = common_scale([sheet(np.full((3, 3), value))], fits=True)
    assert scale.low < scale.high
    assert np.isfinite(scale.height(np.array([value]))).all()


# -- colours --


def table_color(mesh, row, column):
    return mesh.table[mesh.tones[row, column]]


def test_values_have_the_colors_of_their_side():
    values = np.array([[-1.0, -1, 0, 1, 1]] * 2)
    mesh = value_mesh(sheet(values), Scale(-1, 1, 0), LIGHT)
    low, high = table_color(mesh, 0, 0), table_color(mesh, 0, 3)
    np.testing.assert_allclose(low, rgb(LIGHT.below), atol=1)
    np.testing.assert_allclose(high, rgb(LIGHT.above), atol=1)


def test_the_thresholds_color_is_at_the_threshold_of_a_fitted_scale():
    mesh = value_mesh(sheet(np.full((2, 2), 1.0)), Scale(0, 9, 1.0), DARK)
    np.testing.assert_allclose(table_color(mesh, 0, 0), rgb(DARK.threshold), atol=3)


def test_the_highest_has_its_nodes_color_paler_near_a_tie():
    values = np.array([[1.0, 1.0, 0.5, 0.5]] * 2)
    others = np.array([[0.0, 0.0, 0.5, 0.5]] * 2)
    sheets = [sheet(values, 0, 1, 0.5, 0, 3), sheet(others, 0, 1, 0.5, 1, 3)]
    mesh = highest_mesh(sheets, Scale(0, 1, 0.5), LIGHT)
    np.testing.assert_allclose(table_color(mesh, 0, 0), rgb(node_color(0, 3, LIGHT)), atol=1)
    assert table_color(mesh, 0, 2).sum() > table_color(mesh, 0, 0).sum() + 60
    np.testing.assert_allclose(mesh.heights.max(), TOP)


def test_beyond_the_scale_the_higher_one_still_wins():
    values = np.array([[9.0, 9.0, 3.0, 3.0]] * 2)
    sheets = [sheet(values, 0, 1, 0.5, 0, 3), sheet(values[:, ::-1], 0, 1, 0.5, 1, 3)]
    scale = Scale(0, 1, 0.5)
    mesh = highest_mesh(sheets, scale, LIGHT)
    colors = [rgb(node_color(number, 3, LIGHT)) for number in (0, 1)]
    np.testing.assert_allclose([table_color(mesh, 0, 0), table_color(mesh, 0, 2)], colors, atol=1)
    first, second = (node_mesh(one, scale, LIGHT).heights for one in sheets)
    assert (np.sign(first - second) == np.sign(values - values[:, ::-1])).all()
    assert TOP < first.max() < TOP + 0.03


def test_light_makes_a_color_brighter():
    mesh = node_mesh(sheet(np.ones((3, 3)), 0, 1, 0.5, 2, 3), Scale(0, 1, 0.5), LIGHT)
    dark, bright = lit_colors(mesh, np.array([5, 5]), np.array([0.0, 1.0])).tolist()
    assert dark >> 24 == bright >> 24 == 255
    assert dark & 255 < bright & 255


# -- several sheets --


def test_of_crossing_sheets_the_nearer_one_answers():
    rise = np.linspace(LOW, TOP, 9) * np.ones((9, 1))
    projection = Projection(Camera(turn=0.0, tilt=1.5), QRectF(0, 0, 60, 50))
    picture = SurfacePicture([mesh_of(rise), mesh_of(rise[:, ::-1])], projection, SIZE, 2.0)
    for x, mesh in ((-0.6, 1), (0.6, 0)):
        pixel = projection.screen(np.array([x]), np.array([0.0]), np.array([0.4]))
        found, nearness = picture.nearest(*pixel)
        assert found[0] == mesh
        assert np.isfinite(nearness[0])
    outside = np.array([-5.0]), np.array([1e6])
    assert picture.nearest(*outside)[1][0] == -np.inf
