"""What the flatten command computes, without a window: one hidden layer, or two, or why not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from playground.app.answers import Cancelled
from playground.app.sizes import Size, size_of
from playground.canvas.labels import automatic_names
from playground.data.dataset import PLANE_COLUMNS
from playground.data.plane import Bounds
from playground.document.content import Content
from playground.document.edits import Recipe
from playground.document.flatten_edits import put_network, replaced
from playground.document.lowering import Lowering
from playground.engine.spec import NetworkSpec
from playground.geometry.errors import GeometryError
from playground.geometry.flatten import flatten
from playground.geometry.normal_form import normal_form
from playground.geometry.request import CellsRequest

MOST_FACES = 50_000
_ONE_LAYER = "Flatten to One Hidden Layer"
_TWO_LAYERS = "Rewrite with Two Hidden Layers"


@dataclass(frozen=True, slots=True)
class FlattenOptions:
    """At most `most_extra` hidden neurons more for an output, within `seconds` for all.

    With `all_edges` every hidden neuron is connected to every output, by weight 0 where need be.
    """

    most_extra: int = 3
    seconds: float = 5.0
    all_edges: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Rewritten:
    """A network that was checked to decide the same, cell by cell, `where` it says."""

    size: Size
    where: str
    recipe: Recipe


@dataclass(frozen=True, slots=True, eq=False)
class FlattenReport:
    """A sentence for each output; `flat` is None when one of them can't be flattened.

    `two_layers` is the way out then.
    """

    sentences: tuple[str, ...]
    before: Size
    flat: Rewritten | None
    two_layers: Rewritten | None = None


def flatten_drawing(
    content: Content,
    bounds: Bounds,
    options: FlattenOptions,
    columns: tuple[str, ...] = PLANE_COLUMNS,
    cancelled: Cancelled = lambda: False,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> FlattenReport:
    """One hidden layer; where that can't be, two, which always can.

    `bounds`, in units of the inputs, is where extra neurons have to be right; all else is right
    on the whole plane. `columns` are those of the data, the first two make the plane.

    Raises
    ------
    GeometryError
        When the drawing has other than step and sign neurons, or no output.
    """
    if not content.network.outputs():
        raise GeometryError("There is no output yet; connect an input to a neuron.")
    request = replace(_request(content, columns), bounds=bounds, max_faces=MOST_FACES)
    found = flatten(
        request, options.most_extra, options.seconds, cancelled, options.all_edges, progress
    )
    sentences = tuple(output.reason for output in found.outputs)
    before = size_of(content.network)
    if found.network is not None:
        where = "on the whole plane" if found.whole_plane else "in the part of the plane in view"
        flat = _rewritten(content, found.network, _ONE_LAYER, where)
        return FlattenReport(sentences, before, flat)
    two = normal_form(replace(request, cancelled=cancelled))
    return FlattenReport(
        sentences, before, None, _rewritten(content, two, _TWO_LAYERS, "on the whole plane")
    )


def _request(content: Content, columns: tuple[str, ...]) -> CellsRequest:
    """The drawing alone, in units of its inputs, without what data and loss do to it."""
    network = content.network
    plain = replace(content, training=replace(content.training, loss="squared"))
    spec = Lowering().lower(plain, None).network
    inputs = network.inputs()
    places = {node.id: place for place, node in enumerate(inputs)}
    nodes = tuple(replace(node, column=places.get(node.id)) for node in spec.nodes)
    of_column = {node.column: node.id for node in inputs}
    x1, x2 = [*map(of_column.get, columns), None, None][:2]
    return CellsRequest(
        replace(spec, nodes=nodes),
        x1,
        x2,
        outputs=tuple(node.id for node in network.outputs()),
        names=automatic_names(network, {}, content.view.label_style),
        max_seconds=None,
    )


def _rewritten(content: Content, spec: NetworkSpec, text: str, where: str) -> Rewritten:
    size = size_of(replaced(content.network, spec))
    return Rewritten(size, where, put_network(text, spec, content.network.copy()))
