from __future__ import annotations

import json

import pytest

from playground.cli import main
from playground.document import files
from playground.network.model import Network


def run(capsys, *arguments: object) -> tuple[int, str, str]:
    code = main([str(argument) for argument in ("flatten", *arguments)])
    return code, *capsys.readouterr()


def edges_of(path) -> Network:
    return files.load(path).network


def test_the_polygons_are_saved_flat_and_decide_the_same(tmp_path, capsys):
    path = tmp_path / "flat.nnplay"

    code, out, err = run(capsys, "three-polygons", "-o", path)

    assert (code, err) == (0, "")
    assert "now         2-10-3-8: 74 weights + 21 biases = 95" in out
    assert "flat        2-10-8: 100 weights + 18 biases = 118, the same on the whole plane" in out
    assert len(edges_of(path).edges) == 100
    assert main(["regions", "three-polygons", "--json", "--compare", str(path)]) == 0
    assert json.loads(capsys.readouterr().out)["equal"] is True


def test_json_has_sizes_and_a_sentence_for_each_output(capsys):
    code, out, _ = run(capsys, "three-polygons", "--json", "--sparse")

    found = json.loads(out)
    assert code == 0
    assert found["flat"] is True
    assert len(found["outputs"]) == 8
    assert found["sizes"]["before"] == {"widths": "2-10-3-8", "weights": 74, "biases": 21}
    assert found["sizes"]["flat"]["weights"] < 100


def test_what_can_not_be_flattened_ends_with_1_unless_two_layers_will_do(tmp_path, capsys):
    path = tmp_path / "out.nnplay"

    code, out, err = run(capsys, "one-of-two-triangles", "-o", path)
    assert code == 1
    assert "whatever the number of hidden neurons" in out
    assert "--two-layers" in err
    assert not path.exists()

    code, out, err = run(capsys, "one-of-two-triangles", "-o", path, "--two-layers")
    assert (code, err) == (0, "")
    assert len(edges_of(path).levels().values()) == 2 + 6 + 6 + 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["xor"], "“a₁⁽²⁾” is Tanh"),
        (["nowhere"], "neither a file nor an example"),
        (["three-polygons", "--seconds", "soon"], "not a number of seconds"),
        (["three-polygons", "--extra", "-1"], "whole number"),
        (["three-polygons", "-o", "/nowhere/at/all.nnplay"], "can't be written"),
    ],
)
def test_refuses_in_one_line(arguments, words, capsys):
    code, out, err = run(capsys, *arguments)

    assert (code, out) == (2, "")
    assert words in err
    assert err.count("\n") == 1
