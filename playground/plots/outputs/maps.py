"""Several fields as one picture: regions that mix where they overlap, and the highest of all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from playground.geometry.faces import connected
from playground.palette import Theme, rgb

TIE = -1
# Differences of numbers within this still fit float32.
_HUGE = np.float32(1e30)
# How strong a region's colour is over the ground, so that points and lines stand out.
_TINT, _TINT_OF_MANY, _FEW = 0.5, 0.25, 3
_PALEST, _FULL = 0.10, 0.72


@dataclass(frozen=True, slots=True, eq=False)
class Highest:
    """Which of several fields is the highest, and by how much.

    `winner` is (rows, columns), an index or `TIE` where two or more share the highest value;
    `margin` the distance to the runner-up; `gaps` is (k, rows, columns), each field minus the
    highest of the others, 0 along the border of its region.
    """

    winner: NDArray[np.intp]
    margin: NDArray[np.float32]
    gaps: NDArray[np.float32]


def bounded(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """The values with infinities and the like brought to where one can count with them."""
    return np.clip(values, -_HUGE, _HUGE)


def highest(values: NDArray[np.float32]) -> Highest:
    """Compare k ≥ 2 fields (k, rows, columns) of bounded numbers, sample by sample."""
    first = values.argmax(axis=0)
    top = values.max(axis=0)
    is_first = np.arange(len(values))[:, None, None] == first
    others = np.where(is_first, -np.inf, values).max(axis=0).astype(np.float32)
    margin = top - others
    winner = np.where(margin > 0, first, TIE)
    gaps = values - np.where(is_first, others, top)
    return Highest(winner, margin, gaps)


def count_islands(is_in: NDArray[np.bool_]) -> int:
    """Connected pieces of a region on its grid, by the four neighbours of each sample."""
    rows, columns = is_in.shape
    # Pieces of rows, numbered; a sample starts one unless its left neighbour is in as well.
    starts = is_in.copy()
    starts[:, 1:] &= ~is_in[:, :-1]
    run = np.cumsum(starts).reshape(rows, columns) - 1
    touch = is_in[:-1] & is_in[1:]
    pieces = connected(int(starts.sum()), run[:-1][touch], run[1:][touch])
    return int(pieces.max()) + 1 if len(pieces) else 0


def mixed_regions(
    is_in: NDArray[np.bool_], colors: Sequence[str], theme: Theme
) -> NDArray[np.uint32]:
    """Words 0xFFRRGGBB (rows, columns) of k regions (k, rows, columns), each in its colour.

    Where regions overlap their tints are multiplied as inks are on paper; on a dark ground they
    are added as lights are (their complements multiplied). Either way the order is all one, and
    the more regions, the farther from the ground.
    """
    count, rows, columns = is_in.shape
    ground = np.array(rgb(theme.surface)) / 255
    full = np.array([rgb(color) for color in colors]).reshape(count, 3) / 255
    strength = max(_TINT_OF_MANY, _TINT * min(1.0, _FEW / max(count, 1)) ** 0.5)
    tints = ground + strength * (full - ground)
    if theme.is_dark:
        factors = (1 - np.maximum(tints, ground)) / (1 - ground)
    else:
        factors = np.minimum(tints, ground) / ground
    # A product of factors is the exponential of a sum, and the sum one product of matrices.
    logarithms = np.log(np.maximum(factors, 1e-3)).astype(np.float32)
    passed = np.exp(is_in.reshape(count, rows * columns).T.astype(np.float32) @ logarithms)
    mixed = 1 - (1 - ground) * passed if theme.is_dark else ground * passed
    return _words(mixed.reshape(rows, columns, 3))


def winner_picture(
    found: Highest, colors: Sequence[str], full_margin: float, theme: Theme
) -> NDArray[np.uint32]:
    """Words 0xFFRRGGBB (rows, columns): the highest one's colour, the paler the closer the race.

    From `full_margin` on the colour is full; ties have the colour of the threshold.
    """
    table = np.array([rgb(color) for color in (*colors, theme.threshold)], dtype=np.float32) / 255
    ground = np.array(rgb(theme.surface), dtype=np.float32) / 255
    share = margin_strength(found.margin / np.float32(full_margin))[..., None]
    own = table[found.winner]
    mixed = np.where((found.winner == TIE)[..., None], own, ground + share * (own - ground))
    return _words(mixed)


def margin_strength(share: NDArray[np.float32]) -> NDArray[np.float32]:
    """How strong a winner's colour is at that share of the full margin."""
    strength: NDArray[np.float32] = _PALEST + (_FULL - _PALEST) * np.clip(share, 0, 1)
    return strength


def _words(mixed: NDArray[np.floating]) -> NDArray[np.uint32]:
    red, green, blue = np.moveaxis(np.rint(255 * mixed).astype(np.uint32), -1, 0)
    words: NDArray[np.uint32] = np.uint32(0xFF000000) | red << 16 | green << 8 | blue
    return words
