"""Compare the geometry with the rational oracle on random networks.

The suite runs some hundred of each kind; the acceptance figures want a thousand and more:

    python -m tests.geometry.against_oracle --count 1000
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable
from fractions import Fraction

import numpy as np

from playground.engine.spec import NetworkSpec
from playground.geometry.cells import arrange
from tests.geometry import oracle
from tests.geometry.networks import PIECEWISE, WHOLE, drawn, request

BOUNDS = (-2.0, 2.0, -2.0, 2.0)
SAME_AREA = 1e-8


def as_typed(value: float) -> Fraction:
    """The decimal that a person typed, not the nearest binary number."""
    return Fraction(str(round(value, 6)))


def mismatch(network: NetworkSpec, exact: Callable[[float], Fraction] = Fraction) -> str:
    """Return how ours differs from the oracle's subdivision, "" when it does not."""
    ours = arrange(request(network, BOUNDS))
    (output,) = ours.plan.outputs
    theirs = oracle.cells_of(network, BOUNDS, (output,), exact)
    nodes = [id_ for id_ in oracle.order(network) if id_ in theirs[0].pieces]
    pieces = np.array([ours.pieces_of(id_) for id_ in nodes])
    _, first_faces = np.unique(ours.cell_of, return_index=True)
    our_patterns = Counter(map(tuple, pieces[:, first_faces].T.tolist()))
    if our_patterns != (their_patterns := oracle.patterns(theirs, nodes)):
        return f"patterns: {our_patterns - their_patterns} for {their_patterns - our_patterns}"
    areas: Counter[tuple[int, ...]] = Counter()
    for pattern, area in zip(map(tuple, pieces.T.tolist()), ours.areas.tolist(), strict=True):
        areas[pattern] += area
    for cell in theirs:
        areas[tuple(cell.pieces[id_] for id_ in nodes)] -= float(oracle.area(cell.corners))
    if any(abs(area) > SAME_AREA for area in areas.values()):
        return f"areas: {areas}"
    faces = oracle.cut_at(theirs, output, float(ours.plan.decision.thresholds[0]))
    if len(faces) != ours.face_count:
        return f"{ours.face_count} faces for {len(faces)}"
    yes = sum(float(oracle.area(corners)) for corners, says in faces if says)
    if abs(yes - ours.label_areas()["1"]) > SAME_AREA:
        return f"yes on {ours.label_areas()['1']} for {yes}"
    return ""


def random_network(kind: str, seed: int) -> NetworkSpec:
    """A drawing with skip edges, of one of the `KINDS`."""
    rng = np.random.default_rng(seed)
    units = int(rng.integers(3, 9))
    if kind == "real weights":
        return drawn(rng, units, PIECEWISE, lambda: float(rng.normal()))
    if kind == "real weights, step and ReLU":
        return drawn(rng, units, ("step", "relu"), lambda: float(rng.normal()), 0.9)
    if kind == "tenths":
        return drawn(rng, units, WHOLE, lambda: float(rng.integers(-20, 21)) / 10)
    activations = ("step", "relu") if kind == "whole weights, step and ReLU" else WHOLE
    return drawn(rng, units, activations, lambda: float(rng.integers(-2, 3)))


KINDS = {
    "real weights": Fraction,
    "real weights, step and ReLU": Fraction,
    "tenths": as_typed,
    "whole weights": Fraction,
    "whole weights, step and ReLU": Fraction,
}


def main() -> int:
    """Run all kinds and print what differs; 1 when something does."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--first-seed", type=int, default=0)
    options = parser.parse_args()
    failures = 0
    for kind, exact in KINDS.items():
        found = 0
        for seed in range(options.first_seed, options.first_seed + options.count):
            difference = mismatch(random_network(kind, seed), exact)
            if difference:
                found += 1
                print(f"{kind}, seed {seed}: {difference}")
        print(f"{kind}: {found} wrong of {options.count}")
        failures += found
    return int(failures > 0)


if __name__ == "__main__":
    sys.exit(main())
