"""Train, pause and start again."""

from __future__ import annotations

from playground.app.menus.rows import ActionRow, Menu

TRAIN = Menu(
    "train",
    "&Train",
    "Train, pause and start again",
    (
        ActionRow("train", "&Train", "Start or pause the training", ("Ctrl+Return", "Ctrl+Enter")),
        ActionRow("step", "&Step", "Train by one epoch, batch or sample", (".",)),
        ActionRow("back", "&Back", "Back by one epoch, batch or sample", (",",)),
        ActionRow("reset", "&Reset to First Weights", "The same start again", ("Ctrl+R",)),
        ActionRow("new_weights", "New &Weights", "Draw other first weights", ("Ctrl+Shift+R",)),
    ),
)
