"""`playground data`: the points as CSV. No Qt."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from playground.app.commands.data_options import override_data
from playground.app.commands.errors import CommandError, tell
from playground.app.commands.outputs import check_writable
from playground.app.commands.train import open_content
from playground.data.csv_write import to_csv, write_csv
from playground.data.errors import DataError
from playground.data.load import load


def data_command(options: argparse.Namespace) -> int:
    """Write the points as CSV, to a file or to where the output goes. Raises CommandError."""
    path: Path | None = options.output
    if path is not None:
        check_writable(path)
    content = open_content(options.source)
    override_data(content, options)
    try:
        dataset = load(content.data)
        if path is not None:
            write_csv(path, dataset)
    except DataError as error:
        raise CommandError(str(error)) from None
    if path is None:
        sys.stdout.write(to_csv(dataset))
    else:
        tell(f"{dataset.count:,} points, of which {dataset.train_count:,} train.")
    return 0
