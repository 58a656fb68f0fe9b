"""The tools that the geometry is timed against; each is left out when it isn't installed."""

from __future__ import annotations

import contextlib
import importlib
import importlib.util
import io
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

# Runs once and returns the seconds it took and the number of vertices or regions it found.
Timer = Callable[[], tuple[float, int]]
Layers = Sequence[tuple[np.ndarray, np.ndarray]]

BOX = (-6.0, 6.0)


def edge_subdivision(layers: Layers, folder: Path | None) -> Timer | None:
    """`relu_edge_subdivision` (Berzins, ICML 2023) from a checkout, float32, on the CPU.

    It finds vertices and edges, no faces; the last layer's sums are cut like the others.
    """
    if folder is None or not _has("torch"):
        return None
    torch = importlib.import_module("torch")
    torch.set_num_threads(1)
    sys.path.insert(0, str(folder))
    try:
        subdivide = importlib.import_module("edge_subdivision").skeletal_subdivision
    finally:
        sys.path.remove(str(folder))
    tensors = [tuple(torch.from_numpy(part.astype(np.float32)) for part in pair) for pair in layers]

    class Net:
        """What the tool asks of a network: sizes, and all sums at given points."""

        ks = (2, *(len(bias) for _, bias in tensors))
        ls = tuple(range(1, len(tensors) + 1))

        def to(self, device: Any) -> None:
            """There is nothing to move."""

        def eval_block(self, points: Any, device: Any = None) -> Any:
            """Return the sums of all neurons, (points, neurons)."""
            sums, a = [], points
            for weights, bias in tensors:
                sums.append(a @ weights.T + bias)
                a = torch.relu(sums[-1])
            return torch.hstack(sums)

    def run() -> tuple[float, int]:
        start = time.process_time()
        with torch.no_grad(), contextlib.redirect_stdout(io.StringIO()):
            vertices = subdivide(Net(), bbox=BOX, device=torch.device("cpu"), verbose=False)[0]
        return time.process_time() - start, len(vertices)

    return run


def relucent(layers: Layers, _: Path | None = None) -> Timer | None:
    """`relucent` 1.x: local search over the regions of the whole plane; hidden layers only.

    It works in a process of its own, so the clock on the wall is read.
    """
    if not (_has("relucent") and _has("torch")):
        return None
    torch, tool = importlib.import_module("torch"), importlib.import_module("relucent")
    modules: list[Any] = []
    for weights, bias in layers[:-1]:
        linear = torch.nn.Linear(weights.shape[1], weights.shape[0], dtype=torch.float64)
        linear.weight.data, linear.bias.data = torch.from_numpy(weights), torch.from_numpy(bias)
        modules += [linear, torch.nn.ReLU()]

    def run() -> tuple[float, int]:
        start = time.perf_counter()
        with contextlib.redirect_stdout(io.StringIO()):
            found = tool.Complex(torch.nn.Sequential(*modules))
            found.bfs(nworkers=1)
        return time.perf_counter() - start, len(found)

    return run


def _has(module: str) -> bool:
    return importlib.util.find_spec(module) is not None
