"""The way in: problems, Ctrl+C and closed pipes end quietly with their exit codes."""

from __future__ import annotations

import subprocess
import sys

import pytest

from playground import __main__, cli, startup


@pytest.fixture
def command(monkeypatch):
    """Return a function that puts `main` in the place of the command line."""

    def put(main):
        monkeypatch.setattr(cli, "main", main)

    return put


def raising(error):
    def main(argv):
        raise error

    return main


def test_the_command_line_gets_the_arguments_and_gives_the_code(command):
    command(len)

    assert __main__.main(["train", "xor"]) == 2


def test_a_problem_is_one_line_and_code_2(command, capsys):
    command(raising(startup.StartupProblem("This lacks: do that.")))

    assert __main__.main([]) == 2
    assert tuple(capsys.readouterr()) == ("", "playground: This lacks: do that.\n")


def test_an_old_python_never_reaches_the_command_line(command, monkeypatch, capsys):
    command(raising(AssertionError))
    monkeypatch.setattr(startup, "MINIMUM_PYTHON", (4, 0))

    assert __main__.main([]) == 2
    assert "is too old" in capsys.readouterr().err


def test_an_interrupt_ends_quietly(command, capsys):
    command(raising(KeyboardInterrupt))

    assert __main__.main([]) == 130
    assert tuple(capsys.readouterr()) == ("", "")


def test_a_closed_pipe_ends_quietly():
    program = """
import sys, types
sys.modules["playground.cli"] = types.SimpleNamespace(
    main=lambda argv: [print("x" * 1000) for _ in range(1000)] and 0
)
from playground import __main__
sys.exit(__main__.main([]))
"""
    process = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    process.stdout.close()
    error = process.stderr.read()
    process.stderr.close()

    assert (process.wait(), error) == (141, "")
