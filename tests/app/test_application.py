"""The program as a process of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# Told once the event loop runs, when the handler has long been set.
STARTED = """
import gc
import sys
from PySide6.QtCore import QTimer
from playground.app import application
from playground.app.windows import Windows
opening = Windows.open
def open_and_tell(windows, content=None):
    window = opening(windows, content)
    QTimer.singleShot(0, lambda: print("open", gc.get_freeze_count() > 50_000, flush=True))
    return window
Windows.open = open_and_tell
sys.exit(application.run_window(None))
"""


@pytest.mark.skipif(os.name == "nt", reason="a console's Ctrl+C is no signal to one process there")
def test_ctrl_c_in_the_terminal_ends_the_program():
    process = subprocess.Popen(
        [sys.executable, "-c", STARTED],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        # What stays for good is out of the garbage collector's sight, whose sweeps hold us up.
        assert process.stdout.readline() == "open True\n"
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
    finally:
        process.kill()
    assert process.returncode == 0
    assert "Traceback" not in said
