"""The window as a whole: everything named, nothing cut, small and large, light and dark."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDockWidget,
    QLabel,
    QLineEdit,
    QMainWindow,
    QTabBar,
    QWidget,
)

from playground.canvas.zoom_badge import ZoomBadge
from playground.palette import DARK, LIGHT
from playground.panels.inspector_panel import InspectorPanel
from playground.widgets.elided_label import ElidedLabel
from tests.app.conftest import CONTROL, Desk, xor_content
from tests.app.still import still, wait_for_look

CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
)
SIZES = [(900, 600), (1280, 800), (1920, 1080)]


def shown(root: QWidget) -> Iterator[QWidget]:
    """Every widget of ours that a person can get to see; Qt's own parts are Qt's business."""
    for widget in root.findChildren(QWidget):
        if widget.isVisibleTo(root) and not widget.objectName().startswith("qt_"):
            yield widget


def is_own_part(widget: QWidget) -> bool:
    """Whether Qt made it: the buttons of a dock, the field inside a spin box, scroll bars."""
    parent = widget.parentWidget()
    return isinstance(parent, QDockWidget | QTabBar | QAbstractSpinBox | QComboBox) or (
        type(widget).__name__ in ("QScrollBar", "QToolBarExtension", "QHeaderView")
        or type(parent).__name__ == "QMenuBar"
    )


def described(root: QWidget) -> list[QWidget]:
    return [w for w in shown(root) if isinstance(w, CONTROLS) and not is_own_part(w)]


def say(widget: QWidget) -> str:
    text = getattr(widget, "text", lambda: "")()
    parents = []
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, QMainWindow):
        parents.append(type(parent).__name__)
        parent = parent.parentWidget()
    size = f"{widget.width()}x{widget.height()}"
    return f"{type(widget).__name__} {text!r} {size} in {' < '.join(parents[:4])}"


def test_every_control_has_a_name_and_tells_what_it_does(xor_desk: Desk):
    controls = described(xor_desk.window)
    assert len(controls) > 40
    assert [say(w) for w in controls if not w.accessibleName()] == []
    assert [say(w) for w in controls if not w.toolTip() and w.isEnabled()] == []
    assert [say(w) for w in controls if not w.statusTip() and w.isEnabled()] == []


def test_every_control_is_reached_by_the_keyboard(xor_desk: Desk):
    for widget in described(xor_desk.window):
        if widget.isEnabled() and not widget.testAttribute(
            Qt.WidgetAttribute.WA_TransparentForMouseEvents
        ):
            assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus or has_keys(widget), say(widget)


def has_keys(widget: QWidget) -> bool:
    """Whether arrow keys lead to it from a neighbour, or an action with keys does the same."""
    grouped = isinstance(widget, QAbstractButton) and widget.group() is not None
    return grouped or isinstance(widget, ZoomBadge)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_no_text_is_cut(open_desk: Callable[..., Desk], size):
    desk = open_desk(xor_content(), size)
    cut = [say(w) for w in shown(desk.window) if is_cut(w)]
    assert cut == []


def is_cut(widget: QWidget) -> bool:
    """Whether a label or button is smaller than its text."""
    if is_own_part(widget) or widget.visibleRegion().isEmpty():
        return False
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, InspectorPanel):
        parent = parent.parentWidget()
    if isinstance(widget, ElidedLabel) or parent is not None:  # made to be cut, or scrolled
        return False
    if isinstance(widget, QLabel) and widget.text() and widget.wordWrap():
        return widget.heightForWidth(widget.width()) > widget.height()
    if isinstance(widget, QLabel | QAbstractButton) and widget.text():
        wanted = widget.minimumSizeHint()
        return wanted.width() > widget.width() or wanted.height() > widget.height()
    return False


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_window_keeps_the_size_that_it_is_given(open_desk: Callable[..., Desk], size):
    desk = open_desk(xor_content(), size)
    desk.key(Qt.Key.Key_Return, CONTROL)
    desk.wait(lambda: desk.epoch > 1000)
    desk.key(Qt.Key.Key_Return, CONTROL)
    desk.settle()
    assert [say(w) for w in shown(desk.window) if is_cut(w)] == []
    assert (desk.window.width(), desk.window.height()) == size
    canvas = desk.canvas
    assert canvas.width() >= size[0] * 0.25
    assert canvas.height() >= size[1] * 0.3
    seen = canvas.mapToScene(canvas.viewport().rect()).boundingRect()
    assert seen.contains(canvas.network_scene.bounds())


def test_docks_keep_their_place_over_a_restart(open_desk: Callable[..., Desk]):
    desk = open_desk(xor_content())
    region = desk.window.docks["Regions"]
    desk.window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, region)
    desk.window.docks["Loss"].close()
    desk.window.close()

    again = open_desk(xor_content()).window
    again.restore_place()
    assert again.dockWidgetArea(again.docks["Regions"]) == Qt.DockWidgetArea.LeftDockWidgetArea
    assert again.docks["Loss"].isHidden()


def test_damaged_settings_are_as_good_as_none(open_desk: Callable[..., Desk], tmp_path):
    first = open_desk(xor_content())
    settings = first.window.settings
    for key in ("geometry", "state", "theme", "recent_files"):
        settings._store.setValue(key, "garbage \0 \xff")
    assert settings.theme == ""
    assert settings.load_bytes("state").isEmpty()
    before = [dock.isHidden() for dock in first.window.docks.values()]
    first.window.restore_place()
    assert [dock.isHidden() for dock in first.window.docks.values()] == before


def test_training_paints_nothing_outside_the_live_parts(xor_desk: Desk):
    desk = xor_desk
    before = still(desk, desk.window.data_panel)
    desk.push(desk.button("Train"))
    desk.wait(lambda: desk.epoch > 50)
    desk.push(desk.button("Pause"))
    desk.settle()
    wait_for_look(desk, desk.window.data_panel, before)


def test_every_panel_has_one_tab_in_sight(xor_desk):
    """Qt leaves a bar that it made while the docks came together between other panels."""
    window = xor_desk.window
    own = Qt.FindChildOption.FindDirectChildrenOnly
    bars = [bar for bar in window.findChildren(QTabBar, options=own) if bar.isVisible()]
    titles = [bar.tabText(index) for bar in bars for index in range(bar.count())]
    assert len(titles) == len(set(titles)) > 5


def test_the_tabs_of_all_views_are_in_sight_without_scrolling(desk: Desk):
    desk.window.docks["Compare"].show()
    desk.settle()
    views = [*desk.window.views.feeds.values()]
    only_own = Qt.FindChildOption.FindDirectChildrenOnly
    bars = desk.window.findChildren(QTabBar, options=only_own)
    bar = next(bar for bar in bars if bar.isVisible() and bar.count() == len(views))
    assert bar.tabRect(bar.count() - 1).right() < bar.width()


def test_docks_keep_their_sizes_however_fast_themes_follow_one_another(desk: Desk):
    docks = desk.window.docks
    left = docks["Data and Training"]
    narrow = left.minimumSizeHint().width()
    desk.window.resizeDocks([left], [narrow], Qt.Orientation.Horizontal)
    QApplication.processEvents()  # the docks are laid out
    sizes = {title: dock.size() for title, dock in docks.items()}
    for theme in (DARK, LIGHT, DARK):
        desk.window.set_theme(theme)
        assert left.size() == sizes["Data and Training"]
        assert docks["Regions"].size() == sizes["Regions"]
