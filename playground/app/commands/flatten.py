"""`playground flatten`: one hidden layer for a step network, or the proof that there is none."""

from __future__ import annotations

import argparse
import json
from typing import Any

from playground.app.commands.errors import CommandError, tell
from playground.app.commands.outputs import check_writable
from playground.app.commands.overrides import put_edit
from playground.app.commands.train import open_content
from playground.app.flatten.job import FlattenOptions, FlattenReport, flatten_drawing
from playground.document import files
from playground.engine.errors import EngineError
from playground.geometry.errors import GeometryError


def flatten_command(options: argparse.Namespace) -> int:
    """Print what was found for each output; save the network that decides the same.

    Returns 1 when there is none of one hidden layer, and two were not asked for.
    """
    if options.output is not None:
        check_writable(options.output)
    content = open_content(options.source)
    wish = FlattenOptions(options.extra, options.seconds, not options.sparse)
    try:
        found = flatten_drawing(content, options.box, wish)
    except (EngineError, GeometryError) as error:
        raise CommandError(str(error)) from None
    rewritten = found.flat or (found.two_layers if options.two_layers else None)
    print(json.dumps(_report(found)) if options.json else _words(found))
    if rewritten is None:
        tell("One hidden layer can't do it; --two-layers takes two.")
        return 1
    if options.output is not None:
        put_edit(content, rewritten.recipe)
        try:
            files.save(content, options.output)
        except files.FileError as error:
            raise CommandError(str(error)) from None
    return 0


def _report(found: FlattenReport) -> dict[str, Any]:
    sizes = {"before": found.before}
    for key, rewritten in (("flat", found.flat), ("two_layers", found.two_layers)):
        if rewritten is not None:
            sizes[key] = rewritten.size
    return {
        "flat": found.flat is not None,
        "outputs": list(found.sentences),
        "sizes": {
            key: {"widths": size.shape, "weights": size.weights, "biases": size.biases}
            for key, size in sizes.items()
        },
    }


def _words(found: FlattenReport) -> str:
    lines = [*found.sentences, f"now         {found.before.shape}: {found.before.counts}"]
    if found.flat is not None:
        size = found.flat.size
        lines.append(f"flat        {size.shape}: {size.counts}, the same {found.flat.where}")
    if found.two_layers is not None:
        size = found.two_layers.size
        lines.append(f"two layers  {size.shape}: {size.counts}, the same {found.two_layers.where}")
    return "\n".join(lines)
