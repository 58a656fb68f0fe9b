"""What the canvas costs: `python -m tests.benchmarks.bench_canvas` prints one JSON object.

Milliseconds are medians on an offscreen window of 1280 by 800 pixels; on a machine that does
other things meanwhile they say little.
"""

from __future__ import annotations

import json
import os
import random
import time
from collections.abc import Callable
from statistics import median

import numpy as np
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from playground.canvas.edge_layer import PASSING_MS
from playground.canvas.view import CanvasView
from playground.document.content import Content
from playground.document.document import Document
from playground.engine.snapshot import Field
from playground.network.model import Edge, Network, Node
from playground.network.templates import layered
from playground.network.weight import Weight

REPEATS = 31
PICTURE, SMALL_PICTURE, MANY_NODES = 40, 20, 150  # as the app asks for


def small_network() -> Network:
    """88 edges, 19 nodes."""
    return Network(*layered([2, 8, 8, 1], ["x1", "x2"]))


def middle_network() -> Network:
    """492 edges, 47 nodes."""
    return Network(*layered([2, 16, 16, 12, 1], ["x1", "x2"]))


def large_network() -> Network:
    """2,000 nodes in 40 columns, 10,000 edges to the next two columns."""
    rng = random.Random(1)
    nodes = [
        Node(f"n{i + 1}", 176.0 * (i // 50), 88.0 * (i % 50), column=f"c{i}" if i < 50 else None)
        for i in range(2000)
    ]
    pairs: set[tuple[int, int]] = set()
    while len(pairs) < 10_000:
        source = rng.randrange(1900)
        pairs.add((source, (source // 50 + rng.choice((1, 1, 2))) * 50 + rng.randrange(50)))
    kept = [(source, target) for source, target in sorted(pairs) if target < 2000]
    return Network(
        nodes,
        (
            Edge(f"e{2001 + row}", f"n{source + 1}", f"n{target + 1}", Weight(rng.gauss(0, 1)))
            for row, (source, target) in enumerate(kept)
        ),
    )


def timed(action: Callable[[], object], repeats: int = REPEATS) -> float:
    """Median milliseconds of an action."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        action()
        times.append(1000 * (time.perf_counter() - start))
    return round(median(times), 2)


class Bench:
    """One shown canvas with pictures in every node."""

    def __init__(self, network: Network) -> None:
        self.rng = np.random.default_rng(1)
        self.network = network
        side = PICTURE if len(network.nodes) <= MANY_NODES else SMALL_PICTURE
        self.fields = [
            Field(
                (-6, 6, -6, 6),
                {
                    node.id: self.rng.normal(size=(side, side)).astype(np.float32)
                    for node in network.nodes
                },
            )
            for _ in range(2)
        ]
        start = time.perf_counter()
        self.view = CanvasView(Document(Content(network)))
        self.view.resize(1280, 800)
        self.view.show()
        QApplication.processEvents()
        self.repaint()
        self.open_ms = round(1000 * (time.perf_counter() - start), 1)
        self.live()
        self.repaint()

    def repaint(self) -> None:
        self.view.viewport().repaint()

    def live(self) -> None:
        """What the app does for each frame of training; every picture and weight is another."""
        self.fields.reverse()
        self.view.show_fields(self.fields[0], {})
        self.view.show_parameters(
            self.rng.normal(size=len(self.network.nodes)),
            self.rng.normal(size=len(self.network.edges)),
        )

    def frame(self) -> None:
        self.live()
        self.repaint()

    def whole_frame(self) -> None:
        """A frame in which the edges are drawn too, as they are some twenty times a second."""
        edges = self.view.network_scene.edges
        edges.passing_ms = 0
        self.frame()
        edges.passing_ms = PASSING_MS

    def edges(self) -> None:
        """The edge layer alone."""
        image = QImage(1280, 800, QImage.Format.Format_ARGB32_Premultiplied)
        painter = QPainter(image)
        painter.setWorldTransform(self.view.viewportTransform())
        exposed = self.view.mapToScene(self.view.viewport().rect()).boundingRect()
        self.view.network_scene.edges.paint(painter, exposed)
        painter.end()

    def live_edges(self) -> None:
        """The edge layer with other weights than before."""
        edges = self.view.network_scene.edges
        edges.passing_ms = 0
        edges.set_weights(self.rng.normal(size=len(self.network.edges)), in_passing=True)
        edges.passing_ms = PASSING_MS
        self.edges()

    def select_all(self) -> None:
        """Everything selected and shown so, then nothing."""
        self.view.select_all()
        self.repaint()
        self.view.clear_selection()
        self.repaint()

    def drag(self) -> None:
        """One move of a node that is dragged."""
        scene = self.view.network_scene
        node = next(reversed(scene.nodes.values()))
        scene.preview_positions({node.node.id: (node.x() + 1.0, node.y())})
        self.repaint()

    def pan(self) -> None:
        self.view.pan(QPoint(7, 3))
        self.repaint()


def main() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication([])
    report: dict[str, object] = {}
    for name, network in (
        ("small", small_network()),
        ("middle", middle_network()),
        ("large", large_network()),
    ):
        bench = Bench(network)
        part = {
            "nodes": len(network.nodes),
            "edges": len(network.edges),
            "open_ms": bench.open_ms,
            "zoom_to_fit": round(bench.view.zoom, 2),
            "edges_ms": timed(bench.edges),
            "edges_live_ms": timed(bench.live_edges),
            "repaint_ms": timed(bench.repaint),
            "live_frame_ms": timed(bench.frame),
            "live_frame_with_edges_ms": timed(bench.whole_frame),
            "pan_ms": timed(bench.pan),
            "select_all_and_nothing_ms": timed(bench.select_all, 7),
            "drag_ms": timed(bench.drag),
        }
        bench.view.zoom_reset()
        part["repaint_at_100_percent_ms"] = timed(bench.repaint)
        part["pan_at_100_percent_ms"] = timed(bench.pan)
        part["edges_live_at_100_percent_ms"] = timed(bench.live_edges)
        part["live_frame_at_100_percent_ms"] = timed(bench.frame)
        part["live_frame_with_edges_at_100_percent_ms"] = timed(bench.whole_frame)
        report[name] = part
        bench.view.close()
    print(json.dumps(report, indent=1))
    del app


if __name__ == "__main__":
    main()
