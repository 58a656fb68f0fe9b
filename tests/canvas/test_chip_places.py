from __future__ import annotations

import numpy as np
import pytest

from playground.canvas import geometry
from playground.canvas.chip_places import _SPOTS, ChipPlaces, node_boxes
from playground.canvas.wiring import lay_wires

CENTRES = np.array([[0, -70], [0, 70], [200, -140], [200, 0], [200, 140]], dtype=np.float64)
CURVES = lay_wires(np.array([[i, o] for i in (0, 1) for o in (2, 3, 4)]), CENTRES, {})
IDS = [f"e{number}" for number in range(len(CURVES))]


@pytest.mark.parametrize("half", [40, 43, 46, 50])
def test_a_weight_that_found_no_room_chooses_before_the_others(half) -> None:
    size, nodes = (half, 13), node_boxes(CENTRES)
    in_order = geometry.place_chips(geometry.sample(CURVES, _SPOTS), size, nodes, [-1] * len(IDS))
    assert None in in_order, "or the drawing is no longer one that needs more than one try"
    places = ChipPlaces()
    found = places.find(IDS, (), CURVES, size, nodes)
    assert sorted(found) == IDS
    assert places.find(IDS, (), CURVES, size, nodes) == found, "they stay where they are"
