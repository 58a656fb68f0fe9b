"""Points that a person put on the plane, or a copy of others to paint on."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from playground.data.dataset import PLANE_COLUMNS, Dataset, FloatArray, Kind, plane_bounds
from playground.data.errors import DataError

POINT_LIMIT = 20_000
"""Most points that may be painted."""
CLASS_LIMIT = 8
"""Up to so many classes a new one may be added."""
PLACE_LIMIT = 1e12
_NAME_LIMIT = 200
_GOLDEN = (5**0.5 - 1) / 2
_X, _Y, _LABEL, _DRAW = range(4)


def _no_points() -> FloatArray:
    return np.empty((0, 4))


@dataclass(frozen=True, slots=True, eq=False)
class Painted:
    """Labelled points in the order in which they are learned from; equal when the content is.

    Attributes
    ----------
    values : (N, 4) x, y, label and draw of each point, read-only, by rising draw. A point trains
        when its draw, 0 to 1, is below the training share. New points get draws from the golden
        ratio's sequence, so of every few that are put one after the other the share trains.
    kind : what the labels are.
    class_names : one for each class; () for numbers.
    columns : names of the two inputs.
    domain : (x0, x1, y0, y1) that is in view.

    Raises
    ------
    DataError
        When the parts don't fit together.
    """

    values: FloatArray = field(default_factory=_no_points)
    kind: Kind = "classes"
    class_names: tuple[str, ...] = ("-1", "1")
    columns: tuple[str, str] = PLANE_COLUMNS
    domain: tuple[float, float, float, float] = (-6.0, 6.0, -6.0, 6.0)

    def __post_init__(self) -> None:
        values = np.array(self.values, dtype=np.float64, order="C")
        if values.ndim != 2 or values.shape[1] != 4:
            raise DataError("painted points have four numbers each")
        values.setflags(write=False)
        object.__setattr__(self, "values", values)
        self._check()

    @property
    def count(self) -> int:
        return len(self.values)

    def dataset(self, train_share: float) -> Dataset:
        """The points as data; `train_share` is in percent."""
        return Dataset(
            columns=self.columns,
            inputs=self.values[:, :_LABEL],
            labels=self.values[:, _LABEL],
            kind=self.kind,
            class_names=self.class_names,
            train_count=int(np.searchsorted(self.values[:, _DRAW], train_share / 100)),
            domain=self.domain,
        )

    def put(self, places: FloatArray, label: float, new_class: str = "") -> Painted:
        """More points, (n, 2), of one label; a `new_class` is that of the label.

        Raises DataError when they would be too many.
        """
        if self.count + len(places) > POINT_LIMIT:
            raise DataError(
                f"There can be at most {POINT_LIMIT:,} painted points; erase some first."
            )
        draws = np.arange(self.count + 1, self.count + 1 + len(places)) * _GOLDEN % 1.0
        labels = np.full(len(places), label)
        values = np.vstack([self.values, np.column_stack([places, labels, draws])])
        names = (*self.class_names, new_class) if new_class else self.class_names
        order = np.argsort(values[:, _DRAW], kind="stable")
        return replace(self, values=values[order], class_names=names)

    def next_class(self) -> str:
        """A name for one more class.

        Raises DataError when there are as many as there may be.
        """
        if len(self.class_names) >= CLASS_LIMIT:
            raise DataError(f"There are {CLASS_LIMIT} classes, no more can be added.")
        names = (f"Class {number}" for number in range(len(self.class_names) + 1, 99))
        return next(name for name in names if name not in self.class_names)

    def erase(self, rows: NDArray[np.intp]) -> Painted:
        """Without these rows."""
        return replace(self, values=np.delete(self.values, rows, axis=0))

    def move(self, rows: NDArray[np.intp], places: FloatArray) -> Painted:
        """These rows at other places, (n, 2)."""
        values = self.values.copy()
        values[rows, :_LABEL] = places
        return replace(self, values=values)

    def _check(self) -> None:
        labels, draws = self.values[:, _LABEL], self.values[:, _DRAW]
        if not np.all(np.abs(self.values) <= PLACE_LIMIT):
            raise DataError(f"painted points have numbers beyond {PLACE_LIMIT:g}")
        if self.count > POINT_LIMIT:
            raise DataError(f"there are more than {POINT_LIMIT:,} painted points")
        if self.count and not (draws[0] >= 0 and draws[-1] < 1 and np.all(np.diff(draws) >= 0)):
            raise DataError("the draws of the painted points don't rise from 0 to below 1")
        if self.kind == "classes" and not np.isin(labels, np.arange(len(self.class_names))).all():
            raise DataError("a painted point has a class that there is no name for")
        if any(len(name) > _NAME_LIMIT for name in (*self.columns, *self.class_names)):
            raise DataError(f"names have at most {_NAME_LIMIT} characters")
        if self.columns[0] == self.columns[1]:
            raise DataError("the two columns of painted points need different names")
        x0, x1, y0, y1 = self.domain
        if not (x0 < x1 and y0 < y1 and max(map(abs, self.domain)) <= 2 * PLACE_LIMIT):
            raise DataError("the domain of the painted points is empty or too large")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Painted):
            return NotImplemented
        return self is other or (
            (self.kind, self.class_names, self.columns, self.domain)
            == (other.kind, other.class_names, other.columns, other.domain)
            and np.array_equal(self.values, other.values)
        )

    def __hash__(self) -> int:
        return hash((self.kind, self.class_names, self.columns, self.domain, self.count))


def copy_of(dataset: Dataset, train_share: float) -> Painted:
    """Those points as painted ones; what trains at this share, in percent, goes on training.

    Raises
    ------
    DataError
        When they don't lie on a plane, or are too many.
    """
    if reason := why_not(dataset):
        raise DataError(reason)
    share = train_share / 100
    draws = np.concatenate(
        [
            share * _even(dataset.train_count),
            share + (1 - share) * _even(dataset.test_count),
        ]
    )
    draws = np.minimum(draws, np.nextafter(1.0, 0.0))
    x, y = dataset.columns
    return Painted(
        np.column_stack([dataset.inputs, dataset.labels, draws]),
        dataset.kind,
        dataset.class_names,
        (x, y),
        plane_bounds(dataset),
    )


def why_not(dataset: Dataset) -> str:
    """Why there can be no painted copy of that data, and what to do; "" when there can."""
    if len(dataset.columns) != 2:
        return (
            "Points can be painted on data with two input columns, this data has "
            f"{len(dataset.columns)}; choose “Painted” or another set in the data gallery."
        )
    if dataset.count > POINT_LIMIT:
        return (
            f"This data has {dataset.count:,} points, and at most {POINT_LIMIT:,} can be painted; "
            "choose “Painted” in the data gallery to begin with none."
        )
    return ""


def _even(count: int) -> FloatArray:
    """Numbers spread evenly between 0 and 1."""
    evenly: FloatArray = (np.arange(count) + 0.5) / max(1, count)
    return evenly
