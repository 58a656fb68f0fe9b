"""Who may import whom: the import table of the whole program, read from the sources by `ast`."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "playground"
ANYTHING = frozenset({"*"})
STANDARD_LIBRARY = frozenset(sys.stdlib_module_names) | {"__future__"}
BINDING = frozenset({"PySide6", "shiboken6"})


@dataclass(frozen=True)
class Room:
    """What the files of one package (or one file) may import.

    ours: rooms and modules of this package, by the name after `playground.`; third_party:
    packages beside the standard library and Qt; qt: modules of PySide6, or single names of one;
    barred: modules of the standard library that have no business there.
    """

    ours: frozenset[str] = frozenset()
    third_party: frozenset[str] = frozenset()
    qt: frozenset[str] = frozenset()
    barred: frozenset[str] = frozenset()


def names(text: str) -> frozenset[str]:
    return frozenset(text.split())


CLOCKS_THREADS_FILES = names("asyncio concurrent io multiprocessing os pathlib threading time")
FORMATS = names("numpy msgspec")
UNDER_DOCUMENT = names("network data engine.spec engine.errors geometry interop")
UNDO_STACK = names("QtCore QtGui.QUndoStack QtGui.QUndoCommand")

# The longest entry that fits a file wins; a file's own room is always allowed.
TABLE = {
    "": Room(),
    "startup": Room(),
    "__main__": Room(names("startup cli")),
    "cli": Room(ANYTHING, ANYTHING, ANYTHING),
    "app": Room(ANYTHING, ANYTHING, ANYTHING),
    "palette": Room(third_party=names("numpy")),
    "network": Room(),
    "engine": Room(third_party=names("numpy"), barred=CLOCKS_THREADS_FILES),
    "geometry": Room(names("engine.spec engine.program engine.activations"), names("numpy")),
    "data": Room(third_party=names("numpy")),
    "interop": Room(names("network data engine.spec"), FORMATS),
    "document": Room(UNDER_DOCUMENT, FORMATS, names("QtCore")),
    "document.undo": Room(UNDER_DOCUMENT, FORMATS, UNDO_STACK),
    "document.commands": Room(UNDER_DOCUMENT, FORMATS, UNDO_STACK),
    "document.files": Room(UNDER_DOCUMENT, FORMATS),
    "document.lowering": Room(UNDER_DOCUMENT, FORMATS),
    "runtime": Room(names("engine data geometry"), names("numpy threadpoolctl"), names("QtCore")),
    "widgets": Room(names("palette"), names("numpy qtawesome"), ANYTHING),
    "canvas": Room(
        names("document network engine.spec palette widgets"), names("numpy qtawesome"), ANYTHING
    ),
    "panels": Room(
        names(
            "document network data engine.spec engine.snapshot engine.activations palette widgets"
        ),
        names("numpy qtawesome"),
        ANYTHING,
    ),
    "plots": Room(
        names("engine.snapshot data geometry palette widgets"),
        names("numpy pyqtgraph qtawesome"),
        ANYTHING,
    ),
}


def module_name(package: Path, path: Path) -> str:
    """Return the dotted name below `package`; empty for the package itself."""
    parts = path.relative_to(package).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(package: Path, path: Path) -> Iterator[tuple[int, str]]:
    """Yield line and absolute dotted name of everything that a file imports, at any depth."""
    modules = {module_name(package, file) for file in package.rglob("*.py")}
    room = [package.name, *path.relative_to(package).parent.parts]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = room[: len(room) - node.level + 1] if node.level else []
            origin = ".".join([*base, *filter(None, [node.module])])
            is_ours = origin.partition(".")[0] == package.name
            for alias in node.names:
                full = f"{origin}.{alias.name}"
                is_module = full.partition(".")[2] in modules
                yield node.lineno, full if is_module or not is_ours else origin


def covers(allowed: frozenset[str], name: str) -> bool:
    """Return whether `name`, or a package that holds it, is in `allowed`."""
    parts = name.split(".")
    prefixes = {".".join(parts[: end + 1]) for end in range(len(parts))}
    return allowed == ANYTHING or not prefixes.isdisjoint(allowed)


def violations(package: Path, table: dict[str, Room]) -> list[str]:
    """Return a line for each import of `package` that the table does not allow."""
    found = []
    for path in sorted(package.rglob("*.py")):
        module = module_name(package, path)
        entries = [entry for entry in table if covers(frozenset({entry}), module)]
        place = path.relative_to(package.parent).as_posix()
        if not entries:
            found.append(f"{place}: has no row in the table")
            continue
        room = table[max(entries, key=len)]
        own = module.partition(".")[0]
        for line, name in imports(package, path):
            root, _, rest = name.partition(".")
            if root == package.name:
                allowed = not rest or rest.partition(".")[0] == own or covers(room.ours, rest)
            elif root in BINDING:
                allowed = covers(room.qt, rest or root)
            elif root in STANDARD_LIBRARY:
                allowed = root not in room.barred
            else:
                allowed = covers(room.third_party, root)
            if not allowed:
                found.append(f"{place}:{line}: may not import {name}")
    return found


def test_every_import_keeps_to_the_table():
    assert violations(PACKAGE, TABLE) == []


FAKE = {
    "__init__.py": "",
    "engine/__init__.py": "",
    "engine/spec.py": "import numpy as np\nfrom ..engine import program",
    "engine/program.py": "from .spec import Spec",
    "panels/__init__.py": "",
    "panels/ok.py": "from playground.engine import spec\nfrom playground import __version__",
    "document/__init__.py": "",
    "document/undo.py": "from PySide6.QtGui import QUndoStack",
}
FAKE_TABLE = {name: TABLE[name] for name in ("", "engine", "panels", "document", "document.undo")}


def fake_package(folder: Path, files: dict[str, str]) -> Path:
    package = folder / "playground"
    for name, text in files.items():
        path = package / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return package


def test_the_checker_accepts_a_tree_that_keeps_to_the_table(tmp_path):
    assert violations(fake_package(tmp_path, FAKE), FAKE_TABLE) == []


@pytest.mark.parametrize(
    ("name", "text", "refused"),
    [
        ("engine/a.py", "import playground.document.undo", "1: may not import playground.document"),
        ("engine/a.py", "\nfrom ..document import undo", "2: may not import playground.document"),
        ("engine/a.py", "from .. import document", "1: may not import playground.document"),
        ("engine/a.py", "from .spec import x\ndef f():\n import PySide6", "3: may not import PyS"),
        ("engine/a.py", "import threading", "1: may not import threading"),
        ("engine/a.py", "import scipy.linalg", "1: may not import scipy.linalg"),
        ("panels/a.py", "from playground.engine.program import x", "1: may not import playground"),
        ("panels/a.py", "from playground.engine import program", "1: may not import playground"),
        ("panels/a.py", "from playground import engine", "1: may not import playground.engine"),
        ("panels/a.py", "import pyqtgraph as pg", "1: may not import pyqtgraph"),
        ("document/a.py", "from PySide6 import QtGui", "1: may not import PySide6.QtGui"),
        ("document/a.py", "from PySide6.QtGui import QUndoStack", "1: may not import PySide6"),
        ("document/undo.py", "from PySide6.QtGui import QColor", "1: may not import PySide6.QtG"),
        ("cellar/a.py", "", " has no row in the table"),
    ],
)
def test_the_checker_finds(tmp_path, name, text, refused):
    package = fake_package(tmp_path, FAKE | {name: text})

    (found,) = violations(package, FAKE_TABLE)

    assert found.startswith(f"playground/{name}:{refused}")


IMPORT_ALL = """
import importlib, pkgutil, sys
for name in sys.argv[2:]:
    module = importlib.import_module(name)
    for found in pkgutil.walk_packages(getattr(module, "__path__", []), name + "."):
        importlib.import_module(found.name)
print([name for name in sys.modules if name.startswith(sys.argv[1])])
"""


@pytest.mark.parametrize(
    ("unwanted", "rooms"),
    [
        ("PySide6", names("network engine geometry data interop palette startup app.resources")),
        ("PySide6.QtGui", names("document.files document.lowering runtime cli")),
    ],
)
def test_importing_a_room_brings_no_more_of_qt_than_it_may(unwanted, rooms):
    rooms = [f"playground.{room}" for room in rooms]

    result = subprocess.run(
        [sys.executable, "-c", IMPORT_ALL, unwanted, *rooms],
        cwd=PACKAGE.parent,
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.stderr == ""
    assert result.stdout == "[]\n"
