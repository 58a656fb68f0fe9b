"""The command line: what it prints, its exit codes, and that one line tells what is wrong."""

from __future__ import annotations

import json
import os
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest

from playground import __main__, __version__, cli
from playground.app.commands.overrides import STOPS, TRAINING
from playground.app.examples.catalog import EXAMPLES
from playground.data.choice import DataChoice, Table
from playground.document import files
from playground.document.content import Content
from playground.engine.spec import StopRules, TrainingSpec
from playground.network.model import Edge, Network, Node
from playground.network.weight import Weight
from tests.make_examples import build

LINK = (
    "https://playground.tensorflow.org/#activation=tanh&batchSize=10&dataset=xor&regDataset=reg-"
    "plane&learningRate=0.03&noise=0&networkShape=3&seed=0.5&percTrainData=50&x=true&y=true"
)


def refused(capsys, *arguments: str) -> str:
    """The one line on stderr with which the command is refused."""
    assert cli.main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("playground: ")
    assert err.count("\n") == 1
    assert err.endswith((".\n", "used.\n"))
    assert len(err) < 600
    return err


def trained(capsys, *arguments: str) -> dict:
    """The object that `train … --json` prints."""
    assert cli.main(["train", *arguments, "--json"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return json.loads(out)


def test_the_examples_are_listed(capsys):
    assert cli.main(["examples"]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == list(EXAMPLES)


@pytest.mark.parametrize("arguments", [["--version"], ["train", "--help"], ["render", "--help"]])
def test_help_and_version_end_well(capsys, arguments):
    assert cli.main(arguments) == 0

    out, err = capsys.readouterr()
    assert err == ""
    assert ("usage: playground" if "--help" in arguments else __version__) in out


@pytest.mark.parametrize("name", ["xor", "circle"])
def test_training_an_example_gets_95_percent(capsys, name):
    result = trained(capsys, name, "--epochs", "300")

    assert result["accuracy_test"] >= 0.95
    assert result["loss_train"][-1] < 0.2 * result["loss_train"][0]


def test_the_object_has_every_promised_field(capsys):
    result = trained(capsys, "xor", "--epochs", "3")
    network = build()["xor"].network

    assert list(result) == [
        *("nodes", "edges", "loss_train", "loss_test", "accuracy_train", "accuracy_test"),
        *("parameters", "epochs", "seconds"),
    ]
    assert [node["id"] for node in result["nodes"]] == [node.id for node in network.nodes]
    assert [node["kind"] for node in result["nodes"]] == ["input"] * 2 + ["hidden"] * 8 + ["output"]
    for shown, node in zip(result["nodes"], network.nodes, strict=True):
        assert list(shown) == ["id", "kind", "activation", "bias_initial", "bias_final"]
        assert shown["activation"] == (None if node.is_input else node.activation)
        assert shown["bias_initial"] == (None if node.is_input else node.bias.value)
        assert node.is_input or shown["bias_final"] != node.bias.value
    for shown, edge in zip(result["edges"], network.edges, strict=True):
        assert list(shown) == ["id", "source", "target", "weight_initial", "weight_final"]
        assert (shown["id"], shown["source"], shown["target"], shown["weight_initial"]) == (
            edge.id,
            edge.source,
            edge.target,
            edge.weight.value,
        )
        assert shown["weight_final"] != edge.weight.value
    assert len(result["loss_train"]) == len(result["loss_test"]) == 4
    assert result["parameters"] == 28 + 9
    assert result["epochs"] == 3
    assert result["seconds"] > 0


def test_without_test_points_their_numbers_are_null(capsys, tmp_path):
    content = build()["xor"]
    content.data = replace(content.data, train_share=100)
    files.save(content, tmp_path / "all.nnplay")

    result = trained(capsys, str(tmp_path / "all.nnplay"), "--epochs", "2")

    assert result["loss_test"] == [None] * 3
    assert result["accuracy_test"] is None
    assert result["accuracy_train"] > 0


def test_no_epochs_leave_the_weights_and_measure_once(capsys):
    result = trained(capsys, "triangle", "--epochs", "0")

    assert len(result["loss_train"]) == 1
    assert all(edge["weight_initial"] == edge["weight_final"] for edge in result["edges"])


def test_runs_repeat_and_a_seed_draws_others(capsys):
    first, again, other = (
        trained(capsys, "xor", "--epochs", "2", *seed) for seed in ((), (), ("--seed", "5"))
    )

    assert first | {"seconds": 0} == again | {"seconds": 0}
    assert first["edges"][0]["weight_initial"] != other["edges"][0]["weight_initial"]
    assert (
        other["loss_train"] == trained(capsys, "xor", "--epochs", "2", "--seed", "5")["loss_train"]
    )


def test_the_summary_is_for_people(capsys):
    assert cli.main(["train", "xor", "--epochs", "1000"]) == 0

    out, err = capsys.readouterr()
    assert err == ""
    assert out.startswith("1,000 epochs in ")
    assert out.splitlines()[2].startswith("test  loss ")


def test_what_was_trained_is_saved_and_goes_on(capsys, tmp_path):
    middle, end = str(tmp_path / "middle.nnplay"), str(tmp_path / "end.nnplay")
    schedule = ("--schedule", "step", "--schedule-epochs", "3", "--shuffle")
    whole = trained(capsys, "xor", "--epochs", "10", *schedule)

    first = trained(capsys, "xor", "--epochs", "4", *schedule, "-o", middle)
    second = trained(capsys, middle, "--epochs", "6", "-o", end)

    assert first["loss_train"] + second["loss_train"][1:] == whole["loss_train"]
    content = files.load(Path(end))
    assert content.epoch == 10
    assert content.training.schedule == "step"
    for edge, original in zip(content.network.edges, build()["xor"].network.edges, strict=True):
        assert edge.start == original.weight


def test_a_documents_stop_rules_dont_count_but_asked_ones_do(capsys, tmp_path):
    content = build()["xor"]
    content.stops = StopRules(epochs=2)
    path = str(tmp_path / "stops.nnplay")
    files.save(content, Path(path))

    assert trained(capsys, path, "--epochs", "5")["epochs"] == 5
    assert cli.main(["train", path, "--epochs", "5", "--json", "--stop-epochs", "3"]) == 0

    out, err = capsys.readouterr()
    assert json.loads(out)["epochs"] == 3
    assert err == "playground: Training stopped because epoch 3 was reached.\n"


def test_every_setting_can_be_given():
    assert {setting.field for setting in TRAINING} == {f.name for f in fields(TrainingSpec)} - {
        "seed"
    }
    assert [setting.field for setting in STOPS] == [f.name for f in fields(StopRules)]


def test_settings_take_the_place_of_the_documents(capsys, tmp_path):
    out = tmp_path / "out.nnplay"
    changed = {"optimizer": "adam", "learning_rate": 0.25, "batch_size": 7, "dead_l1": True}
    flags = ["--optimizer", "adam", "--learning-rate", "0,25", "--batch-size", "7", "--dead-l1"]

    trained(capsys, "xor", "--epochs", "1", *flags, "--activation", "relu", "-o", str(out))

    saved, original = files.load(out), build()["xor"]
    assert saved.training == replace(original.training, **changed)
    activations = {
        saved.network.role(node.id): node.activation
        for node in saved.network.nodes
        if not node.is_input
    }
    assert activations == {"hidden": "relu", "output": "tanh"}


def test_first_weights_can_follow_another_rule(capsys):
    result = trained(capsys, "circle", "--epochs", "0", "--initializer", "zeros")

    assert {edge["weight_initial"] for edge in result["edges"]} == {0.0}


@pytest.mark.parametrize("command", ["train", "render"])
def test_divergence_is_code_1_and_one_line(capsys, tmp_path, command):
    out = tmp_path / "out"
    content = build()["circle"]
    for node in content.network.nodes:
        content.network.put_node(replace(node, activation="identity"))
    content.training = replace(content.training, learning_rate=1000.0)
    files.save(content, tmp_path / "linear.nnplay")

    code = cli.main([command, str(tmp_path / "linear.nnplay"), "--epochs", "50", "-o", str(out)])

    printed, err = capsys.readouterr()
    assert (code, printed) == (1, "")
    assert err.startswith("playground: Training ran away at step ")
    assert err.count("\n") == 1
    assert not out.exists()


def test_a_link_trains_and_its_notes_go_to_stderr(capsys):
    link = LINK.replace("dataset=xor", "dataset=cats")

    assert len(trained(capsys, LINK, "--epochs", "2")["loss_train"]) == 3
    assert cli.main(["train", link, "--epochs", "2", "--json"]) == 0

    out, err = capsys.readouterr()
    assert len(json.loads(out)["loss_train"]) == 3
    assert err == "playground: The link's dataset “cats” is unknown; circle was used.\n"


def test_an_existing_path_wins_over_an_examples_name(capsys, tmp_path, monkeypatch):
    files.save(build()["half-plane"], tmp_path / "xor")
    monkeypatch.chdir(tmp_path)

    assert trained(capsys, "xor", "--epochs", "0")["parameters"] == 3


@pytest.mark.parametrize("name", ["train", "render", "examples"])
def test_a_file_may_be_named_like_a_command(capsys, tmp_path, monkeypatch, name):
    files.save(build()["half-plane"], tmp_path / name)
    monkeypatch.chdir(tmp_path)

    assert trained(capsys, name, "--epochs", "0")["parameters"] == 3


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["train"], "source, --epochs"),
        (["train", "xor"], "--epochs"),
        (["train", "xor", "--epochs"], "expected one argument"),
        (["train", "xor", "--epochs", "ten"], "not a whole number"),
        (["train", "xor", "--epochs", "-1"], "--epochs"),
        (["train", "xor", "--epochs", "1.5"], "not a whole number"),
        (["train", "xor", "--epochs", "9" * 40], "not a whole number"),
        (["train", "xor", "--epochs", "٣"], "not a whole number"),
        (["train", "xor", "--epochs", "1", "--seed", "x"], "not a whole number"),
        (["train", "xor", "--epochs", "1", "--colour"], "unrecognized arguments"),
        (["train", "xor", "--epochs", "1", "--loss", "none"], "invalid choice"),
        (["train", "xor", "--epochs", "1", "--learning-rate", "nan"], "not a number"),
        (["train", "xor", "--epochs", "1", "--learning-rate", "1e9"], "--learning-rate is"),
        (["train", "xor", "--epochs", "1", "--schedule-epochs", "0"], "--schedule-epochs is"),
        (["train", "xor", "circle", "--epochs", "1"], "unrecognized arguments"),
        (["train", "xor", "--epochs", "1", "--loss", "softmax_cross_entropy"], "2 targets"),
        (["train", "nothing", "--epochs", "1"], "neither a file nor an example"),
        (["train", "", "--epochs", "1"], "“”"),
        (["train", "x" * 5000, "--epochs", "1"], "neither a file nor an example"),
        (["train", "a\0b", "--epochs", "1"], "neither a file nor an example"),
        (["train", "two\nlines\x1b[31m", "--epochs", "1"], "two lines"),
        (["train", ".", "--epochs", "1"], "“.” is a folder or a device"),
        (["train", os.devnull, "--epochs", "1"], "is a folder or a device"),
        (["render", "xor"], "-o"),
        (["render", "xor", "-o", "x.png", "--size", "1x1"], "between 100x100 and 8000x8000"),
        (["render", "xor", "-o", "x.png", "--size", "99999x99999"], "between"),
        (["render", "xor", "-o", "x.png", "--size", "big"], "not a size"),
        (["render", "xor", "-o", "x.png", "--view", "nowhere"], "invalid choice"),
        (["render", "xor", "-o", "x.txt"], "ends in .png or .svg"),
        (["render", "xor", "-o", "x.svg"], "choose one view"),
        (["render", "nothing", "-o", "x.png"], "neither a file nor an example"),
        (["examples", "all"], "unrecognized arguments"),
        (["xor", "circle"], "unrecognized arguments"),
        (["--frobnicate"], "unrecognized arguments"),
    ],
)
def test_bad_requests_are_told_in_one_line(capsys, tmp_path, monkeypatch, arguments, told):
    monkeypatch.chdir(tmp_path)

    assert told in refused(capsys, *arguments)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("command", [["train", "xor", "--epochs", "1"], ["render", "xor"]])
