"""Everything that a document holds, as plain values: what is saved, opened and trained."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from playground.data.choice import DataChoice
from playground.data.plane import PlaneChoice
from playground.document.kept_run import KeptRun
from playground.engine.spec import StopRules, TrainingSpec
from playground.network.model import Network

LabelStyle = Literal["names", "a", "e"]
OutputsMode = Literal["overlay", "highest"]
SurfaceOutputs = Literal["shown", "all", "highest"]
SurfacePoints = Literal["none", "floor", "targets"]
SettingName = Literal["data", "training", "stops", "new_items", "view", "epoch", "runs"]


@dataclass(frozen=True, slots=True)
class NewItems:
    """What a neuron and an edge start with when they are drawn."""

    activation: str = "tanh"
    initializer: str = "playground"


@dataclass(frozen=True, slots=True)
class ViewChoice:
    """How canvas and views show the network.

    `label_style` says what nodes and weights are called: "names" of their own; "a" for aᵢ⁽ⁿ⁾ and
    wᵢⱼ⁽ⁿ⁾, the target first; "e" for xᵢ, yⱼ and wᵢⱼ, the source first. `show_bias_nodes` draws
    each bias as the weight of a node x₀ = 1, `explicit` the operations of selected neurons.
    `plane` says which part of which plane the views show. The outputs view lays the regions of
    `overlay_nodes` (ids, None for all outputs) over one another but for those in `overlay_off`,
    or shows the highest output. `cell_…` say what is drawn of the exact cells: their ground, the
    units' lines, pattern and sum in each, the points on top. `surface_…` say which outputs stand
    over the plane as surfaces, where the points are among them, and how they are drawn. `curve_…`
    say whether the curve view colours the stretches of each class and draws hidden nodes, `loss_…`
    whether losses are drawn by powers of ten, accuracy beside them, and whether runs are kept.
    """

    show_test: bool = True
    discretize: bool = False
    boundary: bool = True
    fit_colors: bool = False
    label_style: LabelStyle = "names"
    show_bias_nodes: bool = False
    explicit: bool = False
    plane: PlaneChoice = field(default_factory=PlaneChoice)
    cell_fill: bool = True
    cell_lines: bool = True
    cell_patterns: bool = True
    cell_sums: bool = True
    cell_points: bool = True
    outputs_mode: OutputsMode = "overlay"
    overlay_nodes: tuple[str, ...] | None = None
    overlay_off: tuple[str, ...] = ()
    surface_outputs: SurfaceOutputs = "shown"
    surface_points: SurfacePoints = "none"
    surface_contours: bool = True
    surface_fits: bool = False
    surface_red_green: bool = False
    curve_bands: bool = True
    curve_hidden: bool = False
    loss_log: bool = False
    loss_accuracy: bool = False
    loss_keep: bool = True


@dataclass(slots=True)
class Content:
    """The drawing, the data choice and the settings.

    `epoch` counts the training so far, `runs` are those of before.
    """

    network: Network = field(default_factory=Network)
    data: DataChoice = field(default_factory=DataChoice)
    training: TrainingSpec = field(default_factory=TrainingSpec)
    stops: StopRules = field(default_factory=StopRules)
    new_items: NewItems = field(default_factory=NewItems)
    view: ViewChoice = field(default_factory=ViewChoice)
    epoch: int = 0
    runs: tuple[KeptRun, ...] = ()

    def copy(self) -> Content:
        return Content(
            self.network.copy(),
            self.data,
            self.training,
            self.stops,
            self.new_items,
            self.view,
            self.epoch,
            self.runs,
        )
