"""New, open, save and the question before something unsaved is lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QMessageBox, QWidget

from playground.app.controller import Controller
from playground.app.files.opening import Opening
from playground.app.files.saving import save_document
from playground.app.files.sources import Opened
from playground.app.settings import AppSettings
from playground.document import files
from playground.document.content import Content
from playground.document.files import FileError
from playground.widgets.described import explained

_FILTER = f"Playground documents (*{files.SUFFIX});;All files (*)"


class DocumentFiles(QObject):
    """Knows which file the document belongs to and whether it has unsaved changes.

    Signals
    -------
    title_changed() : another name, or another state of being saved.
    opened() : another document is shown.
    told(str) : what went wrong, or what was changed on opening.
    """

    title_changed = Signal()
    opened = Signal()
    told = Signal(str)

    def __init__(self, controller: Controller, settings: AppSettings, window: QWidget) -> None:
        super().__init__(window)
        self._controller = controller
        self._settings = settings
        self._window = window
        self._opening = Opening(window)
        self._path: Path | None = None
        self._name = "Untitled"
        self._was_modified = False
        controller.undo_stack.cleanChanged.connect(self._on_progress)
        controller.snapshot_arrived.connect(self._on_progress)

    @property
    def name(self) -> str:
        return self._name

    @property
    def is_modified(self) -> bool:
        """Whether closing would lose something; a running training always learns more."""
        return self._controller.is_running or not self._controller.undo_stack.isClean()

    def new(self) -> None:
        """An empty canvas."""
        if self.may_leave():
            self._show(Opened(Content(), "Untitled"))

    def choose_and_open(self) -> None:
        folder = str(self._path.parent) if self._path else ""
        path, _ = QFileDialog.getOpenFileName(self._window, "Open", folder, _FILTER)
        if path:
            self.open(path)

    def open(self, source: str) -> None:
        """Open a file, an example or a link; what can't be opened is told before any question."""
        opened = self._read(source)
        if opened is not None and self.may_leave():
            self._show(opened)

    def open_now(self, source: str) -> bool:
        """Open without asking; on failure the shown document stays. Returns whether it worked."""
        opened = self._read(source)
        if opened is not None:
            self._show(opened)
        return opened is not None

    def restore(self, copy: Path, name: str) -> bool:
        """Open a copy of unsaved work; it counts as unsaved. Returns whether it is shown."""
        opened = self._read(str(copy))
        if opened is None or not self.may_leave():
            return False
        self._show(replace(opened, name=name, path=None))
        self._controller.undo_stack.resetClean()
        return True

    def save(self) -> bool:
        """Save where the document came from, or ask; returns whether it was saved."""
        return self.save_as() if self._path is None else self._save_to(self._path)

    def save_as(self) -> bool:
        suggestion = str(self._path or f"{self._name}{files.SUFFIX}")
        path, _ = QFileDialog.getSaveFileName(self._window, "Save As", suggestion, _FILTER)
        if not path:
            return False
        target = Path(path)
        return self._save_to(target if target.suffix else target.with_suffix(files.SUFFIX))

    def may_leave(self) -> bool:
        """Ask Save, Discard or Cancel where something is unsaved; False means stay."""
        if not self.is_modified:
            return True
        buttons = QMessageBox.StandardButton
        answer = QMessageBox.question(
            self._window,
            "Unsaved changes",
            f"“{self._name}” has changes that are not saved.",
            buttons.Save | buttons.Discard | buttons.Cancel,
            buttons.Save,
        )
        return self.save() if answer == buttons.Save else answer == buttons.Discard

    def shutdown(self) -> None:
        """Give up what is being opened."""
        self._opening.give_up()

    def fill_recent_menu(self, menu: QMenu) -> None:
        """List the recent files, the missing ones greyed."""
        menu.clear()
        for index, path in enumerate(self._settings.recent_files):
            action = menu.addAction(f"&{(index + 1) % 10} {Path(path).name}")
            explained(action, path)
            action.setEnabled(Path(path).exists())
            action.triggered.connect(_opening(self, path))
        menu.addSeparator()
        clear = menu.addAction("&Clear List")
        explained(clear, "Forget the documents opened or saved before")
        clear.setEnabled(bool(self._settings.recent_files))
        clear.triggered.connect(self._settings.clear_recent_files)

    def _on_progress(self) -> None:
        if self.is_modified != self._was_modified:
            self._was_modified = self.is_modified
            self.title_changed.emit()

    def _save_to(self, path: Path) -> bool:
        self._controller.close_run()
        step = self._controller.undo_stack.index()
        try:
            save_document(self._controller.document.content, path, self._window)
        except FileError as error:
            self.told.emit(str(error))
            return False
        self._path, self._name = path, path.stem
        self._settings.add_recent_file(str(path.absolute()))
        # A run may have ended while a large document was written.
        if self._controller.undo_stack.index() == step:
            self._controller.undo_stack.setClean()
        self.title_changed.emit()
        return True

    def _read(self, source: str) -> Opened | None:
        try:
            return self._opening.open(source)
        except FileError as error:
            self.told.emit(str(error))
            return None

    def _show(self, opened: Opened) -> None:
        self._controller.replace(opened.content)
        self._path, self._name = opened.path, opened.name
        self._controller.undo_stack.setClean()
        self.title_changed.emit()
        self.opened.emit()
        if opened.path is not None:
            self._settings.add_recent_file(str(opened.path.absolute()))
        if opened.notes:
            self.told.emit(" ".join(opened.notes))


def _opening(documents: DocumentFiles, source: str) -> Callable[[], None]:
    return lambda: documents.open(source)
