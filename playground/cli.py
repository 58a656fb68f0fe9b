"""`playground` and its window-less commands."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from playground import __version__, startup

VIEWS = ("window", "regions", "network")


class UsageError(Exception):
    """The arguments are wrong; the message is one sentence."""


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line instead of printing the whole usage."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message[:300]}; 'playground --help' shows how it is used.")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code: 0, 1 when training diverged, 2 for bad input."""
    from playground.app.headless import CommandError, Divergent

    arguments = sys.argv[1:] if arguments is None else list(arguments)
    try:
        return _run(arguments)
    except (UsageError, CommandError, Divergent) as error:
        print("playground:", " ".join(str(error).split()), file=sys.stderr)
        return 1 if isinstance(error, Divergent) else 2


def _run(arguments: Sequence[str]) -> int:
    commands = {"train": _train_parser, "render": _render_parser, "examples": _examples_parser}
    if arguments and arguments[0] in commands:
        parser = commands[arguments[0]]()
        options = parser.parse_args(arguments[1:])
        code: int = options.command(options)
        return code
    options = _window_parser().parse_args(arguments)
    startup.check_window()
    from playground.app.application import run_window

    return run_window(options.source)


def _window_parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="playground",
        description="Draw a neural network by hand and watch that very network train.",
        epilog=(
            "Without a window: 'playground examples', 'playground train --help', "
            "'playground render --help'."
        ),
    )
    parser.add_argument("--version", action="version", version=f"playground {__version__}")
    parser.add_argument(
        "source", nargs="?", help="a document, the name of an example, or a Playground link"
    )
    return parser


def _examples_parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="playground examples", description="List the examples.")
    parser.set_defaults(command=_examples)
    return parser


def _train_parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="playground train", description="Train without a window.")
    parser.add_argument("source", help="a document, the name of an example, or a link")
    parser.add_argument("--epochs", type=_count, required=True, help="how many epochs to train")
    parser.add_argument("--seed", type=_count, help="draw other first weights and orders")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("-o", "--output", type=Path, help="save the trained document here")
    parser.set_defaults(command=_train)
    return parser


def _render_parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="playground render", description="Draw a picture without a display.")
    parser.add_argument("source", help="a document, the name of an example, or a link")
    parser.add_argument("-o", "--output", type=Path, required=True, help="the PNG file to write")
    parser.add_argument("--epochs", type=_count, default=0, help="train that long first")
    parser.add_argument("--size", type=_size, default=(1280, 800), help="as in 1280x800")
    parser.add_argument("--view", choices=VIEWS, default="window")
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    parser.set_defaults(command=_render)
    return parser


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 12:
        raise argparse.ArgumentTypeError(f"{text[:40]!r} is not a whole number from 0 up")
    return int(text)


def _size(text: str) -> tuple[int, int]:
    match = re.fullmatch(r"([0-9]{1,6})x([0-9]{1,6})", text)
    if match is None:
        raise argparse.ArgumentTypeError(f"{text[:40]!r} is not a size such as 1280x800")
    size = int(match[1]), int(match[2])
    if not all(100 <= length <= 8000 for length in size):
        raise argparse.ArgumentTypeError(f"{text[:40]!r} is not between 100x100 and 8000x8000")
    return size


def _examples(_: argparse.Namespace) -> int:
    from playground.app.examples import EXAMPLES

    width = max(map(len, EXAMPLES))
    for example in EXAMPLES.values():
        print(f"{example.key:<{width}}  {example.title}. {example.about}")
    return 0


def _train(options: argparse.Namespace) -> int:
    from playground.app.headless import train_command

    return train_command(options)


def _render(options: argparse.Namespace) -> int:
    startup.check_gui_libraries("offscreen")
    from playground.app.render import render_command

    return render_command(options)
