"""`playground` and its window-less commands."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from playground import __version__, startup
from playground.app.commands.errors import CommandError, tell

VIEWS = ("window", "network", "regions", "cells", "outputs", "surface", "curve", "loss")
THEMES = ("light", "dark", "high-contrast")
SIDES = (100, 8000)
"""Shortest and longest side of a picture, pixels."""


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line instead of printing the whole usage."""

    def error(self, message: str) -> NoReturn:
        raise CommandError(f"{message[:300]}; '{self.prog} --help' shows how it is used.")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code: 0, 1 when training diverged, 2 for bad input."""
    if sys.stdout is not None and hasattr(sys.stdout, "reconfigure"):
        # A sign that the terminal can't show is no reason to fail.
        sys.stdout.reconfigure(errors="replace")
    try:
        return _run(sys.argv[1:] if arguments is None else list(arguments))
    except CommandError as error:
        tell(str(error))
        return error.exit_code
    except SystemExit as end:  # from --help and --version
        return int(end.code or 0)


def _run(arguments: Sequence[str]) -> int:
    commands = {
        "train": (_train_parser, _train),
        "render": (_render_parser, _render),
        "data": (_data_parser, _data),
        "regions": (_regions_parser, _regions),
        "flatten": (_flatten_parser, _flatten),
        "examples": (_examples_parser, _examples),
    }
    if arguments and arguments[0] in commands:
        make_parser, command = commands[arguments[0]]
        return command(make_parser().parse_args(arguments[1:]))
    return _window(_window_parser().parse_args(arguments))


def _window_parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="playground",
        description="Draw a neural network by hand and watch that very network train.",
        epilog=(
            "Without a window: 'playground examples', 'playground train --help', "
            "'playground render --help', 'playground data --help', 'playground regions --help', "
            "'playground flatten --help'."
        ),
    )
    parser.add_argument("--version", action="version", version=f"playground {__version__}")
    _add_source(parser, "?")
    return parser


def _examples_parser() -> argparse.ArgumentParser:
    return _Parser(prog="playground examples", description="List the examples.")


def _train_parser() -> argparse.ArgumentParser:
    from playground.app.commands.data_options import add_data_options
    from playground.app.commands.overrides import add_options, count

    parser = _Parser(
        prog="playground train",
        usage="playground train SOURCE --epochs N [options]",
        description="Train without a window.",
        allow_abbrev=False,
    )
    _add_source(parser)
    parser.add_argument(
        "--epochs", type=count, required=True, metavar="N", help="how many epochs to train"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument(
        "-o", "--output", type=Path, metavar="OUT", help="save the trained document here"
    )
    add_data_options(parser)
    add_options(parser)
    return parser


def _render_parser() -> argparse.ArgumentParser:
    from playground.app.commands.data_options import add_data_options
    from playground.app.commands.overrides import count

    parser = _Parser(
        prog="playground render",
        usage="playground render SOURCE -o OUT [options]",
        description="Draw a picture without a display.",
        allow_abbrev=False,
    )
    _add_source(parser)
    parser.add_argument(
        "-o", "--output", type=Path, required=True, metavar="OUT", help="the PNG or SVG file"
    )
    parser.add_argument(
        "--epochs", type=count, default=0, metavar="N", help="train that long first"
    )
    parser.add_argument(
        "--size", type=_size, default=(1280, 800), metavar="WxH", help="1280x800 unless told"
    )
    parser.add_argument("--view", choices=VIEWS, default="window", help="what to draw")
    parser.add_argument("--theme", choices=THEMES, default="light", help="its colours")
    add_data_options(parser)
    return parser


def _data_parser() -> argparse.ArgumentParser:
    from playground.app.commands.data_options import add_data_options

    parser = _Parser(
        prog="playground data",
        usage="playground data SOURCE [options]",
        description="Write the points, and which of them train, as CSV.",
        allow_abbrev=False,
    )
    _add_source(parser)
    parser.add_argument(
        "-o", "--output", type=Path, metavar="OUT", help="the CSV file; standard output unless told"
    )
    add_data_options(parser)
    return parser


def _regions_parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="playground regions",
        usage="playground regions SOURCE [options]",
        description=(
            "Count the exact regions of a piecewise linear network over two of its inputs. "
            "Further inputs are held where the document holds them, at the mean of their column "
            "unless told there; “held” says at which values, with --compare “other held” at which "
            "those of OTHER."
        ),
        allow_abbrev=False,
    )
    _add_source(parser)
    parser.add_argument(
        "--box",
        type=_box,
        default=(-6.0, 6.0, -6.0, 6.0),
        metavar="x0,x1,y0,y1",
        help="the rectangle of the plane, -6,6,-6,6 unless told",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--compare", metavar="OTHER", help="does OTHER decide the same?")
    parser.add_argument(
        "--whole-plane", action="store_true", help="compare over all of the plane, not the box"
    )
    return parser


def _flatten_parser() -> argparse.ArgumentParser:
    from playground.app.commands.overrides import count

    parser = _Parser(
        prog="playground flatten",
        usage="playground flatten SOURCE [-o OUT] [options]",
        description="Find one hidden layer of step neurons that decides the same, or say why not.",
        allow_abbrev=False,
    )
    _add_source(parser)
    parser.add_argument("-o", "--output", type=Path, metavar="OUT", help="save the result here")
    parser.add_argument(
        "--box",
        type=_box,
        default=(-6.0, 6.0, -6.0, 6.0),
        metavar="x0,x1,y0,y1",
        help="where extra neurons have to be right, -6,6,-6,6 unless told",
    )
    parser.add_argument(
        "--extra",
        type=count,
        default=3,
        metavar="N",
        help="how many hidden neurons more an output may get, 3 unless told",
    )
    parser.add_argument(
        "--seconds",
        type=_seconds,
        default=5.0,
        metavar="S",
        help="how long to look for them, 5 unless told",
    )
    parser.add_argument("--sparse", action="store_true", help="leave out connections of weight 0")
    parser.add_argument(
        "--two-layers", action="store_true", help="take two hidden layers where one can't do it"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    return parser


def _add_source(parser: argparse.ArgumentParser, nargs: str | None = None) -> None:
    parser.add_argument(
        "source",
        nargs=nargs,
        help="a document, the name of an example, or a TensorFlow Playground link",
    )


def _size(text: str) -> tuple[int, int]:
    match = re.fullmatch(r"([0-9]{1,6})[xX×]([0-9]{1,6})", text)
    if match is None:
        raise argparse.ArgumentTypeError(f"{text[:40]!r} is not a size such as 1280x800")
    size = int(match[1]), int(match[2])
    low, high = SIDES
    if not all(low <= side <= high for side in size):
        raise argparse.ArgumentTypeError(
            f"{text[:40]!r} is not between {low}x{low} and {high}x{high}"
        )
    return size


def _box(text: str) -> tuple[float, float, float, float]:
    try:
        x0, x1, y0, y1 = (float(part) for part in text.split(","))
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{text[:60]!r} is not four numbers such as -6,6,-6,6"
        ) from None
    return x0, x1, y0, y1


def _seconds(text: str) -> float:
    if not re.fullmatch(r"[0-9]{1,6}([.][0-9]{0,6})?", text):
        raise argparse.ArgumentTypeError(f"{text[:40]!r} is not a number of seconds such as 5")
    return float(text)


def _window(options: argparse.Namespace) -> int:
    startup.check_window()
    from playground.app.application import run_window
    from playground.document.files import FileError

    try:
        return run_window(options.source)
    except FileError as error:
        raise CommandError(str(error)) from None


def _examples(_: argparse.Namespace) -> int:
    from playground.app.examples.catalog import EXAMPLES

    width = max(map(len, EXAMPLES))
    for example in EXAMPLES.values():
        print(f"{example.key:<{width}}  {example.title}. {example.about}")
    return 0


def _train(options: argparse.Namespace) -> int:
    from playground.app.commands.train import train_command

    return train_command(options)


def _render(options: argparse.Namespace) -> int:
    startup.check_gui_libraries("offscreen")
    from playground.app.commands.render import render_command

    return render_command(options)


def _data(options: argparse.Namespace) -> int:
    from playground.app.commands.data import data_command

    return data_command(options)


def _regions(options: argparse.Namespace) -> int:
    from playground.app.commands.regions import regions_command

    return regions_command(options)


def _flatten(options: argparse.Namespace) -> int:
    from playground.app.commands.flatten import flatten_command

    return flatten_command(options)
