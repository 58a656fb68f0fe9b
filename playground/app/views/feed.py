"""What a view on the right has to know, and to be told."""

from __future__ import annotations

from functools import partial
from typing import Any, ClassVar, Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from playground.app.controller import Controller
from playground.app.viewpoint import Need
from playground.app.views.focus import Focus
from playground.canvas.view import CanvasView
from playground.document.view_edits import change_view
from playground.engine.snapshot import Snapshot
from playground.palette import Theme

__all__ = ["Feed", "Need"]


class Pointed(Protocol):
    """A widget that says where the pointer is, in data units, and what is answered there."""

    cursor_moved: SignalInstance
    cursor_left: SignalInstance


class Feed(QObject):
    """Feeds one view; `name` is also that of its field in each snapshot.

    `title` is on its tab, `tip` says in a few words what it shows, `is_open` whether the tab is
    there from the start, `axes` how many columns of the data are axes in it: people choose
    these, and what the others are held at. One that `marks_wrong` points is told with each frame
    what the points themselves are taken for.

    While the view is out of sight nothing is asked of its feed and nothing is told to it. Once
    it comes into sight it is told everything: data set, bounds, settings, document, snapshot.

    Signals
    -------
    needs_changed() : `needs` returns something else now.
    cursor_moved(x, y, value) : the pointer is over this place of the plane; value may be None.
    cursor_left() : the pointer is no longer over the plane.
    hinted(str) : a passing remark for the status bar; "" takes it back.
    told(str) : one sentence that stays until it is closed.
    """

    name: ClassVar[str]
    title: ClassVar[str]
    tip: ClassVar[str]
    is_open: ClassVar[bool] = True
    axes: ClassVar[int] = 2
    marks_wrong: ClassVar[bool] = False
    needs_changed = Signal()
    cursor_moved = Signal(float, float, object)
    cursor_left = Signal()
    hinted = Signal(str)
    told = Signal(str)

    def __init__(
        self, controller: Controller, canvas: CanvasView, focus: Focus, widget: QWidget
    ) -> None:
        super().__init__(controller)
        self.controller = controller
        self.canvas = canvas
        self.focus = focus
        self.widget = widget

    def needs(self) -> Need | None:
        """The field that the view shows, None when it can do without."""
        return None

    @property
    def is_settled(self) -> bool:
        """Whether the view shows all that it has asked for itself, beside the snapshots."""
        return True

    def shutdown(self) -> None:
        """The window closes: end what runs."""

    def sheet(self) -> QWidget:
        """What a picture of the view shows."""
        return self.widget

    def controls(self) -> tuple[QWidget, ...]:
        """Parts of the widget that a picture of it has no use for."""
        return ()

    def set_theme(self, theme: Theme) -> None:
        """Draw the view in other colours; this comes out of sight, too."""
        self.widget.set_theme(theme)  # type: ignore[attr-defined]

    def show_dataset(self) -> None:
        """The controller has another data set, or none, or its plane has other axes."""

    def show_bounds(self) -> None:
        """The controller looks at another part of the plane, as another view may have it."""

    def show_view(self) -> None:
        """The document's view settings are others."""

    def show_document(self) -> None:
        """The drawing was lowered anew, or the focus is on another node."""

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """One frame."""

    def change_view(self, **fields: Any) -> None:
        """Change settings of the document's view, undoably."""
        self.controller.do(change_view(**fields))

    def switch_by(self, **wishes: SignalInstance) -> None:
        """Change the view's setting of each name to what comes with its signal."""
        for name, wish in wishes.items():
            wish.connect(partial(self._change_setting, name))

    def tell_cursor_of(self, view: Pointed) -> None:
        """Pass on where the pointer is over that view."""
        view.cursor_moved.connect(self.cursor_moved)
        view.cursor_left.connect(self.cursor_left)

    def _change_setting(self, name: str, value: object) -> None:
        self.change_view(**{name: value})
