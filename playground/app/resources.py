"""Where the files that come with the program lie; no Qt, so that the command line may ask too."""

from __future__ import annotations

from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]


@cache
def resources_folder(package: Path = PACKAGE) -> Path:
    """Return the folder of resources: the checkout's own, or the one inside an installed package.

    An editable install has none inside the package, and a folder named `resources` beside an
    installed package is someone else's; hence the look for the project file.
    """
    checkout = package.parent
    if (checkout / "pyproject.toml").is_file() and (checkout / "resources").is_dir():
        return checkout / "resources"
    return package / "resources"


def resource(*parts: str) -> Path:
    """Return the path of one resource, as in `resource("examples", "xor.nnplay")`.

    Raises FileNotFoundError when the installation lacks it.
    """
    path = resources_folder().joinpath(*parts)
    if not path.exists():
        raise FileNotFoundError(f"The installation is incomplete: {path} is missing.")
    return path
