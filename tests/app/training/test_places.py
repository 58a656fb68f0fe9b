from __future__ import annotations

from playground.app.training.places import Places
from playground.document.content import Content
from playground.document.edits import set_weights
from playground.document.lowering import Lowering
from playground.runtime.job import Place
from tests.document.test_edits import done
from tests.helpers import small_network


def test_contents_of_other_weights_have_other_places() -> None:
    places, content, lowering = Places(), Content(small_network()), Lowering()
    for epoch, weight in enumerate((-1.0, -2.0, 0.5)):
        done(content, set_weights({"e6": weight}))
        places.remember(content, lowering.lower(content, None), Place(0, epoch, 0))
    for epoch, weight in enumerate((-1.0, -2.0, 0.5)):
        done(content, set_weights({"e6": weight}))
        assert places.find(content, lowering.lower(content, None)) == Place(0, epoch, 0)
