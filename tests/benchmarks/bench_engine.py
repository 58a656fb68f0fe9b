"""Time the engine beside its peers and print one JSON object.

    python -m tests.benchmarks.bench_engine [--rounds 25] [--tf-core nn.mjs] [-o OUT.json]

Peers (PyTorch, scikit-learn, the TensorFlow Playground's nn core in Node) are optional. All run on
one thread, turn by turn in short rounds. Figures are medians over the rounds; a ratio, ours ÷
theirs, is the median of the rounds' ratios, so that other work on the machine weighs on both.
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
import time
from pathlib import Path

import numpy as np

from playground.engine.program import Program
from playground.engine.spec import NetworkSpec, TrainingData, TrainingSpec
from playground.engine.trainer import Trainer
from playground.engine.training_pass import Scratch, TrainingPass
from playground.engine.updates import Updates
from tests.benchmarks import engine_peers as peers
from tests.engine.networks import layered

SIZES = (
    ((2, 4, 2, 1), 10),
    ((2, 8, 8, 1), 10),
    ((2, 32, 32, 1), 10),
    ((2, 128, 128, 1), 10),
    ((784, 128, 10), 128),
)
ROUND_SECONDS = 0.04
# The largest ratio ours ÷ theirs that is wanted.
TARGETS = {
    "2-4-2-1": {"playground_core": 1.0, "torch": 0.1, "scikit_learn": 0.2},
    "2-8-8-1": {"playground_core": 0.5, "torch": 0.1, "scikit_learn": 0.2},
    "2-32-32-1": {"playground_core": 0.1, "torch": 0.1, "scikit_learn": 0.2},
    "2-128-128-1": {"scikit_learn": 0.25},
    "784-128-10": {"torch": 1.0},
}
SKIP_TARGET = 1.5
GRID_TARGET_MS = 0.6


def points(inputs: int, outputs: int) -> TrainingData:
    """250 points, or 1280 image-sized ones."""
    rng = np.random.default_rng(1)
    count = 250 if inputs < 100 else 1280
    x = rng.uniform(-1, 1, (count, inputs))
    t = np.repeat(np.sign(x[:, :1] * x[:, 1:2]), outputs, axis=1)
    return TrainingData("numbers", x, t, x[:0], t[:0])


def numpy_calls(network: NetworkSpec, batch: int) -> int:
    """Count the calls of one step of plain gradient descent."""
    program = Program(network, network.outputs)
    training = TrainingSpec(batch_size=batch)
    everything = np.ones(program.size, dtype=bool)
    one_pass = TrainingPass(program, training, Scratch(program, batch))
    updates = Updates(program, training, everything, everything)
    return len(one_pass.recipe) + len(updates.shuttle(batch).legs[0][1])


def time_in_turns(timers: dict[str, peers.Timer], rounds: int) -> dict[str, list[float]]:
    """Return the seconds for one step, by timer and round."""
    for timer in timers.values():
        timer(300)  # compilers and caches warm up
    steps = {name: max(3, int(ROUND_SECONDS / timer(100))) for name, timer in timers.items()}
    seconds: dict[str, list[float]] = {name: [] for name in timers}
    for _ in range(rounds):
        for name, timer in timers.items():
            seconds[name].append(timer(steps[name]))
    return seconds


def ratio(ours: list[float], theirs: list[float]) -> float:
    """Return the median of the rounds' ratios."""
    return round(float(np.median(np.divide(ours, theirs))), 4)


def in_microseconds(seconds: dict[str, list[float]]) -> dict[str, float]:
    """Return medians in microseconds, to a hundredth."""
    return {name: round(float(np.median(values)) * 1e6, 2) for name, values in seconds.items()}


def training_steps(rounds: int, tf_core: Path | None) -> dict[str, object]:
    """Time a step of every size, ours and the peers'."""
    results: dict[str, object] = {}
    for sizes, batch in SIZES:
        name = "-".join(map(str, sizes))
        data, network = points(sizes[0], sizes[-1]), layered(*sizes)
        found = {
            "engine": peers.engine(network, data, batch),
            "torch": peers.torch_eager(sizes, data, batch),
            "scikit_learn": peers.scikit_learn(sizes, data, batch),
            "playground_core": peers.playground_core(tf_core, sizes, data, batch),
        }
        seconds = time_in_turns({k: timer for k, timer in found.items() if timer}, rounds)
        ours = seconds["engine"]
        ratios = {k: ratio(ours, theirs) for k, theirs in seconds.items() if k != "engine"}
        targets = {k: v for k, v in TARGETS[name].items() if k in ratios}
        results[name] = {
            "batch": batch,
            "microseconds": in_microseconds(seconds),
            "ratios": ratios,
            "targets": targets,
            "met": all(ratios[peer] <= target for peer, target in targets.items()),
            "numpy_calls": numpy_calls(network, batch),
        }
    return results


def skip_edges(rounds: int) -> dict[str, object]:
    """Time a drawing with every skip edge against the layered network of the same nodes."""
    data = points(2, 1)
    timers = {
        "layered": peers.engine(layered(2, 8, 8, 1), data, 10),
        "skip_edges": peers.engine(layered(2, 8, 8, 1, skip=True), data, 10),
    }
    seconds = time_in_turns(timers, rounds)
    found = ratio(seconds["skip_edges"], seconds["layered"])
    return {
        "microseconds": in_microseconds(seconds),
        "ratio": found,
        "target": SKIP_TARGET,
        "met": found <= SKIP_TARGET,
    }


def grid(rounds: int) -> dict[str, object]:
    """Time all nodes of 2-8-8-1 over 100×100 points."""
    trainer = Trainer(layered(2, 8, 8, 1), TrainingSpec(), points(2, 1))
    axis = np.linspace(-6, 6, 100)
    plane = np.stack(np.meshgrid(axis, axis), -1).reshape(-1, 2)
    out = np.empty((len(trainer.network.nodes), len(plane)))
    seconds = []
    for _ in range(8 * rounds):
        start = time.perf_counter()
        trainer.node_evaluator().evaluate(plane, out=out)
        seconds.append(time.perf_counter() - start)
    milliseconds = round(float(np.median(seconds)) * 1e3, 3)
    return {
        "milliseconds": milliseconds,
        "target": GRID_TARGET_MS,
        "met": milliseconds <= GRID_TARGET_MS,
    }


def main() -> None:
    """Run everything and print the result."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=25)
    parser.add_argument("--tf-core", type=Path, help="the Playground's nn core as an ES module")
    parser.add_argument("-o", "--output", type=Path)
    arguments = parser.parse_args()
    result = {
        "python": platform.python_version(),
        "numpy": np.__version__,
        "machine": platform.machine(),
        "rounds": arguments.rounds,
        "step": training_steps(arguments.rounds, arguments.tf_core),
        "skip_edges_2-8-8-1": skip_edges(arguments.rounds),
        "grid_100x100_2-8-8-1": grid(arguments.rounds),
    }
    text = json.dumps(result, indent=2)
    if arguments.output:
        arguments.output.write_text(text + "\n", encoding="utf-8")
    sys.stdout.write(text + "\n")


if __name__ == "__main__":
    main()
