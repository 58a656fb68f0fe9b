"""Data settings that the command line may put in the place of the document's. No Qt."""

from __future__ import annotations

import argparse
from typing import Any

from playground.app.commands.overrides import count, number, put_edit
from playground.data.generators import GENERATORS
from playground.document import edits
from playground.document.content import Content

_FIELDS = {
    "data": "source",
    "points": "count",
    "noise": "noise",
    "train_share": "train_share",
    "data_seed": "seed",
    "classes": "classes",
    "balance": "balance",
    "normalize": "normalize",
}
"""Fields of DataChoice by the names of their options."""


def add_data_options(parser: argparse.ArgumentParser) -> None:
    """Give the parser an option for each setting of the data."""
    group = parser.add_argument_group("data in place of the document's")
    names = ", ".join(GENERATORS)
    group.add_argument(
        "--data", choices=tuple(GENERATORS), metavar="NAME", help=f"a generated set: {names}"
    )
    group.add_argument("--points", type=count, metavar="N", help="how many points there are")
    group.add_argument("--noise", type=number, metavar="P", help="percent, 0 to 80")
    group.add_argument(
        "--train-share", type=number, metavar="P", help="percent of the points that train"
    )
    group.add_argument("--data-seed", metavar="TEXT", help="draw other points")
    group.add_argument("--classes", type=count, metavar="K", help="of a set of many, 2 to 8")
    group.add_argument(
        "--balance", type=number, metavar="P", help="percent of the second of two classes"
    )
    group.add_argument(
        "--normalize",
        action=argparse.BooleanOptionalAction,
        help="give each input mean 0 and deviation 1 over the training points",
    )


def override_data(content: Content, options: argparse.Namespace) -> None:
    """Put what was asked for in the place of the document's data settings."""
    given = {field: getattr(options, name) for name, field in _FIELDS.items()}
    fields: dict[str, Any] = {field: value for field, value in given.items() if value is not None}
    if "source" in fields:
        fields |= {"table": None, "inputs": (), "target": "", "kind": "auto", "split": ""}
        fields.setdefault("count", GENERATORS[fields["source"]].default_count)
    if fields:
        put_edit(content, edits.change_data("Change Data", **fields))