@pytest.mark.parametrize(
    "output", ["missing/out", "folder", "", "a\0b", "x" * 300, "file/out", "/dev/null"]
)
def test_an_output_that_cant_be_written_is_found_first(
    capsys, tmp_path, monkeypatch, command, output
):
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("playground.app.commands.train.open_content", None)  # not even looked at
    monkeypatch.setattr("playground.app.commands.render.open_content", None)

    assert "can't be written" in refused(capsys, *command, "-o", output)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder"]


def test_what_was_in_the_way_stays_when_the_input_is_bad(capsys, tmp_path):
    out = tmp_path / "out.nnplay"
    out.write_text("precious")

    refused(capsys, "train", "nothing", "--epochs", "1", "-o", str(out))

    assert out.read_text() == "precious"


@pytest.mark.parametrize(
    "text",
    [b"", b"\x00\xff", b"{}", b'{"format": "nnplay"}', b'{"format": "nnplay", "version": 99}'],
)
def test_a_damaged_document_is_told_in_one_line(capsys, tmp_path, text):
    (tmp_path / "bad.nnplay").write_bytes(text)

    assert "bad.nnplay" in refused(capsys, "train", str(tmp_path / "bad.nnplay"), "--epochs", "1")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (Content(), "There is no output yet"),
        (Content(Network([Node("n1", 0, 0, column="x1"), Node("n2", 9, 9)])), "no output yet"),
        (Content(data=DataChoice("table")), "No table was opened"),
        (Content(data=DataChoice("cats")), "no data set “cats”"),
    ],
)
def test_what_cant_be_trained_says_what_to_do(capsys, tmp_path, content, told):
    files.save(content, tmp_path / "draft.nnplay")

    assert told in refused(capsys, "train", str(tmp_path / "draft.nnplay"), "--epochs", "1")


