"""Formulas with live numbers, as markup for a FormulaLabel."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape

from playground.engine.activations import Activation
from playground.engine.spec import TrainingSpec
from playground.network.model import Edge, Node
from playground.network.weight import Weight, format_weight
from playground.panels.inspected import Forward, Inspected
from playground.widgets.decimals import DECIMALS

MOST_TERMS = 12
_MOST_SPREAD = 5_000
_READ = _MOST_SPREAD + 1
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_THIN = "\N{THIN SPACE}"
_PLAIN = "0123456789+−()"
_SCRIPTS = {
    character: f"<{tag}>{plain}</{tag}>"
    for tag, scripts in (("sub", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎"), ("sup", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾"))
    for character, plain in zip(scripts, _PLAIN, strict=True)
}


def symbol(name: str) -> str:
    """A name in italics, its raised and lowered characters as real scripts."""
    text = "".join(_SCRIPTS.get(character, character) for character in escape(name))
    return f"<i>{text.replace('</sub><sub>', '').replace('</sup><sup>', '')}</i>"


def number(value: float) -> str:
    """A value, usually with three decimals, and a true minus sign; large ones in powers of ten."""
    if not abs(value) < 1e6:
        return slope_text(value)
    text = f"{value:.{DECIMALS.of(3)}f}"
    return (text.removeprefix("-") if float(text) == 0 else text).replace("-", "−")


def slope_text(value: float) -> str:
    """A slope with three significant digits; powers of ten where it is tiny or large."""
    if value == 0 or not math.isfinite(value):
        return {0.0: "0", math.inf: "∞", -math.inf: "−∞"}.get(value, "undefined")
    if 1e-3 <= abs(value) < 1e4:
        digits = max(2 - math.floor(math.log10(abs(value))), 0)
        return f"{value:.{digits}f}".replace("-", "−")
    mantissa, exponent = f"{value:.2e}".split("e")
    power = str(int(exponent)).translate(_RAISED)
    return f"{mantissa}·10{power}".replace("-", "−")


def function_name(activation: Activation) -> str:
    """How the function is written in a formula: tanh, ReLU, leaky ReLU."""
    words = activation.label.split(" (")[0].split()
    return escape(" ".join(word.lower() if word.istitle() else word for word in words))


def input_formula(node: Node, inspected: Inspected) -> str:
    """The value that the input takes from the data at the point."""
    name, known = symbol(inspected.names[node.id]), inspected.sample.get(node.id)
    if known is None:
        return f"{name}, a column of the data"
    return f"{name} = <b>{number(known[1])}</b>{_at(inspected)}"


def neuron_formula(
    node: Node, edges: Sequence[Edge], forward: Forward | None, inspected: Inspected
) -> str:
    """What the neuron computes, every term with its weight, then its output at the point."""
    left, right = _call(node, inspected)
    total = _sum(node, edges, inspected)
    formula = f"{symbol(inspected.names[node.id])} = {left}{total}{right}"
    if forward is None:
        return formula
    inner = f"= {left}{number(forward.z)}{right} ".replace(_THIN, "") if left else ""
    return f"{formula} {_kept(f'{inner}= <b>{number(forward.a)}</b>')}{_at(inspected)}"


def sum_formula(forward: Forward | None) -> str:
    """The second step: the weighted sum and the bias make z."""
    if forward is None:
        return "<i>z</i> = <i>Σ</i> + <i>b</i>"
    sign = "−" if forward.bias < 0 else "+"
    numbers = f"{number(forward.weighted)} {sign} {number(abs(forward.bias))}"
    return f"<i>z</i> = {numbers} = <b>{number(forward.z)}</b>"


def activation_formula(
    node: Node, forward: Forward | None, inspected: Inspected, short: bool = False
) -> str:
    """The third step: the output and the slope of the activation at z."""
    if not inspected.applies_activation(node):
        value = f" = <b>{number(forward.a)}</b>" if forward is not None else ""
        why = _remark("This loss takes the sum itself, so the activation is not applied.")
        return f"<i>a</i> = <i>z</i>{value}<br>{why}"
    if forward is None:
        return "<i>a</i> = <i>f</i>(<i>z</i>)"
    z, a, slope = number(forward.z), f"<b>{number(forward.a)}</b>", number(forward.slope)
    if short:
        return f"<i>a</i> = {a}<br><i>a</i>′ = {slope}"
    return f"<i>f</i>({z}) = {a}<br><i>f</i>′({z}) = {slope}"


def bias_step(node: Node, inspected: Inspected) -> str:
    """What the newest step did to the bias; "" before the first."""
    slope = inspected.bias_slope(node)
    if slope is None:
        return ""
    bias = inspected.bias(node)
    return "<br>".join(step_lines("<i>b</i>", slope, bias, node.locked, inspected.training, False))


def edge_formula(edge: Edge, inspected: Inspected) -> str:
    """What the edge passes on, then how the newest step moved it."""
    weight = inspected.weight(edge)
    source = symbol(inspected.names[edge.source])
    known = inspected.sample.get(edge.source)
    lines = [f"<i>w</i>·{source} = {format_weight(weight, DECIMALS.of(2))}·{source}"]
    if known:
        lines[0] += f" = {format_weight(weight, DECIMALS.of(2))}·{_bracketed(number(known[1]))}"
        lines[0] += f" = <b>{number(weight.value * known[1])}</b>"
        lines[0] += _at(inspected)
    slope = inspected.weight_slope(edge)
    if slope is None:
        lines.append(_remark("There is no slope yet; train or step to see one."))
    else:
        lines += step_lines("<i>w</i>", slope, weight, edge.locked, inspected.training, True)
    return "<br>".join(lines)


def shared_formula(nodes: Sequence[Node], edges: Sequence[Edge], inspected: Inspected) -> str:
    """What many neurons and edges have in common, and how far their numbers spread."""
    lines = []
    kinds = {node.activation for node in nodes}
    if kinds:
        first = inspected.activations[next(iter(kinds))]
        shared = f"all {function_name(first)}" if len(kinds) == 1 else f"{len(kinds)} different"
        lines.append(f"activations: {shared}")
    for word, weights in (
        ("biases <i>b</i>", [inspected.bias(node).value for node in nodes[:_READ]]),
        ("weights <i>w</i>", [inspected.weight(edge).value for edge in edges[:_READ]]),
    ):
        if 0 < len(weights) <= _MOST_SPREAD:
            lines.append(f"{word}: {_spread(weights)}")
    locked = sum(node.locked for node in nodes) + sum(edge.locked for edge in edges)
    if lines:
        lines.append(f"locked: {locked:,} of {len(nodes) + len(edges):,}")
        lines.append(_remark("What is changed here changes for all of them in one step."))
    return "<br>".join(lines)


def _spread(values: Sequence[float]) -> str:
    low, high, count = min(values), max(values), len(values)
    if low == high:
        return f"all <b>{number(low)}</b>"
    mean = math.fsum(value / count for value in values)
    return f"from <b>{number(low)}</b> to <b>{number(high)}</b>, on average {number(mean)}"


def step_lines(
    name: str, slope: float, value: Weight, locked: bool, training: TrainingSpec, decays: bool
) -> list[str]:
    """The slope of the newest step and what the optimizer makes of it.

    `decays` says whether regularization and weight decay apply, as they do to weights.
    """
    lines = [f"∂<i>E</i>/∂{name} = <b>{slope_text(slope)}</b> in the newest step"]
    if locked:
        return [*lines, _remark("It is locked, so training leaves it as it is.")]
    plain = (
        training.optimizer == "sgd"
        and training.schedule == "constant"
        and training.gradient_clip == 0
        and not (decays and (training.regularization != "none" or training.weight_decay != 0))
    )
    if not plain:
        return [*lines, _remark("The step is this slope as the training settings change it.")]
    rate = f"{training.learning_rate:.6g}"
    lines.append(
        f"{name} ← {name} − <i>η</i>·∂<i>E</i>/∂{name}, a step of −{rate}·"
        f"{_bracketed(slope_text(slope))} = {slope_text(-training.learning_rate * slope)} "
        f"to {format_weight(value, DECIMALS.of(4))}"
    )
    return lines


def _call(node: Node, inspected: Inspected) -> tuple[str, str]:
    """What stands around the sum: the name of the activation and brackets, where it is used."""
    activation = inspected.activations[node.activation]
    if activation.key == "identity" or not inspected.applies_activation(node):
        return "", ""
    return f"{function_name(activation)}({_THIN}", f"{_THIN})"


def _at(inspected: Inspected) -> str:
    return f" {_kept(f'at <i>x</i> = {escape(inspected.point)}')}" if inspected.point else ""


def _sum(node: Node, edges: Sequence[Edge], inspected: Inspected) -> str:
    """The weighted sum and the bias, the first terms only where there are many."""
    terms = [
        _term(inspected.weight(edge), f"·{symbol(inspected.names[edge.source])}", not index)
        for index, edge in enumerate(edges[:MOST_TERMS])
    ]
    if len(edges) > MOST_TERMS:
        terms.append(f" + … {len(edges) - MOST_TERMS:,} more …")
    terms.append(_term(inspected.bias(node), "", not terms))
    return "".join(terms)


def _term(weight: Weight, rest: str, is_first: bool) -> str:
    text = format_weight(weight, DECIMALS.of(2))
    negative, size = text.startswith("−"), text.removeprefix("−")
    if is_first:
        return f"{'−' if negative else ''}{size}{rest}"
    return f" {'−' if negative else '+'} {size}{rest}"


def _kept(html: str) -> str:
    """The same, never broken into lines; tags must have no blanks of their own."""
    return html.replace(" ", "\N{NO-BREAK SPACE}")


def _bracketed(text: str) -> str:
    return f"({text})" if text.startswith("−") else text


def _remark(text: str) -> str:
    return f'<span style="font-family: sans-serif; font-size: small">{escape(text)}</span>'
