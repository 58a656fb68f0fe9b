"""Missing displays and system libraries on Linux: one sentence, code 2, and Qt never started."""

from __future__ import annotations

import os
import re
import socket
import struct
import subprocess
import sys
import threading

import pytest

from playground import startup

DISPLAY_VARIABLES = ("DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET", "XDG_SESSION_TYPE")

# Stands for the part of the command line that opens a window.
OPEN_WINDOW = """
import ctypes, sys, types
from playground import __main__, startup

lacking = sys.argv[1:]
load = ctypes.CDLL
def load_or_lack(name, *args):
    if name in lacking:
        raise OSError(name)
    return load(name, *args)
ctypes.CDLL = load_or_lack

def open_window(argv):
    startup.check_window()
    print("window")
    return 0

sys.modules["playground.cli"] = types.SimpleNamespace(main=open_window)
code = __main__.main([])
assert not any(name.startswith("PySide6") for name in sys.modules)
sys.exit(code)
"""


def open_window(*lacking: str, **env: str) -> tuple[int, str, str]:
    """Open a window in a process with only these display variables; return code, out, err."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in DISPLAY_VARIABLES and not name.startswith("QT_")
    }
    result = subprocess.run(
        [sys.executable, "-c", OPEN_WINDOW, *lacking],
        env=kept | env,
        capture_output=True,
        text=True,
        check=False,
    )
    return result.returncode, result.stdout, result.stderr


def refusal(*lacking: str, **env: str) -> str:
    """Return the one line with which a window was refused."""
    code, out, err = open_window(*lacking, **env)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("playground: ")
    return err


@pytest.fixture
def x_display():
    """Serve as an X server that welcomes one client after the other; return its DISPLAY."""
    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]

    def welcome() -> None:
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            with client:
                client.recv(4096)
                client.sendall(struct.pack("<BxHHH", 1, 11, 0, 8) + bytes(32))
                client.recv(4096)

    thread = threading.Thread(target=welcome, name="X server")
    thread.start()
    yield f"127.0.0.1:{port - 6000}.0"
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()
    thread.join()


@pytest.fixture
def wayland(tmp_path):
    """Listen as a Wayland compositor; return the variables that lead to it."""
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "wayland-3"))
        listener.listen()
        yield {"XDG_RUNTIME_DIR": str(tmp_path), "WAYLAND_DISPLAY": "wayland-3"}


@pytest.fixture
def lacking(monkeypatch):
    """Return a set: the libraries in it are missing, all others are there."""
    names: set[str] = set()
    monkeypatch.setattr(
        startup, "_missing", lambda wanted: {k: v for k, v in wanted.items() if k in names}
    )
    return names


def packages(error: pytest.ExceptionInfo[startup.StartupProblem]) -> list[str]:
    """Return the Debian packages of the apt-get line in the message."""
    (line,) = re.findall(r"'apt-get install -y --no-install-recommends (.*?)'", str(error.value))
    return line.split()


def test_no_display_is_told():
    assert "There is no display" in refusal()


def test_an_x_display_that_does_not_answer_is_told():
    assert "The X display ':987' of DISPLAY cannot be opened" in refusal(DISPLAY=":987")


def test_a_wayland_display_that_is_not_there_is_told(tmp_path):
    env = {"XDG_RUNTIME_DIR": str(tmp_path), "WAYLAND_DISPLAY": "wayland-9"}

    assert "The Wayland display 'wayland-9' cannot be opened" in refusal(**env)


def test_an_unknown_platform_is_told_with_those_there_are():
    text = refusal(QT_QPA_PLATFORM="xbc")

    assert "QT_QPA_PLATFORM is set to 'xbc'" in text
    assert "offscreen" in text
    assert "xcb" in text


def test_a_missing_library_is_told_before_qt_is_started():
    text = refusal("libEGL.so.1", "libfontconfig.so.1", QT_QPA_PLATFORM="offscreen")

    assert "(libEGL.so.1, libfontconfig.so.1)" in text
    assert "'apt-get install -y --no-install-recommends libegl1 libfontconfig1'" in text


@pytest.mark.parametrize("platform", ["offscreen", "vnc:size=800x600", "nonsense;offscreen"])
def test_a_platform_that_needs_no_display_opens(platform):
    assert open_window(QT_QPA_PLATFORM=platform) == (0, "window\n", "")


def test_an_x_display_that_answers_opens(x_display, lacking):
    startup.check_window({"DISPLAY": x_display})


def test_a_machine_with_wayland_alone_opens(wayland, lacking):
    lacking.update(startup.PLATFORM_LIBRARIES["xcb"].keys())

    startup.check_window(wayland)


def test_wayland_stands_in_for_an_x_display_that_does_not_answer(wayland, lacking):
    startup.check_window(wayland | {"DISPLAY": ":987"})


def test_x_stands_in_for_a_missing_wayland_library(wayland, x_display, lacking):
    lacking.add("libwayland-cursor.so.0")

    startup.check_window(wayland | {"DISPLAY": x_display})


def test_all_that_lacks_for_an_x_window_is_one_line(x_display, lacking):
    lacking.update({"libGL.so.1", "libxcb-cursor.so.0", "libxkbcommon-x11.so.0"})

    with pytest.raises(startup.StartupProblem) as error:
        startup.check_window({"DISPLAY": x_display})

    assert packages(error) == ["libgl1", "libxcb-cursor0", "libxkbcommon-x11-0"]


def test_on_a_bare_machine_without_display_all_packages_are_one_line(lacking):
    lacking.update(startup.GUI_LIBRARIES.keys() | startup.PLATFORM_LIBRARIES["xcb"].keys())

    with pytest.raises(startup.StartupProblem) as error:
        startup.check_window({})

    assert len(packages(error)) == len(lacking)


def test_a_picture_needs_no_libraries_of_a_window(lacking):
    lacking.update(startup.PLATFORM_LIBRARIES["xcb"].keys())
    startup.check_gui_libraries()
    lacking.add("libdbus-1.so.3")

    with pytest.raises(startup.StartupProblem) as error:
        startup.check_gui_libraries()

    assert packages(error) == ["libdbus-1-3"]
