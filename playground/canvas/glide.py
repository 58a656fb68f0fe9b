"""Nodes that an edit moved glide to their new places instead of jumping."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEasingCurve, QObject, QVariantAnimation

from playground.canvas.scene import NetworkScene
from playground.canvas.zoom_view import GLIDE_MS

_MOST = 400  # more nodes than this jump: a frame of them takes too long


class NodeGlide(QObject):
    """Only shows: the document has the new places all along."""

    def __init__(self, scene: NetworkScene, parent: QObject) -> None:
        super().__init__(parent)
        self._scene = scene
        self._from: Mapping[str, tuple[float, float]] = {}
        self._animation = QVariantAnimation(self)
        self._animation.setDuration(GLIDE_MS)
        self._animation.setStartValue(0.0)
        self._animation.setEndValue(1.0)
        self._animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._animation.valueChanged.connect(self._show)

    def start(self, old: Mapping[str, tuple[float, float]]) -> None:
        """Glide from old places to those of the document."""
        self._animation.stop()
        if len(old) <= _MOST:
            self._from = old
            self._show(0.0)
            self._animation.start()

    def stop(self) -> None:
        """Be there at once."""
        if self._animation.state() == QVariantAnimation.State.Running:
            self._animation.stop()
            self._scene.settle()

    def _show(self, share: float) -> None:
        nodes = self._scene.network.nodes
        self._scene.preview_positions(
            {
                key: (x + (nodes[key].x - x) * share, y + (nodes[key].y - y) * share)
                for key, (x, y) in self._from.items()
                if key in self._scene.nodes and key in nodes
            }
        )
