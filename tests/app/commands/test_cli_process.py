"""The command line as a process: its streams, its codes, and what it does without."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


def run(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    """The real process, as a shell would start it."""
    return subprocess.run(
        [sys.executable, "-m", "playground", *arguments],
        cwd=options.pop("cwd", ROOT),
        env=os.environ | {"PYTHONPATH": str(ROOT)} | options.pop("env", {}),
        capture_output=True,
        text=True,
        timeout=120,
        **options,
    )


def test_nothing_but_the_engine_is_needed_without_a_window(tmp_path):
    """Neither Qt nor what builds on it is there in this process."""
    program = """
import sys
class Barred:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("PySide6", "shiboken6", "pyqtgraph", "qtawesome"):
            raise ImportError(name)
sys.meta_path.insert(0, Barred())
from playground.__main__ import main
sys.exit(main())
"""
    for arguments in (["examples"], ["train", "xor", "--epochs", "3", "-o", "out.nnplay"]):
        result = subprocess.run(
            [sys.executable, "-c", program, *arguments],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
        )
        assert (result.returncode, result.stderr) == (0, "")
    assert (tmp_path / "out.nnplay").exists()


def test_the_real_process_ends_with_one_line_and_its_code(tmp_path):
    bad = run("train", "nothing", "--epochs", "1")
    assert (bad.returncode, bad.stdout, bad.stderr.count("\n")) == (2, "", 1)

    good = run("train", "xor", "--epochs", "2", "--json", env={"PYTHONIOENCODING": "ascii"})
    assert (good.returncode, good.stderr) == (0, "")
    assert json.loads(good.stdout)["epochs"] == 2

    plain = run("train", "xor", "--epochs", "2", env={"PYTHONIOENCODING": "ascii"})
    assert (plain.returncode, plain.stderr) == (0, "")


@pytest.mark.skipif(os.name == "nt", reason="needs a terminal of Unix")
def test_an_unreadable_name_is_shown_as_well_as_can_be():
    result = subprocess.run(
        [sys.executable, "-m", "playground", "train", b"\xff\xfe", "--epochs", "1"],
        cwd=ROOT,
        capture_output=True,
    )

    assert result.returncode == 2
    assert result.stderr.count(b"\n") == 1
    assert b"Traceback" not in result.stderr


def test_a_window_on_nothing_is_refused_in_one_line():
    result = run("nothing", env={"QT_QPA_PLATFORM": "offscreen"})

    assert (result.returncode, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert "neither a file nor an example" in result.stderr


@pytest.mark.parametrize("arguments", [["train", "xor", "--epochs", "2000", "--json"], ["--help"]])
def test_a_reader_that_leaves_ends_the_command_quietly(arguments):
    process = subprocess.Popen(
        [sys.executable, "-m", "playground", *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    process.stdout.close()
    error = process.stderr.read()
    process.stderr.close()

    assert process.wait() in (0, 141)
    assert error == b""
