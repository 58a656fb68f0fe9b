"""Two networks beside one another over the plane, and what was found about them."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent, Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from playground.data.plane import Bounds
from playground.palette import Theme
from playground.plots.compare.controls import CompareControls
from playground.plots.compare.picture import ComparePicture
from playground.plots.compare.plane import ComparePlane
from playground.widgets.described import described

_SIDE_BY_SIDE = 520
_PATIENCE_MS = 300


class CompareView(QWidget):
    """Choices on top; the verdict, the two planes and details on a `sheet` that scrolls.

    Signals
    -------
    bounds_changed(Bounds) : someone panned or zoomed one of the planes.
    cursor_moved(x, y), cursor_left() : the pointer over one of them, in data units.
    difference_requested(), shared_requested(), cancel_requested() : a button was pressed.
    """

    bounds_changed = Signal(object)
    cursor_moved = Signal(float, float)
    cursor_left = Signal()
    difference_requested = Signal()
    shared_requested = Signal()
    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.controls = CompareControls(self)
        self.planes = (
            ComparePlane("This drawing over the plane", self),
            ComparePlane("The other network over the plane", self),
        )
        self._verdict = QLabel(self, textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self._verdict.setProperty("role", "title")
        self._details = QLabel(self, textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self._details.setProperty("role", "caption")
        for label in (self._verdict, self._details):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._difference = described(
            QPushButton("Show &difference", self),
            "Show difference",
            "Look at all places where the two decide differently",
        )
        self._shared = described(
            QPushButton("Select &shared", self),
            "Select shared",
            "Select the neurons and edges that both networks have, in the drawing",
        )
        self._bar = described(QProgressBar(self), "Progress", "The networks are being compared")
        self._bar.setRange(0, 0)
        self._cancel = described(
            QPushButton("Cancel", self), "Cancel comparing", "Stop comparing these two networks"
        )
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(_PATIENCE_MS)
        self._slow.timeout.connect(self._show_slow)
        self._arrange()
        self._connect()
        self.set_busy(False)

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        """Parts of the `sheet` that a picture has no use for."""
        return self._difference, self._shared

    def set_theme(self, theme: Theme) -> None:
        for plane in self.planes:
            plane.set_theme(theme)

    def set_plane(self, home: Bounds, x_name: str, y_name: str) -> None:
        """Show that rectangle of data units; a pan or zoom stays while the rectangle does."""
        for plane in self.planes:
            plane.set_plane(home, x_name, y_name)

    def show_bounds(self, bounds: Bounds) -> None:
        for plane in self.planes:
            plane.chart.show_bounds(bounds)

    def show_titles(self, first: str, second: str) -> None:
        for plane, title in zip(self.planes, (first, second), strict=True):
            plane.show_title(title)

    def show_pictures(
        self, pictures: tuple[ComparePicture, ComparePicture], label_count: int
    ) -> None:
        """Draw both networks in the colours of so many labels."""
        for plane, picture in zip(self.planes, pictures, strict=True):
            plane.show_picture(picture, label_count)

    def show_finding(
        self, verdict: str, details: str, *, differs: bool = False, shares: bool = False
    ) -> None:
        """Say what was found, and offer to look at what differs or is shared."""
        self._verdict.setText(verdict)
        self._details.setText(details)
        self._details.setVisible(bool(details))
        self._difference.setEnabled(differs)
        self._shared.setEnabled(shares)

    def show_message(self, text: str) -> None:
        """Say why there is nothing to see and what would help."""
        for plane in self.planes:
            plane.clear()
        self.show_finding(text, "")

    def set_busy(self, is_busy: bool) -> None:
        """Show that the answer is still to come, once it has taken a while."""
        if not is_busy:
            self._slow.stop()
            self._bar.hide()
            self._cancel.hide()
        elif not self._bar.isVisible() and not self._slow.isActive():
            self._slow.start()

    def _arrange(self) -> None:
        self._pair = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._pair.setSpacing(8)
        for plane in self.planes:
            self._pair.addWidget(plane, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        buttons.addWidget(self._difference)
        buttons.addWidget(self._shared)
        buttons.addStretch(1)
        progress = QHBoxLayout()
        progress.setSpacing(6)
        progress.addWidget(self._bar, 1)
        progress.addWidget(self._cancel)
        self.sheet = ground = QWidget(self)
        ground.setProperty("role", "column")
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(6)
        column.addWidget(self._verdict)
        column.addLayout(progress)
        column.addLayout(self._pair)
        column.addWidget(self._details)
        column.addLayout(buttons)
        column.addStretch(1)
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(ground)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(6)
        outer.addWidget(self.controls)
        outer.addWidget(self._area, 1)

    def _connect(self) -> None:
        for plane in self.planes:
            plane.bounds_changed.connect(self.bounds_changed)
            plane.cursor_moved.connect(self.cursor_moved)
            plane.cursor_left.connect(self.cursor_left)
        self._difference.clicked.connect(self.difference_requested)
        self._shared.clicked.connect(self.shared_requested)
        self._cancel.clicked.connect(self.cancel_requested)

    def _show_slow(self) -> None:
        self._bar.show()
        self._cancel.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        across = self.width() >= _SIDE_BY_SIDE
        direction = QBoxLayout.Direction
        self._pair.setDirection(direction.LeftToRight if across else direction.TopToBottom)
