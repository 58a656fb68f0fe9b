"""Data sets into CSV files, so that `csv_file.read` makes the same ones of them."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from playground.data.csv_peek import PARTS
from playground.data.csv_rows import guard
from playground.data.dataset import Dataset
from playground.data.errors import Cancelled, DataError
from playground.data.text import clean

_BATCH_ROWS = 10_000


def to_csv(dataset: Dataset) -> str:
    """The points as CSV text: `part` (train or test), the input columns, then `label`.

    Training rows come first; read with its `part`, the file makes the same data set. Class names
    that a spreadsheet would take for a formula get a `'` before them, which `read` takes away
    again.
    """
    return "".join(_pieces(dataset))


def write_csv(
    path: str | Path, dataset: Dataset, progress: Callable[[float], bool] | None = None
) -> None:
    """Write `to_csv` to a file, all of it or nothing.

    Parameters
    ----------
    progress : called now and then with the share done, 0 to 1; writing stops when it says False.

    Raises
    ------
    DataError
        When the file can't be written.
    Cancelled
        When `progress` said False.
    """
    path = Path(path)
    part = path.with_name(f".{path.name[:50]}.{os.getpid()}.part")
    try:
        with part.open("w", encoding="utf-8", newline="") as file:
            for number, piece in enumerate(_pieces(dataset)):
                file.write(piece)
                share = min(1.0, number * _BATCH_ROWS / max(1, dataset.count))
                if progress is not None and not progress(share):
                    raise Cancelled(f"Writing “{clean(path.name)}” was cancelled.")
        part.replace(path)
    except OSError as error:
        raise DataError(f"“{clean(path.name)}” can't be written: {error.strerror}.") from None
    finally:
        # Where nothing could be written, there may be nothing that could be removed.
        with suppress(OSError):
            part.unlink()


def _pieces(dataset: Dataset) -> Iterator[str]:
    """The header, then some rows at a time."""
    part, label = (_free_name(name, dataset.columns) for name in ("part", "label"))
    yield _text([[guard(name) for name in (part, *dataset.columns, label)]])
    names = [guard(name) for name in dataset.class_names]
    for start in range(0, dataset.count, _BATCH_ROWS):
        rows = range(start, min(start + _BATCH_ROWS, dataset.count))
        labels: Sequence[object] = dataset.labels[rows.start : rows.stop].tolist()
        if names:
            labels = [names[int(index)] for index in dataset.labels[rows.start : rows.stop]]
        points = dataset.inputs[rows.start : rows.stop].tolist()
        yield _text(
            (PARTS[row >= dataset.train_count], *map(repr, point), value)
            for row, point, value in zip(rows, points, labels, strict=True)
        )


def _text(rows: Iterable[Iterable[object]]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def _free_name(name: str, taken: Sequence[str]) -> str:
    while name in taken:
        name += "_"
    return name
