"""What lies under a point of the canvas."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QPointF

from playground.canvas import chip_layer
from playground.canvas.geometry import RADIUS
from playground.canvas.node_item import HANDLE, Zone

if TYPE_CHECKING:
    from playground.canvas.scene import NetworkScene

HitKind = Literal["chip", "edge", "source_end", "target_end", "empty"] | Zone
_END_HANDLE = 12.0  # half of the square at the ends of a selected edge, in screen pixels
_EDGE_REACH = 6.0
_PARTS_REACH = 110.0  # from a rim to the farthest part of a node, its bias node
_MOST_ENDS = 50  # selected edges, the last ones, whose ends can be dragged


@dataclass(frozen=True, slots=True)
class Hit:
    """A part of the node or edge `id`, or nothing."""

    kind: HitKind
    id: str = ""


NOTHING = Hit("empty")


def find_hit(scene: NetworkScene, at: QPointF, scale: float) -> Hit:
    """The topmost part at a scene point when one scene pixel shows as `scale` screen pixels.

    Bodies, names and pills come first, then chips and the ends of selected edges, which lie
    on the rims; a rim wins over the edges that start at it.
    """
    rim = ""
    for item in scene.nodes_near(at, RADIUS + max(_PARTS_REACH, HANDLE / scale)):
        zone = item.zone_at(at - item.pos(), scale)
        if zone == "rim":
            rim = rim or item.node.id
        elif zone is not None:
            return Hit(zone, item.node.id)
    chip = scene.chips.chip_at(at) if scale >= chip_layer.DETAIL else None
    if chip is not None:
        return Hit("chip", chip)
    for edge_id in scene.selected_edges[-_MOST_ENDS:]:
        start, end = scene.edge_ends(edge_id)
        if _is_near(end, at, _END_HANDLE / scale):
            return Hit("target_end", edge_id)
        if _is_near(start, at, _END_HANDLE / scale):
            return Hit("source_end", edge_id)
    if rim:
        return Hit("rim", rim)
    edge = scene.edges.edge_at(at.x(), at.y(), _EDGE_REACH / scale)
    return Hit("edge", edge) if edge else NOTHING


def _is_near(place: QPointF, at: QPointF, reach: float) -> bool:
    return max(abs(place.x() - at.x()), abs(place.y() - at.y())) < reach
