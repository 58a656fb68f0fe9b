"""What is missing on any system is told in one sentence."""

from __future__ import annotations

import ast
from importlib.util import find_spec
from pathlib import Path

import pytest

from playground import startup

PACKAGE = Path(startup.__file__).parent


@pytest.mark.parametrize("name", ["__init__.py", "__main__.py", "startup.py"])
def test_an_old_python_can_read_the_files_on_the_way_to_the_message(name):
    ast.parse((PACKAGE / name).read_text(encoding="utf-8"), feature_version=(3, 6))


@pytest.mark.parametrize("version", [(3, 6), (3, 10)])
def test_an_old_python_is_refused(version):
    with pytest.raises(startup.StartupProblem, match=r"Python \d\.\d+ is too old: install"):
        startup.check_python(version)


@pytest.mark.parametrize("version", [(3, 11), (3, 14), (4, 0)])
def test_a_new_python_is_accepted(version):
    startup.check_python(version)


@pytest.mark.parametrize(
    ("binding", "python", "refused"),
    [
        ("6.12.0", (3, 11), True),
        ("7.0", (3, 11), True),
        ("6.11.3", (3, 11), False),
        ("6.12.0", (3, 12), False),
        ("", (3, 11), False),
    ],
)
def test_the_binding_that_crashes_is_refused_on_old_pythons_only(binding, python, refused):
    if refused:
        with pytest.raises(startup.StartupProblem, match=r"crashes on Python 3\.11: run .*<6\.12"):
            startup.check_binding(binding, python)
    else:
        startup.check_binding(binding, python)


def test_the_installed_binding_is_found():
    import PySide6

    assert startup._installed_binding() == PySide6.__version__


def test_missing_packages_are_named_together(monkeypatch):
    monkeypatch.setattr(startup, "find_spec", lambda name: None if "6" in name else find_spec(name))

    with pytest.raises(startup.StartupProblem, match=r"^PySide6 cannot be imported by"):
        startup.check_gui_libraries()
    with pytest.raises(startup.StartupProblem, match=r"^no6, not6 cannot be imported by"):
        startup.check_packages(["no6", "numpy", "not6"])
