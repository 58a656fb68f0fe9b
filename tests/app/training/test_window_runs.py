"""Earlier runs in the loss view of the window."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from playground.app.training.run_keeper import RunKeeper
from playground.document import edits, files
from playground.document.kept_run import MOST_POINTS, MOST_RUNS
from playground.engine.snapshot import LossCurve
from playground.plots.loss.chart import LossChart
from playground.plots.loss.menu import LossMenu
from playground.plots.loss.run_legend import RunLegend
from playground.plots.loss.runs import MOST_RUNS as COLORS
from tests.app.conftest import CONTROL, SHIFT, Desk, xor_content


def train(desk: Desk, epochs: int = 3) -> None:
    for _ in range(epochs):
        desk.controller.step("epoch")
        desk.settle()


def runs(desk: Desk):
    return desk.window.loss.findChild(LossChart)._runs.runs


def labels(desk: Desk) -> list[str]:
    return [run.label for run in runs(desk)]


def menu_actions(desk: Desk) -> dict:
    menu = desk.window.loss.findChild(LossMenu).findChild(QMenu)
    menu.aboutToShow.emit()
    return {action.text().replace("&", ""): action for action in menu.actions()}


def test_new_weights_keep_the_curve_before(xor_desk: Desk) -> None:
    seed = xor_desk.document.training.seed
    train(xor_desk)
    curve = xor_desk.controller.snapshot.curve
    xor_desk.controller.draw_new_weights()
    xor_desk.settle()
    (run,) = runs(xor_desk)
    assert run.label.startswith(f"2-4-1 tanh, seed {seed}, 3 epochs: loss ")
    np.testing.assert_allclose(run.curve.train, curve.train, rtol=1e-5)
    train(xor_desk, 2)
    xor_desk.controller.reset()
    xor_desk.settle()
    assert [run.seed == seed for run in runs(xor_desk)] == [True, False]
    assert len({run.color for run in runs(xor_desk)}) == 2


def test_a_run_without_an_epoch_is_not_kept(xor_desk: Desk) -> None:
    for _ in range(3):
        xor_desk.controller.draw_new_weights()
        xor_desk.settle()
    assert runs(xor_desk) == ()


def test_reset_while_it_trains_keeps_the_run(xor_desk: Desk) -> None:
    xor_desk.controller.train()
    xor_desk.wait(lambda: xor_desk.epoch > 10)
    xor_desk.controller.reset()
    (run,) = runs(xor_desk)
    assert run.curve.epochs[-1] > 5
    xor_desk.controller.pause()
    xor_desk.settle()


def test_an_edit_midway_is_owned_up_to(xor_desk: Desk) -> None:
    train(xor_desk)
    output = xor_desk.network.outputs()[0].id
    hidden = [n.id for n in xor_desk.network.nodes if not n.is_input and n.id != output]
    xor_desk.controller.do(edits.set_activation(hidden, "relu"))
    train(xor_desk)
    xor_desk.controller.reset()
    xor_desk.settle()
    (run,) = runs(xor_desk)
    assert run.label.startswith("2-4-1 mixed, seed")
    assert "changed midway" in run.label


def test_the_menu_removes_clears_and_stops_keeping(xor_desk: Desk) -> None:
    for _ in range(3):
        train(xor_desk, 1)
        xor_desk.controller.draw_new_weights()
        xor_desk.settle()
    first, second, third = runs(xor_desk)
    menu_actions(xor_desk)[second.label].trigger()
    assert labels(xor_desk) == [first.label, third.label]
    menu_actions(xor_desk)["Keep Runs"].trigger()
    train(xor_desk, 1)
    xor_desk.controller.draw_new_weights()
    xor_desk.settle()
    assert labels(xor_desk) == [first.label, third.label]
    menu_actions(xor_desk)["Clear Runs"].trigger()
    assert runs(xor_desk) == ()
    assert not menu_actions(xor_desk)["Clear Runs"].isEnabled()
    assert not menu_actions(xor_desk)["Keep Runs"].isChecked()


def test_a_run_is_removed_by_its_cross(open_desk) -> None:
    desk = open_desk(xor_content(), size=(1600, 1000))
    train(desk, 2)
    desk.controller.draw_new_weights()
    desk.settle()
    (run,) = runs(desk)
    legend = desk.window.loss.findChild(RunLegend)
    assert legend.isVisible()
    desk.push(desk.button(f"Remove the run {run.label}", legend))
    assert runs(desk) == ()
    assert not legend.isVisible()


def test_runs_are_saved_with_the_drawing_and_come_back(xor_desk: Desk, tmp_path) -> None:
    desk = xor_desk
    for _ in range(2):
        train(desk, 2)
        desk.controller.draw_new_weights()
        desk.settle()
    before = labels(desk)
    files.save(desk.document.content, tmp_path / "runs.nnplay")
    desk.controller.replace(type(desk.document.content)())
    desk.settle()
    assert labels(desk) == []
    desk.controller.replace(files.load(tmp_path / "runs.nnplay"))
    desk.settle()
    assert labels(desk) == before
    # The next one takes a colour of its own beside those of the file.
    train(desk, 2)
    desk.controller.draw_new_weights()
    desk.settle()
    assert [run.color for run in runs(desk)] == [0, 1, 2]


def test_all_that_is_done_with_runs_can_be_undone(xor_desk: Desk) -> None:
    desk = xor_desk
    train(desk, 3)
    desk.controller.draw_new_weights()
    desk.settle()
    (kept,) = labels(desk)
    desk.key(Qt.Key.Key_Z, CONTROL)
    desk.settle()
    assert desk.epoch == 3
    assert labels(desk) == [kept], "its curve is nowhere else"
    assert desk.stack.undoText() == "Keep Run"
    desk.controller.reset()
    desk.settle()
    assert labels(desk) == [kept], "it is kept once"
    desk.key(Qt.Key.Key_Z, CONTROL)
    desk.settle()
    desk.key(Qt.Key.Key_Z, CONTROL)
    desk.settle()
    assert labels(desk) == []
    desk.key(Qt.Key.Key_Z, CONTROL | SHIFT)
    desk.key(Qt.Key.Key_Z, CONTROL | SHIFT)
    desk.settle()
    assert labels(desk) == [kept]
    assert desk.epoch == 0
    for text, step in ((kept, "Remove Run"), ("Clear Runs", "Clear Runs")):
        menu_actions(desk)[text].trigger()
        assert labels(desk) == []
        assert desk.stack.undoText() == step
        desk.key(Qt.Key.Key_Z, CONTROL)
        assert labels(desk) == [kept]
    menu_actions(desk)["Keep Runs"].trigger()
    assert desk.stack.undoText() == "Stop Keeping Runs"
    desk.key(Qt.Key.Key_Z, CONTROL)
    assert menu_actions(desk)["Keep Runs"].isChecked()


def test_a_long_run_keeps_its_peaks_within_few_points() -> None:
    epochs = np.arange(50_001.0)
    rng = np.random.default_rng(0)
    train_losses, test_losses = 0.5 + 0.1 * rng.random((2, len(epochs)))
    train_losses[12_345], test_losses[23_456], train_losses[777] = 9.0, 7.0, np.nan
    gaps = np.full(len(epochs), np.nan)
    keeper, content = RunKeeper(), xor_content()
    keeper.show(LossCurve(epochs, train_losses, test_losses, gaps, gaps), content)
    ((_, (run,)),) = keeper.end(content)(content).settings
    assert keeper.end(content) is None, "it is kept once"
    assert len(run.epochs) <= 1100 < MOST_POINTS
    assert (run.epochs[0], run.epochs[-1]) == (0.0, 50_000.0)
    assert dict(zip(run.epochs, run.train, strict=True))[12_345.0] == 9.0
    assert dict(zip(run.epochs, run.test, strict=True))[23_456.0] == 7.0
    content.runs = (run,)
    assert len(files.encode(content)) < 60_000


def test_there_is_a_colour_for_each_run() -> None:
    assert COLORS == MOST_RUNS


def test_eight_runs_are_the_most(xor_desk: Desk) -> None:
    for _ in range(10):
        train(xor_desk, 1)
        xor_desk.controller.draw_new_weights()
        xor_desk.settle()
    assert len(runs(xor_desk)) == 8
    assert len({run.color for run in runs(xor_desk)}) == 8


def test_another_document_has_no_runs_of_this_one(xor_desk: Desk) -> None:
    train(xor_desk)
    xor_desk.controller.draw_new_weights()
    xor_desk.settle()
    xor_desk.controller.replace(type(xor_desk.document.content)())
    xor_desk.settle()
    assert runs(xor_desk) == ()


@pytest.mark.parametrize("size", [(900, 600), (1280, 800)])
def test_the_loss_chart_is_readable_in_small_windows(open_desk, size) -> None:
    desk = open_desk(xor_content(), size=size)
    train(desk, 2)
    box = desk.window.loss.findChild(LossChart).box
    assert box.height() >= 50
    assert box.width() >= 120


def test_the_switches_are_saved_and_undone(xor_desk: Desk) -> None:
    train(xor_desk, 2)
    xor_desk.push(xor_desk.button("Log scale", xor_desk.window.loss))
    xor_desk.push(xor_desk.button("Accuracy", xor_desk.window.loss))
    assert xor_desk.document.view.loss_log
    assert xor_desk.document.view.loss_accuracy
    assert xor_desk.window.loss.findChild(LossChart).shows("accuracy_train")
    again = files.decode(files.encode(xor_desk.document.content), "again")
    assert again.view == xor_desk.document.view
    xor_desk.controller.undo()
    xor_desk.settle()
    assert not xor_desk.button("Accuracy", xor_desk.window.loss).isChecked()
    assert xor_desk.button("Log scale", xor_desk.window.loss).isChecked()
