"""tanh and exp with the roundings of a browser: V8 computes them as fdlibm does.

Source: fdlibm's s_tanh.c, s_expm1.c and e_exp.c, restated; `tanh` and `exp` of NumPy and of the
C library differ from them in the last bit now and then, which chaotic training makes visible.
"""

from __future__ import annotations

import math

LN2_HIGH = 6.93147180369123816490e-01
LN2_LOW = 1.90821492927058770002e-10
INVERSE_LN2 = 1.44269504088896338700e00
# fdlibm compares upper halves of numbers only, so its ½ ln 2 and 1½ ln 2 are a little off.
HALF_LN2 = float.fromhex("0x1.62e43p-2")
ONE_AND_A_HALF_LN2 = float.fromhex("0x1.0a2b2p+0")
Q = (
    -3.33333333333331316428e-02,
    1.58730158725481460165e-03,
    -7.93650757867487942473e-05,
    4.00821782732936239552e-06,
    -2.01099218183624371326e-07,
)
P = (
    1.66666666666666019037e-01,
    -2.77777777770155933842e-03,
    6.61375632143793436117e-05,
    -1.65339022054652515390e-06,
    4.13813679705723846039e-08,
)


def tanh(x: float) -> float:
    size = abs(x)
    if size < 2.0**-28 or math.isnan(x):
        return x
    if size >= 22.0:
        z = 1.0
    elif size >= 1.0:
        z = 1.0 - 2.0 / (_expm1(2.0 * size) + 2.0)
    else:
        t = _expm1(-2.0 * size)
        z = -t / (t + 2.0)
    return math.copysign(z, x)


def exp(x: float) -> float:
    if math.isnan(x) or abs(x) < 2.0**-28:
        return 1.0 + x
    if x > 7.09782712893383973096e02:
        return math.inf
    if x < -7.45133219101941108420e02:
        return 0.0
    if x == 1.0:
        return math.e
    k, high, low = _reduced(x)
    x = high - low
    t = x * x
    c = x - t * _polynomial(P, t)
    if k == 0:
        return 1.0 - ((x * c) / (c - 2.0) - x)
    return math.ldexp(1.0 - ((low - (x * c) / (2.0 - c)) - high), k)


def _expm1(x: float) -> float:
    """e^x − 1 for 2^-27 ≤ |x| < 44, x no further below 0 than −2: all that tanh asks for."""
    k, high, low = _reduced(x)
    x = high - low
    c = (high - x) - low
    half = 0.5 * x
    square = x * half
    r = 1.0 + square * _polynomial(Q, square)
    t = 3.0 - r * half
    e = square * ((r - t) / (6.0 - x * t))
    if k == 0:
        return x - (x * e - square)
    e = (x * (e - c) - c) - square
    if k == -1:
        return 0.5 * (x - e) - 0.5
    if k <= -2 or k > 56:
        return math.ldexp(1.0 - (e - x), k) - 1.0
    if k < 20:
        return math.ldexp((1.0 - 2.0**-k) - (e - x), k)
    return math.ldexp((x - (e + 2.0**-k)) + 1.0, k)


def _reduced(x: float) -> tuple[int, float, float]:
    """k and x − k ln 2, as a number and what is to be taken from it."""
    if abs(x) < HALF_LN2:
        return 0, x, 0.0
    if abs(x) < ONE_AND_A_HALF_LN2:
        k = 1 if x > 0 else -1
    else:
        k = int(INVERSE_LN2 * x + math.copysign(0.5, x))
    return k, x - k * LN2_HIGH, k * LN2_LOW


def _polynomial(coefficients: tuple[float, ...], x: float) -> float:
    value = 0.0
    for coefficient in reversed(coefficients):
        value = coefficient + x * value
    return value
