"""The tools that the engine is timed against; each is left out when it isn't installed."""

from __future__ import annotations

import json
import subprocess
import time
import warnings
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from playground.engine.spec import NetworkSpec, TrainingData, TrainingSpec
from playground.engine.trainer import Trainer

RATE = 0.03
# Runs about `steps` training steps and returns the seconds that one took.
Timer = Callable[[int], float]

NODE_DRIVER = """
import { createInterface } from "node:readline";
const nn = await import(process.argv[1]);
const { shape, batch, points, rate } = JSON.parse(process.argv[2]);
const ids = Array.from({ length: shape[0] }, (_, k) => "x" + k);
const tanh = nn.Activations.TANH;
const network = nn.buildNetwork(shape, tanh, tanh, null, ids, false);
let at = 0;
const step = () => {
  for (let k = 0; k < batch; k++) {
    const p = points[at];
    at = (at + 1) % points.length;
    nn.forwardProp(network, p.x);
    nn.backProp(network, p.t, nn.Errors.SQUARE);
  }
  nn.updateWeights(network, rate, 0);
};
for await (const line of createInterface({ input: process.stdin })) {
  const steps = Number(line);
  const start = process.hrtime.bigint();
  for (let k = 0; k < steps; k++) step();
  console.log(Number(process.hrtime.bigint() - start) / 1e9 / steps);
}
"""


def engine(network: NetworkSpec, data: TrainingData, batch: int) -> Timer:
    """Our own trainer, epoch by epoch as the runtime drives it."""
    trainer = Trainer(network, TrainingSpec(batch_size=batch, learning_rate=RATE), data)

    def run(steps: int) -> float:
        done, start = 0, time.perf_counter()
        while done < steps:
            done += trainer.advance(steps)
        return (time.perf_counter() - start) / done

    return run


def torch_eager(sizes: Sequence[int], data: TrainingData, batch: int) -> Timer | None:
    """PyTorch on one CPU thread, float32, its own layers, loss and optimizer."""
    try:
        import torch
    except ImportError:
        return None
    torch.set_num_threads(1)
    layers: list[Any] = []
    for before, after in pairwise(sizes):
        layers += [torch.nn.Linear(before, after), torch.nn.Tanh()]
    model = torch.nn.Sequential(*layers)
    optimizer = torch.optim.SGD(model.parameters(), lr=RATE)
    loss = torch.nn.MSELoss()
    x = torch.tensor(data.inputs_train, dtype=torch.float32).split(batch)
    t = torch.tensor(data.targets_train, dtype=torch.float32).split(batch)

    def run(steps: int) -> float:
        start = time.perf_counter()
        for k in range(steps):
            optimizer.zero_grad()
            loss(model(x[k % len(x)]), t[k % len(x)]).backward()
            optimizer.step()
        return (time.perf_counter() - start) / steps

    return run


def scikit_learn(sizes: Sequence[int], data: TrainingData, batch: int) -> Timer | None:
    """scikit-learn's MLPRegressor, in one call of fit."""
    try:
        from sklearn.neural_network import MLPRegressor
    except ImportError:
        return None
    batches = -(-len(data.inputs_train) // batch)
    target = data.targets_train if sizes[-1] > 1 else data.targets_train.ravel()

    def run(steps: int) -> float:
        epochs = max(1, steps // batches)
        model = MLPRegressor(
            hidden_layer_sizes=tuple(sizes[1:-1]),
            activation="tanh",
            solver="sgd",
            alpha=0.0,
            batch_size=batch,
            learning_rate_init=RATE,
            max_iter=epochs,
            shuffle=False,
            tol=0.0,
            momentum=0.0,
            n_iter_no_change=10**9,
        )
        start = time.perf_counter()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it stops where it is told to, not where it converges
            model.fit(data.inputs_train, target)
        return (time.perf_counter() - start) / (epochs * batches)

    return run


def playground_core(
    module: Path | None, sizes: Sequence[int], data: TrainingData, batch: int
) -> Timer | None:
    """The TensorFlow Playground's nn core in Node: `module` is its code as an ES module."""
    if module is None or sizes[-1] != 1:
        return None
    points = [
        {"x": x, "t": t[0]}
        for x, t in zip(data.inputs_train.tolist(), data.targets_train.tolist(), strict=True)
    ]
    settings = json.dumps({"shape": list(sizes), "batch": batch, "points": points, "rate": RATE})
    command = [
        "node",
        "--input-type=module",
        "-e",
        NODE_DRIVER,
        module.resolve().as_uri(),
        settings,
    ]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdin is not None
    assert process.stdout is not None
    stdin, stdout = process.stdin, process.stdout

    def run(steps: int) -> float:
        stdin.write(f"{steps}\n")
        stdin.flush()
        return float(stdout.readline())

    return run
