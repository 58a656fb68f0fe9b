"""Whatever a person may open: a file, an example by its name, or a link. No Qt."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from pathlib import Path

from playground.app.examples.catalog import EXAMPLES
from playground.document import files
from playground.document.content import Content, NewItems, ViewChoice
from playground.document.files import FileError
from playground.document.large_tables import Progress
from playground.interop.errors import LayersError, LinkError
from playground.interop.plain_layers import has_layers, parse_layers_file
from playground.interop.tf_playground import build_network, parse_link


@dataclass(frozen=True, slots=True)
class Opened:
    """What was opened: `path` only for a file, `notes` are sentences about what was changed."""

    content: Content
    name: str
    path: Path | None = None
    notes: tuple[str, ...] = ()


def open_source(source: str, progress: Progress | None = None) -> Opened:
    """What a path, an example's name or a link stands for; an existing path wins.

    Raises FileError, one sentence for the user, when there is nothing to open, and
    `large_tables.Stopped` when `progress` said so.
    """
    path = Path(source)
    if source and _exists(path):
        if not path.is_file():
            raise FileError(f"“{_short(source)}” is a folder or a device; choose a document.")
        text = files.read(path)
        if has_layers(text):
            return open_layers(text, path.stem)
        return Opened(files.decode(text, path.name, progress), path.stem, path)
    if is_link(source):
        return open_link(source)
    if source in EXAMPLES:
        example = EXAMPLES[source]
        return Opened(files.load(example.path), example.title)
    raise FileError(
        f"“{_short(source)}” is neither a file nor an example; {_advice(source)}"
        "“playground examples” lists the examples."
    )


def _advice(source: str) -> str:
    """A question for someone who may have meant an example."""
    meant = difflib.get_close_matches(_short(source).lower(), EXAMPLES, n=1)
    return f"did you mean “{meant[0]}”? " if meant else ""


def is_link(text: str) -> bool:
    """Whether the text looks like a link to TensorFlow Playground."""
    return "playground.tensorflow.org" in text[:100].lower()


def open_link(link: str) -> Opened:
    """The drawing, the points and the first weights of a TensorFlow Playground link.

    Raises FileError when the link can't be used.
    """
    try:
        setup = parse_link(link)
    except LinkError as error:
        raise FileError(str(error)) from None
    content = Content(
        network=build_network(setup),
        data=setup.data,
        training=setup.training,
        new_items=NewItems(activation=setup.activation),
        view=ViewChoice(show_test=setup.show_test, discretize=setup.discretize),
    )
    return Opened(content, "TensorFlow Playground link", notes=setup.notes)


def open_layers(text: bytes, name: str) -> Opened:
    """A network given as plain layers, on the default data; it has no document file yet.

    Raises FileError when the layers can't be used.
    """
    try:
        return Opened(Content(parse_layers_file(text)), name)
    except LayersError as error:
        raise FileError(str(error)) from None


def _short(text: str) -> str:
    return text if len(text) <= 80 else text[:80] + "…"


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # a name too long for the system, or with a NUL in it
        return False
