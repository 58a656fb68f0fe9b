"""The random numbers of TensorFlow Playground: the ARC4 generator of npm's `seedrandom` 2.4.

Algorithm: David Bau, https://github.com/davidbau/seedrandom (width 256, 6 chunks, 52 bits).
"""

from __future__ import annotations

_CHUNKS = 6
_SIGNIFICANCE = 2**52
_OVERFLOW = 2**53


class SeedRandom:
    """A stream of numbers in [0, 1), the same on every machine for the same text.

    Parameters
    ----------
    seed : any text; its UTF-16 code units are mixed into the key.
    """

    def __init__(self, seed: str) -> None:
        self._state = _key_schedule(_mixed_key(seed))
        self._i = 0
        self._j = 0
        self._draw(256)

    def random(self) -> float:
        """Next number of the stream, with at least 52 significant bits."""
        numerator = self._draw(_CHUNKS)
        denominator = 2**48
        extra = 0
        while numerator < _SIGNIFICANCE:
            numerator = (numerator + extra) * 256
            denominator *= 256
            extra = self._draw(1)
        while numerator >= _OVERFLOW:
            numerator >>= 1
            denominator >>= 1
            extra >>= 1
        return (numerator + extra) / denominator

    def uniform(self, low: float, high: float) -> float:
        """Number between `low` and `high`, rounded as the page rounds it."""
        return self.random() * (high - low) + low

    def shuffle(self, items: list[int]) -> None:
        """Reorder in place, from the end (Fisher and Yates)."""
        for counter in range(len(items), 0, -1):
            index = int(self.random() * counter)
            items[counter - 1], items[index] = items[index], items[counter - 1]

    def _draw(self, count: int) -> int:
        """Next `count` bytes of ARC4, the first the most significant."""
        state, i, j = self._state, self._i, self._j
        result = 0
        for _ in range(count):
            i = (i + 1) & 255
            a = state[i]
            j = (j + a) & 255
            b = state[j]
            state[i], state[j] = b, a
            result = (result << 8) | state[(a + b) & 255]
        self._i, self._j = i, j
        return result


def _mixed_key(seed: str) -> list[int]:
    units = seed.encode("utf-16-le", "surrogatepass")
    key = [0] * min(256, len(units) // 2)
    smear = 0
    for position in range(len(units) // 2):
        slot = position & 255
        smear ^= key[slot] * 19
        unit = units[2 * position] | units[2 * position + 1] << 8
        key[slot] = (smear + unit) & 255
    return key or [0]


def _key_schedule(key: list[int]) -> list[int]:
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + key[i % len(key)] + state[i]) & 255
        state[i], state[j] = state[j], state[i]
    return state
