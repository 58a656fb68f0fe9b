from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from playground.app.files.sources import open_source
from playground.cli import main
from playground.data.choice import DataChoice, Table
from playground.data.plane import PlaneChoice
from playground.document import files


def layers(*entries: tuple[list[list[float]], list[float], str]) -> str:
    return json.dumps(
        {"layers": [{"weights": w, "biases": b, "activation": a} for w, b, a in entries]}
    )


CROSS = layers(
    ([[1, 0], [0, 1]], [0, 0], "step"),
    ([[1, 1]], [-1.5], "step"),
)


@pytest.fixture
def cross(tmp_path):
    path = tmp_path / "cross.json"
    path.write_text(CROSS)
    return path


def run(capsys, *arguments: object) -> dict:
    assert main([str(argument) for argument in arguments]) == 0
    return json.loads(capsys.readouterr().out)


def test_two_lines_cut_the_square_into_four_cells(cross, capsys):
    found = run(capsys, "regions", cross, "--json")
    assert set(found) == {
        "cells", "faces", "vertices", "edges", "linear_pieces", "decision_polygons",
        "boundary_segments", "boundary_length", "pieces", "areas", "certified",
    }  # fmt: skip
    assert (found["cells"], found["pieces"], found["boundary_segments"]) == (4, 2, 2)
    assert found["boundary_length"] == pytest.approx(12)
    assert sorted(found["areas"].values()) == pytest.approx([36, 108])


def test_another_box_shows_another_part(cross, capsys):
    found = run(capsys, "regions", cross, "--json", "--box=1,2,1,2")
    assert (found["cells"], found["boundary_length"]) == (1, 0)


def test_the_document_opens_from_the_examples_and_in_words(capsys):
    assert main(["regions", "triangle"]) == 0
    out = capsys.readouterr().out
    assert "cells" in out
    assert "certified" in out


def test_where_further_inputs_are_held_is_said(tmp_path, capsys):
    plain, held = tmp_path / "plain.json", tmp_path / "held.nnplay"
    plain.write_text(layers(([[1, 2, 3]], [0], "relu")))
    assert run(capsys, "regions", plain, "--json")["held"] == {"x3": 0.0}
    table = Table("t.csv", ("x1", "x2", "x3", "y"), np.arange(40.0).reshape(10, 4), ((),) * 4)
    content = open_source(str(plain)).content
    content.data = DataChoice("table", table=table)
    content.view = replace(content.view, plane=PlaneChoice(held=(("x3", 1.5),)))
    files.save(content, held)
    found = run(capsys, "regions", held, "--json", "--compare", plain)
    assert found["held"] == {"x3": 1.5}
    assert found["other_held"] == {"x3": 0.0}
    assert main(["regions", str(held)]) == 0
    assert "held               x3: 1.5\n" in capsys.readouterr().out


def test_two_networks_are_compared_cell_by_cell(cross, tmp_path, capsys):
    twin, other = tmp_path / "twin.json", tmp_path / "other.json"
    twin.write_text(CROSS.replace("-1.5", "-1.2"))
    other.write_text(CROSS.replace("-1.5", "-0.5"))
    assert run(capsys, "regions", cross, "--json", "--compare", twin)["equal"] is True
    found = run(capsys, "regions", cross, "--json", "--compare", other)
    assert found["equal"] is False
    assert found["differing_area"] == pytest.approx(72)


def test_what_differs_is_said_by_output_and_in_words(cross, tmp_path, capsys):
    other = tmp_path / "other.json"
    other.write_text(CROSS.replace("-1.5", "-0.5"))
    found = run(capsys, "regions", cross, "--json", "--compare", other)
    assert found["outputs"] == {"ŷ": {"cells": 2, "area": pytest.approx(72)}}
    assert found["shared"] == ["x₁", "x₂", "a₁⁽²⁾", "a₂⁽²⁾"]
    assert (found["equal_values"], found["largest_gap"]) == (False, 1.0)
    assert main(["regions", str(cross), "--compare", str(other)]) == 0
    out = capsys.readouterr().out
    assert out.startswith("They differ in 2 of 4 cells of the box.")
    assert "ŷ: cells: 2, area: 72" in out


def test_equality_is_proved_on_the_whole_plane(capsys):
    arguments = ["regions", "three-polygons", "--compare", "three-polygons-flat", "--whole-plane"]
    found = run(capsys, *arguments, "--json")
    assert (found["equal"], found["certified"], found["whole_plane"]) == (True, True, True)
    assert (found["cells"], found["outputs"], found["largest_gap"]) == (54, {}, 0.0)
    assert main(arguments) == 0
    assert capsys.readouterr().out.startswith("Equal: both decide the same in all 54 cells of the")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["xor"], "Tanh"),
        (["nowhere"], "neither a file nor an example"),
        (["triangle", "--box", "1,2,3"], "four numbers"),
        (["triangle", "--box", "2,1,0,1"], "rectangle is empty"),
        (["triangle", "--box", "nan,1,0,1"], "finite"),
    ],
)
def test_refuses_in_one_line(arguments, words, capsys):
    assert main(["regions", *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert words.lower() in err.lower()
    assert err.count("\n") == 1


def test_of_two_networks_the_one_without_exact_regions_is_named(capsys):
    assert main(["regions", "triangle", "--compare", "trained-triangle"]) == 2
    assert "Second network: Exact regions need" in capsys.readouterr().err
    assert main(["regions", "trained-triangle", "--compare", "triangle"]) == 2
    assert "First network: Exact regions need" in capsys.readouterr().err
