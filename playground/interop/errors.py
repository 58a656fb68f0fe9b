"""What can be wrong with a link."""

from __future__ import annotations


class LinkError(ValueError):
    """The text is no usable link, or the drawing fits none; the message says why."""


class LayersError(ValueError):
    """A file of plain layers can't be used; the message is one sentence."""
