"""What the engine refuses, each in one sentence that a person can act on."""

from __future__ import annotations


class EngineError(ValueError):
    """A network, a setting or data that the engine can't run; its text says why."""


class ProgramTooLargeError(EngineError):
    """The network would need more memory than a program may take."""
