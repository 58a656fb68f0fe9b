"""Whatever a person may open: a file, an example by its name, or a link. No Qt."""

from __future__ import annotations

from pathlib import Path

from playground.app.examples import EXAMPLES
from playground.document import files
from playground.document.content import Content
from playground.document.files import FileError


def open_source(source: str) -> Content:
    """The content behind a path or an example's name; an existing path wins.

    Raises FileError, one sentence for the user, when there is nothing to open.
    """
    path = Path(source)
    if path.exists():
        return files.load(path)
    if source in EXAMPLES:
        return files.load(EXAMPLES[source].path)
    shown = source if len(source) <= 80 else source[:80] + "…"
    raise FileError(
        f"“{shown}” is neither a file nor an example; the examples are {', '.join(EXAMPLES)}."
    )
