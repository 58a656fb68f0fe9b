"""`playground train`: the same training as in the window, without one. No Qt."""

from __future__ import annotations

import argparse
import json
import time
from typing import Any

from playground.app.first_weights import new_weights
from playground.app.progress import ProgressBar
from playground.app.sources import open_source
from playground.data.errors import DataError
from playground.data.load import load
from playground.document import edits, files
from playground.document.content import Content
from playground.document.lowering import Lowering
from playground.engine.errors import EngineError
from playground.engine.snapshot import Metrics
from playground.engine.trainer import Trainer
from playground.network.model import Edge, Network, Node
from playground.runtime.stops import StopWatch


class CommandError(Exception):
    """The command can't be carried out; the message is one sentence."""


class Divergent(Exception):
    """The training ran away; the message says where, why and what to try."""


class HeadlessRun:
    """A document that trains on the calling thread, epoch by epoch."""

    def __init__(self, source: str, seed: int | None = None) -> None:
        """Open the source; raises CommandError when it can't be trained."""
        try:
            opened = open_source(source)
            self.content = opened.content
            self.notes = opened.notes
            if seed is not None:
                put_edit(self.content, new_weights(self.content, seed))
            lowered = Lowering().lower(self.content, load(self.content.data))
            if lowered.problem:
                raise CommandError(lowered.problem)
            self.trainer = Trainer(lowered.network, lowered.training, lowered.data)
        except (files.FileError, DataError, EngineError) as error:
            raise CommandError(str(error)) from None
        self.first = self.content.network.copy()
        self.losses: list[Metrics] = [self.trainer.evaluate_losses()]

    def train(self, epochs: int) -> None:
        """Train that many epochs, or until a stop rule of the document ends it.

        Raises Divergent.
        """
        stops = StopWatch(self.content.stops)
        bar = ProgressBar(epochs, "epochs")
        for epoch in range(epochs):
            if epoch and stops.due(self.content.epoch + epoch, self.losses[-1]):
                break
            while self.trainer.advance(1_000_000) and not self.trainer.at_epoch_end:
                pass
            self.losses.append(self.trainer.evaluate_losses())
            if self.trainer.divergence is not None:
                bar.clear()
                found = self.trainer.divergence
                raise Divergent(
                    f"Training ran away at step {found.step:,}: {found.cause} {found.advice}"
                )
            bar.show(epoch + 1)
        bar.clear()
        self._put_weights()

    def _put_weights(self) -> None:
        network, trainer = self.content.network, self.trainer
        values = zip(network.nodes, trainer.biases(), strict=True)
        weights = {node.id: float(value) for node, value in values}
        edges = list(zip(network.edges, trainer.weights(), trainer.dead(), strict=True))
        weights |= {edge.id: float(value) for edge, value, _ in edges}
        dead = frozenset(edge.id for edge, _, is_dead in edges if is_dead)
        epoch = self.content.epoch + len(self.losses) - 1
        put_edit(self.content, edits.put_weights("Train", weights, dead, epoch))


def put_edit(content: Content, recipe: edits.Recipe) -> None:
    """Carry out an edit on content that no document holds."""
    edit = recipe(content)
    for change in edit.changes:
        if isinstance(change.new, Node):
            content.network.put_node(change.new)
        elif isinstance(change.new, Edge):
            content.network.put_edge(change.new)
    for name, value in edit.settings:
        setattr(content, name, value)


def train_command(options: argparse.Namespace) -> int:
    """Train and report; 1 when the training ran away."""
    started = time.perf_counter()
    run = HeadlessRun(options.source, options.seed)
    run.train(options.epochs)
    seconds = time.perf_counter() - started
    if options.output is not None:
        try:
            files.save(run.content, options.output)
        except files.FileError as error:
            raise CommandError(str(error)) from None
    result = report(run, seconds)
    if options.json:
        print(json.dumps(result, allow_nan=False))
    else:
        print(_summary(result))
    return 0


def report(run: HeadlessRun, seconds: float) -> dict[str, Any]:
    """What `--json` prints."""
    first, last = run.first, run.content.network
    final = run.trainer.evaluate()
    return {
        "nodes": [_node(node, first, last) for node in first.nodes],
        "edges": [_edge(edge, last) for edge in first.edges],
        "loss_train": [metrics.loss_train for metrics in run.losses],
        "loss_test": [metrics.loss_test for metrics in run.losses],
        "accuracy_train": final.accuracy_train,
        "accuracy_test": final.accuracy_test,
        "parameters": len(last.edges) + len(last.nodes) - len(last.inputs()),
        "epochs": len(run.losses) - 1,
        "seconds": seconds,
    }


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
