"""Where the parts stand in the main window."""

from __future__ import annotations

from PySide6.QtCore import QChildEvent, QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QDockWidget,
    QMainWindow,
    QTabBar,
    QTabWidget,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

_LEFT_WIDTH = 250
_SEPARATORS = 8
_DRAG_MILLISECONDS = 150
_REGION_SHARE, _LEAST_REGION = 0.29, 340
_INSPECTOR_SHARE, _MOST_INSPECTOR = 0.23, 210


class WindowLayout(QObject):
    """The transport on top, strips over the canvas, docks around it."""

    def __init__(self, window: QMainWindow, centre: list[QWidget], transport: QWidget) -> None:
        super().__init__(window)
        self._window = window
        window.installEventFilter(self)
        self.docks: dict[str, QDockWidget] = {}
        self._groups: dict[str, QDockWidget] = {}
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._show_titles)
        ground = QWidget()
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in centre:
            column.addWidget(widget)
        column.setStretchFactor(centre[-1], 1)
        window.setCentralWidget(ground)
        bar = QToolBar("Transport", window)
        bar.setObjectName("Transport")
        bar.setMovable(False)
        bar.toggleViewAction().setEnabled(False)
        bar.addWidget(transport)
        window.addToolBar(bar)
        window.setDockNestingEnabled(True)
        # Tabs have no title bar to be torn off by, so the tab itself can be dragged out.
        window.setDockOptions(window.dockOptions() | QMainWindow.DockOption.GroupedDragging)
        areas = Qt.DockWidgetArea
        window.setTabPosition(areas.AllDockWidgetAreas, QTabWidget.TabPosition.North)
        window.setCorner(Qt.Corner.BottomLeftCorner, areas.LeftDockWidgetArea)
        window.setCorner(Qt.Corner.BottomRightCorner, areas.RightDockWidgetArea)

    def add(
        self, title: str, widget: QWidget, area: Qt.DockWidgetArea, group: str = ""
    ) -> QDockWidget:
        """A dock with the widget; those of one group are tabs, the first of them in front."""
        dock = QDockWidget(title, self._window)
        dock.setObjectName(title)
        dock.setWidget(widget)
        if not widget.accessibleName():
            widget.setAccessibleName(title)
        self._window.addDockWidget(area, dock)
        if group:
            dock.topLevelChanged.connect(self._show_titles_soon)
            dock.dockLocationChanged.connect(self._show_titles_soon)
            dock.visibilityChanged.connect(self._show_titles_soon)
            first = self._groups.setdefault(group, dock)
            if first is not dock:
                self._window.tabifyDockWidget(first, dock)
                first.raise_()
        self.docks[title] = dock
        return dock

    def size_docks(self) -> None:
        """The picture of the regions is what people look at: it gets the room."""
        self._show_titles()
        window, docks = self._window, self.docks
        across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        width, height = window.width(), window.height()
        left, middle = docks["Data and Training"], docks["Inspector"]
        # What the others can't do without would make the whole window wider.
        least = left.minimumSizeHint().width() + middle.minimumSizeHint().width()
        room = width - least - _SEPARATORS
        region = min(max(_LEAST_REGION, int(width * _REGION_SHARE)), room)
        window.resizeDocks([left, docks["Regions"]], [_LEFT_WIDTH, region], across)
        window.resizeDocks(
            [docks["Regions"], docks["Loss"]], [int(height * 0.66), int(height * 0.3)], down
        )
        inspector = min(_MOST_INSPECTOR, int(height * _INSPECTOR_SHARE))
        window.resizeDocks([docks["Inspector"]], [inspector], down)

    def _name_tabs(self) -> None:
        only_own = Qt.FindChildOption.FindDirectChildrenOnly
        found = {
            tabs: [tabs.tabText(index) for index in range(tabs.count())]
            for tabs in self._window.findChildren(QTabBar, options=only_own)
        }
        for tabs, titles in found.items():
            tabs.setAccessibleName(f"Tabs: {', '.join(titles)}")
            # A bar that Qt made while the docks came together stays in sight between others.
            if any(set(titles) < set(others) for others in found.values()):
                tabs.hide()

    def _show_titles_soon(self) -> None:
        self._timer.start(0)

    def _show_titles(self) -> None:
        """A tab says the title, and a second line of it would cost room; a panel alone needs it."""
        if QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            # A panel that is being dragged must stay as it is.
            self._timer.start(_DRAG_MILLISECONDS)
            return
        for dock in self.docks.values():
            beside = self._window.tabifiedDockWidgets(dock)
            is_tab = not dock.isFloating() and any(not other.isHidden() for other in beside)
            if is_tab == (dock.titleBarWidget() is None):
                dock.setTitleBarWidget(QWidget(dock) if is_tab else None)  # type: ignore[arg-type]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Qt makes tab bars whenever docks come together; half a name says less than an arrow.
        if event.type() == QEvent.Type.ChildPolished:
            assert isinstance(event, QChildEvent)
            child = event.child()
            if isinstance(child, QTabBar):
                child.setElideMode(Qt.TextElideMode.ElideNone)
        elif event.type() == QEvent.Type.LayoutRequest:
            self._name_tabs()
        return super().eventFilter(watched, event)


def padded(*widgets: QWidget) -> QWidget:
    """The widgets one below the other, with air around them."""
    ground = QWidget()
    column = QVBoxLayout(ground)
    column.setContentsMargins(12, 8, 12, 8)
    for widget in widgets:
        column.addWidget(widget)
    return ground
