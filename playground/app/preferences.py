"""What a person may prefer, each choice in effect at once."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from playground.app.settings import AppSettings
from playground.widgets.choice import Choice, ChoiceBox
from playground.widgets.described import described

THEME_CHOICES = (
    Choice("", "Follow the system", "Light or dark as the system is set"),
    Choice("light", "Light", "Dark on light"),
    Choice("dark", "Dark", "Light on dark"),
    Choice("high-contrast", "High contrast", "White on black, strong colours"),
)
START_CHOICES = (
    Choice("example", "The first example", "Exclusive or, ready to train"),
    Choice("recent", "The last document", "What was opened or saved last"),
    Choice("empty", "An empty canvas", "Nothing drawn yet"),
    Choice("welcome", "The examples to choose from", "The gallery of examples as pictures"),
)


class PreferencesDialog(QDialog):
    """Writes every change into the settings.

    Signals
    -------
    changed() : a setting has another value.
    """

    changed = Signal()

    def __init__(self, settings: AppSettings, window: QWidget) -> None:
        super().__init__(window)
        self._settings = settings
        self.setWindowTitle("Preferences")
        self._theme = described(ChoiceBox(THEME_CHOICES), "Theme", "Colours of every window")
        self._theme.show_key(settings.theme)
        self._start = described(
            ChoiceBox(START_CHOICES), "Start with", "What the first window shows at the next start"
        )
        self._start.show_key(settings.start_with)
        self._still = described(
            QCheckBox("&Reduce motion"),
            "Reduce motion",
            "Views, nodes and panels jump to their places instead of gliding",
        )
        self._still.setChecked(settings.reduce_motion)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        close = self._buttons.button(QDialogButtonBox.StandardButton.Close)
        described(close, "Close", "Close the preferences (Esc)")
        form = QGridLayout()
        form.setSpacing(12)
        form.setColumnStretch(1, 1)
        self._labels = []
        for row, (text, box) in enumerate(
            (("&Theme", self._theme), ("&Start with", self._start), ("", self._still))
        ):
            label = QLabel(text, self)
            label.setBuddy(box)
            self._labels.append(label)
            form.addWidget(label, row, 0)
            form.addWidget(box, row, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(16)
        column.addLayout(form)
        column.addWidget(self._buttons)
        self._theme.key_chosen.connect(self._choose_theme)
        self._start.key_chosen.connect(self._choose_start)
        self._still.toggled.connect(self._choose_motion)
        self._buttons.rejected.connect(self.reject)
        self.setMinimumWidth(360)

    def _choose_theme(self, key: str) -> None:
        self._settings.theme = key
        self.changed.emit()

    def _choose_start(self, key: str) -> None:
        self._settings.start_with = key
        self.changed.emit()

    def _choose_motion(self, is_reduced: bool) -> None:
        self._settings.reduce_motion = is_reduced
        self.changed.emit()
