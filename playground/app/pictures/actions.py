"""Pictures of the views without the dialog: copied, or saved after one question."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from playground.app.pictures.export_picture import (
    SUBJECTS,
    ExportError,
    copy_picture,
    picture,
    png,
    save_bytes,
    svg,
)

if TYPE_CHECKING:
    from playground.app.main_window import MainWindow

_SCALE = 2
_FILTERS = {"PNG picture (*.png)": ".png", "SVG drawing (*.svg)": ".svg"}


class PictureActions(QObject):
    """Copies and saves pictures in the colours of the window, twice as fine as the screen."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.views.chosen.connect(self._on_chosen)
        window.loss.picture_requested.connect(partial(self._on_chosen, "loss"))

    def copy(self, subject: str) -> None:
        """Put a subject into the clipboard, as pixels and as SVG."""
        try:
            copy_picture(self._window, subject, _SCALE, self._window.theme)
        except ExportError as error:
            self._tell(str(error))
            return
        what = "drawing" if subject == "drawing" else f"{SUBJECTS[subject].label} view"
        self._tell(f"The {what} is in the clipboard as a picture.")

    def save(self, subject: str) -> None:
        """Ask for a file, whose ending says which kind it is, and write the picture."""
        window = self._window
        suggestion = f"{window.documents.name} {subject}.png"
        chosen, kind = QFileDialog.getSaveFileName(
            window, "Save picture", suggestion, ";;".join(_FILTERS)
        )
        if not chosen:
            return
        path = Path(chosen)
        path = path if path.suffix else path.with_suffix(_FILTERS.get(kind, ".png"))
        try:
            if path.suffix.lower() == ".svg":
                data = svg(window, subject, window.theme)
            else:
                data = png(picture(window, subject, _SCALE, window.theme))
            save_bytes(data, path)
        except ExportError as error:
            window.announcer.tell(str(error))
            return
        self._tell(f"Saved {path.name}.")

    def copy_drawing(self) -> None:
        self.copy("drawing")

    def copy_view(self) -> None:
        """Copy the view in use."""
        self.copy(self._view_in_use())

    def save_view(self) -> None:
        """Save the view in use."""
        self.save(self._view_in_use())

    def _view_in_use(self) -> str:
        """The view that has the keyboard's focus, or the first in sight; else the drawing."""
        window, focus = self._window, self._window.focusWidget()
        parts = {"loss": window.loss, **window.views.frames}
        for name, part in parts.items():
            if focus is not None and part.isAncestorOf(focus):
                return name
        return next(
            (name for name in window.views.feeds if window.views.is_in_sight(name)), "drawing"
        )

    def _on_chosen(self, view: str, what: str) -> None:
        if what == "copy":
            self.copy(view)
        else:
            self.save(view)

    def _tell(self, text: str) -> None:
        self._window.announcer.hint(text)
