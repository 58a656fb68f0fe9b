"""Time the exact regions, alone and beside their peers, and print one JSON object.

    python -m tests.benchmarks.bench_geometry [--rounds 9] [--edge-subdivision DIR] [-o OUT.json]

Peers (a checkout of relu_edge_subdivision, relucent; both with PyTorch) are optional. All run on
one thread, turn by turn in rounds; figures are medians over the rounds, in CPU time, so that what
else runs on the machine counts little. Correctness is counted by
`python -m tests.geometry.against_oracle`.
"""

from __future__ import annotations

import argparse
import json
import math
import platform
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from playground.engine.spec import NetworkSpec
from playground.geometry.arrangement import Arrangement
from playground.geometry.boundaries import boundary_edges, lengths, segments
from playground.geometry.cells import TAGS, arrange
from playground.geometry.compare import compare
from playground.geometry.flatten import flatten
from playground.geometry.planar_map import LEFT, RIGHT, TAG, A, B
from playground.geometry.request import CellsRequest
from tests.benchmarks import geometry_peers as peers
from tests.geometry.networks import golden, request, three_polygons, triangle
from tests.geometry.test_flatten import exactly_one, nowhere, random_triples, regular

# The largest number of milliseconds that is wanted.
TARGETS_MS = {
    "a 2-3-1 step": 2.0,
    "b 2-10-3-8 step": 4.0,
    "c 2-8-8-1 ReLU": 4.0,
    "d 2-32-32-1 ReLU": 20.0,
    "e 2-64-64-64-1 ReLU": 150.0,
    "mixed 2-16-16-1": 40.0,
}
FACES_PER_SECOND = 100_000.0
TIMES_FASTER = 2.0
FLATTEN_MS = 500.0
# Arrangements in which one neuron over the lines can't say "in none of the polygons".
HARD, MOST_EXTRA, HARD_SECONDS = 20, 3, 5.0
SAME_AREA = 1e-9
FOLD_DISTANCE, AREA_ERROR = 1e-11, 1e-12
FRAME_MS = 1000.0 / 60.0
SLOW_PEER_FACES = 3000


def picture(asked: CellsRequest) -> Arrangement:
    """What a frame needs: labels, the boundary as segments, islands."""
    found = arrange(asked)
    segments(found, boundary_edges(found))
    _ = found.islands
    return found


def half_and_half() -> NetworkSpec:
    """2-16-16-1, every second hidden unit a step: sums jump between cells."""
    network = golden((2, 16, 16, 1), 1)
    hidden = [node.id for node in network.nodes if node.activation == "relu"]
    return replace(
        network,
        nodes=tuple(
            replace(node, activation="step") if node.id in hidden[1::2] else node
            for node in network.nodes
        ),
    )


def milliseconds(work: Callable[[], object], rounds: int) -> float:
    """The median over the rounds, after one to warm up."""
    seconds = []
    for _ in range(rounds + 1):
        start = time.process_time()
        work()
        seconds.append(time.process_time() - start)
    return float(np.median(seconds[1:])) * 1e3


def regions(rounds: int) -> dict[str, Any]:
    """Rows (a) to (e) and the mixed one: labels, boundary and islands where the demand has them."""
    rows: dict[str, tuple[Callable[[CellsRequest], Arrangement], NetworkSpec]] = {
        "a 2-3-1 step": (picture, triangle()),
        "b 2-10-3-8 step": (picture, three_polygons()),
        "c 2-8-8-1 ReLU": (arrange, golden((2, 8, 8, 1), 1)),
        "d 2-32-32-1 ReLU": (arrange, golden((2, 32, 32, 1), 1)),
        "e 2-64-64-64-1 ReLU": (arrange, golden((2, 64, 64, 64, 1), 1)),
        "mixed 2-16-16-1": (arrange, half_and_half()),
    }
    result = {}
    for name, (work, network) in rows.items():
        asked = request(network)
        found = work(asked)
        ms = milliseconds(lambda work=work, asked=asked: work(asked), rounds)
        result[name] = {
            "milliseconds": round(ms, 3),
            "target": TARGETS_MS[name],
            "met": ms <= TARGETS_MS[name],
            "cells": found.cell_count,
            "faces": found.face_count,
            "boundary_segments": len(boundary_edges(found)),
            "boundary_length": float(lengths(found, boundary_edges(found)).sum()),
            "faces_per_second": round(found.face_count / ms * 1e3),
            "certified": found.certified,
        }
    largest = result["e 2-64-64-64-1 ReLU"]
    largest["faces_per_second_met"] = largest["faces_per_second"] >= FACES_PER_SECOND
    return result


