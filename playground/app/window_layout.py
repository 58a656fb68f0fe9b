"""Where the parts stand in the main window."""

from __future__ import annotations

from PySide6.QtCore import QChildEvent, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QFont, QMouseEvent
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
_INSPECTOR_SHARE, _LEAST_INSPECTOR, _MOST_INSPECTOR = 0.23, 160, 210
_LOW = 700
_HANDLE = "qt_qmainwindow_extended_splitter"


class WindowLayout(QObject):
    """The transport on top, strips over the canvas, docks around it."""

    def __init__(self, window: QMainWindow, centre: list[QWidget], transport: QWidget) -> None:
        super().__init__(window)
        self._window = window
        window.installEventFilter(self)
        self.docks: dict[str, QDockWidget] = {}
        self._groups: dict[str, list[QDockWidget]] = {}
        self._homes: dict[QDockWidget, Qt.DockWidgetArea] = {}
        self._is_low = False
        self._is_by_hand = False
        self._is_own_move = False
        self._title_timer = QTimer(self, singleShot=True)
        self._title_timer.timeout.connect(self._show_titles)
        self._size_timer = QTimer(self, singleShot=True, interval=0)
        self._size_timer.timeout.connect(self._fit)
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
        # Its title stays in the font of its start unless the dock has one of its own.
        font = QFont()
        font.setStyleHint(QFont.StyleHint.SansSerif)
        dock.setFont(font)
        dock.setWidget(widget)
        if not widget.accessibleName():
            widget.setAccessibleName(title)
        self._window.addDockWidget(area, dock)
        self._homes[dock] = area
        for moved in (dock.topLevelChanged, dock.dockLocationChanged):
            moved.connect(self._on_moved)
        dock.visibilityChanged.connect(self._show_titles_soon)
        if group:
            mates = self._groups.setdefault(group, [])
            if mates:
                self._window.tabifyDockWidget(mates[0], dock)
                mates[0].raise_()
            mates.append(dock)
        self.docks[title] = dock
        return dock

    @property
    def is_by_hand(self) -> bool:
        """Whether somebody has moved a dock or a separator: sizes are theirs from then on."""
        return self._is_by_hand

    def begin(self, is_by_hand: bool) -> None:
        """The docks stand where they were left: what a low window had put aside still is."""
        window, docks = self._window, self.docks
        tabs = window.tabifiedDockWidgets(docks["Data and Training"])
        self._is_low = window.height() < _LOW and docks["Loss"] in tabs
        self._is_by_hand = is_by_hand

    def reset(self) -> None:
        """The docks are back where they are at the first start: give them their sizes."""
        self._is_low = self._is_by_hand = False
        self._fit()
        self._size_again()

    def put_home(self, dock: QDockWidget) -> None:
        """Put a dock to its side of the window, or to the tabs of its group."""
        self._place_at_home(dock)
        self._size_again()

    def _place_at_home(self, dock: QDockWidget) -> None:
        mates = next((group for group in self._groups.values() if dock in group), [])
        home = self._homes[dock]
        for mate in mates:
            at_home = self._window.dockWidgetArea(mate) == home and not mate.isFloating()
            if mate is not dock and at_home and not mate.isHidden():
                self._window.tabifyDockWidget(mate, dock)
                return
        self._window.addDockWidget(home, dock)

    def _fit(self) -> None:
        """Suit the size of the window, as far as nobody has arranged it by hand."""
        was_low, is_by_hand = self._is_low, self._is_by_hand and not self._is_own_move
        self._is_own_move = False
        if (self._window.height() < _LOW) != was_low:
            (self._bring_loss_back if was_low else self._put_loss_aside)()
        self._is_by_hand = is_by_hand
        if not is_by_hand:
            self._size_docks()
            if self._is_low != was_low:
                self._size_again()

    def _size_again(self) -> None:
        """Docks that changed places take sizes, and tell of it, only once they are laid out."""
        self._is_own_move = True
        self._size_timer.start()

    def _put_loss_aside(self) -> None:
        """A low window has no room for two charts one above the other."""
        loss, left = self.docks["Loss"], self.docks["Data and Training"]
        if not (self._is_at_home(loss) and self._is_at_home(left)):
            return
        self._is_low = True
        was_hidden = loss.isHidden()
        self._window.tabifyDockWidget(left, loss)
        loss.setHidden(was_hidden)
        left.raise_()

    def _bring_loss_back(self) -> None:
        self._is_low = False
        loss, left = self.docks["Loss"], self.docks["Data and Training"]
        if loss in self._window.tabifiedDockWidgets(left):
            was_hidden = loss.isHidden()
            self._window.addDockWidget(self._homes[loss], loss, Qt.Orientation.Vertical)
            loss.setHidden(was_hidden)

    def _is_at_home(self, dock: QDockWidget) -> bool:
        window = self._window
        is_alone = all(other.isHidden() for other in window.tabifiedDockWidgets(dock))
        return (
            is_alone and not dock.isFloating() and window.dockWidgetArea(dock) == self._homes[dock]
        )

    def _size_docks(self) -> None:
        """The picture of the regions is what people look at: it gets the room."""
        self._show_titles()
        window, docks = self._window, self.docks
        across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        width, height = window.width(), window.height()
        left, middle = docks["Data and Training"], docks["Inspector"]
        # What the others can't do without would make the whole window wider.
        least = left.minimumSizeHint().width() + middle.minimumSizeHint().width()
        room = width - least - _SEPARATORS
        region = min(max(min(_LEAST_REGION, width // 3), int(width * _REGION_SHARE)), room)
        window.resizeDocks([left, docks["Regions"]], [_LEFT_WIDTH, region], across)
        if not self._is_low:
            window.resizeDocks(
                [docks["Regions"], docks["Loss"]], [int(height * 0.66), int(height * 0.3)], down
            )
        inspector = min(_MOST_INSPECTOR, max(_LEAST_INSPECTOR, int(height * _INSPECTOR_SHARE)))
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

    def _on_moved(self) -> None:
        self._is_by_hand = True
        self._show_titles_soon()

    def _show_titles_soon(self) -> None:
        self._title_timer.start(0)

    def _show_titles(self) -> None:
        """A tab says the title, and a second line of it would cost room; a panel alone needs it."""
        if QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            # A panel that is being dragged must stay as it is.
            self._title_timer.start(_DRAG_MILLISECONDS)
            return
        for dock in self.docks.values():
            beside = self._window.tabifiedDockWidgets(dock)
            is_tab = not dock.isFloating() and any(not other.isHidden() for other in beside)
            if is_tab == (dock.titleBarWidget() is None):
                dock.setTitleBarWidget(QWidget(dock) if is_tab else None)  # type: ignore[arg-type]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Qt makes tab bars whenever docks come together; half a name says less than an arrow.
        kind = event.type()
        if kind == QEvent.Type.ChildPolished:
            assert isinstance(event, QChildEvent)
            child = event.child()
            if isinstance(child, QTabBar):
                child.setElideMode(Qt.TextElideMode.ElideNone)
        elif kind == QEvent.Type.LayoutRequest:
            self._name_tabs()
        elif kind == QEvent.Type.Resize and self._window.isVisible():
            self._size_timer.start()
        elif isinstance(event, QMouseEvent) and kind == QEvent.Type.MouseButtonPress:
            # Separators lie where the window has no widget but, at best, a handle of Qt's.
            pressed = self._window.childAt(event.position().toPoint())
            if pressed is None or pressed.objectName() == _HANDLE:
                self._is_by_hand = True
        return super().eventFilter(watched, event)


def padded(*widgets: QWidget) -> QWidget:
    """The widgets one below the other, with air around them."""
    ground = QWidget()
    column = QVBoxLayout(ground)
    column.setContentsMargins(12, 8, 12, 8)
    for widget in widgets:
        column.addWidget(widget)
    return ground
