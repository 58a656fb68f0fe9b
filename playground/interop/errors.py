"""What can be wrong with a link."""

from __future__ import annotations


class LinkError(ValueError):
    """The text is no usable link, or the drawing fits none; the message says why."""