def accuracy() -> dict[str, Any]:
    """How far edges of (e) lie from the folds that made them, and what the areas add up to."""
    found = arrange(request(golden((2, 64, 64, 64, 1), 1)))
    middles = found.frame.to_plane(found.local[found.edges[A : B + 1]].mean(axis=0))
    units = found.edges[TAG] // TAGS
    worst = 0.0
    for node_id, row in found.plan.program.row_of.items():
        edges = np.flatnonzero((units == row) & (found.edges[TAG] >= 0))
        if len(edges):
            maps = found.maps(node_id)
            for side in (LEFT, RIGHT):
                w1, w2, b = maps[found.edges[side, edges]].T
                x, y = middles[edges].T
                away = np.abs(w1 * x + w2 * y + b) / np.maximum(np.hypot(w1, w2), 1e-300)
                # A unit that is constant on a face has no line there.
                worst = max(worst, float(away[np.hypot(w1, w2) > 1e-9].max(initial=0.0)))
    error = abs(float(found.areas.sum()) / 144.0 - 1.0)
    return {
        "edge_to_fold": worst,
        "area_error": error,
        "targets": [FOLD_DISTANCE, AREA_ERROR],
        "met": worst <= FOLD_DISTANCE and error <= AREA_ERROR,
    }


def beside_peers(rounds: int, folder: Path | None) -> dict[str, Any]:
    """Ours and each peer in turn on the ReLU networks; a ratio above 1 means ours is faster."""
    result: dict[str, Any] = {}
    for sizes in ((2, 8, 8, 1), (2, 32, 32, 1), (2, 64, 64, 64, 1)):
        network = golden(sizes, 1)
        asked = request(network)
        faces = arrange(asked).face_count
        timers = {
            "relu_edge_subdivision": peers.edge_subdivision(layers(network), folder),
            "relucent": peers.relucent(layers(network)) if faces < SLOW_PEER_FACES else None,
        }
        row: dict[str, Any] = {}
        for name, timer in timers.items():
            if timer is None:
                row[name] = "not installed" if faces < SLOW_PEER_FACES else "left out"
                continue
            ours, theirs, count = [], [], 0
            for _ in range(1 if name == "relucent" else rounds):
                start = time.process_time()
                arrange(asked)
                ours.append(time.process_time() - start)
                seconds, count = timer()
                theirs.append(seconds)
            ratio = float(np.median(theirs) / np.median(ours))
            row[name] = {
                "milliseconds": round(float(np.median(theirs)) * 1e3, 1),
                "ours_milliseconds": round(float(np.median(ours)) * 1e3, 1),
                "times_faster": round(ratio, 2),
                "met": ratio >= TIMES_FASTER,
                "count": count,
                "ours_vertices": len(arrange(asked).local),
            }
        result["-".join(map(str, sizes))] = row
    return result


