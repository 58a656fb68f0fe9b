"""Unsaved work outlives a crash: a copy in the state folder, offered at the next start.

Every document that has unsaved changes owns a folder with its copy and a lock. The lock of a
program that is gone can be taken, that of one which still runs can not: so a crash is told from
a second window or a second start.
"""

from __future__ import annotations

import re
import shutil
import threading
import uuid
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, QStandardPaths, QTimer, Signal

from playground.app.controller import Controller
from playground.app.files.documents import DocumentFiles
from playground.app.training.timeline import learned
from playground.document import files
from playground.document.commands import EditCommand
from playground.document.content import Content
from playground.document.document import Document
from playground.document.files import FileError
from playground.widgets.message_strip import MessageStrip

EDIT_MILLISECONDS = 3000
TRAINING_MILLISECONDS = 15_000
_LONGEST_NAME = 60


def recovery_folder() -> Path:
    """Where the copies are."""
    places = QStandardPaths.StandardLocation
    state = QStandardPaths.writableLocation(places.GenericStateLocation)
    return Path(state) / "neural-playground" / "recovery"


class Recovery(QObject):
    """Keeps the copy of one document, and offers what an earlier run left behind in `strip`.

    Signals
    -------
    told(str) : why a copy can't be kept or restored.
    """

    told = Signal(str)

    def __init__(
        self, controller: Controller, documents: DocumentFiles, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._controller = controller
        self._documents = documents
        self.strip = MessageStrip()
        self._own = _Folder(recovery_folder() / uuid.uuid4().hex)
        self._found: _Folder | None = None
        self._writer: threading.Thread | None = None
        self._has_failed = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._keep)
        controller.undo_stack.indexChanged.connect(self._on_edited)
        controller.snapshot_arrived.connect(self._on_snapshot)
        documents.title_changed.connect(self._on_title_changed)
        self.strip.action_triggered.connect(self.restore)
        self.strip.closed.connect(self._let_go)

    def offer(self) -> bool:
        """Ask whether the newest copy that a crash left is wanted back; whether there is one."""
        self._found = _newest_left_behind()
        if self._found is None:
            return False
        self.strip.show_message(
            f"Unsaved work of “{self._found.name}” was found.", "&Restore", kind="info"
        )
        return True

    def restore(self) -> None:
        """Open the copy that was offered, as unsaved work."""
        found = self._found
        if found is None or found.copy is None:
            return
        if self._documents.restore(found.copy, found.name):
            self._keep()
            self._wait()
            found.remove()
            self._found = None

    def shutdown(self) -> None:
        """The document was saved or given up: no copy is needed any more."""
        self._timer.stop()
        self._forget()
        self._release()

    def _on_edited(self) -> None:
        if not self._timer.isActive() or self._timer.interval() > EDIT_MILLISECONDS:
            self._timer.start(EDIT_MILLISECONDS)

    def _on_snapshot(self) -> None:
        if self._controller.is_running and not self._timer.isActive():
            self._timer.start(TRAINING_MILLISECONDS)

    def _on_title_changed(self) -> None:
        if not self._documents.is_modified:
            self._timer.stop()
            self._forget()

    def _keep(self) -> None:
        """Write the copy on a thread of its own: a large table takes a while."""
        if not self._documents.is_modified:
            return
        if self._writer is not None and self._writer.is_alive():
            self._timer.start(EDIT_MILLISECONDS)
            return
        content, name = _present(self._controller), self._documents.name
        self._writer = threading.Thread(
            target=self._write, args=(content, name), name="keeping a copy", daemon=True
        )
        self._writer.start()

    def _write(self, content: Content, name: str) -> None:
        try:
            self._own.write(content, name)
        except FileError as error:
            if not self._has_failed:
                self._has_failed = True
                self.told.emit(f"No copy for the case of a crash can be kept: {error}")

    def _wait(self) -> None:
        if self._writer is not None:
            self._writer.join()

    def _forget(self) -> None:
        self._wait()
        self._own.remove()

    def _let_go(self) -> None:
        """What was offered stays for the next start, unless it is being restored right now."""
        QTimer.singleShot(0, self._release)

    def _release(self) -> None:
        if self._found is not None:
            self._found.unlock()
            self._found = None


def _present(controller: Controller) -> Content:
    """The document with what a running training has learned so far."""
    document = Document(controller.document.content.copy())
    frame = controller.snapshot
    if controller.is_running and frame is not None:
        EditCommand(document, learned(frame, "")(document.content)).redo()
    return document.content


class _Folder:
    """The place of one copy: `<name>.nnplay` and `lock`."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock: QLockFile | None = None

    @property
    def copy(self) -> Path | None:
        """The document inside, if there is one."""
        return next(iter(sorted(self._path.glob(f"*{files.SUFFIX}"))), None)

    @property
    def name(self) -> str:
        return self.copy.stem if self.copy is not None else ""

    @property
    def age(self) -> float:
        """When the copy was written, in seconds since 1970."""
        try:
            return self.copy.stat().st_mtime if self.copy is not None else 0.0
        except OSError:
            return 0.0

    def lock(self) -> bool:
        """Take the folder; False while a running program has it."""
        if self._lock is None:
            lock = QLockFile(str(self._path / "lock"))
            lock.setStaleLockTime(0)
            if not lock.tryLock(0):
                return False
            self._lock = lock
        return True

    def unlock(self) -> None:
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None

    def write(self, content: Content, name: str) -> None:
        """Put the copy in place of the one before. Raises FileError."""
        target = self._path / (_as_file_name(name) + files.SUFFIX)
        try:
            self._path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise FileError(f"the folder can't be made ({error.strerror}).") from None
        self.lock()
        files.save(content, target)
        for old in self._path.glob(f"*{files.SUFFIX}"):
            if old != target:
                # One that can't be removed now, as while a scanner reads it, goes with the next.
                with suppress(OSError):
                    old.unlink()

    def remove(self) -> None:
        self.unlock()
        shutil.rmtree(self._path, ignore_errors=True)


def _newest_left_behind() -> _Folder | None:
    """The newest copy whose program is gone, locked; folders without one are tidied away."""
    folders = [_Folder(path) for path in recovery_folder().glob("*") if path.is_dir()]
    left = [folder for folder in folders if folder.lock()]
    for folder in left:
        if folder.copy is None:
            folder.remove()
    left = sorted((folder for folder in left if folder.copy is not None), key=lambda f: f.age)
    for folder in left[:-1]:
        folder.unlock()
    return left[-1] if left else None


def _as_file_name(name: str) -> str:
    """The name without what a file system may refuse."""
    return re.sub(r'[\x00-\x1f/\\:*?"<>|.]+', " ", name)[:_LONGEST_NAME].strip() or "Untitled"