def test_a_loss_beyond_all_numbers_is_divergence(capsys, tmp_path):
    """Huge but legal numbers: 1e12 squared five times over."""
    table = Table("t.csv", ("x", "y"), np.array([[1e12, 0.5], [-1e12, 1.5]]), ((), ()))
    nodes = [Node("n1", 0, 0, column="x")]
    nodes += [Node(f"n{i}", i, 0, activation="square") for i in range(2, 8)]
    edges = [Edge(f"e{i}", f"n{i}", f"n{i + 1}", Weight(1.0)) for i in range(1, 7)]
    data = DataChoice("table", table=table, train_share=100, target="y", kind="numbers")
    files.save(Content(Network(nodes, edges), data), tmp_path / "huge.nnplay")

    assert cli.main(["train", str(tmp_path / "huge.nnplay"), "--epochs", "0", "--json"]) == 1
    assert capsys.readouterr().err.startswith("playground: Training ran away")


def test_an_interrupt_ends_quietly_and_leaves_no_file(capsys, tmp_path, monkeypatch):
    def interrupted(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("playground.engine.trainer.Trainer.advance", interrupted)

    code = __main__.main(["train", "xor", "--epochs", "9", "-o", str(tmp_path / "out")])

    assert (code, *capsys.readouterr()) == (130, "", "")
    assert not list(tmp_path.iterdir())
