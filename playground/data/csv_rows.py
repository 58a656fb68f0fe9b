"""A CSV file as rows of clean cells, each with its line number."""

from __future__ import annotations

import csv
import io
import re
import stat
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from playground.data.errors import DataError
from playground.data.text import NAME_LIMIT, clean

FILE_LIMIT = 200_000_000
COLUMN_LIMIT = 1_000
GUARDED = ("=", "+", "-", "@", "\t", "\0", "'")
"""First characters that spreadsheets take for a formula; our own files put `'` before them."""

_POINT = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|[+-]?(?:nan|inf|infinity)", re.I)
_COMMA = re.compile(r"[+-]?\d*,\d+(?:[eE][+-]?\d+)?")


def read_bytes(path: Path, limit: int = FILE_LIMIT + 1) -> bytes:
    """Content of a text file, at most `limit` bytes of it.

    Raises
    ------
    DataError
        When the file can't be read, is empty, too large or not text.
    """
    name = clean(path.name)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise DataError(f"“{name}” is not a file; choose a CSV file.")
        if status.st_size > FILE_LIMIT:
            raise DataError(
                f"“{name}” has {status.st_size / 1e6:,.0f} MB; choose a file of at most "
                f"{FILE_LIMIT / 1e6:.0f} MB."
            )
        with path.open("rb") as file:
            data = file.read(limit)
    except (OSError, ValueError) as error:
        if isinstance(error, DataError):
            raise
        reason = getattr(error, "strerror", None) or "its name is not valid"
        raise DataError(f"“{name}” can't be read: {reason}.") from None
    if not data.strip():
        raise DataError(f"“{name}” is empty; choose a file with rows of numbers.")
    zero = data.find(b"\0")
    if zero >= 0:
        line = data.count(b"\n", 0, zero) + 1
        raise DataError(
            f"Line {line} of “{name}” holds a NUL byte, so it is not a CSV text; "
            "save it as CSV in UTF-8."
        )
    return data


def text_lines(data: bytes) -> tuple[io.BytesIO, Iterable[str]]:
    """The lines of a file in UTF-8 or else Latin-1, and the buffer they are read from."""
    buffer = io.BytesIO(data)
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return buffer, io.TextIOWrapper(buffer, encoding="latin-1", newline="")
    return buffer, io.TextIOWrapper(buffer, encoding="utf-8-sig", newline="")


def rows(lines: Iterable[str], separator: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Rows with the number of their (last) line; blank ones are left out.

    Raises
    ------
    DataError
        When a cell is longer than the csv module takes.
    """
    if separator == " ":
        lines = (line.strip() for line in lines)
    reader = csv.reader(lines, delimiter=separator, skipinitialspace=True)
    try:
        for row in reader:
            if row and (row[0] or any(row)):
                yield reader.line_num, row
    except csv.Error:
        raise DataError(
            f"Line {reader.line_num} of “{name}” holds a cell of more than "
            f"{csv.field_size_limit():,} characters; look for a quote that is never closed."
        ) from None


def column_names(cells: Sequence[str], header: bool, name: str) -> tuple[str, ...]:
    """Unique, clean names from the first row, or `column 1`, `column 2`, …

    Raises
    ------
    DataError
        When there are too many.
    """
    if len(cells) > COLUMN_LIMIT:
        raise DataError(
            f"“{name}” has {len(cells):,} columns; choose a file of at most {COLUMN_LIMIT:,}."
        )
    names: dict[str, None] = {}
    for index, cell in enumerate(cells):
        base = (clean(unguard(cell)) if header else "") or f"column {index + 1}"
        unique, copy = base, 1
        while unique in names:
            copy += 1
            unique = f"{base[: NAME_LIMIT - 6]} {copy}"
        names[unique] = None
    return tuple(names)


def unguard(cell: str) -> str:
    """The text without the quote that `csv_file.write_csv` put before a formula's sign."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in GUARDED and cell[1:2] else cell


def guard(text: str) -> str:
    """The text with a quote before what a spreadsheet would take for a formula."""
    return f"'{text}" if text.startswith(GUARDED) and not is_number(text) else text


def is_number(cell: str, decimal_comma: bool = False) -> bool:
    """Whether a cell is written as a number, finite or not."""
    cell = cell.strip()
    return bool(_POINT.fullmatch(cell) or (decimal_comma and _COMMA.fullmatch(cell)))
