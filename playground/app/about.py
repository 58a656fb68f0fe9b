"""Versions and licence, for Help ▸ About and for reports."""

from __future__ import annotations

import platform

import numpy as np
import pyqtgraph
import PySide6

from playground import __version__


def about_text() -> str:
    """A few lines of plain text."""
    return (
        f"Neural Playground {__version__}\n"
        "Draw a neural network by hand and watch that very network train.\n\n"
        f"Python {platform.python_version()}, PySide6 {PySide6.__version__}, "
        f"pyqtgraph {pyqtgraph.__version__}, NumPy {np.__version__}\n\n"
        "Free software under the MIT licence. Qt for Python is used under the LGPL, pyqtgraph "
        "under MIT, NumPy under BSD, the Phosphor icons under MIT."
    )
