"""Exact regions and boundaries of piecewise-linear networks; NumPy only."""
