"""Whether a result will find its place, asked before the work and not after it."""

from __future__ import annotations

import tempfile
from pathlib import Path

from playground.app.commands.errors import CommandError


def check_writable(path: Path) -> None:
    """Raise CommandError when a file can't be written at `path`."""
    try:
        if path.exists():
            if not path.is_file():
                raise OSError(0, "it is a folder or a device")
            path.open("r+b").close()
        # Results are written beside their place and then take it.
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}."):
            pass
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        reason = getattr(error, "strerror", None) or str(error)
        raise CommandError(
            f"“{path!s:.200}” can't be written: {reason.lower()}; choose another place."
        ) from None
