"""Everything that a document holds, as plain values: what is saved, opened and trained."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from playground.data.choice import DataChoice
from playground.engine.spec import StopRules, TrainingSpec
from playground.network.model import Network

SettingName = Literal["data", "training", "stops", "new_items", "view", "epoch"]


@dataclass(frozen=True, slots=True)
class NewItems:
    """What a neuron and an edge start with when they are drawn."""

    activation: str = "tanh"
    initializer: str = "playground"


@dataclass(frozen=True, slots=True)
class ViewChoice:
    """How the region view shows the network."""

    show_test: bool = True
    discretize: bool = False
    boundary: bool = True
    fit_colors: bool = False


@dataclass(slots=True)
class Content:
    """The drawing, the data choice and the settings. `epoch` counts the training so far."""

    network: Network = field(default_factory=Network)
    data: DataChoice = field(default_factory=DataChoice)
    training: TrainingSpec = field(default_factory=TrainingSpec)
    stops: StopRules = field(default_factory=StopRules)
    new_items: NewItems = field(default_factory=NewItems)
    view: ViewChoice = field(default_factory=ViewChoice)
    epoch: int = 0

    def copy(self) -> Content:
        return Content(
            self.network.copy(),
            self.data,
            self.training,
            self.stops,
            self.new_items,
            self.view,
            self.epoch,
        )
