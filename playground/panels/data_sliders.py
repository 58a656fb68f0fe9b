"""The numbers of a data choice, one slider each, and for which data each is there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from playground.data.choice import DataChoice
from playground.data.generators import (
    BALANCE_LIMITS,
    CLASSES_LIMITS,
    COUNT_LIMITS,
    GENERATORS,
    NOISE_LIMIT,
)
from playground.widgets.sliders import SliderRow

_COUNTS = (
    *(10, 20, 30, 50, 75, 100, 150, 200, 250, 300, 400, 500),
    *(600, 800, 1000, 1200, 1500, 2000, 3000, 5000, 7500, 10_000),
)


@dataclass(frozen=True)
class DataSlider:
    """A field of DataChoice: its name, what a change of it is called, and when it is there."""

    field: str
    step: str
    label: str
    limits: tuple[float, float]
    stops: tuple[float, ...]
    is_there: Callable[[DataChoice], bool]
    tip: str
    whats_this: str
    suffix: str = ""
    whole: bool = False


def _is_generated(choice: DataChoice) -> bool:
    return choice.source in GENERATORS


def _has_many_classes(choice: DataChoice) -> bool:
    return _is_generated(choice) and GENERATORS[choice.source].many_classes


def _has_two_classes(choice: DataChoice) -> bool:
    return _is_generated(choice) and GENERATORS[choice.source].class_count(choice) == 2


def _is_split_by_share(choice: DataChoice) -> bool:
    return not choice.split


SLIDERS = (
    DataSlider(
        "classes",
        "Change Number of Classes",
        "C&lasses",
        CLASSES_LIMITS,
        tuple(map(float, range(CLASSES_LIMITS[0], CLASSES_LIMITS[1] + 1))),
        _has_many_classes,
        "How many classes there are",
        "The number of classes that the points belong to. Three classes and more need an output "
        "for each; the highest output wins.",
        whole=True,
    ),
    DataSlider(
        "balance",
        "Change Share of Classes",
        "Share of &blue points",
        BALANCE_LIMITS,
        tuple(map(float, range(5, 100, 5))),
        _has_two_classes,
        "How many of all points are of the blue class; 50 % leaves the set as it is",
        "A lopsided sample teaches lopsidedly: where one class is rare, a network that never "
        "answers it still has a high accuracy. Compare the confusion matrix.",
        suffix=" %",
    ),
    DataSlider(
        "noise",
        "Change Noise",
        "No&ise",
        (0.0, NOISE_LIMIT),
        tuple(map(float, range(51))),
        _is_generated,
        "How far the points stray",
        "Random offsets given to the points, in percent. More noise mixes the classes, so a "
        "network that fits every point has learned the noise too.",
        suffix=" %",
    ),
    DataSlider(
        "train_share",
        "Change Training Share",
        "Trainin&g share",
        (0.0, 100.0),
        tuple(map(float, range(5, 100, 5))),
        _is_split_by_share,
        "How many of the points train; the others test",
        "The network learns from the training points only. The test points, which it has never "
        "seen, tell whether it learned the rule or only the points.",
        suffix=" %",
    ),
    DataSlider(
        "count",
        "Change Number of Points",
        "&Points",
        COUNT_LIMITS,
        tuple(map(float, _COUNTS)),
        _is_generated,
        "How many points there are in all",
        "The number of training and test points together. Few points are learned by heart, many "
        "points show the rule but take longer for each epoch.",
        whole=True,
    ),
)


class DataSliders(QWidget):
    """Shows those numbers of a choice that mean something to it.

    Signals
    -------
    changed(str, dict, object) : what the change is called, the changed fields, its merge key.
    refused(str) : why something typed can't be taken.
    """

    changed = Signal(str, dict, object)
    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[DataSlider, SliderRow] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for slider in SLIDERS:
            row = self._rows[slider] = SliderRow(
                slider.label,
                *slider.limits,
                stops=slider.stops,
                suffix=slider.suffix,
                whole=slider.whole,
                tip=slider.tip,
                whats_this=slider.whats_this,
                parent=self,
            )
            row.changed.connect(partial(self._change, slider))
            row.refused.connect(self.refused)
            column.addWidget(row)

    def show_choice(self, choice: DataChoice) -> None:
        for slider, row in self._rows.items():
            row.setVisible(slider.is_there(choice))
            row.show_number(getattr(choice, slider.field))

    def _change(self, slider: DataSlider, number: float, merge_key: object) -> None:
        fields: dict[str, Any] = {slider.field: int(number) if slider.whole else number}
        self.changed.emit(slider.step, fields, merge_key)
