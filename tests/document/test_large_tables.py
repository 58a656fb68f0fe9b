from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from playground.data.choice import DataChoice, Table
from playground.data.painted import Painted
from playground.document import files, large_tables
from playground.document.content import Content
from playground.document.files import FileError
from playground.document.large_tables import Stopped, cut_out

_NEVER = 10**9


@pytest.fixture(scope="module", autouse=True)
def small_is_large() -> Iterator[None]:
    """Every table is read in pieces, of few numbers each."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(large_tables, "LARGE", 1)
        patch.setattr(large_tables, "_PIECE", 12)
        yield


def content(values: np.ndarray) -> Content:
    columns = tuple("abcdef"[: values.shape[1]])
    table = Table("t.csv", columns, values, ((),) * len(columns))
    return Content(data=DataChoice("table", table=table, target="b"))


numbers = st.floats(-1e12, 1e12) | st.integers(-(10**12), 10**12)
tables = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(numbers, min_size=width, max_size=width), max_size=12)
)


@given(rows=tables.filter(bool), indent=st.none() | st.integers(0, 3))
def test_every_number_arrives_however_it_is_laid_out(rows, indent):
    saved = content(np.array(rows, dtype=np.float64))
    text = json.dumps(json.loads(files.encode(saved)), indent=indent).encode()
    cut, columns = cut_out(text)
    assert columns is not None
    assert len(cut) <= len(text) + 16
    assert files.decode(text, "it") == saved


points = st.lists(st.tuples(*[st.floats(-5, 5)] * 2, st.integers(0, 1), st.floats(0, 0.9)))


@given(points=points, rows=st.none() | tables.filter(bool), leads=st.booleans())
@example([(1.0, 2.0, 0, 0.5)], None, True)
@example([(1.0, 2.0, 0, 0.5)], [[2.5e-301]], True)
@example([(1.0, 2.0, 0, 0.5)], [[2.5e-301]], False)
def test_painted_points_arrive_with_a_table_and_without_one(points, rows, leads):
    values = np.array(sorted(points, key=lambda point: point[3])).reshape(-1, 4)
    data = replace(DataChoice(), source="painted", painted=Painted(values))
    if rows is not None:
        data = replace(data, table=content(np.array(rows, dtype=np.float64)).data.table)
    body = json.loads(files.encode(Content(data=data)))
    if leads:  # as a person may have put it
        body["data"] = {"painted": body["data"].pop("painted"), **body["data"]}
    assert files.decode(json.dumps(body).encode(), "it").data == data


def as_read(text: bytes) -> Content | None:
    try:
        return files.decode(text, "it")
    except FileError:
        return None


@given(
    place=st.integers(0, 400),
    removed=st.integers(0, 3),
    put=st.text('[]{},:"\\ -0123e.values', max_size=4),
)
@example(place=0, removed=0, put="")
def test_a_damaged_text_is_read_as_if_it_were_read_whole(place, removed, put):
    """Both ways refuse it, or both read the same."""
    text = files.encode(content(np.arange(24, dtype=np.float64).reshape(8, 3) / 7))
    text = json.dumps(json.loads(text), separators=(",", ":")).encode()
    start = text.index(b'"values"') + place - 40
    damaged = text[:start] + put.encode() + text[start + removed :]
    in_pieces = as_read(damaged)
    with pytest.MonkeyPatch.context() as whole:
        whole.setattr(large_tables, "LARGE", _NEVER)
        assert as_read(damaged) == in_pieces


@pytest.mark.parametrize(
    "values",
    [
        '[[1,2,3,4,5,6],[1,2,3,4,5,"6"]]',
        "[[1,2,3,4,5,6],[1,2,3,4,5]]",
        "[[1,2,3,4,5,6,],[1,2,3,4,5,6]]",
        "[[1,2,3,4,5,6, ],[1,2,3,4,5,6]]",
        "[[1,2,3,4,5,6],[1,2,3,4,5,[6]]]",
        "[[1,2,3,4,5,6],[1,2,3,4,5,null]]",
        "[[1,2,3,4,5,6],[1,2,3,4,5,1e999]]",
        "[[1,2,3,4,5,6],7,[1,2,3,4,5,6]]",
        "[[1,2,3,4,5,6][1,2,3,4,5,6]]",
        "[[1,2,3,4,5,6],[1,2,3,4,5,6]",
        "[[1,2,3,4,5,6],[1,2,3,4,5,NaN]]",
    ],
)
def test_what_is_no_table_of_numbers_is_refused_in_a_sentence(values):
    text = files.encode(content(np.zeros((2, 2)))).decode()
    text = json.dumps(json.loads(text)).replace("[[0.0, 0.0], [0.0, 0.0]]", values)
    assert values in text
    with pytest.raises(FileError, match="“it”"):
        files.decode(text.encode(), "it")


def test_reading_tells_how_far_it_is_and_can_be_stopped():
    text = files.encode(content(np.zeros((40, 2))))
    shares: list[float] = []

    def hear(share: float) -> bool:
        shares.append(share)
        return True

    files.decode(text, "it", hear)
    assert shares == sorted(shares)
    assert 0 < shares[0] < 0.2 < shares[-1] <= 1
    with pytest.raises(Stopped):
        files.decode(text, "it", lambda share: share < 0.5)
