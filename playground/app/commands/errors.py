"""How a command of the command line ends when it can't be carried out: with one line."""

from __future__ import annotations

import sys


class CommandError(Exception):
    """The command can't be carried out; the message is one sentence for the user."""

    exit_code = 2


class Diverged(CommandError):
    """The training ran away; the message says where, why and what to try."""

    exit_code = 1


def tell(text: str) -> None:
    """One line on stderr, whatever is in the text."""
    clean = "".join(
        c if c.isprintable() or c.isspace() else "\N{REPLACEMENT CHARACTER}" for c in text
    )
    print("playground:", " ".join(clean.split()), file=sys.stderr)
