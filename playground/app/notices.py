"""What a person should know about this training before they wonder: sentences, no errors."""

from __future__ import annotations

from playground.document.content import Content
from playground.document.lowering import Lowered
from playground.engine.activations import ACTIVATIONS
from playground.engine.spec import is_cross_entropy
from playground.network.model import Network


def notices(content: Content, lowered: Lowered) -> tuple[str, ...]:
    """Sentences about what the drawing can't learn, or does in a way one would not expect."""
    if lowered.problem:
        return ()
    found = (_step_notice(content, lowered), _raw_notice(content), _reach_notice(content, lowered))
    return tuple(notice for notice in found if notice)


def _step_notice(content: Content, lowered: Lowered) -> str:
    """A step has slope 0 almost everywhere, so gradients end at it (S35)."""
    network, training = content.network, content.training
    raw = set(lowered.targets) if is_cross_entropy(training.loss) else set()
    stuck = [
        node_id
        for node_id in _trained(network, lowered)
        if network.nodes[node_id].activation in ("step", "sign") and node_id not in raw
    ]
    if not stuck:
        return ""
    if training.step_gradient == "none":
        return (
            "Step neurons have no slope, so weights before them don't train; choose a gradient "
            "for step under More settings, or another activation."
        )
    hidden = any(network.role(node_id) == "hidden" for node_id in stuck)
    if training.step_gradient == "perceptron" and hidden:
        return (
            "The perceptron rule trains a single layer; for step neurons in hidden layers choose "
            "the sigmoid's slope under More settings."
        )
    return ""


def _raw_notice(content: Content) -> str:
    if not is_cross_entropy(content.training.loss):
        return ""
    return (
        "Cross-entropy works on the output's weighted sum z; the output's own activation is not "
        "applied while this loss is chosen."
    )


def _reach_notice(content: Content, lowered: Lowered) -> str:
    """Targets outside what the output's activation can give (S76)."""
    training, targets = content.training, lowered.data.targets_train
    if is_cross_entropy(training.loss) or training.loss == "hinge" or not len(targets):
        return ""
    for node_id, column in lowered.targets.items():
        activation = ACTIVATIONS[content.network.nodes[node_id].activation]
        low, high = activation.range
        lowest, highest = float(targets[:, column].min()), float(targets[:, column].max())
        if lowest < low or highest > high:
            return (
                f"The targets go from {lowest:.3g} to {highest:.3g}, but {activation.label} gives "
                f"only {low:.3g} to {high:.3g}; choose another activation for the output."
            )
    return ""


def _trained(network: Network, lowered: Lowered) -> set[str]:
    """Neurons that a trained output depends on, itself included."""
    reached = set(lowered.targets)
    queue = list(reached)
    for node_id in queue:
        for edge in network.incoming(node_id):
            if edge.source not in reached:
                reached.add(edge.source)
                queue.append(edge.source)
    return {node_id for node_id in reached if not network.nodes[node_id].is_input}
