"""Which contents of the document are moments of the training's history."""

from __future__ import annotations

from array import array
from collections import OrderedDict

from playground.document.content import Content
from playground.document.lowering import Lowered
from playground.runtime.job import Place

_PLACES_KEPT = 2_000


class Places:
    """Where in the history of training a document's contents came from."""

    def __init__(self) -> None:
        self._places: OrderedDict[int, Place] = OrderedDict()
        self._last: tuple[Lowered, Place] | None = None

    def remember(self, content: Content, lowered: Lowered, place: Place) -> None:
        """Note that these contents are the moment at that place."""
        if self._last is not None and self._last[0] is lowered and self._last[1] == place:
            return
        self._last = lowered, place
        key = _fingerprint(content, lowered)
        self._places[key] = place
        self._places.move_to_end(key)
        if len(self._places) > _PLACES_KEPT:
            self._places.popitem(last=False)

    def find(self, content: Content, lowered: Lowered) -> Place | None:
        """The place of these contents, where they are known."""
        return self._places.get(_fingerprint(content, lowered))


def _fingerprint(content: Content, lowered: Lowered) -> int:
    network = lowered.network
    # Python hashes -1.0 and -2.0 alike, but not their bytes.
    values = array("d", [item.bias for item in network.nodes])
    values.extend(item.weight for item in network.edges)
    return hash((network, values.tobytes(), lowered.training, content.data, content.epoch))
