"""From shapes drawn on the plane to the neurons that carve them; in the style of `edits`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import chain
from typing import Literal

from playground.document.content import Content
from playground.document.edits import Change, Edit, Recipe
from playground.document.plane_axes import PLAIN_AXES, Axes, scales, to_network
from playground.engine.spec import EdgeSpec, NetworkSpec, NodeSpec
from playground.geometry.errors import GeometryError
from playground.geometry.polygons import Carving, carve, carve_literally
from playground.geometry.shapes import KINDS, Shape, all_regions, check_carved
from playground.network.errors import NetworkError
from playground.network.layout import COLUMN_STEP, ROW_STEP
from playground.network.model import Edge, Network, Node
from playground.network.templates import MAX_EDGES, MAX_NODES
from playground.network.weight import Weight

CarvingStyle = Literal["robust", "document", "literal"]

_AIR = 1.5 * ROW_STEP


def carve_shapes(
    shapes: Sequence[Shape], style: CarvingStyle = "robust", axes: Axes = PLAIN_AXES
) -> Recipe:
    """Neurons that fire on the drawn shapes and nowhere else, beside what is there.

    A step neuron for each side, one that fires when all sides of a convex part do, and one for
    any of several parts; "robust" with weights 1 and bias −(k − ½), "document" with 1/k and −1.
    Their cells are compared with the shapes before anything is changed. The "literal" style is
    the document's union as it is written, a single neuron with weights 1/k, which leaks.
    """

    def recipe(content: Content) -> Edit:
        try:
            regions = [
                tuple(to_network(side, axes) for side in region) for region in all_regions(shapes)
            ]
            carving = carve_literally(regions) if style == "literal" else carve(regions, style)
            drawn = _Drawn(content, carving, _names(shapes, carving), axes)
            if style != "literal":
                check_carved(drawn.spec(), *drawn.ends, shapes, scales(axes))
        except GeometryError as error:
            raise NetworkError(str(error)) from None
        return Edit(f"Carve {_title(shapes)}", drawn.changes(), select=(drawn.ends[2],))

    return recipe


class _Drawn:
    """A carving as nodes and edges of the drawing; `ends` are x1, x2 and what fires."""

    def __init__(
        self, content: Content, carving: Carving, names: dict[str, str], axes: Axes
    ) -> None:
        self._network = content.network
        self._carving = carving
        columns = [axis.column for axis in axes]
        units = carving.network.nodes[2:]
        self._check_room(len(units), len(carving.network.edges))
        places = _places(self._network, carving, columns)
        self._inputs: list[Node] = []
        self._ids: dict[str, str] = {}
        for name, column in zip(("x1", "x2"), columns, strict=True):
            self._ids[name] = self._input(column, places[name])
        self._neurons = [self._neuron(unit, places[unit.id], names) for unit in units]
        self._edges = [
            Edge(
                self._network.new_id("e"),
                self._ids[edge.source],
                self._ids[edge.target],
                Weight(edge.weight + 0.0, carving.texts.get(edge.id)),
            )
            for edge in carving.network.edges
        ]
        self.ends = self._ids["x1"], self._ids["x2"], self._ids[carving.network.outputs[0]]

    def changes(self) -> tuple[Change, ...]:
        items: tuple[Node | Edge, ...] = (*self._inputs, *self._neurons, *self._edges)
        return tuple(Change(None, item) for item in items)

    def spec(self) -> NetworkSpec:
        """What will have been drawn, and nothing of what was there before."""
        x1, x2, top = self.ends
        return NetworkSpec(
            (
                NodeSpec(x1, column=0),
                NodeSpec(x2, column=1),
                *(
                    NodeSpec(node.id, activation=node.activation, bias=node.bias.value)
                    for node in self._neurons
                ),
            ),
            tuple(
                EdgeSpec(edge.id, edge.source, edge.target, edge.weight.value)
                for edge in self._edges
            ),
            (top,),
        )

    def _input(self, column: str, place: tuple[float, float]) -> str:
        """The id of the input of a column, a new one where there is none."""
        for node in self._network.inputs():
            if node.column == column:
                return node.id
        self._inputs.append(Node(self._network.new_id("n"), *place, column=column))
        return self._inputs[-1].id

    def _neuron(self, unit: NodeSpec, place: tuple[float, float], names: dict[str, str]) -> Node:
        self._ids[unit.id] = self._network.new_id("n")
        return Node(
            self._ids[unit.id],
            *place,
            name=names.get(unit.id, ""),
            activation=unit.activation,
            bias=Weight(unit.bias + 0.0),
        )

    def _check_room(self, nodes: int, edges: int) -> None:
        if len(self._network.nodes) + nodes + 2 > MAX_NODES:
            raise NetworkError(f"A drawing has at most {MAX_NODES:,} nodes.")
        if len(self._network.edges) + edges > MAX_EDGES:
            raise NetworkError(f"A drawing has at most {MAX_EDGES:,} edges.")


def _places(
    network: Network, carving: Carving, columns: Sequence[str]
) -> dict[str, tuple[float, float]]:
    """Where the new nodes lie: sides in a column, what joins them right of their middle.

    Right of the inputs where these are alone, otherwise below everything.
    """
    sides = list(chain.from_iterable(carving.groups))
    bound = [node for node in network.inputs() if node.column in columns]
    others = [node for node in network.nodes if not node.is_input]
    start = bound or list(network.nodes)
    x = max((node.x for node in start), default=0.0)
    if others:
        top = max(node.y for node in network.nodes) + _AIR
        middle = top + (len(sides) - 1) / 2 * ROW_STEP
    else:
        middle = sum(node.y for node in start) / len(start) if start else 0.0
        top = middle - (len(sides) - 1) / 2 * ROW_STEP
    first = middle - ROW_STEP / 2
    if start and not others:
        first = max(node.y for node in start) + ROW_STEP
    # Of these an input that is there already takes none.
    places = {"x1": (x, first), "x2": (x, first if bound else first + ROW_STEP)}
    places |= {side: (x + COLUMN_STEP, top + i * ROW_STEP) for i, side in enumerate(sides)}
    for unit in carving.network.nodes[2:]:
        sources = [e.source for e in carving.network.edges if e.target == unit.id]
        if unit.id not in places:
            rows = [places[source][1] for source in sources]
            right = max(places[source][0] for source in sources) + COLUMN_STEP
            places[unit.id] = (right, sum(rows) / len(rows))
    return places


def _names(shapes: Sequence[Shape], carving: Carving) -> dict[str, str]:
    """Names for what fires on a whole shape, by the carving's ids; numbered where they repeat."""
    parts = [len(shape.regions()) for shape in shapes]
    if len(shapes) == 1:
        return {carving.network.outputs[0]: shapes[0].title}
    ids = {node.id for node in carving.network.nodes}
    count = Counter(shape.title for shape in shapes)
    seen: Counter[str] = Counter()
    names = {carving.network.outputs[0]: "Union"}
    for index, shape in enumerate(shapes):
        seen[shape.title] += 1
        joined = f"all{sum(parts[:index]) + 1}"
        if parts[index] == 1 and joined in ids:
            number = f" {seen[shape.title]}" if count[shape.title] > 1 else ""
            names[joined] = shape.title + number
    return names


def _title(shapes: Sequence[Shape]) -> str:
    if len(shapes) == 1:
        return shapes[0].title
    kinds = {shape.kind for shape in shapes}
    what = KINDS[shapes[0].kind].label if len(kinds) == 1 else "Shape"
    return f"{len(shapes)} {what}s"
