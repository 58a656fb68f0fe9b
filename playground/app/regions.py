"""`playground regions`: the exact regions of a network, in numbers. No Qt."""

from __future__ import annotations

import argparse
import json
from typing import Any

from playground.app.errors import CommandError
from playground.app.sources import open_source
from playground.data.errors import DataError
from playground.data.load import load
from playground.document.content import Content
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
        request = cells_request(options.source, options.box)
        if options.compare is None:
            result = report(arrange(request))
        else:
            result = comparison(request, cells_request(options.compare, options.box))
    except (FileError, DataError, EngineError, GeometryError) as error:
        raise CommandError(str(error)) from None
    if options.json:
        print(json.dumps(result, allow_nan=False))
    else:
        width = max(map(len, result))
        for key, value in result.items():
            print(f"{key.replace('_', ' '):<{width}}  {_text(value)}")
    return 0


def cells_request(source: str, box: Bounds) -> CellsRequest:
    """The request for the network of a source, its decision that of the trained outputs."""
    content = open_source(source).content
    lowered = Lowering().lower(content, load(content.data))
    by_column = {node.column: node.id for node in content.network.inputs()}
    others = sorted(str(column) for column in by_column if column not in ("x1", "x2"))
    if others:
        raise GeometryError(
            f"Exact regions need inputs x1 and x2 only, but this network also has {others[0]}."
        )
    outputs = tuple(sorted(lowered.targets, key=lowered.targets.__getitem__))
    return CellsRequest(
        lowered.network,
        by_column.get("x1"),
        by_column.get("x2"),
        box,
        outputs or tuple(node.id for node in content.network.outputs()),
        names=_names(content),
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


def _names(content: Content) -> dict[str, str]:
    return {node.id: node.name for node in content.network.nodes if node.name}


def _text(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_text(entry)}" for key, entry in value.items())
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:,}" if isinstance(value, int) else f"{value:.9g}"
