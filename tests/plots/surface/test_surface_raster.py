import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from playground.plots.surface.raster import FacePlanes, rasterize

WIDTH, HEIGHT = 24, 18


def covers(corners, x, y):
    """Whether (x, y) is between two sides of a face along its line of pixels, one by one."""
    crossings = []
    for (x0, y0), (x1, y1) in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        if (y0 <= y) != (y1 <= y):
            crossings.append(x0 + (y - y0) * (x1 - x0) / (y1 - y0))
    return bool(crossings) and min(crossings) <= x < max(crossings)


@given(
    arrays(np.float64, (3, 4, 2), elements=st.integers(-40, 120).map(lambda k: k / 4 + 0.1)),
)
def test_each_pixel_shows_the_last_face_over_its_middle(faces):
    seen = rasterize(faces, WIDTH, HEIGHT)
    for row in range(HEIGHT):
        for column in range(WIDTH):
            middle = column + 0.5, row + 0.5
            over = [k for k, corners in enumerate(faces) if covers(corners, *middle)]
            found = int(seen[row, column])
            # Where a side goes right through the middle, rounding decides.
            assert found == (over[-1] if over else -1) or near_a_side(faces, *middle)


def near_a_side(faces, x, y):
    moved = [(x + dx, y) for dx in (-1e-4, 1e-4)]
    answers = {
        tuple(k for k, corners in enumerate(faces) if covers(corners, *place)) for place in moved
    }
    return len(answers) > 1


def test_faces_that_share_sides_leave_no_pixel_out_and_far_ones_do_no_harm():
    rng = np.random.default_rng(0)
    x, y = np.meshgrid(np.linspace(-3, WIDTH + 3, 9), np.linspace(-3, HEIGHT + 3, 7))
    inner = np.s_[1:-1, 1:-1]
    x[inner] += rng.uniform(-1, 1, x[inner].shape)
    y[inner] += rng.uniform(-1, 1, y[inner].shape)
    nodes = np.stack([x, y], axis=-1)
    faces = np.stack([nodes[:-1, :-1], nodes[:-1, 1:], nodes[1:, 1:], nodes[1:, :-1]], axis=2)
    seen = rasterize(faces.reshape(-1, 4, 2), WIDTH, HEIGHT)
    assert seen.min() >= 0
    far = np.full((1, 4, 2), 1e7)
    assert (rasterize(far, WIDTH, HEIGHT) == -1).all()


def test_nothing_to_draw_is_an_empty_picture():
    assert (rasterize(np.empty((0, 4, 2)), WIDTH, HEIGHT) == -1).all()
    flat = np.array([[[1.0, 5.0], [20.0, 5.0], [20.0, 5.0], [1.0, 5.0]]])
    assert (rasterize(flat, WIDTH, HEIGHT) == -1).all()


def test_planes_tell_how_near_a_face_is_between_its_corners():
    corners = np.array([[[0.0, 0.0], [10.0, 0.0], [10.0, 10.0], [0.0, 10.0]]])
    planes = FacePlanes(corners, np.array([[0.0, 1.0, 3.0, 2.0]]))
    x, y = np.array([0.0, 10.0, 5.0, 2.0]), np.array([0.0, 10.0, 5.0, 4.0])
    face = np.zeros(4, dtype=np.int32)
    np.testing.assert_allclose(planes.nearness(face, x, y), [0, 3, 1.5, 1.0], atol=1e-6)
    assert planes.nearness(np.array([-1]), x[:1], y[:1])[0] == -np.inf


def test_a_face_seen_from_its_edge_is_as_near_as_its_middle():
    corners = np.array([[[0.0, 0.0], [10.0, 0.0], [10.0, 0.0], [0.0, 0.0]]])
    planes = FacePlanes(corners, np.array([[0.0, 0.0, 4.0, 4.0]]))
    assert planes.nearness(np.array([0]), np.array([3.0]), np.array([0.0]))[0] == 2.0
