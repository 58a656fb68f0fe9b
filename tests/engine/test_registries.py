"""Every name that a document may hold has its entry, complete enough to be shown."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping

import pytest

from playground.engine import spec
from playground.engine.activations import ACTIVATIONS
from playground.engine.initializers import INITIALIZERS
from playground.engine.losses import LOSSES
from playground.engine.optimizers import OPTIMIZERS
from playground.engine.regularizers import REGULARIZERS
from playground.engine.schedules import SCHEDULES

REGISTRIES = [
    (ACTIVATIONS, spec.ACTIVATION_NAMES),
    (LOSSES, spec.LOSS_NAMES),
    (OPTIMIZERS, spec.OPTIMIZER_NAMES),
    (SCHEDULES, spec.SCHEDULE_NAMES),
    (REGULARIZERS, spec.REGULARIZATION_NAMES),
    (INITIALIZERS, spec.INITIALIZER_NAMES),
]


@pytest.mark.parametrize(("registry", "names"), REGISTRIES)
def test_a_registry_has_the_names_of_the_spec(
    registry: Mapping[str, object], names: tuple[str, ...]
) -> None:
    assert sorted(registry) == sorted(names)


@pytest.mark.parametrize("registry", [registry for registry, _ in REGISTRIES])
def test_entries_can_be_shown(registry: Mapping[str, object]) -> None:
    for key, entry in registry.items():
        assert entry.key == key  # type: ignore[attr-defined]
        assert entry.label  # type: ignore[attr-defined]
        assert entry.help.endswith(".")  # type: ignore[attr-defined]
    labels = [entry.label for entry in registry.values()]  # type: ignore[attr-defined]
    assert len(set(labels)) == len(labels)


def test_the_engine_brings_no_qt_along() -> None:
    code = (
        "import sys, playground.engine.trainer, playground.engine.initializers; "
        "assert not any(name.startswith('PySide6') for name in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
