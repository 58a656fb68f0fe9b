"""How many decimals numbers show: one choice for every window."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

MOST = 6


class Decimals(QObject):
    """Each place has a count that suits it, until a person wants another one everywhere.

    Signals
    -------
    changed() : numbers are to be written anew.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._chosen: int | None = None

    def choose(self, count: int | None) -> None:
        """Want `count` decimals everywhere; None for what suits each place."""
        if count != self._chosen:
            self._chosen = count
            self.changed.emit()

    def of(self, usual: int) -> int:
        """How many to show where `usual` ones suit."""
        return usual if self._chosen is None else self._chosen


DECIMALS = Decimals()
