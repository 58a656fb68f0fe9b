"""Which colour is which node, how many islands it has, and a switch for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFocusEvent, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from playground.palette import LIGHT, Theme, mix
from playground.plots.plane.markers import marker
from playground.widgets.described import described
from playground.widgets.flow_layout import FlowLayout
from playground.widgets.wish_box import WishBox

_SIDE = 16
_SHARE = 0.5
_RADIUS = 4.0
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Entry:
    """A colour's meaning.

    `is_on` None means that it can't be switched, otherwise `tip` says what is switched; `shape`
    is the marker of the points that belong into regions of this colour, None for none.
    """

    key: str
    color: str
    name: str
    detail: str = ""
    is_on: bool | None = None
    tip: str = ""
    shape: int | None = None


class OutputsLegend(QWidget):
    """A line of colours with their meaning; those that can be switched are check boxes.

    Signals
    -------
    switched(str, bool) : the entry of that key is to be on or off; it moves only in
        `set_entries`.
    pointed(str) : the key of the entry under the cursor or with the focus, "" for none.
    """

    switched = Signal(str, bool)
    pointed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._theme = LIGHT
        self._entries: tuple[Entry, ...] = ()
        self._signs: list[_SwitchedSign | _Sign] = []
        self._flow = FlowLayout(gap_x=12, gap_y=2)
        self.setLayout(self._flow)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._fill()

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """Show these; where only details differ the widgets stay, and with them the focus."""
        old, self._entries = self._entries, tuple(entries)
        if self._entries == old:
            return
        if [_kind(entry) for entry in old] != [_kind(entry) for entry in entries]:
            self._flow.clear()
            self._signs = [self._sign(entry) for entry in entries]
            for sign in self._signs:
                self._flow.addWidget(sign)
            self.setVisible(bool(entries))
        self._fill()
        self._flow.invalidate()
        self.updateGeometry()

    def _sign(self, entry: Entry) -> _SwitchedSign | _Sign:
        if entry.is_on is None:
            sign: _SwitchedSign | _Sign = _Sign(entry.key)
        else:
            sign = _SwitchedSign(entry.key)
            sign.switched.connect(self.switched)
        sign.pointed.connect(self.pointed)
        return sign

    def _fill(self) -> None:
        ratio = self.devicePixelRatioF()
        for sign, entry in zip(self._signs, self._entries, strict=True):
            sign.show_entry(entry, _swatch(entry, self._theme, ratio))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._flow.minimumSize().height())


class _SwitchedSign(WishBox):
    switched = Signal(str, bool)
    pointed = Signal(str)

    def __init__(self, key: str) -> None:
        super().__init__()
        self._key = key
        self.setProperty("role", "small")
        self.setIconSize(QSize(_SIDE, _SIDE))
        self.wished.connect(self._tell)

    def show_entry(self, entry: Entry, swatch: QPixmap) -> None:
        self.setChecked(bool(entry.is_on))
        self.setIcon(QIcon(swatch))
        self.setText(_text(self, entry).replace("&", "&&"))
        described(self, entry.name, entry.tip)
        self.setAccessibleDescription(". ".join(filter(None, (entry.detail, entry.tip))))

    def _tell(self, is_on: bool) -> None:
        self.switched.emit(self._key, is_on)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.pointed.emit(self._key)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.pointed.emit("")

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.pointed.emit(self._key)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.pointed.emit("")


class _Sign(QWidget):
    pointed = Signal(str)

    def __init__(self, key: str) -> None:
        super().__init__()
        self._key = key
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(5)
        self._picture = QLabel()
        self._name = QLabel(textFormat=Qt.TextFormat.PlainText)
        self._name.setProperty("role", "small")
        row.addWidget(self._picture)
        row.addWidget(self._name)

    def show_entry(self, entry: Entry, swatch: QPixmap) -> None:
        self._picture.setPixmap(swatch)
        self._name.setText(_text(self._name, entry))
        self._name.setToolTip(entry.name)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.pointed.emit(self._key)

    def leaveEvent(self, event: QEvent) -> None:
        self.pointed.emit("")


def _kind(entry: Entry) -> tuple[str, bool]:
    return entry.key, entry.is_on is None


def _text(widget: QWidget, entry: Entry) -> str:
    name = widget.fontMetrics().elidedText(entry.name, Qt.TextElideMode.ElideRight, _LONGEST)
    return f"{name} · {entry.detail}" if entry.detail else name


def _swatch(entry: Entry, theme: Theme, ratio: float) -> QPixmap:
    """A piece of the picture in that colour, its border, and the marker of its points."""
    pixmap = QPixmap(round(_SIDE * ratio), round(_SIDE * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(entry.color), 1.5))
    painter.setBrush(QColor(mix(theme.surface, entry.color, _SHARE)))
    painter.drawRoundedRect(QRectF(1, 1, _SIDE - 2, _SIDE - 2), 3, 3)
    if entry.shape is not None:
        point = marker(entry.shape, entry.color, False, _RADIUS, ratio)
        point.setDevicePixelRatio(ratio)
        half = point.width() / ratio / 2
        painter.drawPixmap(QPointF(_SIDE / 2 - half, _SIDE / 2 - half), point)
    painter.end()
    return pixmap
