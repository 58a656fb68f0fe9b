"""Draw a neural network by hand and watch that very network train."""

__version__ = "0.1.0"
