"""The numbers of an arrangement, as `playground regions --json` prints them."""

from __future__ import annotations

from typing import Any

from playground.geometry.arrangement import Arrangement
from playground.geometry.boundaries import boundary_edges, lengths


def report(arrangement: Arrangement) -> dict[str, Any]:
    """Return the counts and sizes of a complete arrangement, ready for JSON.

    `cells` are counted before the outputs' decision cuts them; `faces`, `vertices` and `edges`
    after it. Raises GeometryError when the arrangement is not complete.
    """
    boundary = boundary_edges(arrangement)
    pieces = int(arrangement.islands.max()) + 1
    return {
        "cells": arrangement.cell_count,
        "faces": arrangement.face_count,
        "vertices": len(arrangement.local),
        "edges": arrangement.edges.shape[1],
        "linear_pieces": int(arrangement.linear_pieces.max()) + 1,
        "decision_polygons": pieces,
        "boundary_segments": len(boundary),
        "boundary_length": float(lengths(arrangement, boundary).sum()),
        "pieces": pieces,
        "areas": arrangement.label_areas(),
        "certified": arrangement.certified,
    }
