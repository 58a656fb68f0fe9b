"""Tables from CSV files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path

import numpy as np

from playground.data.choice import Table
from playground.data.csv_peek import CsvOptions, Preview, peek, with_target
from playground.data.csv_rows import (
    column_names,
    is_number,
    read_bytes,
    rows,
    text_lines,
    unguard,
)
from playground.data.dataset import FloatArray
from playground.data.errors import Cancelled, DataError
from playground.data.load import CLASS_LIMIT, check_parts
from playground.data.text import clean

__all__ = ["CsvOptions", "Preview", "peek", "read", "with_target"]

VALUE_LIMIT = 1e12
CELL_LIMIT = 25_000_000
_BATCH_CELLS = 60_000


def read(
    path: str | Path,
    options: CsvOptions | None = None,
    progress: Callable[[float], bool] | None = None,
) -> Table:
    """Read the chosen columns, in the order of the file.

    Parameters
    ----------
    path : the file.
    options : as made by `peek`; None means its guess.
    progress : called now and then with the share done, 0 to 1; reading stops when it says False.

    Raises
    ------
    DataError
        When a row, a cell or the choice of columns is not usable; the message names the line.
    Cancelled
        When `progress` said False.
    """
    path = Path(path)
    name = clean(path.name)
    options = options or peek(path).options
    data = read_bytes(path)
    buffer, lines = text_lines(data)
    found = rows(lines, options.separator, name)
    first = next(found, None)
    if first is None:
        raise DataError(f"“{name}” has no rows; choose a file with rows of numbers.")
    names = column_names(first[1], options.header, name)
    columns = _chosen(names, options, name)
    texts = {options.target} if options.target_text else set()
    texts |= {options.split} - {""}
    readers: list[_TextColumn | _NumberColumn] = [
        _TextColumn(names[column])
        if names[column] in texts
        else _NumberColumn(names[column], options.decimal_comma)
        for column in columns
    ]
    body = found if options.header else chain([first], found)
    blocks: list[FloatArray] = []
    count = 0
    for numbers, batch in _batches(body, len(names), name):
        count += len(batch)
        if count * len(columns) > CELL_LIMIT:
            raise DataError(
                f"“{name}” has more than {CELL_LIMIT:,} cells in the chosen columns; "
                "choose fewer columns or a shorter file."
            )
        blocks.append(
            np.column_stack(
                [
                    reader.convert([row[column] for row in batch], numbers)
                    for reader, column in zip(readers, columns, strict=True)
                ]
            )
        )
        if progress is not None and not progress(buffer.tell() / len(data)):
            raise Cancelled(f"Reading “{name}” was cancelled.")
    if not blocks:
        raise DataError(f"“{name}” has no rows of data; choose a file with at least one.")
    finished = [
        reader.finish(values)
        for reader, values in zip(readers, np.concatenate(blocks).T, strict=True)
    ]
    taken = tuple(names[column] for column in columns)
    if options.split:
        check_parts(options.split, finished[taken.index(options.split)][1])
    return Table(
        file_name=name,
        columns=taken,
        values=np.column_stack([values for values, _ in finished]),
        categories=tuple(categories for _, categories in finished),
    )


class _NumberColumn:
    """Turns the cells of one column into numbers."""

    def __init__(self, name: str, decimal_comma: bool) -> None:
        self._name = name
        self._decimal_comma = decimal_comma

    def convert(self, cells: list[str], lines: Sequence[int]) -> FloatArray:
        """Numbers of a batch; `lines` are the line numbers of the cells."""
        if self._decimal_comma:
            cells = [cell.replace(",", ".") for cell in cells]
        try:
            values = np.array(list(map(float, cells)))
        except ValueError:
            values = None
        # Python's float also takes 1_000, which no CSV means as a number.
        if values is None or any("_" in cell for cell in cells):
            index = next(i for i, cell in enumerate(cells) if not is_number(cell))
            raise DataError(self._complaint(cells[index], lines[index]))
        wild = ~(np.abs(values) <= VALUE_LIMIT)
        if wild.any():
            index = int(wild.argmax())
            raise DataError(
                f"Line {lines[index]}, column “{self._name}”: {clean(cells[index])} is not a "
                f"number between −{VALUE_LIMIT:.0e} and {VALUE_LIMIT:.0e}; change or remove it."
            )
        return values

    def finish(self, values: FloatArray) -> tuple[FloatArray, tuple[str, ...]]:
        return values, ()

    def _complaint(self, cell: str, line: int) -> str:
        where = f"Line {line}, column “{self._name}”"
        if not cell.strip():
            return f"{where}: the cell is empty; fill in a number or remove the row."
        return f"{where}: “{clean(cell, 40)}” is not a number; correct it or choose other columns."


class _TextColumn:
    """Turns the cells of one column into indices of its classes."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._index_of_cell: dict[str, int] = {}
        self._index_of_class: dict[str, int] = {}

    def convert(self, cells: list[str], lines: Sequence[int]) -> FloatArray:
        """Class indices of a batch, in the order of appearance."""
        for index, cell in enumerate(cells):
            if cell not in self._index_of_cell:
                self._add(cell, lines[index])
        return np.array([self._index_of_cell[cell] for cell in cells], dtype=np.float64)

    def finish(self, values: FloatArray) -> tuple[FloatArray, tuple[str, ...]]:
        """The indices and the classes they stand for, in sorted order."""
        categories = sorted(self._index_of_class)
        rank = np.empty(len(categories))
        for position, category in enumerate(categories):
            rank[self._index_of_class[category]] = position
        return rank[values.astype(np.intp)], tuple(categories)

    def _add(self, cell: str, line: int) -> None:
        category = clean(unguard(cell))
        if not category:
            raise DataError(
                f"Line {line}, column “{self._name}”: the cell is empty; name its class or "
                "remove the row."
            )
        index = self._index_of_class.setdefault(category, len(self._index_of_class))
        if index >= CLASS_LIMIT or len(self._index_of_cell) >= 100 * CLASS_LIMIT:
            raise DataError(
                f"Column “{self._name}” has more than {CLASS_LIMIT} different texts; choose a "
                "target with fewer classes."
            )
        self._index_of_cell[cell] = index


def _chosen(names: Sequence[str], options: CsvOptions, file: str) -> list[int]:
    """Positions of the chosen columns, in the order of the file."""
    split = (options.split,) if options.split else ()
    for name in (*options.inputs, options.target, *split):
        if name not in names:
            raise DataError(f"“{file}” has no column “{clean(name)}”; choose another.")
    if not options.inputs or options.target in options.inputs:
        raise DataError(
            f"“{file}” needs at least one column of numbers as input and another column as the "
            "target; choose them, or another separator."
        )
    return sorted(names.index(name) for name in {*options.inputs, options.target, *split})


def _batches(
    found: Iterator[tuple[int, list[str]]], width: int, file: str
) -> Iterator[tuple[list[int], list[list[str]]]]:
    """Line numbers and rows, many at a time, all of the same width."""
    count = max(1, _BATCH_CELLS // width)
    while pairs := list(islice(found, count)):
        for line, row in pairs:
            if len(row) != width:
                raise DataError(
                    f"Line {line} of “{file}” has {len(row):,} cells where the first row has "
                    f"{width:,}; make them equal."
                )
        yield [line for line, _ in pairs], [row for _, row in pairs]
