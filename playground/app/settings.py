"""What the app remembers between starts; a damaged file of settings is as good as none."""

from __future__ import annotations

import math
from collections.abc import Container, Sequence

from PySide6.QtCore import QByteArray, QSettings

from playground.palette import THEMES
from playground.widgets.decimals import MOST

STATE_VERSION = 2
RECENT_LIMIT = 10
STARTS = ("example", "recent", "empty", "welcome")
TEXT_SIZES = (90, 100, 115, 130)
"""Percents of the system's size of text."""
_PREFERENCES = ("theme", "text_size", "decimals", "start_with", "reduce_motion")


class AppSettings:
    """Typed access to the settings; every value is checked when it is read."""

    def __init__(self) -> None:
        self._store = QSettings(
            QSettings.Format.IniFormat, QSettings.Scope.UserScope, "neural-playground", "playground"
        )

    @property
    def theme(self) -> str:
        """A key of THEMES, or "" to follow the system."""
        name = str(self._store.value("theme", ""))
        return name if name in THEMES else ""

    @theme.setter
    def theme(self, name: str) -> None:
        self._store.setValue("theme", name)

    @property
    def reduce_motion(self) -> bool:
        """Whether views, nodes and panels jump instead of gliding."""
        return str(self._store.value("reduce_motion", "")).lower() == "true"

    @reduce_motion.setter
    def reduce_motion(self, is_reduced: bool) -> None:
        self._store.setValue("reduce_motion", is_reduced)

    @property
    def text_size(self) -> int:
        """One of TEXT_SIZES."""
        return self._number("text_size", TEXT_SIZES) or 100

    @text_size.setter
    def text_size(self, percent: int) -> None:
        self._store.setValue("text_size", percent)

    @property
    def decimals(self) -> int | None:
        """How many decimals numbers show; None for what suits each place."""
        return self._number("decimals", range(1, MOST + 1))

    @decimals.setter
    def decimals(self, count: int | None) -> None:
        self._store.setValue("decimals", count or "")

    @property
    def start_with(self) -> str:
        """A key of STARTS: what the first window shows."""
        name = str(self._store.value("start_with", ""))
        return name if name in STARTS else STARTS[0]

    @start_with.setter
    def start_with(self, name: str) -> None:
        self._store.setValue("start_with", name)

    @property
    def is_arranged(self) -> bool:
        """Whether panels have sizes and places that somebody gave them."""
        return str(self._store.value("is_arranged", "true")).lower() == "true"

    @is_arranged.setter
    def is_arranged(self, is_arranged: bool) -> None:
        self._store.setValue("is_arranged", is_arranged)

    @property
    def recent_files(self) -> list[str]:
        """Paths, the newest first."""
        paths = self._store.value("recent_files", [])
        paths = [paths] if isinstance(paths, str) else paths
        if not isinstance(paths, list):
            return []
        return [path for path in paths if isinstance(path, str) and path][:RECENT_LIMIT]

    def add_recent_file(self, path: str) -> None:
        others = [other for other in self.recent_files if other != path]
        self._store.setValue("recent_files", [path, *others][:RECENT_LIMIT])

    def clear_recent_files(self) -> None:
        self._store.remove("recent_files")

    @property
    def camera(self) -> tuple[float, ...]:
        """From where surfaces were seen last, as `Camera.numbers`; () for nowhere yet."""
        texts = self._store.value("camera", [])
        try:
            numbers = tuple(float(text) for text in texts)  # type: ignore[attr-defined]
        except (TypeError, ValueError):
            return ()
        return numbers if all(map(math.isfinite, numbers)) else ()

    @camera.setter
    def camera(self, numbers: Sequence[float]) -> None:
        self._store.setValue("camera", [repr(number) for number in numbers])

    def forget_preferences(self) -> None:
        """Back to what the app prefers; places and recent files stay."""
        for key in _PREFERENCES:
            self._store.remove(key)

    def load_bytes(self, key: str) -> QByteArray:
        """Geometry or state of a window; empty when there is none."""
        value = self._store.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()

    def save_bytes(self, key: str, value: QByteArray) -> None:
        self._store.setValue(key, value)

    def _number(self, key: str, known: Container[int]) -> int | None:
        try:
            number = int(str(self._store.value(key, "")))
        except ValueError:
            return None
        return number if number in known else None
