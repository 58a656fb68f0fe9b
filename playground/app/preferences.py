"""What a person may prefer, each choice in effect at once."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QVBoxLayout,
    QWidget,
)

from playground.app.settings import TEXT_SIZES, AppSettings
from playground.widgets.choice import Choice, ChoiceBox
from playground.widgets.decimals import MOST
from playground.widgets.described import described
from playground.widgets.labelled_rows import LabelledRows

THEME_CHOICES = (
    Choice("", "Follow the system", "Light or dark as the system is set"),
    Choice("light", "Light", "Dark on light"),
    Choice("dark", "Dark", "Light on dark"),
    Choice("high-contrast", "High contrast", "White on black, strong colours"),
)
SIZE_CHOICES = tuple(
    Choice(str(percent), f"{percent} %", f"{percent} % of the system's size of text")
    for percent in TEXT_SIZES
)
DECIMAL_CHOICES = (
    Choice("", "As suits each place", "2 on the canvas, 3 in formulas, 4 in tables and fields"),
    *(
        Choice(str(count), f"{count} everywhere", f"Such as {1 / 3:.{count}f}")
        for count in range(1, MOST + 1)
    ),
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
        self._size = described(
            ChoiceBox(SIZE_CHOICES),
            "Text size",
            "Size of the text of panels, menus and charts; the canvas is zoomed by itself",
        )
        self._decimals = described(
            ChoiceBox(DECIMAL_CHOICES),
            "Decimals",
            "How many decimals weights, biases and outputs show",
            "How many decimals weights, biases and outputs show on the canvas, in the inspector "
            "and in the table. Numbers are computed and saved in full either way, and fractions "
            "such as 1/3 stay fractions.",
        )
        self._start = described(
            ChoiceBox(START_CHOICES), "Start with", "What the first window shows at the next start"
        )
        self._still = described(
            QCheckBox("&Reduce motion"),
            "Reduce motion",
            "Views, nodes and panels jump to their places instead of gliding",
        )
        buttons = QDialogButtonBox.StandardButton
        self._buttons = QDialogButtonBox(buttons.RestoreDefaults | buttons.Close, self)
        described(self._buttons.button(buttons.Close), "Close", "Close the preferences (Esc)")
        self._defaults = described(
            self._buttons.button(buttons.RestoreDefaults),
            "Restore Defaults",
            "All preferences as they were at the first start",
        )
        self._defaults.setAutoDefault(False)
        form = LabelledRows(
            (
                ("&Theme", self._theme),
                ("Te&xt size", self._size),
                ("&Decimals", self._decimals),
                ("&Start with", self._start),
            )
        )
        form.setSpacing(12)
        form.setColumnStretch(1, 1)
        form.addWidget(self._still, form.rowCount(), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(16)
        column.addLayout(form)
        column.addWidget(self._buttons)
        self._show()
        for chooser in (self._theme, self._size, self._decimals, self._start):
            chooser.key_chosen.connect(self._take)
        self._still.toggled.connect(self._take)
        self._defaults.clicked.connect(self._restore)
        self._buttons.rejected.connect(self.reject)
        self.setMinimumWidth(360)

    def _show(self) -> None:
        settings = self._settings
        self._theme.show_key(settings.theme)
        self._size.show_key(str(settings.text_size))
        self._decimals.show_key(str(settings.decimals or ""))
        self._start.show_key(settings.start_with)
        self._still.setChecked(settings.reduce_motion)

    def _take(self) -> None:
        settings = self._settings
        settings.theme = self._theme.key or ""
        settings.text_size = int(self._size.key or 100)
        settings.decimals = int(self._decimals.key) if self._decimals.key else None
        settings.start_with = self._start.key or ""
        settings.reduce_motion = self._still.isChecked()
        self.changed.emit()

    def _restore(self) -> None:
        self._settings.forget_preferences()
        self._still.blockSignals(True)
        self._show()
        self._still.blockSignals(False)
        self.changed.emit()
