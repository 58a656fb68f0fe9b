"""CSV in and out: what opens, what is refused in which words, and the way round."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from playground.data.choice import DataChoice, Table
from playground.data.csv_file import CsvOptions, peek, read, with_target
from playground.data.csv_write import to_csv, write_csv
from playground.data.dataset import Dataset
from playground.data.errors import Cancelled, DataError
from playground.data.generators import GENERATORS
from playground.data.load import load

Save = Callable[[str | bytes], Path]


@pytest.fixture
def save(tmp_path: Path) -> Save:
    def write(content: str | bytes) -> Path:
        path = tmp_path / "points.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def refused(path: Path, options: CsvOptions | None = None) -> str:
    """The one sentence with which a file is refused."""
    with pytest.raises(DataError) as refusal:
        read(path, options)
    message = str(refusal.value)
    assert message.endswith(".")
    assert "\n" not in message
    assert len(message) < 600
    return message


@pytest.mark.parametrize(
    ("text", "separator", "header", "comma"),
    [
        ("a,b,y\n1.5,2,0\n3,4,1\n", ",", True, False),
        ("1.5,2,0\n3,4,1\n", ",", False, False),
        ("a;b;y\n1,5;2;0\n3;4;1\n", ";", True, True),
        ("1,5;2;0\n3;4;1\n", ";", False, True),
        ("a;b;y\n1.5;2;0\n3;4;1\n", ";", True, False),
        ("a\tb\ty\n1,5\t2\t0\n3\t4\t1\n", "\t", True, True),
        ("a|b|y\n1.5|2|0\n3|4|1\n", "|", True, False),
        ("a b y\n 1.5   2 0 \n3 4 1\n", " ", True, False),
        ("a, b, y\r\n1.5, 2, 0\r\n\r\n3, 4, 1\r\n", ",", True, False),
        ('"a","b","y"\r1.5,2,0\r3,4,1', ",", True, False),
        ("\ufeffa,b,y\n1.5,2,0\n3,4,1\n", ",", True, False),
        ("a,b,y\n1.5,2,0\n3,4,1\n,,\n", ",", True, False),
    ],
)
def test_separator_header_and_decimal_comma_are_found(
    save: Save, text: str, separator: str, header: bool, comma: bool
) -> None:
    preview = peek(save(text))
    options = preview.options
    assert (options.separator, options.header, options.decimal_comma) == (separator, header, comma)
    names = ("a", "b", "y") if header else ("column 1", "column 2", "column 3")
    assert preview.columns == names
    assert preview.kinds == ("numbers",) * 3
    assert (options.inputs, options.target, options.target_text) == (names[:2], names[2], False)
    table = read(save(text))
    assert table.columns == names
    assert table.values.tolist() == [[1.5, 2, 0], [3, 4, 1]]
    assert table.file_name == "points.csv"


def test_what_is_told_is_not_guessed(save: Save) -> None:
    path = save("1;2,5;3\n4;5,5;6\n")
    assert peek(path, separator=",").columns == ("1;2", "5;3")
    assert peek(path, header=False).columns == ("column 1", "column 2", "column 3")
    assert peek(path, header=True).columns == ("1", "2,5", "3")


def test_texts_become_sorted_classes(save: Save) -> None:
    path = save("name,x1,x2,kind\nada,1,2,rose\nbob,3,4,iris\ncyd,5,6,rose\n")
    preview = peek(path)
    assert preview.kinds == ("text", "numbers", "numbers", "text")
    assert preview.rows[0] == ("ada", "1", "2", "rose")
    table = read(path)
    assert table.columns == ("x1", "x2", "kind")
    assert table.categories == ((), (), ("iris", "rose"))
    assert table.values[:, 2].tolist() == [1, 0, 1]
    other = read(path, with_target(preview, "x1"))
    assert other.columns == ("x1", "x2")
    dataset = load(DataChoice("table", table=other, target="x1"))
    assert dataset.columns == ("x2",)


def test_latin_1_is_understood(save: Save) -> None:
    path = save("größe,b,y\n1,2,ja\n3,4,nö\n".encode("latin-1"))
    table = read(path)
    assert table.columns == ("größe", "b", "y")
    assert table.categories[2] == ("ja", "nö")


def test_names_are_unique_clean_and_short(save: Save) -> None:
    table = read(save("\u202ea\x07,a,,y\n1,2,3,4\n"))
    assert table.columns == ("a", "a 2", "column 3", "y")
    long = "n" * 100_000
    columns = read(save(f"{long},{long},y\n1,2,3\n")).columns
    assert len(set(columns)) == 3
    assert max(map(len, columns)) <= 200


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a,b,y\n1,2,3\n4,five,6\n", "Line 3, column “b”: “five” is not a number"),
        ("a,b,y\n1,2,3\n\n4,,6\n", "Line 4, column “b”: the cell is empty"),
        ("a,b,y\n1,2,3\n1_000,2,3\n", "Line 3, column “a”: “1_000” is not a number"),
        ("a,b,y\n1,2,3\n4,nan,6\n", "Line 3, column “b”: nan is not a number between"),
        ("a,b,y\n1,2,3\n4,-inf,6\n", "Line 3, column “b”: -inf is not"),
        ("a,b,y\n1,2,3\n4,1e13,6\n", "Line 3, column “b”: 1e13 is not"),
        ("a,b,y\n1,2,3\n4,5\n", "Line 3 of “points.csv” has 2 cells where the first row has 3"),
        ("a,b,y\n", "no rows of data"),
        ("a\n1\n2\n", "at least one column of numbers as input"),
        ("word\n", "at least one column of numbers as input"),
        ("", "is empty"),
        (" \n\n", "is empty"),
        ("a,b,y\n1,2\0,3\n", "Line 2 of “points.csv” holds a NUL byte"),
        ('a,b,y\n1,2,3\n"' + "z" * 140_000, "holds a cell of more than 131,072 characters"),
        (",".join("abcd" * 300) + "\n", "1,200 columns"),
        (
            "a,y\n" + "".join(f"{k},t{k}\n" for k in range(101)),
            "more than 100 different texts",
        ),
        ("a,y\n1,red\n2, \n", "Line 3, column “y”: the cell is empty"),
    ],
)
def test_what_can_t_be_read_is_refused_by_line(save: Save, text: str, words: str) -> None:
    options = None
    if text.startswith("a,b,y"):
        options = CsvOptions(inputs=("a", "b"), target="y")
    assert words in refused(save(text), options)


def test_columns_that_are_not_there_or_not_numbers(save: Save) -> None:
    path = save("a,b,y\nlow,2,3\n")
    assert "Line 2, column “a”" in refused(path, CsvOptions(inputs=("a",), target="y"))
    assert "no column “q”" in refused(path, CsvOptions(inputs=("q",), target="y"))
    assert "no column “q”" in refused(path, CsvOptions(inputs=("b",), target="q"))
    assert "another column" in refused(path, CsvOptions(inputs=("b", "y"), target="y"))


def test_missing_and_foreign_files(tmp_path: Path) -> None:
    assert "can't be read: No such file" in refused(tmp_path / "no.csv")
    assert "is not a file" in refused(tmp_path)
    assert "its name is not valid" in refused(tmp_path / "a\0b.csv")


def test_a_quote_over_lines_counts_its_last_line(save: Save) -> None:
    path = save('a,b,y\n1,2,"p\nq"\n3,x,r\n')
    options = CsvOptions(inputs=("a", "b"), target="y", target_text=True)
    assert "Line 4, column “b”" in refused(path, options)


def test_progress_rises_to_1_and_can_cancel(save: Save) -> None:
    path = save("a,b,y\n" + "1,2,3\n" * 50_000)
    shares: list[float] = []

    def note(share: float) -> bool:
        shares.append(share)
        return True

    assert read(path, progress=note).row_count == 50_000
    assert shares == sorted(shares)
    assert len(shares) == 3
    assert shares[-1] == 1.0
    with pytest.raises(Cancelled):
        read(path, progress=lambda share: False)


NAMES = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=10
).filter(lambda name: not name.isdigit())


@st.composite
def datasets(draw: st.DrawFn) -> Dataset:
    width, count = draw(st.integers(1, 4)), draw(st.integers(1, 6))
    columns = draw(
        st.lists(
            NAMES.filter(lambda name: name not in ("part", "label")),
            min_size=width,
            max_size=width,
            unique=True,
        )
    )
    numbers = st.floats(-1e12, 1e12, allow_subnormal=False)
    rows = st.lists(numbers, min_size=width, max_size=width)
    points = np.array(draw(st.lists(rows, min_size=count, max_size=count)))
    names = tuple(sorted(draw(st.lists(NAMES, min_size=1, max_size=3, unique=True))))
    labels = draw(st.lists(st.integers(0, len(names) - 1), min_size=count, max_size=count))
    return Dataset(tuple(columns), points, np.array(labels, float), "classes", names, count // 2)


@given(datasets())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_written_data_set_reads_back_the_same(tmp_path: Path, dataset: Dataset) -> None:
    path = tmp_path / "out.csv"
    write_csv(path, dataset)
    options = CsvOptions(inputs=dataset.columns, target="label", target_text=True, split="part")
    table = read(path, options)
    assert table.columns == (options.split, *dataset.columns, "label")
    assert np.array_equal(table.values[:, 1:-1], dataset.inputs)
    names = [dataset.class_names[int(label)] for label in dataset.labels]
    assert [table.categories[-1][int(label)] for label in table.values[:, -1]] == names
    assert list(tmp_path.iterdir()) == [path]


def test_where_nothing_can_be_written_the_reason_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(DataError, match="can't be written"):
        write_csv(tmp_path / "file" / "a.csv", load(DataChoice()))


def test_generated_sets_read_back_without_being_told(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    for source, generator in GENERATORS.items():
        dataset = load(DataChoice(source, count=50, noise=5, train_share=70))
        write_csv(path, dataset)
        options = peek(path).options
        assert (options.split, options.target) == ("part", "label")
        table = read(path, options)
        again = load(DataChoice("table", table=table, split="part"))
        assert again.columns == generator.columns
        assert (again.kind, again.class_names) == (dataset.kind, dataset.class_names)
        assert again.train_count == dataset.train_count == 35
        assert again.inputs.tobytes() == dataset.inputs.tobytes()
        assert again.labels.tobytes() == dataset.labels.tobytes()


def test_a_column_says_which_rows_train(save: Save) -> None:
    text = "a,part,y\n1,test,0\n2,train,1\n3,test,1\n4,train,0\n"
    preview = peek(save(text))
    assert preview.options.split == "part"
    assert with_target(preview, "part").split == ""
    dataset = load(DataChoice("table", table=read(save(text)), split="part", train_share=1))
    assert dataset.train_count == 2
    assert dataset.inputs[:, 0].tolist() == [2, 4, 1, 3]


@pytest.mark.parametrize(
    ("text", "split", "words"),
    [
        ("a,b,y\n1,train,0\n2,later,1\n", "b", "has “later”"),
        ("a,b,y\n1,train,0\n2,,1\n", "b", "the cell is empty"),
        ("a,b,y\n1,train,0\n2,test,1\n", "c", "no column “c”"),
    ],
)
def test_what_does_not_say_which_rows_train_is_refused(
    save: Save, text: str, split: str, words: str
) -> None:
    path = save(text)
    options = CsvOptions(inputs=("a",), target="y", split=split)
    assert words in refused(path, options)


def test_only_words_can_split_a_table() -> None:
    table = Table("t.csv", ("a", "y"), np.zeros((2, 2)), ((), ()))
    for split, words in (("a", "holds numbers"), ("b", "no column")):
        with pytest.raises(DataError, match=words):
            load(DataChoice("table", table=table, split=split))


def test_formulas_are_disarmed_and_numbers_are_not() -> None:
    names = ("-1", "@sum", "'quoted", "=1+1", "plain")
    points = np.full((5, 1), -0.5)
    text = to_csv(Dataset(("+x",), points, np.arange(5.0), "classes", names, 0))
    labels = ["label", "-1", "'@sum", "''quoted", "'=1+1", "plain"]
    starts = ["part,'+x", *["test,-0.5"] * 5]
    assert text.splitlines() == [f"{a},{b}" for a, b in zip(starts, labels, strict=True)]


def test_nothing_is_left_when_writing_fails(tmp_path: Path) -> None:
    dataset = load(DataChoice("xor", count=4))
    with pytest.raises(DataError, match="can't be written"):
        write_csv(tmp_path / "none" / "out.csv", dataset)
    (tmp_path / "folder").mkdir()
    with pytest.raises(DataError, match="“folder” can't be written"):
        write_csv(tmp_path / "folder", dataset)
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


@given(st.binary(max_size=400) | st.text(alphabet='0123456789.,;-e\t |"\n\rax', max_size=200))
@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_open_or_are_refused(tmp_path: Path, content: bytes | str) -> None:
    path = tmp_path / "any.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    message = ""
    try:
        table = read(path)
        assert np.isfinite(table.values).all()
        load(DataChoice("table", table=table))
    except DataError as error:
        message = str(error)
    assert len(message) < 600


def test_one_stray_text_does_not_turn_a_column_of_numbers_into_texts(tmp_path) -> None:
    path = tmp_path / "stray.csv"
    path.write_text("a,b,label\n1,2,x\n3,foo,y\n4,5,x\n")
    options = peek(path).options
    assert options.inputs == ("a", "b")
    with pytest.raises(DataError, match="Line 3, column “b”"):
        read(path, options)
