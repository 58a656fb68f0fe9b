"""Formulas with live numbers, as markup for a FormulaLabel."""

from __future__ import annotations

import math
from html import escape

from playground.engine.activations import Activation
from playground.engine.spec import TrainingSpec
from playground.network.model import Edge, Node
from playground.network.weight import Weight, format_weight
from playground.panels.inspected import Inspected

MOST_TERMS = 12
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
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
    """A value with three decimals and a true minus sign; powers of ten where it is large."""
    if abs(value) >= 1e6:
        return slope_text(value)
    text = f"{value:.3f}"
    return (text.removeprefix("-") if float(text) == 0 else text).replace("-", "−")


def slope_text(value: float) -> str:
    """A slope with three significant digits; powers of ten where it is tiny or large."""
    if value == 0 or not math.isfinite(value):
        return "0" if value == 0 else "∞"
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


def node_formula(node: Node, inspected: Inspected) -> str:
    """What the node computes: term by term, then with the numbers of the sample."""
    name = symbol(inspected.names[node.id])
    known = inspected.sample.get(node.id)
    at = f" at <i>x</i> = {escape(inspected.point)}" if inspected.point else ""
    if node.is_input:
        value = f" = <b>{number(known[1])}</b>{at}" if known else ", a column of the data"
        return f"{name}{value}"
    activation = inspected.activations[node.activation]
    wrap = inspected.applies_activation(node) and activation.key != "identity"
    left, right = (f"{function_name(activation)}(&thinsp;", "&thinsp;)") if wrap else ("", "")
    lines = [f"{name} = {left}{_sum(node, inspected)}{right}"]
    if known:
        z, a = known
        inner = f" = {left}{number(z)}{right}" if wrap else ""
        lines.append(f"{inner} = <b>{number(a)}</b>{at}")
    if not inspected.applies_activation(node):
        lines.append(_remark("This loss takes the sum itself, so the activation is not applied."))
    slope = inspected.gradient(node.id)
    if slope is not None:
        bias = inspected.bias(node)
        lines += step_lines("<i>b</i>", slope, bias, node.locked, inspected.training, False)
    return "<br>".join(lines)


def edge_formula(edge: Edge, inspected: Inspected) -> str:
    """What the edge passes on, then how the newest step moved it."""
    weight = inspected.weight(edge)
    source = symbol(inspected.names[edge.source])
    known = inspected.sample.get(edge.source)
    lines = [f"<i>w</i>·{source} = {format_weight(weight)}·{source}"]
    if known:
        lines[0] += f" = {format_weight(weight)}·{_bracketed(number(known[1]))}"
        lines[0] += f" = <b>{number(weight.value * known[1])}</b>"
        lines[0] += f" at <i>x</i> = {escape(inspected.point)}" if inspected.point else ""
    slope = inspected.gradient(edge.id)
    if slope is None:
        lines.append(_remark("There is no slope yet; train or step to see one."))
    else:
        lines += step_lines("<i>w</i>", slope, weight, edge.locked, inspected.training, True)
    return "<br>".join(lines)


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
        f"to {format_weight(value, 4)}"
    )
    return lines


def _sum(node: Node, inspected: Inspected) -> str:
    """The weighted sum and the bias, the first terms only where there are many."""
    edges = inspected.network.incoming(node.id)
    parts = []
    for edge in edges[:MOST_TERMS]:
        factor = symbol(inspected.names[edge.source])
        parts.append((inspected.weight(edge), f"·{factor}"))
    terms = [_term(weight, rest, not index) for index, (weight, rest) in enumerate(parts)]
    if len(edges) > MOST_TERMS:
        terms.append(f" + … {len(edges) - MOST_TERMS:,} more …")
    terms.append(_term(inspected.bias(node), "", not terms))
    return "".join(terms)


def _term(weight: Weight, rest: str, is_first: bool) -> str:
    text = format_weight(weight)
    negative, size = text.startswith("−"), text.removeprefix("−")
    if is_first:
        return f"{'−' if negative else ''}{size}{rest}"
    return f" {'−' if negative else '+'} {size}{rest}"


def _bracketed(text: str) -> str:
    return f"({text})" if text.startswith("−") else text


def _remark(text: str) -> str:
    return f'<span style="font-family: sans-serif; font-size: small">{escape(text)}</span>'
