"""What the geometry refuses, each in one sentence that a person can act on."""

from __future__ import annotations


class GeometryError(ValueError):
    """Exact regions, a polygon or a flattening that can't be had; the text says why."""
