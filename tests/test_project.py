"""What the project promises around its code: wheel, desktop entry, documents, binding."""

from __future__ import annotations

import configparser
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QObject, Signal

import playground
from playground import startup

ROOT = Path(__file__).resolve().parents[1]
DESKTOP = ROOT / "resources" / "desktop"


class Emitter(QObject):
    happened = Signal()


def test_the_binding_keeps_the_counts_of_none_true_and_false():
    """PySide6 6.12 on Python 3.11 loses one reference a call, and a short suite does not notice."""
    emitter = Emitter()
    before = [sys.getrefcount(value) for value in (None, True, False)]
    for _ in range(1000):
        emitter.setObjectName("emitter")  # returns None
        emitter.happened.emit()  # returns True
        emitter.signalsBlocked()  # returns False
    after = [sys.getrefcount(value) for value in (None, True, False)]

    assert max(abs(new - old) for new, old in zip(after, before, strict=True)) < 5


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """Build the wheel and return the folder it was unpacked to, as an installer would."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    with zipfile.ZipFile(built) as archive:
        archive.extractall(folder / "installed")
    return folder / "installed"


def test_the_wheel_carries_every_resource_and_finds_them(wheel):
    program = "from playground.app.resources import resources_folder as f; print(f())"
    result = subprocess.run(
        [sys.executable, "-c", program],
        cwd=wheel,
        env=os.environ | {"PYTHONPATH": str(wheel)},
        capture_output=True,
        text=True,
        check=True,
    )
    found = Path(result.stdout.strip())

    assert found == (wheel / "playground" / "resources").resolve()
    files = [path for path in (ROOT / "resources").rglob("*") if path.is_file()]
    assert files
    for path in files:
        assert (found / path.relative_to(ROOT / "resources")).exists(), path


def test_the_wheel_carries_licence_version_commands_and_type_marker(wheel):
    (info,) = wheel.glob("*.dist-info")
    metadata = (info / "METADATA").read_text(encoding="utf-8")

    assert f"\nVersion: {playground.__version__}\n" in metadata
    assert "playground = playground.__main__:main" in (info / "entry_points.txt").read_text()
    assert (info / "licenses" / "LICENSE").read_text().startswith("MIT License")
    assert (wheel / "playground" / "py.typed").exists()
    assert not list(wheel.glob("tests"))


def test_the_changelog_has_the_version():
    headings = re.findall(r"^## \[(.+?)\]", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)

    assert headings[0] in ("Unreleased", playground.__version__)


def test_the_desktop_files_agree():
    (desktop_file,) = DESKTOP.glob("*.desktop")
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str
    entry.read(desktop_file)
    entry = entry["Desktop Entry"]
    mime = ElementTree.parse(DESKTOP / f"{desktop_file.stem}.mime.xml").getroot()[0]
    appstream = ElementTree.parse(DESKTOP / f"{desktop_file.stem}.metainfo.xml").getroot()
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["scripts"]

    assert entry["Exec"].split()[0] in scripts
    assert (DESKTOP / f"{entry['Icon']}.svg").exists()
    assert mime.get("type") == entry["MimeType"].strip(";")
    assert mime.get("type") == appstream.findtext("provides/mediatype")
    assert appstream.findtext("id") == entry["StartupWMClass"] == desktop_file.stem
    assert appstream.findtext("launchable") == desktop_file.name


def readme_block(name: str) -> str:
    """Return the command of a fenced block that follows the comment `<!-- name -->`."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    (block,) = re.findall(rf"<!-- {name} -->\n+```sh\n(.*?)```", text, re.DOTALL)
    return block.strip()


@pytest.mark.parametrize("name", ["launch", "test"])
def test_the_bare_command_of_the_readme_is_the_plain_one_after_the_packages(name):
    plain, bare = readme_block(name), readme_block(f"{name}-bare")

    assert "\n" not in plain
    assert bare.endswith(f"&& {plain}")
    assert set(bare.split()) >= set(startup.GUI_LIBRARIES.values()) | {"python3-venv"}


def test_the_bare_launch_brings_what_a_window_needs():
    window = set(startup.PLATFORM_LIBRARIES["xcb"].values()) - {"libxcb1"}  # libgl1 brings it

    assert set(readme_block("launch-bare").split()) >= window
