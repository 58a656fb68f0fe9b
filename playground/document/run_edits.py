"""The recipes of runs that are kept for comparison."""

from __future__ import annotations

from dataclasses import replace

from playground.document.content import Content
from playground.document.edits import Edit, Recipe
from playground.document.kept_run import MOST_RUNS, KeptRun


def keep_run(run: KeptRun) -> Recipe:
    """One more run, in a colour that no other has; of too many the oldest goes."""

    def recipe(content: Content) -> Edit:
        others = content.runs[-MOST_RUNS + 1 :]
        used = {other.color for other in others}
        color = next(number for number in range(MOST_RUNS) if number not in used)
        runs = (*others, replace(run, color=color))
        return Edit("Keep Run", settings=(("runs", runs),))

    return recipe


def remove_run(index: int) -> Recipe:
    """Without the run of that index."""

    def recipe(content: Content) -> Edit:
        runs = content.runs[:index] + content.runs[index + 1 :]
        return Edit("Remove Run", settings=(("runs", runs),))

    return recipe


def clear_runs() -> Recipe:
    """Without any of the runs before."""
    return lambda content: Edit("Clear Runs", settings=(("runs", ()),))
