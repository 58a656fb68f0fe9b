"""Runs of TensorFlow Playground's own code, and links as runs of the second opinion."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from playground.data.features import feature_matrix
from playground.data.load import load
from playground.interop.tf_playground import Setup
from tests.conformance.reference import ReferenceTrainer

RECORDED = sorted((Path(__file__).parent / "tf_playground").glob("*.json"))


def recorded(path: Path) -> dict[str, Any]:
    run: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return run


def reference_losses(
    setup: Setup, epochs: int, nudge: bool = False
) -> Sequence[tuple[float, float]]:
    """Losses of the second opinion; `nudge` moves the first weight to the next float."""
    weights = [[list(row) for row in layer] for layer in setup.weights]
    if nudge:
        weights[0][0][0] = math.nextafter(weights[0][0][0], math.inf)
    trainer = ReferenceTrainer(
        weights,
        [list(layer) for layer in setup.biases],
        setup.activation,
        setup.output_activation,
        setup.training.learning_rate,
        setup.training.batch_size,
        setup.training.regularization,
        setup.training.regularization_rate,
    )
    dataset = load(setup.data)
    inputs = feature_matrix(setup.features, dataset.columns, dataset.inputs).tolist()
    targets = dataset.labels if dataset.kind == "numbers" else 2 * dataset.labels - 1
    points = list(zip(inputs, targets.tolist(), strict=True))
    split = dataset.train_count
    return list(trainer.losses(points[:split], points[split:], epochs))
