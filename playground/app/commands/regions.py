"""`playground regions`: the exact regions of a network, in numbers. No Qt."""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from typing import Any

from playground.app.commands.errors import CommandError
from playground.app.files.sources import open_source
from playground.app.views.cells_request import cells_request, over_data_units
from playground.data.errors import DataError
from playground.data.load import load
from playground.data.plane import plane_of
from playground.document.files import FileError
from playground.document.lowering import Lowering
from playground.engine.errors import EngineError
from playground.geometry.cells import arrange
from playground.geometry.compare import compare
from playground.geometry.errors import GeometryError
from playground.geometry.report import report
from playground.geometry.request import Bounds, CellsRequest

MOST_FACES = 1_000_000


def regions_command(options: argparse.Namespace) -> int:
    """Print the counts, or with `--compare` whether two networks decide the same."""
    try:
        request = request_for(options.source, options.box)
        if options.compare is None:
            result = report(arrange(request))
        else:
            other = request_for(options.compare, options.box)
            result = comparison(request, other, options.whole_plane)
    except (FileError, DataError, EngineError, GeometryError) as error:
        raise CommandError(str(error)) from None
    if options.json:
        print(json.dumps(result, allow_nan=False))
    else:
        if options.compare is not None:
            print(_verdict(result))
        width = max(map(len, result))
        for key, value in result.items():
            print(f"{key.replace('_', ' '):<{width}}  {_text(value)}")
    return 0


def request_for(source: str, box: Bounds) -> CellsRequest:
    """The request for the network of a source, its decision that of the trained outputs.

    Columns of the data that are not on the axes are held where the document holds them.
    """
    content = open_source(source).content
    dataset = load(content.data)
    lowered = Lowering().lower(content, dataset)
    plane = plane_of(dataset, content.view.plane)
    request = cells_request(content, lowered, plane)
    return replace(
        request,
        network=over_data_units(request.network, lowered, plane),
        bounds=box,
        max_faces=MOST_FACES,
        max_seconds=None,
    )


def comparison(first: CellsRequest, second: CellsRequest, whole_plane: bool) -> dict[str, Any]:
    """What `--compare` prints; `outputs` are those that differ, by what people call them."""
    found = compare(first, second, whole_plane)
    areas, ids = found.arrangement.areas, found.first.outputs
    differs = dict(zip(ids, found.first_says != found.second_says, strict=True))
    return {
        "equal": found.equal,
        "differing_cells": len(found.differing),
        "differing_area": float(found.differing_area),
        "cells": found.arrangement.face_count,
        "certified": found.certified,
        "whole_plane": found.whole_plane,
        "equal_values": found.equal_values,
        "largest_gap": found.largest_gap,
        "outputs": {
            first.name(id_): {"cells": int(where.sum()), "area": float(areas[where].sum())}
            for id_, where in differs.items()
            if where.any()
        },
        "shared": [first.name(id_) for id_ in found.shared.values()],
    }


def _verdict(result: dict[str, Any]) -> str:
    part = "the whole plane" if result["whole_plane"] else "the box"
    cells, differing = result["cells"], result["differing_cells"]
    if result["equal"]:
        return f"Equal: both decide the same in all {cells:,} cells of {part}."
    return f"They differ in {differing:,} of {cells:,} cells of {part}."


def _text(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_text(entry)}" for key, entry in value.items()) or "none"
    if isinstance(value, list):
        return ", ".join(value) or "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:,}" if isinstance(value, int) else f"{value:.9g}"
