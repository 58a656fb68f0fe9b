"""The networks that this drawing can be compared with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playground.app.compare.job import with_activation
from playground.app.controller import Controller
from playground.app.examples.catalog import EXAMPLES
from playground.app.files.sources import open_source
from playground.app.plane_side import Side, side_of
from playground.data.dataset import Dataset
from playground.document.content import Content
from playground.document.lowering import Lowering
from playground.engine.activations import ACTIVATIONS
from playground.widgets.choice import Choice

# From this drawing to the other network, on any thread.
Other = Callable[[Side], Side]

_START = "Start"


@dataclass(frozen=True, slots=True)
class Partner:
    """A network to compare with, by its title."""

    title: str
    other: Other


def activation_items() -> list[Choice]:
    """Every activation, those of straight pieces first, for which there are proofs."""
    straight = [entry for entry in ACTIVATIONS.values() if entry.pieces is not None]
    smooth = [entry for entry in ACTIVATIONS.values() if entry.pieces is None]
    return [Choice(entry.key, entry.label, entry.help) for entry in (*straight, *smooth)]


def step_items(controller: Controller) -> list[Choice]:
    """Every step of the history but the present one, the newest first."""
    stack = controller.undo_stack
    texts = [_START, *map(stack.text, range(stack.count()))]
    return [
        Choice(str(step), f"{step}: {text}", "" if step < stack.index() else "taken back")
        for step, text in reversed(list(enumerate(texts)))
        if step != stack.index()
    ]


def example_items() -> list[Choice]:
    return [Choice(example.key, example.title, example.about) for example in EXAMPLES.values()]


def as_activation(key: str, outputs_too: bool) -> Partner:
    """The same weights with other neurons."""
    return Partner(
        f"As {ACTIVATIONS[key].label}", lambda side: with_activation(side, key, outputs_too)
    )


def at_step(controller: Controller, step: int) -> Partner:
    """What the drawing was, or will be, when so many steps stand."""
    stack, document = controller.undo_stack, controller.document
    content = stack.content_at(step, document.content)
    dataset = controller.dataset if content.data == document.data else None
    title = f"After “{stack.text(step - 1)}”" if step else "At the start"
    return Partner(title, _once(lambda: _side(content, dataset)))


def of_source(source: str) -> Partner:
    """An example by its key, or a file by its path."""
    title = EXAMPLES[source].title if source in EXAMPLES else Path(source).name
    return Partner(title, _once(lambda: _side(open_source(source).content, None)))


def _side(content: Content, dataset: Dataset | None) -> Side:
    return side_of(content, None if dataset is None else Lowering().lower(content, dataset))


def _once(make: Callable[[], Side]) -> Other:
    """Made when it is needed for the first time, on the thread that needs it."""
    made: list[Side] = []

    def other(_: Side) -> Side:
        if not made:
            made.append(make())
        return made[0]

    return other
