"""What can be wrong with data, each as one sentence a person can act on."""

from __future__ import annotations


class DataError(ValueError):
    """The data can't be read or used; the message says what, where and what to do."""


class Cancelled(DataError):
    """Reading was stopped because the caller asked for it."""
