"""The transport: train, pause, step, reset, how fast, and how far it has come."""

from __future__ import annotations

import math

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSizePolicy, QVBoxLayout, QWidget

from playground.engine.snapshot import Metrics, Status, StepUnit
from playground.widgets.described import described, explained
from playground.widgets.icons import IconButton
from playground.widgets.menu_button import MenuButton
from playground.widgets.metric import Metric
from playground.widgets.sliders import LogSlider
from playground.widgets.steady_label import WrappedReadout

UNITS = {
    "epoch": "Every training point once",
    "batch": "One batch, one change of the weights",
    "sample": "One training point",
}
_SLOWEST, _FASTEST = 1.0, 1000.0
_SLIDER_WIDTHS = 72, 176
_NOTHING = Metrics()
_BUTTON_WORDS = (("", "", ""), ("", "", "{}"), ("Reset", "Back", "Step: {}"))
"""What Reset, Back and Step say, in a narrow window less; {} is the unit."""


class TransportBar(QWidget):
    """Asks for training and shows its state.

    Signals
    -------
    train_requested(), pause_requested(), reset_requested(), new_weights_requested(),
    back_requested() : the buttons.
    step_requested(str) : one step of that unit, "epoch", "batch" or "sample".
    speed_requested(float) : steps a second; infinity means flat out.
    """

    train_requested = Signal()
    pause_requested = Signal()
    step_requested = Signal(str)
    back_requested = Signal()
    reset_requested = Signal()
    new_weights_requested = Signal()
    speed_requested = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._running = False
        self._problem = ""
        self._shown_state: tuple[bool, str] | None = None
        self._unit: StepUnit = "epoch"
        self._words = len(_BUTTON_WORDS) - 1
        self._reset = MenuButton("Reset", "ph.arrow-counter-clockwise", self)
        described(
            self._reset, "Reset", "Back to the first weights, for the same start again (Ctrl+R)"
        )
        self._back = described(
            IconButton("Back", "ph.caret-left-fill", parent=self),
            "Back",
            "Back by one step of training (comma)",
        )
        self._train = IconButton("Train", "ph.play-fill", "primary_text", self)
        self._train.setProperty("role", "primary")
        self._train.setFixedHeight(34)
        self._step = MenuButton("Step: epoch", "ph.skip-forward", self)
        self._epoch = Metric(
            "Epoch", "How often all training points were used", "000,000", parent=self
        )
        self._train_loss = Metric(
            "Train loss", "Mean loss of the training points", "0.0000", parent=self
        )
        self._test_loss = Metric(
            "Test loss", "Mean loss of the test points", "0.0000", "test-metric", self
        )
        self._score = Metric("Accuracy", "", "100.0 %", parent=self)
        self._note = QLabel(self)
        self._note.setProperty("role", "error")
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        self._note.setWordWrap(True)
        self._rate = WrappedReadout(_SLIDER_WIDTHS[0], "10,000 epochs/s", self)
        self._rate.setProperty("role", "small")
        self._speed = described(
            LogSlider(_SLOWEST, _FASTEST, self),
            "Speed",
            "How fast to train, from one step a second to flat out",
        )
        self._speed.setMinimumWidth(_SLIDER_WIDTHS[0])
        self._speed.setMaximumWidth(_SLIDER_WIDTHS[1])
        self._speed.show_number(math.inf)
        self._make_menus()
        self._lay_out()
        self._reset.clicked.connect(self.reset_requested)
        self._back.clicked.connect(self.back_requested)
        self._train.clicked.connect(self._toggle_training)
        self._step.clicked.connect(self._ask_step)
        self._speed.number_changed.connect(self._ask_speed)
        self.set_history(False)
        self.show_state("paused", 0, _NOTHING)

    @property
    def unit(self) -> StepUnit:
        """What one step is: "epoch", "batch" or "sample"."""
        return self._unit

    def set_history(self, available: bool) -> None:
        """Offer Back once there is something to go back to; its room is kept for it."""
        self._back.setEnabled(available)

    def show_state(
        self,
        status: Status,
        epoch: int,
        metrics: Metrics,
        epochs_per_second: float = 0.0,
        frames_per_second: float = 0.0,
    ) -> None:
        """Show how training stands."""
        self._running = status == "running"
        self._epoch.show_value(f"{epoch:07,}")
        self._train_loss.show_value(loss_text(metrics.loss_train))
        self._test_loss.show_value(loss_text(metrics.loss_test))
        self._show_score(metrics)
        self._rates = epochs_per_second, frames_per_second
        self._show_rates()
        self._show_buttons()

    def show_problem(self, text: str) -> None:
        """Why training is refused and what to do; "" when nothing is in its way."""
        if text != self._problem:
            self._problem = text
            self._note.setText(text)
            self._show_buttons()

    def _make_menus(self) -> None:
        self._reset_menu = QMenu(self)
        self._reset_action = QAction("&Reset to first weights", self)
        self._new_weights_action = QAction("&New weights", self)
        explained(self._reset_action, "The same start again (Ctrl+R)")
        explained(self._new_weights_action, "Draw other first weights (Ctrl+Shift+R)")
        self._reset_action.triggered.connect(self.reset_requested)
        self._new_weights_action.triggered.connect(self.new_weights_requested)
        self._reset_menu.addActions([self._reset_action, self._new_weights_action])
        self._reset.setMenu(self._reset_menu)
        self._step_menu = QMenu(self)
        self._units = QActionGroup(self)
        for unit, help_text in UNITS.items():
            action = QAction(f"One &{unit}", self._units)
            action.setData(unit)
            action.setCheckable(True)
            action.setChecked(unit == self._unit)
            explained(action, help_text)
        self._step_menu.addActions(self._units.actions())
        self._step.setMenu(self._step_menu)
        self._units.triggered.connect(self._choose_unit)
        self._show_unit()

    def _lay_out(self) -> None:
        # As wide as there is room for, and never the reason for a window to grow.
        self._rates_box = QWidget(self)
        self._rates_box.setMaximumWidth(_SLIDER_WIDTHS[1])
        self._rates_box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        rates = QVBoxLayout(self._rates_box)
        rates.setContentsMargins(0, 0, 0, 0)
        rates.setSpacing(0)
        rates.addStretch(1)
        rates.addWidget(self._rate)
        rates.addWidget(self._speed)
        rates.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        for button in (self._reset, self._back, self._train, self._step):
            row.addWidget(button)
        row.addSpacing(12)
        for metric in (self._epoch, self._train_loss, self._test_loss, self._score):
            row.addWidget(metric)
            row.addSpacing(8)
        row.addWidget(self._note, 1)
        row.addSpacing(4)
        row.addWidget(self._rates_box)

    def _show_score(self, metrics: Metrics) -> None:
        """Accuracy for classes, R² for numbers; of the test points where there are some."""
        pairs = (
            ("Accuracy", metrics.accuracy_test, metrics.accuracy_train, "classified correctly"),
            ("R²", metrics.r2_test, metrics.r2_train, "share of the spread explained, 1 is all"),
        )
        name, test, train, what = pairs[0]
        if test is None and train is None:
            name, test, train, what = pairs[1] if pairs[1][1:3] != (None, None) else pairs[0]
        score = _percent if name == "Accuracy" else _share
        shown, of = (train, "training") if test is None else (test, "test")
        self._score.show_name(name, f"{name} of the {of} points: {what}. Training: {score(train)}")
        self._score.show_value(score(shown))

    def _show_buttons(self) -> None:
        state = self._running, self._problem
        if state == self._shown_state:
            return
        self._shown_state = state
        if self._running:
            self._train.setText("Pause")
            self._train.show_icon("ph.pause-fill", "primary_text")
            described(self._train, "Pause", "Pause the training (Ctrl+Return)")
        else:
            self._train.setText("Train")
            self._train.show_icon("ph.play-fill", "primary_text")
            described(self._train, "Train", self._problem or "Train the network (Ctrl+Return)")
        self._train.setEnabled(self._running or not self._problem)
        self._step.setEnabled(not self._running and not self._problem)

    def _show_rates(self) -> None:
        epochs, frames = self._rates
        speed = self._speed.number
        parts = ["Flat out" if math.isinf(speed) else f"{speed:,.0f} step/s"]
        if epochs and self._running:
            parts = [] if math.isinf(speed) else parts
            parts.append(f"{epochs:,.0f} epochs/s" if epochs >= 10 else f"{epochs:.1f} epochs/s")
        if frames and self._running:
            parts.append(f"{frames:.0f} fps")
        # There is room for two lines; what is reached says more than "Flat out".
        self._rate.show_text("\n".join(parts[:2]))

    def _show_unit(self) -> None:
        self._step.setText(_BUTTON_WORDS[self._words][2].format(self._unit))
        described(self._step, "Step", f"Train by one {self._unit} (full stop)")

    def _choose_unit(self, action: QAction) -> None:
        self._unit = action.data()
        self._show_unit()

    def _ask_step(self) -> None:
        self.step_requested.emit(self._unit)

    def _fit(self) -> None:
        """In a narrow window the buttons say less, so that no number is cut."""
        for words in reversed(range(len(_BUTTON_WORDS))):
            self._say(words)
            for_rate = self._rate.sizeHint().width() - self._rate.minimumSizeHint().width()
            if super().minimumSizeHint().width() + for_rate <= self.width():
                break

    def _say(self, words: int) -> None:
        self._words = words
        self._reset.setText(_BUTTON_WORDS[words][0])
        self._back.setText(_BUTTON_WORDS[words][1])
        self._show_unit()

    def _ask_speed(self, speed: float) -> None:
        self._show_rates()
        self.speed_requested.emit(speed)

    def _toggle_training(self) -> None:
        (self.pause_requested if self._running else self.train_requested).emit()

    def minimumSizeHint(self) -> QSize:
        """As narrow as without the words that are in use."""
        words = [button.text() for button in (self._reset, self._back, self._step)]
        wide = sum(map(self.fontMetrics().horizontalAdvance, words))
        return super().minimumSizeHint() - QSize(wide, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


def loss_text(loss: float | None) -> str:
    """A loss with four decimals; in powers of ten where that would hide it."""
    if loss is None:
        return "–"
    if not math.isfinite(loss):
        return "∞"
    if loss != 0 and not 0.00005 <= abs(loss) < 1000:
        mantissa, exponent = f"{loss:.1e}".split("e")
        return f"{mantissa}e{int(exponent)}".replace("-", "−")
    return f"{loss:.4f}"


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.1f} %"


def _share(value: float | None) -> str:
    """A share of 1 with three decimals; in powers of ten far off, as loss_text has it."""
    if value is None:
        return "–"
    text = f"{value:.3f}" if abs(value) < 100 else f"{value:.1e}".replace("e+0", "e")
    return text.replace("e+", "e").replace("inf", "∞").replace("-", "−")
