"""What stands below a chart, scrolled where a low window has no room for all of it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMargins, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.widgets.scrolled_column import ScrolledColumn

_LEAST, _NO_LIMIT = 48, 10_000
_CHART_FIRST, _MOST_OF_LOW = 260, 0.3
_RESIZE = QEvent.Type.Resize
_SHOWN = frozenset({QEvent.Type.ShowToParent, QEvent.Type.HideToParent})


class Footer(ScrolledColumn):
    """Widgets one below the other, as high as they need at a width, or as a chart leaves them."""

    # Events come while the column is still being made.
    _view: QWidget | None = None
    _chart: QWidget | None = None
    _control: QWidget | None = None
    _around = 0

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__(widgets, QMargins(), 6)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def give_way(self, view: QWidget, chart: QWidget, around: int, control: QWidget) -> None:
        """In a low `view` scroll, so that the `chart` stays large: it is what people look at.

        `around` is how much of the height goes to the rest. While `control` is hidden, a picture
        is made of the view, and nothing scrolls in a picture.
        """
        self._view, self._chart, self._control, self._around = view, chart, control, around
        view.installEventFilter(self)
        control.installEventFilter(self)

    def _limit(self) -> None:
        view, chart, control = self._view, self._chart, self._control
        if view is None or chart is None or control is None:
            return
        limit = _NO_LIMIT
        if control.isVisibleTo(view):
            height, width = view.height(), view.width()
            follows = chart.hasHeightForWidth()
            wanted = chart.heightForWidth(width) if follows else chart.sizeHint().height()
            low = min(int(_MOST_OF_LOW * height), height - _CHART_FIRST)
            limit = max(_LEAST, low, height - wanted - self._around)
        self.setMaximumHeight(limit)

    def _show_bar(self) -> None:
        """Show a scroll bar only where all does not fit without one; Qt may leave it there."""
        policy = Qt.ScrollBarPolicy
        fits = self.heightForWidth(self.width()) <= self.height()
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOff if fits else policy.ScrollBarAlwaysOn
        )

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max(0, self.body.heightForWidth(width))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.body and event.type() == QEvent.Type.LayoutRequest:
            self._show_bar()
        elif (watched is self._view and event.type() == _RESIZE) or (
            watched is self._control and event.type() in _SHOWN
        ):
            self._limit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_bar()

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(max(200, self.width())))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 24)
