"""The look of the whole application: Fusion with our palette, one style sheet, fonts, icons."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from string import Template

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QDockWidget, QMainWindow, QTabBar, QToolTip

from playground.app.resources import resource
from playground.palette import Theme, mix
from playground.widgets.fonts import SERIFS, serif_font, tabular_font
from playground.widgets.icons import themed_icon
from playground.widgets.theming import readable

__all__ = ["apply_theme", "icon", "qt_palette", "serif_font", "style_sheet", "tabular_font"]

_USUAL_FONT = "usual_font"
_Role = QPalette.ColorRole
_ROLES = {
    _Role.Window: "window",
    _Role.WindowText: "text",
    _Role.Base: "surface",
    _Role.AlternateBase: "window",
    _Role.Text: "text",
    _Role.Button: "surface",
    _Role.ButtonText: "text",
    _Role.BrightText: "error",
    _Role.ToolTipBase: "primary",
    _Role.ToolTipText: "primary_text",
    _Role.PlaceholderText: "muted_text",
    _Role.Highlight: "selection",
    _Role.HighlightedText: "surface",
    _Role.Accent: "selection",
    _Role.Link: "selection",
    _Role.LinkVisited: "selection",
    _Role.Light: "surface",
    _Role.Midlight: "border",
    _Role.Mid: "border",
    _Role.Dark: "border",
    _Role.Shadow: "border",
}


def apply_theme(app: QApplication, theme: Theme, text_size: int | None = None) -> None:
    """Give the application the theme; widgets hear of it in their `changeEvent`.

    `text_size` is in percent of the usual one; None leaves the text as it is.
    """
    # Under a sheet the style has no name, and to set it again takes a quarter of a second.
    if not app.styleSheet() and app.style().name() != "fusion":
        app.setStyle("Fusion")
    font = app.font() if text_size is None else _sized_font(app, text_size)
    sheet = style_sheet(theme, font)
    if app.styleSheet() == sheet:
        return
    with _docks_kept(app):
        # Qt polishes a widget again for each of its ancestors where one sheet replaces another,
        # but once where there was none: by way of no sheet it takes a third of the time.
        app.setStyleSheet("")
        if font != app.font():
            app.setFont(font)
            # Qt tells the windows, late, and under a sheet they tell only what was shown before.
            for widget in app.allWidgets():
                QCoreApplication.sendEvent(widget, QEvent(QEvent.Type.ApplicationFontChange))
        app.setPalette(qt_palette(theme))
        QToolTip.setPalette(qt_palette(theme))
        app.setStyleSheet(sheet)


@contextmanager
def _docks_kept(app: QApplication) -> Iterator[None]:
    """Let docks keep their sizes: without a sheet all is larger, and they would stay so."""
    windows = [window for window in app.topLevelWidgets() if isinstance(window, QMainWindow)]
    kept = [(window, *_dock_sizes(window)) for window in windows]
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    for window, docks, widths, heights in kept:
        window.resizeDocks(docks, widths, Qt.Orientation.Horizontal)
        window.resizeDocks(docks, heights, Qt.Orientation.Vertical)
    # At once: who sees or measures the docks before would take the larger sizes for theirs.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)


def _dock_sizes(window: QMainWindow) -> tuple[list[QDockWidget], list[int], list[int]]:
    """The docks that are seen in the window, and their sizes; tabs count as part of a dock."""
    # Those behind another's tab have sizes of other days.
    docks = [
        dock
        for dock in window.findChildren(QDockWidget)
        if not dock.isFloating() and not dock.visibleRegion().isEmpty()
    ]
    only_own = Qt.FindChildOption.FindDirectChildrenOnly
    bars = window.findChildren(QTabBar, options=only_own)
    tabs = {
        bar.tabText(index): bar.height()
        for bar in bars
        if bar.isVisible()
        for index in range(bar.count())
    }
    heights = [dock.height() + tabs.get(dock.windowTitle(), 0) for dock in docks]
    return docks, [dock.width() for dock in docks], heights


def _sized_font(app: QApplication, percent: int) -> QFont:
    usual = app.property(_USUAL_FONT)
    if not isinstance(usual, QFont):
        usual = app.font()
        app.setProperty(_USUAL_FONT, usual)
    font = QFont(usual)
    if font.pointSizeF() > 0:
        font.setPointSizeF(font.pointSizeF() * percent / 100)
    else:
        font.setPixelSize(round(font.pixelSize() * percent / 100))
    return font


def icon(name: str, theme: Theme) -> QIcon:
    """A Phosphor icon such as `ph.play-fill` in the theme's text colour."""
    return themed_icon(name, theme)


def qt_palette(theme: Theme) -> QPalette:
    """The theme as Qt's palette."""
    palette = QPalette()
    for role, name in _ROLES.items():
        palette.setColor(role, QColor(getattr(theme, name)))
    pale = QColor(mix(theme.muted_text, theme.surface, 0.45))
    for role in (_Role.WindowText, _Role.Text, _Role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, pale)
    palette.setColor(QPalette.ColorGroup.Disabled, _Role.Highlight, QColor(theme.border))
    return palette


def style_sheet(theme: Theme, font: QFont) -> str:
    """The style sheet; sizes of type follow the given font."""
    size = font.pointSizeF() if font.pointSizeF() > 0 else font.pixelSize() * 0.75
    fields = {name: getattr(theme, name) for name in theme.__slots__}
    fields |= {
        "hover": mix(theme.surface, theme.text, 0.06 * theme.emphasis),
        "pressed": mix(theme.surface, theme.text, 0.12 * theme.emphasis),
        "primary_hover": mix(theme.primary, theme.surface, 0.15),
        "groove": mix(theme.border, theme.muted_text, 0.25),
        "disabled": mix(theme.muted_text, theme.surface, 0.45),
        "test_text": readable(theme.test_curve, theme),
        "error_ground": mix(theme.surface, theme.error, 0.10),
        "good_ground": mix(theme.surface, theme.good, 0.10),
        "small": f"{size * 0.85:.2f}pt",
        "big": f"{size * 1.55:.2f}pt",
        "formula": f"{size * 1.12:.2f}pt",
        "serifs": ", ".join(f'"{name}"' for name in SERIFS),
        "pictures": resource("themes", theme.name).as_posix(),
    }
    return _SHEET.substitute(fields)


_SHEET = Template(resource("themes", "style.qss").read_text(encoding="utf-8"))
