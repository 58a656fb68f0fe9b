"""Settings that `playground train` may be given in place of the document's: one table."""

from __future__ import annotations

import argparse
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, get_args

from playground.app.commands.errors import CommandError
from playground.app.commands.first_weights import new_weights
from playground.document import edits
from playground.document.carry_out import carry_out
from playground.document.content import Content
from playground.engine.spec import (
    ACTIVATION_NAMES,
    INITIALIZER_NAMES,
    LOSS_NAMES,
    OPTIMIZER_NAMES,
    REGULARIZATION_NAMES,
    SCHEDULE_NAMES,
    Remainder,
    StepGradient,
    StopRules,
    TrainingSpec,
)


@dataclass(frozen=True, slots=True)
class Setting:
    """A field of TrainingSpec or StopRules as an option; the field's default tells its type."""

    field: str
    help: str
    choices: tuple[str, ...] = ()


TRAINING = (
    Setting("learning_rate", "size of a step"),
    Setting("batch_size", "points per step; 0 for all"),
    Setting("loss", "what training makes small", LOSS_NAMES),
    Setting("huber_delta", "where the Huber loss turns straight"),
    Setting("optimizer", "how the gradient becomes a step", OPTIMIZER_NAMES),
    Setting("momentum", "share of the last step that is kept"),
    Setting("beta1", "Adam's memory of gradients"),
    Setting("beta2", "Adam's memory of their squares"),
    Setting("epsilon", "what keeps adaptive steps finite"),
    Setting("rms_decay", "RMSProp's memory of squares"),
    Setting("schedule", "how the learning rate changes", SCHEDULE_NAMES),
    Setting("schedule_epochs", "epochs of one turn of the schedule"),
    Setting("schedule_factor", "factor of the schedule"),
    Setting("gradient_clip", "largest norm of the gradient; 0 for any"),
    Setting("remainder", "a last batch that is not full", get_args(Remainder)),
    Setting("shuffle", "another order of the points in each epoch"),
    Setting("regularization", "penalty on weights", REGULARIZATION_NAMES),
    Setting("regularization_rate", "strength of that penalty"),
    Setting("dead_l1", "a weight that L1 takes to 0 stays there"),
    Setting("weight_decay", "decoupled weight decay"),
    Setting("step_gradient", "how step neurons learn", get_args(StepGradient)),
)
STOPS = (
    Setting("epochs", "end at this epoch of the document's count"),
    Setting("loss_below", "end when the training loss is below"),
    Setting("accuracy_from", "end when the training accuracy (0 to 1) reaches this"),
    Setting("patience", "end after so many epochs without a lower training loss"),
)


def add_options(parser: argparse.ArgumentParser) -> None:
    """Give the parser an option for each setting."""
    group = parser.add_argument_group("settings in place of the document's")
    group.add_argument(
        "--seed", type=count, metavar="N", help="draw other first weights and orders"
    )
    _add_choice(group, "--initializer", INITIALIZER_NAMES, "draw them by this rule")
    _add_choice(group, "--activation", ACTIVATION_NAMES, "of all hidden neurons")
    defaults = TrainingSpec()
    for setting in TRAINING:
        _add(group, setting, "", getattr(defaults, setting.field))
    group = parser.add_argument_group("stop rules (those of the document don't apply)")
    for setting in STOPS:
        _add(group, setting, "stop_", getattr(StopRules(), setting.field))


def stop_rules(options: argparse.Namespace) -> StopRules:
    """The rules that were asked for."""
    return StopRules(**dict(_given(options, STOPS, "stop_")))


def override(content: Content, options: argparse.Namespace) -> None:
    """Put what was asked for in the place of the document's settings and first weights.

    Raises CommandError when a value makes no sense.
    """
    try:
        fields = dict(_given(options, TRAINING))
        put_edit(content, edits.change_field("Change Settings", "training", **fields))
    except ValueError as error:
        name, rest = str(error).split(" ", 1)
        raise CommandError(f"{_flag(name)} {rest}.") from None
    if options.activation:
        network = content.network
        hidden = [node.id for node in network.nodes if network.role(node.id) == "hidden"]
        put_edit(content, edits.set_activation(hidden, options.activation))
    if options.initializer:
        edit = edits.change_field("Change Settings", "new_items", initializer=options.initializer)
        put_edit(content, edit)
    if options.seed is not None or options.initializer:
        seed = content.training.seed if options.seed is None else options.seed
        put_edit(content, new_weights(content, seed))


def put_edit(content: Content, recipe: edits.Recipe) -> None:
    """Carry out an edit on content that no document holds."""
    edit = recipe(content)
    carry_out(content, edit.changes, edit.settings)


def count(text: str) -> int:
    """A whole number from 0 up, for argparse."""
    if not text.isascii() or not text.isdigit() or len(text) > 12:
        raise argparse.ArgumentTypeError(f"{text[:40]!r} is not a whole number from 0 to 10¹²")
    return int(text)


def number(text: str) -> float:
    """A finite number from 0 up, for argparse; a decimal comma will do."""
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        value = math.nan
    if not (math.isfinite(value) and value >= 0.0):
        raise argparse.ArgumentTypeError(f"{text[:40]!r} is not a number from 0 up")
    return value


def _add(group: Any, setting: Setting, prefix: str, default: object) -> None:
    flag = _flag(prefix + setting.field)
    if isinstance(default, bool):
        group.add_argument(flag, action=argparse.BooleanOptionalAction, help=setting.help)
    elif setting.choices:
        _add_choice(group, flag, setting.choices, setting.help)
    else:
        kind = count if isinstance(default, int) else number
        group.add_argument(flag, type=kind, metavar="N", help=setting.help)


def _add_choice(group: Any, flag: str, choices: tuple[str, ...], about: str) -> None:
    # Many choices in braces would hide everything else in the help.
    group.add_argument(flag, choices=choices, metavar="NAME", help=f"{about}: {', '.join(choices)}")


def _flag(field: str) -> str:
    return "--" + field.replace("_", "-")


def _given(
    options: argparse.Namespace, table: tuple[Setting, ...], prefix: str = ""
) -> Iterator[tuple[str, Any]]:
    for setting in table:
        value = getattr(options, prefix + setting.field)
        if value is not None:
            yield setting.field, value
