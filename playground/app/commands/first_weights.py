"""First weights by the document's rule. No Qt."""

from __future__ import annotations

from playground.document import edits, training_edits
from playground.document.content import Content
from playground.document.lowering import Lowering
from playground.engine.initializers import initial_parameters


def new_weights(content: Content, seed: int) -> edits.Recipe:
    """Draw every weight and bias that is not locked, with the document's initializer."""
    spec = Lowering().lower(content, None).network
    biases, weights = initial_parameters(spec, content.new_items.initializer, seed)
    values = {
        item.id: float(value)
        for item, value in zip(
            (*content.network.nodes, *content.network.edges), (*biases, *weights), strict=True
        )
        if not item.locked
    }
    return training_edits.draw_weights(seed, values)
