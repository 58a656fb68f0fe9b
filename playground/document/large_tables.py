"""The numbers of a large table, read from a document's text piece by piece.

Read all at once, as the rest of the document is, they would hold other threads up for seconds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import msgspec
import numpy as np
from numpy.typing import NDArray

LARGE = 2**17
"""Fewer bytes than these are read within a frame."""
_PIECE = 2**16
_TABLE = re.compile(rb"\s*:\s*\{")
_BEGIN = re.compile(rb"\s*:\s*\[(?=\s*\[)")
_COLUMN = re.compile(rb"\s*\[")
_AFTER = re.compile(rb"\s*([],])")
_MARK = 2.5e-301

Progress = Callable[[float], bool]
"""Hears the share that is done; False asks to stop."""


class Stopped(Exception):
    """Reading was stopped because the caller asked for it."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns still to be read: from where to where in a text the numbers of each lie."""

    text: bytes
    spans: tuple[tuple[int, int], ...]

    @staticmethod
    def stand_for(values: NDArray[np.float64]) -> bool:
        """Whether a table's values are what `cut_out` puts into the place of columns."""
        return values.shape == (1, 1) and bool(values[0, 0] == _MARK)

    def read(self, progress: Progress | None = None) -> NDArray[np.float64]:
        """The numbers, (rows, columns).

        Raises
        ------
        ValueError
            When they are anything but numbers, or columns differ in length.
        Stopped
            When `progress` said so.
        """
        found = []
        first, last = self.spans[0][0], self.spans[-1][1]
        for start, end in self.spans:
            pieces = [np.empty(0)]
            for stop, piece in self._pieces(start, end):
                numbers = msgspec.json.decode(piece, type=list[float])
                if not numbers:
                    raise ValueError("the table's values have a gap")
                pieces.append(np.array(numbers))
                if progress is not None and not progress((stop - first) / (last - first)):
                    raise Stopped
            found.append(np.concatenate(pieces))
        if len({len(column) for column in found}) > 1:
            raise ValueError("the table's columns differ in length")
        return np.array(found, dtype=np.float64).T

    def _pieces(self, start: int, end: int) -> Iterator[tuple[int, bytes]]:
        """The numbers between two places as lists, and where each of these ends."""
        while start < end:
            comma = self.text.find(b",", min(start + _PIECE, end), end)
            # A comma at the end is no mistake of a piece, but one of the column.
            stop = comma if 0 <= comma < end - 1 else end
            yield stop, b"[%b]" % self.text[start:stop]
            start = stop + 1


def cut_out(text: bytes) -> tuple[bytes, Columns | None]:
    """The text with a mark in the place of a large table's columns, and these columns.

    A text without such columns stays as it is; painted points have values too, which are left.
    """
    table = _entry(text, b'"table"', _TABLE, 0) if len(text) >= LARGE else None
    begin = _entry(text, b'"values"', _BEGIN, table.end()) if table is not None else None
    if begin is None:
        return text, None
    spans, end = _spans(text, begin.end())
    if end - begin.end() < LARGE:
        return text, None
    return b"%b[%a]%b" % (text[: begin.end()], _MARK, text[end - 1 :]), Columns(text, spans)


def _entry(text: bytes, key: bytes, value: re.Pattern[bytes], start: int) -> re.Match[bytes] | None:
    """Where the first value of that name and form begins."""
    place = text.find(key, start)
    while place >= 0:
        found = value.match(text, place + len(key))
        # Behind a backslash it is the end of a longer name.
        if found is not None and text[place - 1 : place] != b"\\":
            return found
        place = text.find(key, place + 1)
    return None


def _spans(text: bytes, here: int) -> tuple[tuple[tuple[int, int], ...], int]:
    """Where the numbers of columns lie, and where their list ends; 0 when they are no columns."""
    spans = []
    while (column := _COLUMN.match(text, here)) is not None:
        end = text.find(b"]", column.end())
        after = _AFTER.match(text, end + 1) if end >= 0 else None
        if after is None:
            break
        spans.append((column.end(), end))
        if after[1] == b"]":
            return tuple(spans), after.end()
        here = after.end()
    return (), 0
