"""What the menus are made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One action; `keys` are all its shortcuts, the first one is shown in the menu.

    A line is drawn above one that is `separated`; a `switch` is on or off.
    """

    name: str
    text: str
    tip: str
    keys: tuple[str, ...] = ()
    separated: bool = False
    switch: bool = False


@dataclass(frozen=True, slots=True)
class Menu:
    """A menu of the bar, or one inside another; exactly one action of a choice is checked."""

    name: str
    title: str
    tip: str
    entries: tuple[ActionRow | Menu, ...]
    is_choice: bool = False

    def rows(self) -> Iterator[ActionRow]:
        """All actions, those of the menus inside as well, from top to bottom."""
        for entry in self.entries:
            if isinstance(entry, Menu):
                yield from entry.rows()
            else:
                yield entry
