"""The main window: makes the parts, puts them in their places and connects them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QDockWidget, QMainWindow

from playground.app.announcer import Announcer
from playground.app.appearance import wanted_theme
from playground.app.choices import activation_labels, training_choices
from playground.app.controller import Controller
from playground.app.data.csv_files import CsvOpening
from playground.app.data.points_export import PointsExport
from playground.app.drawing.find_node import FindBar
from playground.app.drawing.line_drags import LineDrags
from playground.app.drawing.node_names import NodeNames
from playground.app.drawing.shapes import ShapeDrawings
from playground.app.files.documents import DocumentFiles
from playground.app.files.exchange import Exchange
from playground.app.files.recovery import Recovery
from playground.app.files.sources import is_link
from playground.app.history_dock import HistoryList
from playground.app.placement import bring_onto_screen
from playground.app.settings import STATE_VERSION, AppSettings
from playground.app.theme import apply_theme
from playground.app.training.live import LiveViews
from playground.app.training.loss_options import LossOptions
from playground.app.training.loss_runs import LossRuns
from playground.app.training.time_views import TimeViews
from playground.app.views.fitting import FittingView
from playground.app.views.focus import Focus
from playground.app.views.host import ViewHost
from playground.app.window_actions import WindowActions
from playground.app.window_layout import WindowLayout, padded
from playground.canvas.view import CanvasView
from playground.data.features import available_features
from playground.engine.activations import ACTIVATIONS
from playground.palette import Theme
from playground.panels.data_panel import DataPanel
from playground.panels.inspector_panel import InspectorPanel
from playground.panels.scores_panel import ScoresPanel
from playground.panels.table_panel import TablePanel
from playground.panels.timeline_bar import TimelineBar
from playground.panels.training_panel import TrainingPanel
from playground.panels.transport_bar import TransportBar
from playground.plots.loss.view import LossView
from playground.plots.regions.view import RegionView
from playground.plots.surface.camera import Camera
from playground.plots.surface.view import SurfaceView
from playground.widgets.decimals import DECIMALS
from playground.widgets.vertical_scroll import VerticalScroll

DEFAULT_SIZE = (1280, 800)
_TABLE_SUFFIXES = (".csv", ".tsv", ".txt")


class MainWindow(QMainWindow):
    """One document with everything that shows and edits it.

    Signals
    -------
    new_window_requested() : another window is wanted.
    quit_requested() : every window is to be closed.
    preferences_changed() : a setting that concerns every window has another value.
    closed() : the window is gone for good.
    """

    new_window_requested = Signal()
    quit_requested = Signal()
    preferences_changed = Signal()
    closed = Signal()

    def __init__(self, controller: Controller, settings: AppSettings, theme: Theme) -> None:
        super().__init__()
        self.controller = controller
        self.settings = settings
        self.theme = theme
        self._text_size = 100
        document = controller.document
        self.canvas = CanvasView(document)
        self.focus = Focus(controller, self.canvas)
        self.views = ViewHost(controller, self.canvas, self.focus)
        region = self.views.feeds["regions"].widget
        assert isinstance(region, RegionView), "the regions are shown by their view"
        self.region = region
        surface = self.views.feeds["surface"].widget
        assert isinstance(surface, SurfaceView), "surfaces are shown by their view"
        self.surface = surface
        self.loss = LossView()
        self.data_panel = DataPanel(document)
        self.training_panel = TrainingPanel(document, training_choices())
        names = NodeNames(self.canvas)
        self.inspector = InspectorPanel(document, ACTIVATIONS, names)
        self.table = TablePanel(document, ACTIVATIONS, names)
        self.scores = ScoresPanel()
        self.transport = TransportBar()
        self.timeline_bar = TimelineBar()
        self.find_bar = FindBar(self.canvas)
        self.history = HistoryList(controller.undo_stack)
        self.announcer = Announcer(controller, self)
        self.documents = DocumentFiles(controller, settings, self)
        self.recovery = Recovery(controller, self.documents, self)
        self.csv = CsvOpening(self)
        self.exchange = Exchange(controller, self.documents, self)
        self.points_export = PointsExport(controller, self)
        self.live = LiveViews(
            controller,
            self.canvas,
            self.focus,
            self.loss,
            self.inspector,
            self.scores,
            self.transport,
        )
        self.shapes = ShapeDrawings(self)
        self.lines = LineDrags(self)
        self.loss_options = LossOptions(controller, self.loss)
        self.loss_runs = LossRuns(controller, self.loss)
        self.time_views = TimeViews(controller, self.timeline_bar, self.loss, self.transport)
        self._arrange()
        self.canvas.set_activations(activation_labels())
        self._actions = WindowActions(self)
        self.actions_table = self._actions.table
        self._connect()
        self.resize(*DEFAULT_SIZE)
        self.setAcceptDrops(True)
        self.set_theme(theme)
        self._default_state = self.saveState(STATE_VERSION)
        self._fitting = FittingView(self)
        self._was_shown = False
        self._show_title()
        self._show_dataset()
        self._actions.show_view()
        self.announcer.show_document()

    @property
    def docks(self):
        """The docks by their titles."""
        return self._layout.docks

    def set_theme(self, theme: Theme, text_size: int | None = None) -> None:
        """Draw the whole window in other colours, and with text of that many percent if given."""
        self.theme = theme
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        apply_theme(app, theme, text_size)
        for view in (self.canvas, self.views, self.loss, self.shapes, self.lines):
            view.set_theme(theme)
        self._actions.show_theme()

    def apply_preferences(self) -> None:
        """Look and move as the settings want it."""
        theme, size = wanted_theme(self.settings), self.settings.text_size
        if (theme, size) != (self.theme, self._text_size):
            self._text_size = size
            self.set_theme(theme, size)
        DECIMALS.choose(self.settings.decimals)
        self._actions.show_theme()
        glides = not self.settings.reduce_motion
        self.canvas.set_animated(glides)
        self.setAnimated(glides)

    def restore_place(self) -> None:
        """Size, position and docks as they were left; call it after `show`."""
        self.restoreGeometry(self.settings.load_bytes("geometry"))
        if self.restoreState(self.settings.load_bytes("state"), STATE_VERSION):
            self._layout.begin(self.settings.is_arranged)
        self.surface.chart.set_camera(Camera.at(self.settings.camera))
        self._fitting.begin()
        bring_onto_screen(self)

    def show_view(self, name: str) -> None:
        """Bring a view into sight, and the keyboard to it."""
        self.raise_view(name)
        self.views.frames[name].take_focus()

    def raise_view(self, name: str) -> None:
        """Bring a view into sight."""
        dock = self.docks[self.views.feeds[name].title]
        dock.show()
        dock.raise_()
        self.views.look_soon()

    def put_home(self, dock: QDockWidget) -> None:
        """Put a panel where it is at the first start."""
        self._layout.put_home(dock)

    def reset_layout(self) -> None:
        """Every panel back in its place."""
        self.restoreState(self._default_state, STATE_VERSION)
        self._layout.reset()

    def choose_csv(self) -> None:
        self.csv.choose(self.controller.document.data)

    def _arrange(self) -> None:
        said = self.announcer
        self._layout = WindowLayout(
            self,
            [self.recovery.strip, said.strip, said.notice, self.find_bar, self.canvas],
            self.transport,
        )
        areas = Qt.DockWidgetArea
        self._layout.add(
            "Data and Training",
            VerticalScroll(self.data_panel, self.training_panel),
            areas.LeftDockWidgetArea,
        )
        for feed in self.views.feeds.values():
            dock = self._layout.add(
                feed.title, self.views.frames[feed.name], areas.RightDockWidgetArea, "views"
            )
            dock.setVisible(feed.is_open)
            dock.visibilityChanged.connect(self.views.look_soon)
        self._layout.add("Loss", padded(self.loss, self.timeline_bar), areas.RightDockWidgetArea)
        for title, widget in (
            ("Inspector", self.inspector),
            ("Table", self.table),
            ("Scores", self.scores),
            ("History", padded(self.history)),
        ):
            self._layout.add(title, widget, areas.BottomDockWidgetArea, "details")

    def _connect(self) -> None:
        controller, canvas = self.controller, self.canvas
        transport, said = self.transport, self.announcer
        for wisher in (canvas, self.data_panel, self.training_panel, self.inspector, self.table):
            wisher.edit_requested.connect(controller.do)
        for panel in (self.data_panel, self.training_panel, self.inspector, self.table):
            panel.refused.connect(said.refuse)
        for teller in (
            self.documents,
            self.recovery,
            self.csv,
            self.exchange,
            self.points_export,
        ):
            teller.told.connect(said.tell)
        self.shapes.told.connect(said.refuse)
        self.lines.told.connect(said.refuse)
        self.lines.hinted.connect(said.hint)
        self.shapes.done.connect(said.hint)
        self.exchange.done.connect(said.hint)
        self.points_export.done.connect(said.hint)
        canvas.message_shown.connect(said.hint)
        self.csv.chosen.connect(controller.do)
        self.data_panel.open_csv_requested.connect(self.choose_csv)
        self.data_panel.export_requested.connect(self.points_export.choose)
        controller.selected.connect(canvas.select)
        self.table.selection_changed.connect(canvas.select)
        canvas.selection_changed.connect(self.table.select)
        controller.snapshot_arrived.connect(self.table.show_snapshot)
        controller.dataset_changed.connect(self._show_dataset)
        self.history.step_requested.connect(controller.go_to_step)
        self.preferences_changed.connect(self.apply_preferences)
        DECIMALS.changed.connect(self._show_dataset)
        transport.train_requested.connect(said.await_run)
        transport.train_requested.connect(controller.train)
        transport.pause_requested.connect(controller.pause)
        transport.step_requested.connect(controller.step)
        transport.reset_requested.connect(controller.reset)
        transport.new_weights_requested.connect(controller.draw_new_weights)
        transport.speed_requested.connect(controller.training_run.set_speed)
        self.views.cursor_moved.connect(self._on_cursor_moved)
        self.views.cursor_left.connect(said.clear_cursor)
        self.views.hinted.connect(said.hint)
        self.views.told.connect(said.tell)
        controller.document.view_changed.connect(self._actions.show_view)
        controller.document.replaced.connect(self._actions.show_view)
        self.documents.title_changed.connect(self._show_title)
        self.documents.opened.connect(self._on_opened)

    def _show_title(self) -> None:
        self.setWindowTitle(f"{self.documents.name}[*] — Neural Playground")
        self.setWindowModified(self.documents.is_modified)

    def _show_dataset(self) -> None:
        dataset = self.controller.dataset
        if dataset is not None:
            # First of all: panels call nodes what the canvas calls them.
            features = available_features(dataset)
            self.canvas.set_columns([(feature.key, feature.label) for feature in features])
        self.data_panel.set_dataset(dataset, self.controller.data_error)
        self.inspector.set_dataset(dataset)
        self.table.set_dataset(dataset)
        self.scores.set_dataset(dataset)

    def _on_cursor_moved(self, x: float, y: float, value: float | None) -> None:
        self.controller.show_point(x, y)
        self.announcer.show_cursor(x, y, value)

    def _on_opened(self) -> None:
        self.announcer.strip.close_message()
        self.canvas.fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._was_shown:
            # Docks take sizes only once the window has been laid out.
            self._was_shown = True
            self._layout.reset()
            self._fitting.begin()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() or is_link(event.mimeData().text()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        urls = event.mimeData().urls()
        source = urls[0].toLocalFile() or urls[0].toString() if urls else event.mimeData().text()
        event.acceptProposedAction()
        if source.lower().endswith(_TABLE_SUFFIXES):
            self.csv.open(source, self.controller.document.data)
        else:
            self.documents.open(source.strip())

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.documents.may_leave():
            event.ignore()
            return
        self.settings.save_bytes("geometry", self.saveGeometry())
        self.settings.save_bytes("state", self.saveState(STATE_VERSION))
        self.settings.is_arranged = self._layout.is_by_hand
        self.settings.camera = self.surface.chart.camera.numbers
        self.documents.shutdown()
        self.csv.shutdown()
        self.points_export.shutdown()
        self.recovery.shutdown()
        self.views.shutdown()
        self.controller.shutdown()
        # The stack tells of its own end when there is no window left to hear it.
        self.controller.undo_stack.blockSignals(True)
        event.accept()
        self.closed.emit()
