"""What a CSV file looks like, guessed from its first rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Literal

from playground.data.csv_rows import column_names, is_number, read_bytes, rows, text_lines
from playground.data.errors import DataError
from playground.data.text import clean

SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar", " ": "space"}
ColumnKind = Literal["numbers", "text"]
PARTS = ("train", "test")
"""The words of a column that says what each row is for."""
_SPLITS = ({*PARTS}, {PARTS[0]}, {PARTS[1]})
_HEAD_BYTES = 1_000_000
_HEAD_ROWS = 100


@dataclass(frozen=True, slots=True)
class CsvOptions:
    """How to read a file, and which of its columns.

    Attributes
    ----------
    separator : a key of SEPARATORS.
    header : whether the first row names the columns.
    decimal_comma : whether `1,5` is a number; never with commas between the columns.
    inputs : names of the input columns, all of them numbers.
    target : name of the target column.
    target_text : whether the target is read as texts, each a class.
    split : name of the column that says which rows train and which test; "" for none.
    """

    separator: str = ","
    header: bool = True
    decimal_comma: bool = False
    inputs: tuple[str, ...] = ()
    target: str = ""
    target_text: bool = False
    split: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """The first rows of a file, with options that would read it."""

    options: CsvOptions
    columns: tuple[str, ...]
    kinds: tuple[ColumnKind, ...]
    rows: tuple[tuple[str, ...], ...]


def peek(path: str | Path, separator: str | None = None, header: bool | None = None) -> Preview:
    """Look at the start of a file; what isn't told is guessed.

    The last column is suggested as the target, the other columns of numbers as inputs, and one
    of the words in PARTS as what says which rows train.

    Raises
    ------
    DataError
        When the file can't be read or is not text.
    """
    path = Path(path)
    name = clean(path.name)
    data = read_bytes(path, _HEAD_BYTES)
    if len(data) == _HEAD_BYTES:
        end = max(data.rfind(b"\n"), data.rfind(b"\r")) + 1
        data = data[: end or None]
    lines = list(text_lines(data)[1])
    if separator is None:
        separator = max(SEPARATORS, key=lambda candidate: _fit(lines, candidate))
    head = [row for _, row in islice(rows(lines, separator, name), _HEAD_ROWS)]
    if not head:
        raise DataError(f"“{name}” has no rows; choose a file with rows of numbers.")
    comma = _has_decimal_comma(head, separator)
    if header is None:
        header = not any(is_number(cell, comma) for cell in head[0])
    columns = column_names(head[0], header, name)
    body = [row for row in (head[1:] if header else head) if len(row) == len(columns)]
    kinds = tuple(_kind([row[index] for row in body], comma) for index in range(len(columns)))
    numeric = tuple(
        column for column, kind in zip(columns[:-1], kinds[:-1], strict=True) if kind == "numbers"
    )
    parts = (
        column
        for index, column in enumerate(columns[:-1])
        if {row[index].strip() for row in body} in _SPLITS
    )
    options = CsvOptions(
        separator, header, comma, numeric, columns[-1], kinds[-1] == "text", next(parts, "")
    )
    return Preview(options, columns, kinds, tuple(tuple(map(clean, row)) for row in body))


def with_target(preview: Preview, target: str) -> CsvOptions:
    """The preview's options for another target; the other columns of numbers are the inputs."""
    kinds = dict(zip(preview.columns, preview.kinds, strict=True))
    inputs = tuple(name for name in preview.columns if name != target and kinds[name] == "numbers")
    split = preview.options.split
    return replace(
        preview.options,
        inputs=inputs,
        target=target,
        target_text=kinds[target] == "text",
        split=split if split != target else "",
    )


def _fit(lines: Sequence[str], separator: str) -> tuple[bool, float, float]:
    """How well a separator explains the lines: it splits, evenly, and leaves numbers."""
    try:
        head = [row for _, row in islice(rows(lines, separator, ""), _HEAD_ROWS)]
    except DataError:
        return (False, 0.0, 0.0)
    if not head:
        return (False, 0.0, 0.0)
    width, even = Counter(map(len, head)).most_common(1)[0]
    comma = _has_decimal_comma(head, separator)
    cells = [cell for row in (head[1:] or head) for cell in row]
    numbers = sum(is_number(cell, comma) for cell in cells)
    return (width > 1, round(even / len(head), 1), numbers / len(cells))


def _has_decimal_comma(head: Sequence[Sequence[str]], separator: str) -> bool:
    if separator == ",":
        return False
    cells = [cell for row in head for cell in row]
    commas = sum(not is_number(cell) and is_number(cell, True) for cell in cells)
    points = sum("." in cell and is_number(cell) for cell in cells)
    return commas > points


def _kind(cells: Sequence[str], comma: bool) -> ColumnKind:
    """Numbers where most cells are: reading then names the line of one that is not."""
    filled = [cell for cell in cells if cell.strip()]
    numbers = sum(is_number(cell, comma) for cell in filled)
    return "numbers" if numbers > len(filled) / 2 else "text"
