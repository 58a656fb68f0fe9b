"""What a path, a name or a link opens, and the one sentence when it opens nothing."""

from __future__ import annotations

import os

import pytest

from playground.app.examples.catalog import EXAMPLES
from playground.app.files.sources import is_link, open_link, open_source
from playground.document import files
from playground.document.files import FileError
from tests.make_examples import build

LINK = "https://playground.tensorflow.org/#activation=relu&dataset=gauss&networkShape=3,2&seed=0.3"


def test_a_path_is_opened_with_its_name(tmp_path):
    path = tmp_path / "my net.nnplay"
    files.save(build()["circle"], path)

    opened = open_source(str(path))

    assert (opened.content, opened.name, opened.path) == (build()["circle"], "my net", path)
    assert opened.notes == ()


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_has_a_title_and_no_path_to_save_over(name):
    opened = open_source(name)

    assert (opened.name, opened.path) == (EXAMPLES[name].title, None)
    assert opened.content == build()[name]


def test_a_link_brings_its_drawing_and_settings():
    opened = open_source(LINK)

    assert opened.path is None
    assert [len(opened.content.network.inputs()), len(opened.content.network.nodes)] == [2, 8]
    assert opened.content.data.source == "gauss"
    assert opened.content.new_items.activation == "relu"


def test_what_was_changed_in_a_link_is_noted():
    notes = open_link(LINK + "&learningRate=much").notes

    assert any("much" in note for note in notes)


@pytest.mark.parametrize("name", ["xor", "playground.tensorflow.org"])
def test_a_file_that_is_there_wins(tmp_path, monkeypatch, name):
    files.save(build()["triangle"], tmp_path / name)
    monkeypatch.chdir(tmp_path)

    assert open_source(name).content == build()["triangle"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (LINK, True),
        ("playground.tensorflow.org", True),
        ("HTTP://Playground.TensorFlow.org/", True),
        ("xor", False),
        ("", False),
        ("x" * 200 + LINK, False),
    ],
)
def test_links_are_told_from_other_text(text, expected):
    assert is_link(text) == expected


@pytest.mark.parametrize(
    ("source", "meant"),
    [
        ("", ""),
        ("nothing", ""),
        ("XOR", "xor"),
        ("tringle", "triangle"),
        ("a\0b", ""),
        ("n" * 100_000, ""),
        ("no/such/folder/net.nnplay", ""),
        ("~", ""),
    ],
)
def test_nothing_to_open_is_told_with_what_may_have_been_meant(source, meant):
    with pytest.raises(FileError) as caught:
        open_source(source)

    said = str(caught.value)
    assert said.endswith("“playground examples” lists the examples.")
    assert ("did you mean" in said) == bool(meant)
    assert f"“{meant}”" in said or not meant
    assert len(said) < 300


@pytest.mark.parametrize("source", [".", os.devnull])
def test_only_files_are_read(source):
    with pytest.raises(FileError, match="folder or a device"):
        open_source(source)


def test_a_link_that_is_too_long_is_refused():
    with pytest.raises(FileError, match="characters long"):
        open_source(LINK + "&x=" + "a" * 1_000_000)
