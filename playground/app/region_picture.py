"""The region view as a picture: without its switches, on a ground of its own, in any colours."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QWidget

from playground.app.theme import style_sheet
from playground.palette import Theme
from playground.plots.region_switches import RegionSwitches
from playground.plots.region_view import RegionView

MARGIN = 16


def region_size(region: RegionView) -> QSize:
    """What `draw_region` fills, in pixels of the screen."""
    with _bare(region):
        return _filled(region).size() + QSize(2 * MARGIN, 2 * MARGIN)


def draw_region(region: RegionView, painter: QPainter, theme: Theme, shown: Theme) -> None:
    """Draw it in a theme; afterwards it looks as `shown` again, and no one has seen it change."""
    with _bare(region), _themed(region, theme, shown):
        place = _filled(region)
        painter.translate(MARGIN - place.left(), MARGIN - place.top())
        region.render(painter, QPoint(), place, QWidget.RenderFlag.DrawChildren)


def _filled(region: RegionView) -> QRect:
    """The part of the view in which there is anything."""
    box = QRect()
    for part in region.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        if part.isVisible():
            box = box.united(part.geometry())
    return box


@contextmanager
def _bare(region: RegionView) -> Iterator[None]:
    switches = region.findChild(RegionSwitches)
    layout = region.layout()
    assert switches is not None
    assert layout is not None
    switches.hide()
    layout.activate()
    try:
        yield
    finally:
        switches.show()


@contextmanager
def _themed(region: RegionView, theme: Theme, shown: Theme) -> Iterator[None]:
    if theme == shown:
        yield
        return
    plain = f"QLabel {{ color: {theme.text}; }}"
    region.setStyleSheet(plain + style_sheet(theme, QApplication.font()))
    _take_on(region, theme)
    try:
        yield
    finally:
        region.setStyleSheet("")
        _take_on(region, shown)


def _take_on(region: RegionView, theme: Theme) -> None:
    region.set_theme(theme)
    for part in region.findChildren(QWidget):
        # A widget put into a layout shows itself with the next events, too late for this picture.
        QCoreApplication.sendPostedEvents(part, QEvent.Type.MetaCall)
