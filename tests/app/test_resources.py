"""Resources are found in a checkout and in an installed package."""

from __future__ import annotations

import pytest

from playground.app.resources import resource, resources_folder


def test_this_installation_has_its_resources():
    assert list(resource("desktop").glob("*.desktop"))


def test_a_missing_resource_is_named():
    with pytest.raises(FileNotFoundError, match=r"incomplete: .*nowhere\.json is missing"):
        resource("examples", "nowhere.json")


def test_the_checkout_comes_first(tmp_path):
    package = tmp_path / "playground"
    (package / "resources").mkdir(parents=True)
    (tmp_path / "resources").mkdir()
    (tmp_path / "pyproject.toml").touch()

    assert resources_folder(package) == tmp_path / "resources"


def test_a_neighbour_of_an_installed_package_is_not_ours(tmp_path):
    package = tmp_path / "playground"
    (package / "resources").mkdir(parents=True)
    (tmp_path / "resources").mkdir()

    assert resources_folder(package) == package / "resources"
