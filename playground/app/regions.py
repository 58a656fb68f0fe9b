"""`playground regions`: the exact regions of a network, in numbers. No Qt."""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from typing import Any

from playground.app.errors import CommandError
from playground.app.sources import open_source
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
            result = comparison(request, request_for(options.compare, options.box))
    except (FileError, DataError, EngineError, GeometryError) as error:
        raise CommandError(str(error)) from None
    if options.json:
        print(json.dumps(result, allow_nan=False))
    else:
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


def comparison(first: CellsRequest, second: CellsRequest) -> dict[str, Any]:
    """What `--compare` prints."""
    found = compare(first, second)
    return {
        "equal": found.equal,
        "differing_cells": len(found.differing),
        "differing_area": float(found.differing_area),
        "cells": found.arrangement.face_count,
        "certified": found.certified,
    }


def _text(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_text(entry)}" for key, entry in value.items())
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:,}" if isinstance(value, int) else f"{value:.9g}"
