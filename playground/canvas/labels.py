"""What nodes and weights are called, in one style at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from playground.document.content import LabelStyle
from playground.network.model import Network, Node, serial

_TO_LOWER = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_TO_UPPER = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_FROM_LOWER = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_FROM_UPPER = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_IDLE = "not connected"


@dataclass(frozen=True, slots=True)
class Symbols:
    """Names by id: of nodes, of weights (none in plain names), of biases and weighted sums."""

    nodes: dict[str, str]
    weights: dict[str, str]
    biases: dict[str, str]
    sums: dict[str, str]


def automatic_names(
    network: Network, columns: Mapping[str, str], style: LabelStyle = "names"
) -> dict[str, str]:
    """The name of each node; `columns` are labels by column key."""
    return symbols(network, columns, style).nodes


def symbols(network: Network, columns: Mapping[str, str], style: LabelStyle) -> Symbols:
    """What everything is called.

    Style "names": a node's own name, its column's label, ŷ for outputs, otherwise as in "a".
    Style "a": node i of level n is aᵢ⁽ⁿ⁾ and its weights from the level before wᵢⱼ⁽ⁿ⁻¹⁾, the
    target first and inputs level 1; a weight that skips levels names both ends.
    Style "e": inputs are xᵢ, neurons yⱼ, numbered on, their weights wᵢⱼ, the source first.
    A neuron without any edge has no place in the network yet and is “not connected”.
    """
    return _by_number(network) if style == "e" else _by_level(network, columns, style)


def _by_level(network: Network, columns: Mapping[str, str], style: LabelStyle) -> Symbols:
    levels = {key: level + 1 for key, level in network.levels().items()}
    found = Symbols({}, {}, {}, {})
    index: dict[str, int] = {}
    counts: dict[int, int] = {}
    # In plain names only hidden neurons are numbered, so that they count from 1 in each level.
    numbered = ("hidden",) if style == "names" else ("input", "hidden", "output")
    for node in _from_the_top(network):
        level = levels[node.id]
        if network.role(node.id) in numbered:
            counts[level] = index[node.id] = counts.get(level, 0) + 1
            found.nodes[node.id] = f"a{_low(index[node.id])}{_high(level)}"
        else:
            found.nodes[node.id] = _IDLE
        if style == "a" and node.id in index and not node.is_input:
            found.biases[node.id] = f"b{_low(index[node.id])}{_high(level)}"
            found.sums[node.id] = f"z{_low(index[node.id])}{_high(level)}"
        else:
            found.biases[node.id], found.sums[node.id] = "b", "z"
    if style == "names":
        _add_own_names(network, columns, found.nodes)
        return found
    for edge in network.edges:
        if levels[edge.target] == levels[edge.source] + 1:
            ends = _low(index[edge.target], index[edge.source])
            found.weights[edge.id] = f"w{ends}{_high(levels[edge.source])}"
        else:
            ends = f"{found.nodes[edge.target]}←{found.nodes[edge.source]}"
            found.weights[edge.id] = f"w({ends})"
    return found


def _add_own_names(network: Network, columns: Mapping[str, str], names: dict[str, str]) -> None:
    outputs = network.outputs()
    for number, node in enumerate(outputs, 1):
        names[node.id] = f"ŷ{_low(number)}" if len(outputs) > 1 else "ŷ"
    for node in network.nodes:
        if node.column is not None:
            names[node.id] = columns.get(node.column, node.column)
        if node.name:
            names[node.id] = node.name


def _by_number(network: Network) -> Symbols:
    found = Symbols({}, {}, {}, {})
    levels = network.levels()
    index: dict[str, int] = {}
    for node in sorted(_from_the_top(network), key=lambda node: levels[node.id]):
        idle = network.role(node.id) == "idle"
        number = 0 if idle else len(index) + 1
        if not idle:
            index[node.id] = number
        letter = "x" if node.is_input else "y"
        found.nodes[node.id] = _IDLE if idle else letter + _low(number)
        found.biases[node.id] = "b" if idle else f"w{_low(0, number)}"
        found.sums[node.id] = "v" if idle else f"v{_low(number)}"
    for edge in network.edges:
        found.weights[edge.id] = "w" + _low(index[edge.source], index[edge.target])
    return found


def product_name(weight_name: str) -> str:
    """What the product of a weight and its source is called where weights are wᵢⱼ: uᵢⱼ."""
    return weight_name.replace("w", "u", 1) if weight_name and "⁽" not in weight_name else ""


def spoken(name: str) -> str:
    """A symbol as a screen reader can say it: a₂⁽³⁾ is “a2 level 3”."""
    level = name.translate(_FROM_UPPER).replace("⁽", " level ").replace("⁾", "")
    return level.translate(_FROM_LOWER).replace("ŷ", "y hat ").replace("‚", ",").strip()


def _from_the_top(network: Network) -> list[Node]:
    return sorted(network.nodes, key=lambda node: (node.y, node.x, serial(node.id)))


def _low(*numbers: int) -> str:
    """Numbers as an index; a comma keeps those of two digits apart."""
    comma = "‚" if len(numbers) > 1 and max(numbers) > 9 else ""
    return comma.join(str(number) for number in numbers).translate(_TO_LOWER)


def _high(level: int) -> str:
    return f"⁽{str(level).translate(_TO_UPPER)}⁾"
