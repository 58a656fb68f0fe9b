"""A controller on the real worker thread and event loop, and what it tells."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from playground.app.controller import Controller
from playground.data.choice import DataChoice
from playground.document.content import Content
from playground.engine.spec import TrainingSpec
from playground.network.model import Network
from playground.network.templates import layered
from tests.app.conftest import PATIENCE


class Bench:
    """A controller and what it told."""

    def __init__(self, qtbot: QtBot, content: Content) -> None:
        self.qtbot = qtbot
        self.controller = Controller(content)
        self.told: list[str] = []
        self.controller.told.connect(self.told.append)

    @property
    def content(self) -> Content:
        return self.controller.document.content

    @property
    def epoch(self) -> int:
        snapshot = self.controller.snapshot
        return -1 if snapshot is None else snapshot.epoch

    def wait(self, condition: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=PATIENCE)

    def settle(self) -> None:
        self.wait(lambda: self.controller.is_settled)
        self.check()

    def check(self) -> None:
        """At rest the document, the lowering and the worker's newest frame agree."""
        frame, lowered, content = self.controller.snapshot, self.controller.lowered, self.content
        assert frame is not None
        assert [n.id for n in lowered.network.nodes] == [n.id for n in content.network.nodes]
        biases = [n.bias for n in lowered.network.nodes]
        weights = [e.weight for e in lowered.network.edges]
        assert frame.biases.tolist() == biases
        assert frame.weights.tolist() == weights
        assert weights == [e.weight.value for e in content.network.edges]
        assert frame.epoch == content.epoch

    def run(self, epochs: int) -> None:
        """Train for at least so many epochs and pause."""
        start = self.content.epoch
        self.controller.train()
        self.wait(lambda: self.epoch >= start + epochs)
        self.controller.pause()
        self.settle()

    def weights(self) -> dict[str, float]:
        return {edge.id: edge.weight.value for edge in self.content.network.edges}

    def texts(self) -> list[str]:
        stack = self.controller.undo_stack
        return [stack.text(index) for index in range(stack.count())]


def content(*widths: int, **training: object) -> Content:
    """Layers on x1 and x2, with XOR to learn."""
    return Content(
        network=Network(*layered(list(widths or (2, 4, 1)), ["x1", "x2"])),
        data=DataChoice(source="xor", count=100),
        training=replace(TrainingSpec(), **training),
    )


@pytest.fixture
def open_bench(qtbot: QtBot) -> Iterator[Callable[..., Bench]]:
    benches: list[Bench] = []

    def open_with(of: Content | None = None) -> Bench:
        bench = Bench(qtbot, of or content())
        benches.append(bench)
        bench.settle()
        return bench

    yield open_with
    for bench in benches:
        bench.controller.shutdown()
        bench.controller.deleteLater()


@pytest.fixture
def bench(open_bench: Callable[..., Bench]) -> Bench:
    return open_bench()


def runaway() -> Content:
    """Identity neurons at a far too large rate."""
    of = content(learning_rate=30.0)
    network = of.network
    for node in list(network.nodes):
        if not node.is_input:
            network.put_node(replace(node, activation="identity"))
    return of
