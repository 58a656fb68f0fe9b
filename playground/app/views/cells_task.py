"""What the thread for exact regions does for the Cells view, stage by stage. No Qt."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from playground.engine.errors import EngineError
from playground.geometry.cells import arrange
from playground.geometry.errors import GeometryError
from playground.geometry.request import CellsRequest
from playground.plots.cells.picture import (
    QUICKLY_COUNTED,
    CellsLook,
    CellsPicture,
    picture_of,
    with_linear_pieces,
)

# What someone who doesn't touch anything is ready to wait for. It can't be broken off, so it
# begins only once nothing has come for a while.
_SECONDS_AT_REST = 1.5
_PAUSES, _PAUSE_SECONDS = 8, 0.05


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """A picture, or a sentence that says why there is none."""

    look: CellsLook
    picture: CellsPicture | None = None
    refusal: str = ""


def find_cells(
    look: CellsLook, make_request: Callable[[], CellsRequest], at_rest: bool
) -> Iterator[Found | None]:
    """Yield the cells as soon as there are some, then what takes longer; None for a pause.

    `at_rest` lets the subdivision take its time where the first try has run out of it.
    """
    try:
        request = make_request()
        arrangement = arrange(request)
        picture = picture_of(arrangement)
        yield Found(look, picture)
        if not arrangement.is_complete and at_rest:
            for _ in range(_PAUSES):
                time.sleep(_PAUSE_SECONDS)
                yield None
            longer = arrange(replace(request, max_seconds=_SECONDS_AT_REST))
            if longer.levels_done > arrangement.levels_done or longer.is_complete:
                picture = picture_of(longer)
                yield Found(look, picture)
        found = picture.arrangement
        if found.is_complete and found.face_count > QUICKLY_COUNTED:
            yield Found(look, with_linear_pieces(picture))
    except (GeometryError, EngineError) as error:
        yield Found(look, refusal=str(error))
