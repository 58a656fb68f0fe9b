"""`playground train`: the same training as in the window, without one. No Qt."""

from __future__ import annotations

import argparse
import json
import math
import time
from array import array
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from playground.app.commands.data_options import override_data
from playground.app.commands.errors import CommandError, Diverged, tell
from playground.app.commands.outputs import check_writable
from playground.app.commands.overrides import override, put_edit, stop_rules
from playground.app.commands.progress import ProgressBar
from playground.app.files.sources import open_source
from playground.data.errors import DataError
from playground.data.load import load
from playground.document import files, training_edits
from playground.document.content import Content
from playground.document.lowering import Lowering
from playground.engine.errors import EngineError
from playground.engine.snapshot import LossCurve, Metrics
from playground.engine.spec import StopRules
from playground.engine.trainer import Trainer
from playground.network.model import Edge, Network, Node
from playground.runtime.stops import StopWatch

_NO_STOPS = StopRules()
_CURVE = ("loss_train", "loss_test", "accuracy_train", "accuracy_test")


class HeadlessRun:
    """Content that trains on the calling thread, epoch by epoch; `curve` has NaN for no value."""

    def __init__(self, content: Content) -> None:
        """Raises CommandError when the content can't be trained."""
        try:
            lowered = Lowering().lower(content, load(content.data))
            if lowered.problem:
                raise CommandError(lowered.problem)
            self.trainer = Trainer(lowered.network, lowered.training, lowered.data)
        except (DataError, EngineError) as error:
            raise CommandError(str(error)) from None
        self.trainer.restore(replace(self.trainer.state(), epoch=content.epoch))
        self.content = content
        self.first = content.network.copy()
        self.curve = {name: array("d") for name in _CURVE}
        self._record()

    @property
    def epochs(self) -> int:
        """How many epochs this run trained."""
        return len(self.curve["loss_train"]) - 1

    def train(self, epochs: int, stops: StopRules = _NO_STOPS) -> str:
        """Train that many epochs; returns which of the rules ended it before, "" for none.

        Raises Diverged.
        """
        watch = StopWatch(stops)
        stopped_by = ""
        with ProgressBar(epochs, "epochs") as bar:
            for epoch in range(1, epochs + 1):
                while self.trainer.advance(1_000_000) and not self.trainer.at_epoch_end:
                    pass
                metrics = self._record()
                bar.show(epoch)
                stopped_by = watch.due(self.trainer.epoch, metrics)
                if stopped_by:
                    break
        self._put_weights()
        return stopped_by

    def loss_curve(self) -> LossCurve:
        """What was recorded so far, as the window draws it."""
        last = self.content.epoch
        epochs = array("d", range(last - self.epochs, last + 1))
        return LossCurve(*(np.array(values) for values in (epochs, *self.curve.values())))

    def _record(self) -> Metrics:
        metrics = self.trainer.evaluate_losses()
        found = self.trainer.divergence
        if found is not None:
            raise Diverged(
                f"Training ran away at step {found.step:,}: {found.cause} {found.advice}"
            )
        for name, values in self.curve.items():
            value = getattr(metrics, name)
            values.append(math.nan if value is None else value)
        return metrics

    def _put_weights(self) -> None:
        trainer = self.trainer
        arrays = trainer.biases(), trainer.weights(), trainer.dead()
        put_edit(self.content, training_edits.learned("Train", *arrays, trainer.epoch))


def open_content(source: str) -> Content:
    """What the source stands for; notes about what was changed in it go to stderr.

    Raises CommandError.
    """
    try:
        opened = open_source(source)
    except files.FileError as error:
        raise CommandError(str(error)) from None
    for note in opened.notes:
        tell(note)
    return opened.content


def train_command(options: argparse.Namespace) -> int:
    """Train and report. Raises CommandError."""
    if options.output is not None:
        check_writable(options.output)
    content = open_content(options.source)
    override_data(content, options)
    override(content, options)
    started = time.perf_counter()
    run = HeadlessRun(content)
    stopped_by = run.train(options.epochs, stop_rules(options))
    seconds = time.perf_counter() - started
    if stopped_by:
        tell(f"Training stopped because {stopped_by}.")
    if options.output is not None:
        _save(content, options.output)
    result = report(run, seconds)
    print(json.dumps(result, allow_nan=False) if options.json else _summary(result))
    return 0


def report(run: HeadlessRun, seconds: float) -> dict[str, Any]:
    """What `--json` prints."""
    first, last = run.first, run.content.network
    final = run.trainer.evaluate()
    return {
        "nodes": [_node(node, first, last) for node in first.nodes],
        "edges": [_edge(edge, last) for edge in first.edges],
        "loss_train": _numbers(run.curve["loss_train"]),
        "loss_test": _numbers(run.curve["loss_test"]),
        "accuracy_train": final.accuracy_train,
        "accuracy_test": final.accuracy_test,
        "parameters": len(last.edges) + len(last.nodes) - len(last.inputs()),
        "epochs": run.epochs,
        "seconds": seconds,
    }


def _save(content: Content, path: Path) -> None:
    try:
        files.save(content, path)
    except files.FileError as error:
        raise CommandError(str(error)) from None


def _numbers(values: array[float]) -> list[float | None]:
    return [value if math.isfinite(value) else None for value in values]


def _node(node: Node, first: Network, last: Network) -> dict[str, Any]:
    return {
        "id": node.id,
        "kind": first.role(node.id),
        "activation": None if node.is_input else node.activation,
        "bias_initial": None if node.is_input else node.bias.value,
        "bias_final": None if node.is_input else last.nodes[node.id].bias.value,
    }


def _edge(edge: Edge, last: Network) -> dict[str, Any]:
    return {
        "id": edge.id,
        "source": edge.source,
        "target": edge.target,
        "weight_initial": edge.weight.value,
        "weight_final": last.edges[edge.id].weight.value,
    }


def _summary(result: dict[str, Any]) -> str:
    lines = [f"{result['epochs']:,} epochs in {result['seconds']:.2f} s"]
    for part in ("train", "test"):
        losses = result[f"loss_{part}"]
        if losses[-1] is not None:
            line = f"{part:<5} loss {losses[0]:.6f} → {losses[-1]:.6f}"
            accuracy = result[f"accuracy_{part}"]
            lines.append(line if accuracy is None else f"{line}, accuracy {accuracy:.1%}")
    return "\n".join(lines)
