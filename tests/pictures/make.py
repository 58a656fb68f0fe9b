"""Takes the README's pictures of the real window: run `python -m tests.pictures.make`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
VIEW = ("--size", "460x480")
PICTURES = {
    "xor-light.png": ("xor", "--epochs", "300"),
    "regions.png": ("circle", "--epochs", "200", "--view", "regions", *VIEW),
    "cells.png": ("triangle", "--view", "cells", *VIEW),
    "outputs.png": ("three-classes", "--epochs", "100", "--view", "outputs", *VIEW),
    "surface.png": ("xor", "--epochs", "200", "--view", "surface", *VIEW),
    "spiral-dark.png": ("spiral", "--epochs", "500", "--theme", "dark"),
}


def make() -> None:
    """Write every picture anew."""
    for name, arguments in PICTURES.items():
        command = [sys.executable, "-m", "playground", "render", *arguments, "-o"]
        subprocess.run([*command, str(FOLDER / name)], check=True)


if __name__ == "__main__":
    make()
