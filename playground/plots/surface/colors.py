"""What colours a surface: its values, its nodes or the node that is highest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from playground.geometry.arrays import FloatArray
from playground.palette import Theme, heat_table, mix, rgb
from playground.plots.surface.mesh import Mesh
from playground.plots.surface.scale import Scale, Sheet

Table = NDArray[np.float64]
_PALE, _SHADES = 0.55, 32
_DARKEST, _BRIGHTEST, _LIGHTS = 0.52, 1.1, 32
_RED_GREEN = {False: ("#C62828", "#2E8B3D"), True: ("#FF6B6B", "#51CF66")}


def palette_theme(theme: Theme, red_green: bool) -> Theme:
    """The theme with red for below and green for above where that is wanted."""
    below, above = _RED_GREEN[theme.is_dark] if red_green else (theme.below, theme.above)
    return replace(theme, below=below, above=above)


def value_mesh(sheet: Sheet, scale: Scale, theme: Theme) -> Mesh:
    """One sheet in the colours of its values; the threshold's colour is at the threshold."""
    share, middle = scale.share(sheet.values), float(scale.share(np.array(scale.threshold)))
    tones = np.interp(
        _middles(share), [0.0, min(max(middle, 1e-9), 1 - 1e-9), 1.0], [0, 127.5, 255]
    )
    table = heat_table(theme)[:, :3].astype(np.float64)
    return Mesh(scale.height(sheet.values), tones.astype(np.intp), table)


def node_mesh(sheet: Sheet, scale: Scale, theme: Theme) -> Mesh:
    """One of several sheets: its own colour, stronger the higher it is."""
    tones = (_middles(scale.share(sheet.values)) * (_SHADES - 1)).astype(np.intp)
    return Mesh(scale.stacked_height(sheet.values), tones, _shades(sheet.color(theme), theme))


def highest_mesh(sheets: Sequence[Sheet], scale: Scale, theme: Theme) -> Mesh:
    """The highest of all sheets in its node's colour, paler the nearer the next one comes."""
    shares = [scale.full_share(sheet.values) for sheet in sheets]
    middles = np.stack([_middles(share) for share in shares])
    winner = middles.argmax(axis=0)
    first, second = np.partition(middles, (-2, -1), axis=0)[[-1, -2]]
    margin = np.minimum(2 * (first - second), 1.0)
    table = np.concatenate([_shades(sheet.color(theme), theme) for sheet in sheets])
    tones = winner * _SHADES + (margin * (_SHADES - 1)).astype(np.intp)
    heights = scale.height(np.stack([sheet.values for sheet in sheets]).max(axis=0))
    return Mesh(heights, tones, table)


def lit_colors(mesh: Mesh, tones: NDArray[np.intp], light: FloatArray) -> NDArray[np.uint32]:
    """Each face's colour in its light, as Qt's opaque 0xAARRGGBB."""
    levels = np.linspace(_DARKEST, _BRIGHTEST, _LIGHTS)
    lit = np.clip(mesh.table[:, None, :] * levels[:, None], 0, 255).round().astype(np.uint32)
    red, green, blue = np.moveaxis(lit, -1, 0)
    packed = 0xFF000000 | (red << np.uint32(16)) | (green << np.uint32(8)) | blue
    colors: NDArray[np.uint32] = packed[tones, (light * (_LIGHTS - 1)).astype(np.intp)]
    return colors


def line_color(share: float, theme: Theme) -> str:
    """That of a line at that share of the scale, dark enough for the floor."""
    tone = heat_table(theme)[round(255 * share)]
    return mix("#{:02X}{:02X}{:02X}".format(*tone[:3]), theme.text, 0.18)


def _shades(color: str, theme: Theme) -> Table:
    """(_SHADES, 3) from pale to full."""
    pale, full = rgb(mix(color, theme.threshold, _PALE)), rgb(color)
    return np.linspace(pale, full, _SHADES)


def _middles(values: FloatArray) -> FloatArray:
    """(rows - 1, columns - 1): the mean of the four samples around each face."""
    rows = values[:-1] + values[1:]
    middles: FloatArray = (rows[:, :-1] + rows[:, 1:]) / 4
    return middles
