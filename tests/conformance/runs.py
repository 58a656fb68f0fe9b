"""Runs of TensorFlow Playground's own code, and links as runs of the second opinion."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from playground.data.dataset import PLANE_COLUMNS
from playground.data.features import feature_matrix
from playground.data.load import load
from playground.interop.tf_playground import Setup
from tests.conformance.reference import Example, ReferenceTrainer

RECORDED = sorted((Path(__file__).parent / "tf_playground").glob("*.json"))


def recorded(path: Path) -> dict[str, Any]:
    run: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return run


def second_opinion(setup: Setup) -> ReferenceTrainer:
    """The reference at a link's start."""
    return ReferenceTrainer(
        [[list(row) for row in layer] for layer in setup.weights],
        [list(layer) for layer in setup.biases],
        setup.activation,
        setup.output_activation,
        setup.training.learning_rate,
        setup.training.batch_size,
        setup.training.regularization,
        setup.training.regularization_rate,
    )


def reference_losses(setup: Setup, epochs: int) -> Sequence[tuple[float, float]]:
    """Training and test loss of the second opinion before training and after each epoch."""
    train, test = parts(setup)
    return list(second_opinion(setup).losses(train, test, epochs))


def parts(setup: Setup) -> tuple[list[Example], list[Example]]:
    """The link's training and test examples."""
    dataset = load(setup.data)
    inputs = feature_matrix(setup.features, dataset.columns, dataset.inputs).tolist()
    targets = dataset.labels if dataset.kind == "numbers" else 2 * dataset.labels - 1
    examples = list(zip(inputs, targets.tolist(), strict=True))
    return examples[: dataset.train_count], examples[dataset.train_count :]


def recorded_examples(setup: Setup, points: Sequence[Sequence[float]]) -> list[Example]:
    """A run's own points, [x, y, label], as examples."""
    values = np.array(points)
    inputs = feature_matrix(setup.features, PLANE_COLUMNS, values[:, :2]).tolist()
    return list(zip(inputs, values[:, 2].tolist(), strict=True))
