"""The bar that shows how far long work is, in a terminal only."""

from __future__ import annotations

import io
import math
import os
import subprocess
import sys
from pathlib import Path

import pytest

from playground.app.commands.progress import ProgressBar

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.skipif(os.name == "nt", reason="needs a terminal of Unix")
def test_long_work_shows_its_progress_in_a_terminal():
    import pty

    try:
        master, slave = pty.openpty()
    except OSError:
        pytest.skip("this machine has no terminals to give")
    process = subprocess.Popen(
        [sys.executable, "-m", "playground", "train", "spiral", "--epochs", "1000"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=slave,
    )
    os.close(slave)
    shown = b""
    try:
        while chunk := os.read(master, 65536):
            shown += chunk
    except OSError:  # the other end was closed
        pass
    os.close(master)
    out, _ = process.communicate()

    assert process.returncode == 0
    assert out.startswith(b"1,000 epochs in ")
    assert "/1,000 epochs" in shown.decode()
    assert shown.endswith(b"\r\x1b[K")


class Terminal(io.StringIO):
    """A terminal of a given encoding."""

    def __init__(self, encoding: str) -> None:
        super().__init__()
        self._encoding = encoding

    @property
    def encoding(self) -> str:
        return self._encoding

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("encoding", "full"), [("utf-8", "█"), ("ascii", "#")])
@pytest.mark.parametrize("columns", [10, 30, 200])
def test_the_bar_fits_its_terminal_and_goes_away(monkeypatch, encoding, full, columns):
    terminal = Terminal(encoding)
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr("playground.app.commands.progress._SECONDS", 0.0)
    monkeypatch.setenv("COLUMNS", str(columns))

    with ProgressBar(4, "epochs") as bar:
        bar.show(2)
    line = terminal.getvalue().split("\r")[1]

    assert line.endswith(" 2/4 epochs")
    assert len(line) < max(columns, 12)
    assert line.count(full) == math.floor((len(line) - 11) / 2)
    assert terminal.getvalue().endswith("\r\033[K")
