"""`playground data`, and data options of `train` and `render`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from playground.cli import main
from playground.data.choice import DataChoice
from playground.data.csv_file import peek, read
from playground.data.csv_write import to_csv
from playground.data.load import load


def test_points_come_out_as_csv_and_make_the_same_data_set(tmp_path: Path, capsys) -> None:
    path = tmp_path / "points.csv"
    assert main(["data", "xor", "-o", str(path)]) == 0
    assert "500 points, of which 300 train." in capsys.readouterr().err
    expected = load(DataChoice("xor", noise=5, train_share=60))
    table = read(path, peek(path).options)
    again = load(DataChoice("table", table=table, split="part"))
    assert again.inputs.tobytes() == expected.inputs.tobytes()
    assert again.labels.tobytes() == expected.labels.tobytes()
    assert again.train_count == expected.train_count
    assert main(["data", "xor"]) == 0
    assert capsys.readouterr().out == to_csv(expected) == path.read_text()


def test_options_take_the_place_of_the_data_settings(capsys) -> None:
    arguments = ["--data", "intervals", "--classes", "4", "--points", "20", "--data-seed", "ours"]
    assert main(["data", "xor", *arguments, "--noise", "0"]) == 0
    choice = DataChoice("intervals", classes=4, count=20, seed="ours", train_share=60)
    assert capsys.readouterr().out == to_csv(load(choice))


def test_normalizing_and_balance_reach_training(capsys) -> None:
    def losses(*options: str) -> list[float]:
        assert main(["train", "circle", "--epochs", "3", "--json", *options]) == 0
        return json.loads(capsys.readouterr().out)["loss_train"]

    plain = losses()
    assert losses("--no-normalize", "--balance", "50") == plain
    normalized = losses("--normalize")
    assert normalized != plain
    assert losses("--balance", "20") != plain


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--points", "1"], "The number of points is 1"),
        (["--classes", "99", "--data", "blobs"], "99 classes can't be made"),
        (["--noise", "200"], "The noise is 200"),
        (["--balance", "0"], "share of the second class"),
        (["--data", "moons"], "invalid choice"),
        (["-o", "/nowhere/points.csv"], "can't be written"),
    ],
)
def test_what_makes_no_sense_is_one_line_and_exit_code_2(options, words, capsys) -> None:
    assert main(["data", "xor", *options]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert words in err
    assert err.count("\n") == 1
