from __future__ import annotations

from playground.document.content import Content
from playground.document.edits import type_weight
from playground.document.training_edits import draw_weights, put_weights, reset_weights
from playground.network.weight import Weight
from tests.document.test_edits import done
from tests.helpers import small_network


def test_training_keeps_the_first_weights_for_the_reset() -> None:
    content = Content(small_network())
    done(content, type_weight(["e6"], "1/3"))
    first = content.copy()
    done(content, put_weights("Train", {"e6": 0.5, "n3": 0.7}, frozenset(), 10))
    done(content, put_weights("Train", {"e6": 0.6, "n3": 0.8}, frozenset(["e6"]), 20))
    edge = content.network.edges["e6"]
    assert (edge.weight, edge.start, edge.dead) == (Weight(0.6), Weight(1 / 3, "1/3"), True)
    assert content.epoch == 20
    done(content, type_weight(["e6"], "2"))
    assert not content.network.edges["e6"].dead
    done(content, reset_weights())
    assert content == first


def test_drawing_new_weights_forgets_the_training() -> None:
    content = Content(small_network())
    done(content, put_weights("Train", {"e6": 0.5}, frozenset(), 10))
    done(content, draw_weights(7, {"e6": 0.125, "n3": 0.0}))
    edge = content.network.edges["e6"]
    assert (edge.weight, edge.start) == (Weight(0.125), None)
    assert (content.epoch, content.training.seed) == (0, 7)
