"""The canvas looks as it did when somebody last looked: see `golden_pictures`."""

from __future__ import annotations

from pathlib import Path

import pytest

from playground.palette import Theme
from tests.canvas.golden_pictures import FOLDER, SCALES, THEMES, VIEWS, difference, draw_in_process

# Machines smooth letters and lines a little differently.
MOST_MEAN, MOST_OTHER = 1.5, 0.01


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pictures")
    for scale in SCALES:
        draw_in_process(scale, folder)
    return folder


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("view", VIEWS)
def test_the_canvas_looks_as_it_should(drawn: Path, view: str, theme: Theme, scale: int) -> None:
    name = f"{view}-{theme.name}-{scale}.png"
    mean, other = difference(drawn / name, FOLDER / name)
    assert (mean <= MOST_MEAN, other <= MOST_OTHER) == (True, True), (
        f"{drawn / name} differs by {mean:.2f} levels, {other:.2%} of its pixels clearly; if it "
        "is right, run `python -m tests.canvas.golden_pictures`"
    )


def test_another_picture_is_told_apart() -> None:
    mean, other = difference(FOLDER / "plain-light-1.png", FOLDER / "operations-light-1.png")
    assert mean > 2 * MOST_MEAN
    assert other > 2 * MOST_OTHER
