"""What must be there before Qt is started, each lack told in one sentence with the way out.

Qt ends the whole process when its platform plugin or a system library is missing, so all of it
is looked for here first, with the standard library only. This file is also read by Pythons too
old for the rest: nothing in it may need more than Python 3.6.
"""

import ctypes
import glob
import os
import re
import socket
import sys
from importlib.util import find_spec
from typing import Dict, Iterable, List, Mapping, Optional, Sequence

MINIMUM_PYTHON = (3, 11)
ENGINE_PACKAGES = ("numpy", "msgspec", "threadpoolctl")
GUI_PACKAGES = ("PySide6", "pyqtgraph", "qtawesome")

# Shared libraries Qt loads, with the Debian package that brings each.
GUI_LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
}
PLATFORM_LIBRARIES = {
    "xcb": {
        "libxcb.so.1": "libxcb1",
        "libxcb-cursor.so.0": "libxcb-cursor0",
        "libxcb-icccm.so.4": "libxcb-icccm4",
        "libxcb-keysyms.so.1": "libxcb-keysyms1",
        "libxcb-shape.so.0": "libxcb-shape0",
        "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    },
    "wayland": {
        "libwayland-client.so.0": "libwayland-client0",
        "libwayland-cursor.so.0": "libwayland-cursor0",
    },
}  # type: Dict[str, Dict[str, str]]

WAY_OUT = (
    "start it in a desktop session, or use 'playground train' or 'playground render', "
    "which need no window."
)


class StartupProblem(Exception):
    """Something is missing; the message is one sentence that says what to do."""


def check_python(version: Sequence[int] = sys.version_info[:2]) -> None:
    """Raise StartupProblem on a Python older than the program is written for."""
    if tuple(version[:2]) < MINIMUM_PYTHON:
        raise StartupProblem(
            f"Python {version[0]}.{version[1]} is too old: install Python 3.11 or newer and set "
            "up again with it, as in 'python3.11 -m venv .venv'."
        )


def check_packages(names: Iterable[str] = ENGINE_PACKAGES) -> None:
    """Raise StartupProblem when a Python package of `names` is not installed."""
    missing = [name for name in names if find_spec(name) is None]
    if missing:
        raise StartupProblem(
            f"{', '.join(missing)} cannot be imported by {sys.executable}: install what the "
            f"playground needs with '{sys.executable} -m pip install .' in its folder."
        )


def check_binding(version: str, python: Sequence[int] = sys.version_info[:2]) -> None:
    """Raise StartupProblem for the PySide6 that aborts on this Python.

    PySide6 6.12 drops a reference to None, True or False at every call that returns one; before
    Python 3.12 made these objects immortal, the process dies of it within seconds.
    """
    numbers = tuple(int(number) for number in re.findall(r"\d+", version)[:2])
    if numbers >= (6, 12) and tuple(python[:2]) < (3, 12):
        raise StartupProblem(
            f"PySide6 {version} crashes on Python {python[0]}.{python[1]}: run "
            f"'{sys.executable} -m pip install \"PySide6-Essentials>=6.11.3,<6.12\"', or use "
            "Python 3.12 or newer."
        )


def check_gui_libraries(platform: Optional[str] = None) -> None:
    """Raise StartupProblem when QtWidgets, or Qt's plugin for `platform`, could not be loaded."""
    check_packages(GUI_PACKAGES)
    check_binding(_installed_binding())
    if not sys.platform.startswith("linux"):
        return
    missing = _missing(dict(GUI_LIBRARIES, **PLATFORM_LIBRARIES.get(platform or "", {})))
    if missing:
        raise StartupProblem(
            f"System libraries are missing ({', '.join(missing)}): on Debian or Ubuntu run "
            f"'apt-get install -y --no-install-recommends {' '.join(missing.values())}' as root, "
            "elsewhere install the packages that bring them."
        )


def check_display(env: Mapping[str, str] = os.environ) -> None:
    """Raise StartupProblem when none of the platforms Qt would try can open a window."""
    problems = [_unreachable(platform, env) for platform in wanted_platforms(env)]
    if problems and all(problems):
        raise StartupProblem(str(problems[0]))


def check_window(env: Mapping[str, str] = os.environ) -> None:
    """Raise StartupProblem when a window cannot be opened here."""
    wanted = wanted_platforms(env)
    reachable = [name for name in wanted if not _unreachable(name, env)]
    complete = [name for name in reachable if not _missing(PLATFORM_LIBRARIES.get(name, {}))]
    # Without any display its libraries are named only together with those that lack anyway.
    hoped_for = wanted if _missing(GUI_LIBRARIES) else []
    check_gui_libraries(next(iter(complete + reachable + hoped_for), None))
    check_display(env)


def wanted_platforms(env: Mapping[str, str]) -> List[str]:
    """Return the names of the Qt platforms that Qt would try, first choice first."""
    chosen = env.get("QT_QPA_PLATFORM", "")
    if chosen:
        return [name.split(":")[0].lower() for name in chosen.split(";")]
    if not sys.platform.startswith("linux"):
        return []
    wayland = "WAYLAND_DISPLAY" in env or env.get("XDG_SESSION_TYPE") == "wayland"
    return ["wayland"] * wayland + ["xcb"] * ("DISPLAY" in env or not wayland)


def _installed_binding() -> str:
    from importlib.metadata import PackageNotFoundError, version  # newer than Python 3.6

    for name in ("PySide6-Essentials", "PySide6"):
        try:
            return version(name)
        except PackageNotFoundError:
            continue
    return ""


def _missing(libraries: Mapping[str, str]) -> Dict[str, str]:
    """Return those of `libraries` that the dynamic linker cannot load."""
    missing = {}
    for library, package in libraries.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            missing[library] = package
    return missing


def _unreachable(platform: str, env: Mapping[str, str]) -> Optional[str]:
    """Return why `platform` cannot open a window here, or None."""
    known = _known_platforms(env)
    if known and platform.split("-")[0] not in known:
        return (
            f"QT_QPA_PLATFORM is set to '{env['QT_QPA_PLATFORM']}', which this Qt does not have: "
            f"unset it or choose one of {', '.join(known)}."
        )
    if platform == "xcb":
        return _x_problem(env.get("DISPLAY", ""))
    if platform.startswith("wayland"):
        return _wayland_problem(env)
    return None


def _known_platforms(env: Mapping[str, str]) -> List[str]:
    """Return the names of the installed platform plugins; none when they are not found."""
    binding = find_spec("PySide6")
    folders = [env.get("QT_QPA_PLATFORM_PLUGIN_PATH", "")]
    folders += [
        os.path.join(path, "platforms") for path in env.get("QT_PLUGIN_PATH", "").split(os.pathsep)
    ]
    for root in (binding and binding.submodule_search_locations) or []:
        folders.append(os.path.join(root, "plugins", "platforms"))
        folders.append(os.path.join(root, "Qt", "plugins", "platforms"))
    files = [path for folder in folders for path in glob.glob(os.path.join(folder, "*q*.*"))]
    found = [re.match(r"(?:lib)?q(\w+)\.", os.path.basename(path)) for path in files]
    return sorted({match.group(1) for match in found if match})


def _x_problem(display: str) -> Optional[str]:
    """Return why the X server `display` cannot be used; libxcb asks it just as Qt will."""
    if not display:
        return f"There is no display (DISPLAY and WAYLAND_DISPLAY are not set): {WAY_OUT}"
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return None  # a missing library, which has a sentence of its own
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(os.fsencode(display), None))
    failed = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    if failed:
        return f"The X display '{display}' of DISPLAY cannot be opened: {WAY_OUT}"
    return None


def _wayland_problem(env: Mapping[str, str]) -> Optional[str]:
    """Return why the Wayland display cannot be used, or None."""
    if "WAYLAND_SOCKET" in env:
        return None  # connected already, by whoever started us
    name = env.get("WAYLAND_DISPLAY") or "wayland-0"
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(5)
        try:
            connection.connect(os.path.join(env.get("XDG_RUNTIME_DIR", ""), name))
        except OSError:
            return f"The Wayland display '{name}' cannot be opened: {WAY_OUT}"
    return None
