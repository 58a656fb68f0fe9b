"""What the columns of tables of nodes and edges show, and what typing into them asks for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from playground.document import arrange_edits, edits
from playground.network.errors import WeightTextError
from playground.network.model import Edge, Node
from playground.network.weight import format_weight, parse_weight
from playground.panels.formula import number, slope_text
from playground.panels.inspected import Inspected
from playground.panels.name_edit import check_name
from playground.panels.node_choices import (
    NAME_TIP,
    ROLES,
    activation_choices,
    column_choices,
    target_choices,
    target_key,
    target_of,
)
from playground.widgets.choice import Choice
from playground.widgets.decimals import DECIMALS

Item = TypeVar("Item", Node, Edge)


@dataclass(frozen=True)
class Column(Generic[Item]):
    """One column of a table whose rows are nodes, or edges.

    `key` is what rows are sorted by, the text where there is none. `check` says in a sentence
    why a text can't be taken. `edit` turns a text, or the key of one of the `choices`, into a
    recipe for the items with these ids. `is_ticked` makes it a column of boxes; a `slides`
    column shows `number` as a slider. One with `decimals` shows numbers, which have about as many.
    A cell whose text is None has nothing to show or change.
    """

    header: str
    tip: str
    text: Callable[[Item, Inspected], str | None]
    key: Callable[[Item, Inspected], float] | None = None
    check: Callable[[Item, str], str] | None = None
    edit: Callable[[Sequence[str], str], edits.Recipe] | None = None
    choices: Callable[[Item, Inspected], list[Choice]] | None = None
    chosen: Callable[[Item], str] | None = None
    is_ticked: Callable[[Item], bool] | None = None
    decimals: int = 0
    slides: bool = False
    width: int = 80


def check_weight(item: Node | Edge, text: str) -> str:
    """Why the text is no weight or bias; "" when it is one."""
    try:
        parse_weight(text, item.bias if isinstance(item, Node) else item.weight)
    except WeightTextError as error:
        return str(error)
    return ""


def _tick(item: Node | Edge, _: Inspected) -> str:
    return "locked" if item.locked else "trains"


def _is_locked(item: Node | Edge) -> bool:
    return item.locked


def _lock(ids: Sequence[str], text: str) -> edits.Recipe:
    return edits.set_locked(ids, text == "locked")


def _ends(inspected: Inspected, but: str, neurons: bool = False) -> list[Choice]:
    """Nodes at which an edge can end, all or neurons alone."""
    return [
        Choice(node.id, inspected.names.get(node.id, ""))
        for node in inspected.network.nodes
        if node.id != but and not (neurons and node.is_input)
    ]


def _or_blank(value: float | None, write: Callable[[float], str]) -> str:
    return "" if value is None else write(value)


SOURCE: Column[Edge] = Column(
    "From",
    "The node that this weight listens to",
    lambda edge, inspected: inspected.names.get(edge.source, ""),
    width=64,
)
SOURCE_END: Column[Edge] = replace(
    SOURCE,
    tip="The node that this weight listens to; choose another one to reconnect the edge",
    edit=lambda ids, key: arrange_edits.reconnect(ids[0], source=key),
    choices=lambda edge, inspected: _ends(inspected, but=edge.target),
    chosen=lambda edge: edge.source,
)
TARGET_END: Column[Edge] = Column(
    "To",
    "The neuron that this edge feeds; choose another one to reconnect the edge",
    lambda edge, inspected: inspected.names.get(edge.target, ""),
    edit=lambda ids, key: arrange_edits.reconnect(ids[0], target=key),
    choices=lambda edge, inspected: _ends(inspected, but=edge.source, neurons=True),
    chosen=lambda edge: edge.target,
    width=64,
)
WEIGHT: Column[Edge] = Column(
    "Weight",
    "Type a number, a fraction such as 1/3, or *2 and /3 to change it",
    lambda edge, inspected: format_weight(inspected.weight(edge), DECIMALS.of(4)),
    key=lambda edge, inspected: inspected.weight(edge).value,
    check=check_weight,
    edit=edits.type_weight,
    decimals=4,
    width=72,
)
SLIDER: Column[Edge] = Column(
    "Influence",
    "Drag to change the weight, or press + and − while the cell is current",
    lambda edge, inspected: format_weight(inspected.weight(edge), DECIMALS.of(4)),
    key=lambda edge, inspected: inspected.weight(edge).value,
    slides=True,
    width=92,
)
INPUT: Column[Edge] = Column(
    "× input",
    "What the node at the other end sends at the shown point",
    lambda edge, inspected: _or_blank(inspected.input_of(edge), number),
    key=lambda edge, inspected: inspected.input_of(edge) or 0.0,
    decimals=3,
    width=64,
)
PRODUCT: Column[Edge] = Column(
    "= term",
    "Weight times input: what this edge adds to the sum",
    lambda edge, inspected: _or_blank(inspected.product(edge), number),
    key=lambda edge, inspected: inspected.product(edge) or 0.0,
    decimals=3,
    width=64,
)
LOCK: Column[Edge] = Column(
    "Lock",
    "A locked weight doesn't train",
    _tick,
    key=lambda edge, _: float(edge.locked),
    edit=_lock,
    is_ticked=_is_locked,
    width=42,
)
SLOPE: Column[Edge] = Column(
    "∂E/∂w",
    "Slope of the loss in the newest step",
    lambda edge, inspected: _or_blank(inspected.weight_slope(edge), slope_text),
    key=lambda edge, inspected: inspected.weight_slope(edge) or 0.0,
    decimals=5,
    width=80,
)
INCOMING_COLUMNS = (SOURCE, WEIGHT, SLIDER, INPUT, PRODUCT, LOCK, SLOPE)
EDGE_COLUMNS = (SOURCE_END, TARGET_END, WEIGHT, LOCK, SLOPE)


def _bias_text(node: Node, inspected: Inspected) -> str | None:
    return None if node.is_input else format_weight(inspected.bias(node), DECIMALS.of(4))


def _bias_slope_text(node: Node, inspected: Inspected) -> str | None:
    return None if node.is_input else _or_blank(inspected.bias_slope(node), slope_text)


def _function_text(node: Node, inspected: Inspected) -> str:
    labels = {choice.key: choice.label for choice in _functions(node, inspected)}
    return labels[_function(node)]


def _functions(node: Node, inspected: Inspected) -> list[Choice]:
    if not node.is_input:
        return activation_choices(inspected.activations)
    choices = column_choices(node, inspected)
    return [replace(choice, key=_COLUMN_MARK + choice.key) for choice in choices]


def _function(node: Node) -> str:
    return node.activation if node.column is None else _COLUMN_MARK + node.column


def _choose_function(ids: Sequence[str], key: str) -> edits.Recipe:
    if key.startswith(_COLUMN_MARK):
        return edits.bind_column(ids[0], key.removeprefix(_COLUMN_MARK))
    return edits.set_activation(ids, key)


def _target_text(node: Node, inspected: Inspected) -> str | None:
    if inspected.network.role(node.id) != "output":
        return None
    labels = {choice.key: choice.label for choice in target_choices(node, inspected)}
    return labels[target_key(node)]


_COLUMN_MARK = "column:"
NODE_COLUMNS: tuple[Column[Node], ...] = (
    Column(
        "Name",
        NAME_TIP,
        lambda node, inspected: inspected.names.get(node.id, ""),
        check=lambda _, text: check_name(text),
        edit=lambda ids, text: edits.rename(ids[0], text),
        width=70,
    ),
    Column(
        "Role",
        "What the node is by its edges",
        lambda node, inspected: ROLES[inspected.network.role(node.id)],
        width=102,
    ),
    Column(
        "Computes",
        "The column that an input shows, or the activation of a neuron",
        _function_text,
        edit=_choose_function,
        choices=_functions,
        chosen=_function,
        width=96,
    ),
    Column(
        "Bias",
        "Type a number, a fraction such as 1/3, or *2 and /3 to change it",
        _bias_text,
        key=lambda node, inspected: 0.0 if node.is_input else inspected.bias(node).value,
        check=check_weight,
        edit=edits.type_weight,
        decimals=4,
        width=72,
    ),
    Column(
        "Lock",
        "A locked bias doesn't train",
        lambda node, inspected: None if node.is_input else _tick(node, inspected),
        key=lambda node, _: float(node.locked),
        edit=_lock,
        is_ticked=_is_locked,
        width=42,
    ),
    Column(
        "Target",
        "What an output is trained towards",
        _target_text,
        edit=lambda ids, key: edits.set_target(ids[0], target_of(key)),
        choices=target_choices,
        chosen=target_key,
        width=136,
    ),
    Column(
        "∂E/∂b",
        "Slope of the loss for the bias in the newest step",
        _bias_slope_text,
        key=lambda node, inspected: inspected.bias_slope(node) or 0.0,
        decimals=5,
        width=72,
    ),
)
