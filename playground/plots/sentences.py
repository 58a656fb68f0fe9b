"""What the views say where there is no picture."""

from __future__ import annotations

NOTHING_YET = "Nothing to show yet: place a neuron and connect an input to it."
NOT_FINITE = (
    "The answer is not a number any more: the training has diverged. "
    "Choose a smaller learning rate and press Reset."
)
