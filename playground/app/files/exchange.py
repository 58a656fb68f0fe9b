"""Links out of the app and into it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QInputDialog, QLineEdit, QWidget

from playground.app.controller import Controller
from playground.app.files.documents import DocumentFiles
from playground.app.files.sources import is_link
from playground.interop.errors import LinkError
from playground.interop.tf_playground_writer import format_link
from playground.widgets.described import described


class Exchange(QObject):
    """What goes to and comes from the clipboard and other programs.

    Signals
    -------
    told(str) : why something could not be done.
    done(str) : a short word that it was.
    """

    told = Signal(str)
    done = Signal(str)

    def __init__(self, controller: Controller, documents: DocumentFiles, window: QWidget) -> None:
        super().__init__(window)
        self._controller = controller
        self._documents = documents
        self._window = window

    def copy_link(self) -> None:
        """Put a TensorFlow Playground link of the drawing into the clipboard."""
        document = self._controller.document
        try:
            link = format_link(
                document.network,
                document.data,
                document.training,
                discretize=document.view.discretize,
                show_test=document.view.show_test,
            )
        except LinkError as error:
            self.told.emit(str(error))
            return
        QApplication.clipboard().setText(link)
        self.done.emit("The link is in the clipboard.")

    def ask_link(self) -> None:
        """Open a link that is typed or pasted into a dialog."""
        text = QApplication.clipboard().text()[:20_000]
        dialog = QInputDialog(self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle("Open Link")
        dialog.setLabelText("Link to a network of playground.tensorflow.org:")
        dialog.setTextValue(text.strip() if is_link(text) else "")
        line = dialog.findChild(QLineEdit)
        assert line is not None, "a text to type has a line"
        described(
            line,
            "Link",
            "An address that begins with playground.tensorflow.org; one in the clipboard is taken",
        )
        dialog.textValueSelected.connect(self._open_link)
        # Its buttons are made as it opens.
        dialog.open()
        buttons = dialog.findChild(QDialogButtonBox)
        assert buttons is not None, "an open dialog has buttons"
        for kind, name, tip in (
            (QDialogButtonBox.StandardButton.Ok, "OK", "Open the link (Enter)"),
            (QDialogButtonBox.StandardButton.Cancel, "Cancel", "Open nothing (Esc)"),
        ):
            described(buttons.button(kind), name, tip)

    def _open_link(self, link: str) -> None:
        if link.strip():
            self._documents.open(link.strip())

    def paste_link(self) -> bool:
        """Open the link in the clipboard; False when there is none."""
        text = QApplication.clipboard().text()
        if not is_link(text):
            return False
        self._documents.open(text.strip())
        return True
