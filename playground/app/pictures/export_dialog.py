"""File ▸ Export Picture: what, how large, in which colours, and a preview of it."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QVBoxLayout,
)

from playground.app.pictures.export_picture import (
    SUBJECTS,
    ExportError,
    copy_picture,
    picture,
    picture_size,
    png,
    save_bytes,
    svg,
)
from playground.palette import THEMES, Theme
from playground.widgets.choice import Choice, ChoiceBox
from playground.widgets.described import described
from playground.widgets.labelled_rows import LabelledRows

if TYPE_CHECKING:
    from playground.app.main_window import MainWindow

_PREVIEW = QSize(420, 280)
_SCALES = (1, 2, 3, 4)
_FILTERS = {"png": "PNG picture (*.png)", "svg": "SVG drawing (*.svg)"}
_SHOWN = ""


class ExportDialog(QDialog):
    """Stays open after copying, closes after saving."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.setWindowTitle("Export picture")
        self._subject = described(
            ChoiceBox(
                [Choice(key, subject.label, subject.help) for key, subject in SUBJECTS.items()]
            ),
            "Picture of",
            "The drawing, one of the views, or the whole window",
        )
        self._format = described(
            ChoiceBox(
                [
                    Choice("png", "PNG, pixels", "For documents, slides and the web"),
                    Choice("svg", "SVG, lines and text", "Sharp at any size, text stays text"),
                ]
            ),
            "Format",
            "Pixels, or lines and text that are sharp at any size",
        )
        self._scale = described(
            ChoiceBox([Choice(str(scale), f"{scale}×") for scale in _SCALES]),
            "Size",
            "How many pixels for one of the screen",
        )
        self._theme = described(
            ChoiceBox(
                [
                    Choice(_SHOWN, "As shown"),
                    *(Choice(key, key.capitalize().replace("-", " ")) for key in THEMES),
                ]
            ),
            "Colors",
            "Colours of the picture; the window keeps its own",
        )
        self._preview = QLabel(self)
        self._preview.setFixedSize(_PREVIEW)
        self._preview.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._preview.setAccessibleName("Preview")
        self._about = QLabel(self)
        self._about.setProperty("role", "caption")
        self._about.setTextFormat(Qt.TextFormat.PlainText)
        self._about.setWordWrap(True)
        buttons = QDialogButtonBox.StandardButton
        self._buttons = QDialogButtonBox(buttons.Save | buttons.Close, self)
        role = QDialogButtonBox.ButtonRole.ActionRole
        self._copy = self._buttons.addButton("&Copy", role)
        self._save = self._buttons.button(buttons.Save)
        described(self._copy, "Copy", "Put the picture into the clipboard")
        described(self._save, "Save", "Save the picture as a file")
        described(self._buttons.button(buttons.Close), "Close", "Close this dialog (Esc)")
        self._arrange()
        self._subject.show_key("drawing")
        self._format.show_key("png")
        self._scale.show_key("2")
        self._theme.show_key(_SHOWN)
        self._subject.key_chosen.connect(self._choose_subject)
        for box in (self._format, self._scale, self._theme):
            box.key_chosen.connect(self._show)
        window.controller.snapshot_arrived.connect(self._show_frame)
        self._copy.clicked.connect(self._copy_picture)
        self._save.clicked.connect(self._save_picture)
        self._buttons.rejected.connect(self.reject)
        self._show()

    @property
    def theme(self) -> Theme:
        """The colours of the picture."""
        return THEMES[self._theme.key] if self._theme.key else self._window.theme

    @property
    def subject(self) -> str:
        """A key of SUBJECTS."""
        return self._subject.key or "drawing"

    def _arrange(self) -> None:
        form = LabelledRows(
            (
                ("Picture o&f", self._subject),
                ("For&mat", self._format),
                ("Si&ze", self._scale),
                ("C&olors", self._theme),
            )
        )
        form.setSpacing(8)
        form.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(12)
        column.addWidget(self._preview, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._about)
        column.addLayout(form)
        column.addWidget(self._buttons)

    def _choose_subject(self, subject: str) -> None:
        """A view that is out of sight is brought into sight: there is no picture of it so far."""
        if subject in self._window.views.feeds:
            self._window.raise_view(subject)
        self._show()

    def _show_frame(self) -> None:
        if not self._window.controller.is_running:
            self._show()

    def _show(self) -> None:
        """Preview and size; what can't be chosen is greyed."""
        subject = self.subject
        is_drawn = SUBJECTS[subject].is_drawn
        if not is_drawn:
            self._format.show_key("png")
            self._theme.show_key(_SHOWN)
        self._format.setEnabled(is_drawn)
        self._theme.setEnabled(is_drawn)
        self._scale.setEnabled(self._format.key == "png")
        try:
            size = picture_size(self._window, subject)
            ratio = math.ceil(self.devicePixelRatioF())
            small = picture(self._window, subject, ratio, self.theme)
        except ExportError as error:
            self._refuse(error)
            return
        room = _PREVIEW * self.devicePixelRatioF()
        smooth = Qt.TransformationMode.SmoothTransformation
        if small.width() > room.width() or small.height() > room.height():
            small = small.scaled(room, Qt.AspectRatioMode.KeepAspectRatio, smooth)
        pixmap = QPixmap.fromImage(small)
        pixmap.setDevicePixelRatio(self.devicePixelRatioF())
        self._preview.setPixmap(pixmap)
        scale = int(self._scale.key or 1) if self._format.key == "png" else 1
        unit = "pixels" if self._format.key == "png" else "units, sharp at any size"
        self._about.setText(f"{size.width() * scale:,} × {size.height() * scale:,} {unit}")
        for button in (self._copy, self._save):
            button.setEnabled(True)

    def _refuse(self, error: ExportError) -> None:
        self._preview.clear()
        self._about.setText(str(error))
        for button in (self._copy, self._save):
            button.setEnabled(False)

    def _copy_picture(self) -> None:
        try:
            copy_picture(self._window, self.subject, int(self._scale.key or 1), self.theme)
        except ExportError as error:
            self._about.setText(str(error))
            return
        self._about.setText("The picture is in the clipboard.")

    def _save_picture(self) -> None:
        ending = self._format.key or "png"
        suggestion = f"{self._window.documents.name} {self.subject}.{ending}"
        chosen, _ = QFileDialog.getSaveFileName(
            self, "Export picture", suggestion, _FILTERS[ending]
        )
        if not chosen:
            return
        path = Path(chosen)
        path = path if path.suffix else path.with_suffix(f".{ending}")
        try:
            save_bytes(self._data(ending), path)
        except ExportError as error:
            self._about.setText(str(error))
            return
        self._window.announcer.hint(f"Saved {path.name}.")
        self.accept()

    def _data(self, ending: str) -> bytes:
        subject = self.subject
        if ending == "svg":
            return svg(self._window, subject, self.theme)
        return png(picture(self._window, subject, int(self._scale.key or 1), self.theme))
