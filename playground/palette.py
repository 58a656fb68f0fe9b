"""The colours as numbers: themes, sign, classes and nodes. No Qt."""

from __future__ import annotations

import colorsys
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Theme:
    """Every colour of the window as `#rrggbb`; text has a contrast of 4.5:1 or more."""

    name: str
    is_dark: bool
    window: str
    surface: str
    canvas: str
    grid_dot: str
    border: str
    text: str
    muted_text: str
    primary: str
    primary_text: str
    selection: str
    below: str
    threshold: str
    above: str
    test_curve: str
    error: str
    good: str
    emphasis: float = 1.0
    """How much stronger than usual hovered, pressed and selected grounds are."""


LIGHT = Theme(
    name="light",
    is_dark=False,
    window="#F6F7F9",
    surface="#FFFFFF",
    canvas="#FBFCFD",
    grid_dot="#DDE3E9",
    border="#DFE3E8",
    text="#1F2328",
    muted_text="#59636E",
    primary="#1F2937",
    primary_text="#FFFFFF",
    selection="#6A3DE8",
    below="#F59322",
    threshold="#F0F2F3",
    above="#0877BD",
    test_curve="#B8860B",
    error="#C62828",
    good="#1B7F4B",
)
DARK = Theme(
    name="dark",
    is_dark=True,
    window="#16191D",
    surface="#1E2226",
    canvas="#1A1D21",
    grid_dot="#2A2F35",
    border="#30363D",
    text="#E6EAEE",
    muted_text="#9AA4AE",
    primary="#E6EAEE",
    primary_text="#16191D",
    selection="#A98BFF",
    below="#FFA94D",
    threshold="#2B3036",
    above="#4DABF7",
    test_curve="#E3B341",
    error="#FF6B6B",
    good="#51CF66",
)
HIGH_CONTRAST = Theme(
    name="high-contrast",
    is_dark=True,
    window="#000000",
    surface="#000000",
    canvas="#000000",
    grid_dot="#4A4A4A",
    border="#B8B8B8",
    text="#FFFFFF",
    muted_text="#DADADA",
    primary="#FFFFFF",
    primary_text="#000000",
    selection="#FFE600",
    below="#FF9A2E",
    threshold="#262626",
    above="#5CC8FF",
    test_curve="#FFE066",
    error="#FF9C9C",
    good="#7CFF9B",
    emphasis=4.0,
)
THEMES = {theme.name: theme for theme in (LIGHT, DARK, HIGH_CONTRAST)}

# Okabe and Ito, "Color Universal Design" (2008); then evenly spread hues.
_CLASS_COLORS = (
    "#0072B2",
    "#E69F00",
    "#009E73",
    "#D55E00",
    "#CC79A7",
    "#56B4E9",
    "#F0E442",
    "#7F7F7F",
)


def class_color(index: int) -> str:
    """The colour of class or node number `index` where there are more than two."""
    if index < len(_CLASS_COLORS):
        return _CLASS_COLORS[index]
    hue = (index - len(_CLASS_COLORS)) * 0.618034 % 1.0
    return "#{:02X}{:02X}{:02X}".format(
        *(round(255 * c) for c in colorsys.hsv_to_rgb(hue, 0.6, 0.8))
    )


def node_color(number: int, output_count: int, theme: Theme) -> str:
    """The colour of a node, outputs numbered first.

    One or two outputs have the colours of the classes that they tell apart, as their points do.
    """
    if number < output_count <= 2:
        return theme.above if number == output_count - 1 else theme.below
    return class_color(number)


def rgb(color: str) -> tuple[int, int, int]:
    """Red, green and blue, 0 to 255, of `#rrggbb`."""
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def mix(first: str, second: str, share: float) -> str:
    """The colour `share` of the way from the first to the second."""
    pairs = zip(rgb(first), rgb(second), strict=True)
    return "#{:02X}{:02X}{:02X}".format(*(round(a + (b - a) * share) for a, b in pairs))


@lru_cache(maxsize=8)
def heat_table(theme: Theme, paleness: float = 0.0) -> NDArray[np.uint8]:
    """256 rows of red, green, blue, alpha from below over the threshold to above, read-only.

    `paleness` 0 to 1 moves every colour towards the threshold's, so that points stand out.
    """
    stops = np.array(
        [
            rgb(mix(theme.below, theme.threshold, paleness)),
            rgb(theme.threshold),
            rgb(mix(theme.above, theme.threshold, paleness)),
        ],
        dtype=np.float64,
    )
    places = np.linspace(0.0, 2.0, 256)
    table = np.full((256, 4), 255, dtype=np.uint8)
    for channel in range(3):
        table[:, channel] = np.rint(np.interp(places, [0, 1, 2], stops[:, channel]))
    table.setflags(write=False)
    return table


def heat_index(values: NDArray[np.floating], low: float, high: float) -> NDArray[np.uint8]:
    """Rows of `heat_table` for values scaled so that low is 0 and high is 255; clamps.

    Values that are not finite get the middle row; callers say so in words.
    """
    scaled = (np.asarray(values, dtype=np.float32) - np.float32(low)) * np.float32(
        255 / (high - low)
    )
    np.clip(scaled, 0.0, 255.0, out=scaled)
    # The smallest of numbers with a NaN among them is NaN.
    if scaled.size and np.isnan(scaled.min()):
        scaled[np.isnan(scaled)] = 127.5
    index: NDArray[np.uint8] = scaled.astype(np.uint8)
    return index
