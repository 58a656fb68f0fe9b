"""Pictures of the canvas as it should look, in both themes and at two scales of the screen.

`python -m tests.canvas.golden_pictures` draws them anew; look at them before they are committed.
With a FOLDER as its argument it draws those of one scale there: `QT_SCALE_FACTOR=2 python -m …`.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QFontDatabase, QImage
from PySide6.QtWidgets import QApplication

from playground.app.resources import resource
from playground.canvas.view import CanvasView
from playground.document.content import Content, ViewChoice
from playground.document.document import Document
from playground.engine.snapshot import Field
from playground.network.model import Edge, Network, Node
from playground.network.weight import Weight
from playground.palette import DARK, LIGHT

FOLDER = Path(__file__).resolve().parent / "golden"
SCALES = (1, 2)
THEMES = (LIGHT, DARK)
SIZE = (620, 440)
VIEWS: Mapping[str, ViewChoice] = {
    "plain": ViewChoice(),
    "operations": ViewChoice(label_style="e", show_bias_nodes=True, explicit=True),
}


def network() -> Network:
    """Of everything something: two outputs, a skip edge, a fraction, locks, a name, a loner."""
    nodes = [
        Node("n1", -230, -60, column="x1"),
        Node("n2", -230, 60, column="x2"),
        Node("n3", -20, -110, name="gate", activation="relu"),
        Node("n4", -20, 0, bias=Weight(1 / 3, "1/3")),
        Node("n5", 190, -60, activation="sigmoid", bias=Weight(-1.0), locked=True),
        Node("n6", 190, 60),
        Node("n7", -20, 140),
    ]
    weights = {
        ("n1", "n3"): Weight(1.5),
        ("n1", "n4"): Weight(-2 / 3, "-2/3"),
        ("n2", "n4"): Weight(0.25),
        ("n3", "n5"): Weight(-3.0),
        ("n4", "n5"): Weight(0.75),
        ("n4", "n6"): Weight(-0.1),
        ("n2", "n6"): Weight(5.0),
        ("n1", "n6"): Weight(-0.4),
    }
    edges = [
        Edge(f"e{10 + row}", *ends, weight, locked=row == 2)
        for row, (ends, weight) in enumerate(weights.items())
    ]
    return Network(nodes, edges)


def _field(drawing: Network) -> Field:
    y, x = np.mgrid[-1:1:40j, -1:1:40j]
    slopes = {node.id: number for number, node in enumerate(drawing.nodes)}
    values = {
        key: np.tanh(3 * (x * np.cos(turn) + y * np.sin(turn))).astype(np.float32)
        for key, turn in slopes.items()
    }
    values["n6"][:] = np.nan
    return Field((-6.0, 6.0, -6.0, 6.0), values)


def draw(folder: Path) -> None:
    """Write the pictures of this process's scale into a folder."""
    scale = round(float(os.environ.get("QT_SCALE_FACTOR", "1")))
    app = QApplication([])
    app.setStyle("Fusion")
    for name in ("DejaVuSans.ttf", "DejaVuSerif.ttf", "DejaVuSerif-Italic.ttf"):
        QFontDatabase.addApplicationFont(str(resource("fonts", name)))
    app.setFont(QFont("DejaVu Sans", 10))
    for theme in THEMES:
        for name, choice in VIEWS.items():
            drawing = network()
            view = CanvasView(Document(Content(drawing, view=replace(choice))))
            view.set_activations((("relu", "ReLU"), ("sigmoid", "Sigmoid"), ("tanh", "tanh")))
            view.set_columns((("x1", "x₁"), ("x2", "x₂")))
            view.set_theme(theme)
            view.resize(*SIZE)
            view.show()
            view.zoom_reset()
            view.centerOn(QPointF(0, 10))
            view.show_fields(_field(drawing), {})
            view.select(["n5", "n4"] if choice.explicit else ["n4"])
            view.grab().save(str(folder / f"{name}-{theme.name}-{scale}.png"))
            view.close()


def draw_in_process(scale: int, folder: Path) -> None:
    """Write the pictures of a scale, which Qt takes from the environment when it starts."""
    environment = os.environ | {"QT_SCALE_FACTOR": str(scale)}
    command = [sys.executable, "-m", "tests.canvas.golden_pictures", str(folder)]
    root = Path(__file__).resolve().parents[2]
    subprocess.run(command, check=True, env=environment, cwd=root)


def difference(first: Path, second: Path) -> tuple[float, float]:
    """Mean difference of two pictures in levels of 255, and the share of clearly other pixels.

    Pictures of different sizes are wholly different.
    """
    a, b = _pixels(first), _pixels(second)
    if a.shape != b.shape:
        return 255.0, 1.0
    gaps = np.abs(a - b).max(axis=2)
    return float(gaps.mean()), float((gaps > 60).mean())


def _pixels(path: Path) -> NDArray[np.int16]:
    image = QImage(str(path)).convertToFormat(QImage.Format.Format_RGBX8888)
    words = np.frombuffer(image.constBits(), dtype=np.uint8)
    rows = words.reshape(image.height(), image.bytesPerLine() // 4, 4)
    return rows[:, : image.width(), :3].astype(np.int16)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        draw(Path(sys.argv[1]))
    else:
        FOLDER.mkdir(exist_ok=True)
        for wanted in SCALES:
            draw_in_process(wanted, FOLDER)
