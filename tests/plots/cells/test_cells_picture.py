from __future__ import annotations

import hypothesis
import numpy as np
import pytest
from hypothesis import strategies as st

from playground.geometry.boundaries import fold_edges
from playground.geometry.cells import arrange
from playground.plots.cells.picture import (
    MOST_WRITTEN,
    first_level_lines,
    fold_lines,
    inner_points,
    label_outlines,
    picture_of,
    with_linear_pieces,
)
from tests.geometry.networks import WHOLE, drawn, golden, layered, request

TRIANGLE = layered([[[1, 1], [-1, 1], [0, -1]], [[1 / 3] * 3]], [[1, 1, 1], [-1]], ["step", "step"])
NETWORKS = {
    "triangle": TRIANGLE,
    "relu": golden((2, 8, 8, 1), 0),
    "step": golden((2, 16, 8, 1), 1, "step"),
    "several": golden((2, 6, 3), 2),
    "checkerboard": layered([[[1, 0], [0, 1]], [[1, 1]]], [[0, 0], [0]], ["sign", "abs"]),
}


@pytest.fixture(params=NETWORKS)
def arrangement(request):
    return arrange(_asked(NETWORKS[request.param]))


def _asked(network, bounds=(-6, 6, -6, 6), **options):
    return request(network, bounds, **options)


def signed_area(outline) -> float:
    x, y = outline.T
    return float((x * np.roll(y, -1) - y * np.roll(x, -1)).sum()) / 2


def test_outlines_enclose_exactly_the_area_of_their_label(arrangement):
    scale = arrangement.frame.scale**2
    found = [sum(map(signed_area, loops)) * scale for loops in label_outlines(arrangement)]
    assert found == pytest.approx(list(arrangement.label_areas().values()), rel=1e-12)


def test_inner_points_lie_in_their_faces(arrangement):
    points = arrangement.frame.to_plane(inner_points(arrangement))
    found = [arrangement.face_at(x, y) for x, y in points.tolist()]
    assert found == list(range(arrangement.face_count))


@hypothesis.given(st.integers(0, 10_000))
@hypothesis.settings(max_examples=40)
def test_drawn_networks_with_whole_weights_are_drawn_whole(seed):
    """Corners shared by many cells, cells that touch in a point, jumps between cells."""
    rng = np.random.default_rng(seed)
    network = drawn(rng, 6, WHOLE, lambda: int(rng.integers(-2, 3)), outputs=2)
    arrangement = arrange(_asked(network, (-2, 2, -2, 2), rule="threshold"))
    scale = arrangement.frame.scale**2
    found = [sum(map(signed_area, loops)) * scale for loops in label_outlines(arrangement)]
    assert found == pytest.approx(list(arrangement.label_areas().values()), abs=1e-9)
    picture = with_linear_pieces(picture_of(arrangement))
    for face, (x, y) in enumerate(arrangement.frame.to_plane(picture.spots).tolist()):
        assert arrangement.face_at(x, y) == face
    assert (picture.thickness > 0.0).all()


def test_lines_are_edges_at_which_their_unit_changes(arrangement):
    for lines in picture_of(arrangement).lines:
        edges = fold_edges(arrangement, lines.node_id)
        known = {tuple(map(tuple, s)) for s in arrangement.local[arrangement.edges[:2, edges].T]}
        assert {tuple(map(tuple, s)) for s in lines.segments} <= known


def test_patterns_and_sums_are_those_of_each_face(arrangement):
    picture = picture_of(arrangement)
    assert list(picture.patterns) == arrangement.patterns(picture.bits)
    if picture.sums is not None:
        same = ~np.isnan(picture.sums)
        sums = arrangement.sums(arrangement.plan.outputs[0])
        assert picture.sums[same] == pytest.approx(sums[same], abs=1e-12)


def test_a_sum_of_step_nodes_is_one_number_everywhere():
    picture = picture_of(arrange(_asked(TRIANGLE)))
    assert sorted({round(float(s), 3) for s in picture.sums}) == [-0.667, -0.333, 0.0]
    assert picture.sum_range == pytest.approx((-2 / 3, 0.0))


def test_a_sum_that_varies_over_a_cell_is_not_written():
    sums = picture_of(arrange(_asked(golden((2, 8, 8, 1), 0)))).sums
    assert np.isnan(sums).all()


def test_the_sum_range_of_a_sloping_sum_reaches_its_values_at_the_corners():
    plane = layered([[[1, 2]]], [[0.5]], ["identity"])
    assert picture_of(arrange(_asked(plane))).sum_range == pytest.approx((-17.5, 18.5))


def test_first_level_lines_are_weights_and_bias_of_what_sees_the_plane():
    lines = first_level_lines(arrange(_asked(TRIANGLE)))
    assert lines == {"h1.0": (1, 1, 1), "h1.1": (-1, 1, 1), "h1.2": (0, -1, 1)}


def test_a_node_that_sees_steps_alone_has_an_outline_although_it_cuts_nothing():
    picture = picture_of(arrange(_asked(TRIANGLE)))
    assert "h2.0" not in [lines.node_id for lines in picture.lines]
    assert len(fold_lines(picture, "h2.0")) == 3
    assert len(fold_lines(picture, "x1")) == 0
    assert len(fold_lines(picture, "gone")) == 0


def test_linear_pieces_are_counted_later_and_are_those_of_the_arrangement(arrangement):
    picture = picture_of(arrangement)
    assert picture.linear_pieces is None
    counted = with_linear_pieces(picture).linear_pieces
    assert counted == len(np.unique(arrangement.linear_pieces))


def test_an_arrangement_cut_short_has_lines_but_no_grounds():
    short = arrange(_asked(golden((2, 32, 32, 1), 0), max_faces=700))
    assert not short.is_complete
    picture = with_linear_pieces(picture_of(short))
    assert len(picture.lines) == 32
    assert (picture.areas, picture.patterns, picture.sums) == ((), (), None)
    assert picture.linear_pieces is None


def test_too_many_cells_are_drawn_but_not_written_in():
    many = arrange(_asked(golden((2, 32, 32, 1), 0)))
    assert many.face_count > MOST_WRITTEN
    picture = picture_of(many)
    assert not picture.is_written
    assert sum(len(loops) for loops in picture.areas) >= 1
    assert len(picture.lines) > 32


def test_thickness_of_a_strip_is_about_its_width():
    strip = layered([[[1, 0], [1, 0]], [[1, 1]]], [[0, 1e-6], [-1.5]], ["step", "step"])
    arrangement = arrange(_asked(strip))
    thickness = picture_of(arrangement).thickness * arrangement.frame.scale
    assert sorted(thickness.tolist())[0] == pytest.approx(1e-6, rel=1e-3)


def test_outputs_that_see_the_plane_alone_are_told_by_their_own_pieces():
    picture = picture_of(arrange(_asked(layered([[(1, 0), (0, 1)]], [[0, 0]], ["step"]))))
    assert picture.bits == ("h1.0", "h1.1")
    centres = picture.arrangement.centres
    assert list(picture.patterns) == [f"{x > 0:d}{y > 0:d}" for x, y in centres]
    assert sorted(picture.patterns) == ["00", "01", "10", "11"]
