"""Which data a document uses: everything needed to make the same points again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from playground.data.dataset import FloatArray
from playground.data.painted import Painted


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """The columns taken from a file, in its order; equal when the content is.

    Attributes
    ----------
    file_name : the file's name without its folder.
    columns : unique names.
    values : (rows, columns), read-only; in a text column the index into its categories.
    categories : for each column its texts in sorted order, () for a column of numbers.
    """

    file_name: str
    columns: tuple[str, ...]
    values: FloatArray
    categories: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        values = np.array(self.values, dtype=np.float64, order="C")
        values.setflags(write=False)
        object.__setattr__(self, "values", values)

    @property
    def row_count(self) -> int:
        return len(self.values)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Table):
            return NotImplemented
        return self is other or (
            (self.file_name, self.columns, self.categories)
            == (other.file_name, other.columns, other.categories)
            and np.array_equal(self.values, other.values)
        )

    def __hash__(self) -> int:
        return hash((self.file_name, self.columns, self.values.shape))


@dataclass(frozen=True, slots=True)
class DataChoice:
    """A generated set, a table with the columns to use, or painted points.

    Attributes
    ----------
    source : key in `generators.GENERATORS`, "table", or "painted".
    noise : percent, 0 to 80; generated sets only.
    train_share : percent of the points that train.
    count : number of generated points.
    seed : text from which points and their order are drawn.
    table : the file's columns when the source is "table".
    inputs : names of the table's input columns; () means every column of numbers but the target.
    target : name of the table's target column; "" means the last one.
    kind : what the table's target is; "auto" means classes for texts and few whole numbers.
    classes : how many classes a set of many classes has, 2 to 8.
    balance : percent of the points of a generated set of two classes that are of the second;
        50 leaves the set as it is.
    normalize : whether each input of the network has mean 0 and deviation 1 over the training
        points.
    split : name of the table's column that says "train" or "test"; "" means by `train_share`.
    painted : the points of a person's own, kept while another source is chosen; None is none.
    """

    source: str = "circle"
    noise: float = 0.0
    train_share: float = 50.0
    count: int = 500
    seed: str = "1"
    table: Table | None = None
    inputs: tuple[str, ...] = ()
    target: str = ""
    kind: Literal["auto", "classes", "numbers"] = "auto"
    classes: int = 3
    balance: float = 50.0
    normalize: bool = False
    split: str = ""
    painted: Painted | None = None


def choose_painted(choice: DataChoice, points: Painted | None) -> DataChoice:
    """The same choice with painted points for its data; a table goes."""
    return replace(
        choice,
        source="painted",
        painted=points,
        table=None,
        inputs=(),
        target="",
        kind="auto",
        split="",
    )