def layers(network: NetworkSpec) -> list[tuple[np.ndarray, np.ndarray]]:
    """Weights (targets, sources) and biases of each layer of a layered network."""
    found = []
    before = ["x1", "x2"]
    weight = {(edge.source, edge.target): edge.weight for edge in network.edges}
    for depth in range(1, 10):
        nodes = [node for node in network.nodes if node.id.startswith(f"h{depth}.")]
        if not nodes:
            break
        matrix = [[weight[source, node.id] for source in before] for node in nodes]
        found.append((np.array(matrix), np.array([node.bias for node in nodes])))
        before = [node.id for node in nodes]
    return found


def drag(rounds: int) -> dict[str, Any]:
    """One weight of (b) dragged: spec to boundary for every position."""
    network = three_polygons()
    chosen = network.edges[0]
    steps = []
    for position in np.linspace(-1.0, 1.0, 60 * max(1, rounds // 3)):
        edge = replace(chosen, weight=float(position))
        steps.append(request(replace(network, edges=(edge, *network.edges[1:]))))
    seconds = []
    for asked in steps:
        start = time.process_time()
        picture(asked)
        seconds.append(time.process_time() - start)
    worst = float(np.quantile(seconds, 0.99)) * 1e3
    return {
        "milliseconds": round(float(np.median(seconds)) * 1e3, 3),
        "p99_milliseconds": round(worst, 3),
        "target": round(FRAME_MS, 2),
        "met": worst <= FRAME_MS,
    }


def flattening(rounds: int) -> dict[str, Any]:
    """2-10-3-8 to 2-10-8, verified cell by cell."""
    asked = request(three_polygons())
    found = flatten(asked)
    ms = milliseconds(lambda: flatten(asked), rounds)
    done = sum(output.weights is not None for output in found.outputs)
    return {
        "milliseconds": round(ms, 1),
        "target": FLATTEN_MS,
        "met": ms <= FLATTEN_MS and done == 8,
        "outputs_realized": done,
        "extra_units": sum(output.extra for output in found.outputs),
    }


def hard_flattening() -> dict[str, Any]:
    """What takes more neurons, and what no number of them can do."""
    extras, seconds = [], []
    for regions in random_triples(4 * HARD):
        asked = request(nowhere(regions))
        if flatten(asked, most_extra=0).network is not None:
            continue
        start = time.process_time()
        found = flatten(asked, MOST_EXTRA, math.inf)
        seconds.append(time.process_time() - start)
        assert found.network is not None, found.outputs[0].reason
        assert compare(asked, request(found.network)).differing_area < SAME_AREA
        extras.append(found.outputs[0].extra)
        if len(extras) == HARD:
            break
    either = [regular(-0.7, 0, 1.5, 3, 0.3), regular(0.7, 0.2, 1.5, 3, 1.1)]
    (output,) = flatten(request(exactly_one(either))).outputs
    return {
        "arrangements": len(extras),
        "most_extra_units": max(extras),
        "slowest_seconds": round(max(seconds), 2),
        "targets": [MOST_EXTRA, HARD_SECONDS],
        "one_of_two_triangles_refuted": output.two_faced is not None,
        "met": len(extras) == HARD
        and max(extras) <= MOST_EXTRA
        and max(seconds) <= HARD_SECONDS
        and output.two_faced is not None,
    }


def main() -> None:
    """Run everything and print the result."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--edge-subdivision", type=Path, help="a checkout of the peer")
    parser.add_argument("-o", "--output", type=Path)
    options = parser.parse_args()
    result = {
        "python": platform.python_version(),
        "numpy": np.__version__,
        "machine": platform.machine(),
        "rounds": options.rounds,
        "regions": regions(options.rounds),
        "drag_b": drag(options.rounds),
        "flatten_b": flattening(options.rounds),
        "flatten_hard": hard_flattening(),
        "accuracy": accuracy(),
        "peers": beside_peers(options.rounds, options.edge_subdivision),
    }
    text = json.dumps(result, indent=2)
    if options.output:
        options.output.write_text(text + "\n", encoding="utf-8")
    sys.stdout.write(text + "\n")


if __name__ == "__main__":
    main()
