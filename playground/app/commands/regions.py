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
        request, held = _asked(options.source, options.box)
        if options.compare is None:
            result = report(arrange(request)) | _named("held", held)
        else:
            other, other_held = _asked(options.compare, options.box)
            result = comparison(request, other, options.whole_plane)
            result |= _named("held", held) | _named("other_held", other_held)
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


def _asked(source: str, box: Bounds) -> tuple[CellsRequest, dict[str, float]]:
    """The request for a source's network, and at which values it holds the inputs on no axis.

    The decision is that of the trained outputs.
    """
    content = open_source(source).content
    dataset = load(content.data)
    lowered = Lowering().lower(content, dataset)
    plane = plane_of(dataset, content.view.plane)
    request = cells_request(content, lowered, plane)
    held = dict(zip(dataset.columns, plane.held, strict=True))
    shown = {dataset.columns[axis] for axis in plane.axes}
    # An input whose column the data lack is 0; a formula over columns can't be held.
    values = {
        request.name(node.id): held.get(node.column or "", 0.0)
        for node in content.network.inputs()
        if node.column not in shown and (node.column in held or node.column not in lowered.features)
    }
    request = replace(
        request,
        network=over_data_units(request.network, lowered, plane),
        bounds=box,
        max_faces=MOST_FACES,
        max_seconds=None,
    )
    return request, values


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


def _named(name: str, held: dict[str, float]) -> dict[str, Any]:
    return {name: held} if held else {}


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
