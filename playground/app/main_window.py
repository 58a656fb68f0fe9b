"""The main window: puts the parts in their places and passes wishes on to the controller."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QDockWidget,
    QInputDialog,
    QLabel,
    QMainWindow,
    QMessageBox,
    QTabWidget,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from playground.app.about import about_text
from playground.app.actions import ActionTable
from playground.app.choices import activation_labels, training_choices
from playground.app.controller import Controller
from playground.app.csv_files import CsvOpening
from playground.app.documents import DocumentFiles
from playground.app.exchange import Exchange
from playground.app.live import LiveViews
from playground.app.notices import notices
from playground.app.settings import STATE_VERSION, AppSettings
from playground.app.sources import is_link
from playground.app.theme import apply_theme
from playground.canvas.labels import automatic_names
from playground.canvas.view import CanvasView
from playground.data.features import available_features
from playground.document import edits
from playground.engine.activations import ACTIVATIONS
from playground.palette import DARK, LIGHT, Theme
from playground.panels.data_panel import DataPanel
from playground.panels.inspector_panel import InspectorPanel
from playground.panels.scores_panel import ScoresPanel
from playground.panels.training_panel import TrainingPanel
from playground.panels.transport_bar import TransportBar
from playground.plots.loss_view import LossView
from playground.plots.region_view import RegionView
from playground.widgets.message_strip import MessageStrip
from playground.widgets.vertical_scroll import VerticalScroll

DEFAULT_SIZE = (1280, 800)
_HINT_MILLISECONDS = 6000


class MainWindow(QMainWindow):
    """One document with everything that shows and edits it."""

    def __init__(self, controller: Controller, settings: AppSettings, theme: Theme) -> None:
        super().__init__()
        self.controller = controller
        self.settings = settings
        self.theme = theme
        document = controller.document
        self.canvas = CanvasView(document)
        self.region = RegionView()
        self.loss = LossView()
        self.data_panel = DataPanel(document)
        self.training_panel = TrainingPanel(document, training_choices())
        self.inspector = InspectorPanel(document, ACTIVATIONS, automatic_names)
        self.scores = ScoresPanel()
        self.transport = TransportBar()
        self.strip = MessageStrip()
        self.notice = MessageStrip()
        self.documents = DocumentFiles(controller, settings, self)
        self.csv = CsvOpening(self)
        self.exchange = Exchange(controller, self.documents, self)
        self.live = LiveViews(
            controller,
            self.canvas,
            self.region,
            self.loss,
            self.inspector,
            self.scores,
            self.transport,
        )
        self._arrange()
        self.canvas.set_activations(activation_labels())
        self.actions_table = ActionTable(self, self._handlers())
        self._finish_menus()
        self._fill_status_bar()
        self._connect()
        self.resize(*DEFAULT_SIZE)
        self.setAcceptDrops(True)
        self.set_theme(theme)
        self._default_state = self.saveState(STATE_VERSION)
        self._was_shown = False
        self._notices: tuple[str, ...] = ()
        self._show_title()
        self._show_document()

    def set_theme(self, theme: Theme) -> None:
        """Draw the whole window in other colours."""
        self.theme = theme
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        apply_theme(app, theme)
        for view in (self.canvas, self.region, self.loss):
            view.set_theme(theme)
        self.actions_table["dark"].setChecked(theme.is_dark)

    def restore_place(self) -> None:
        """Size, position and docks as they were left; call it after `show`."""
        self.restoreGeometry(self.settings.load_bytes("geometry"))
        self.restoreState(self.settings.load_bytes("state"), STATE_VERSION)

    def show_message(self, text: str) -> None:
        """One sentence across the window that stays until it is closed or outdated."""
        self.strip.show_message(text)

    def _arrange(self) -> None:
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.strip)
        column.addWidget(self.notice)
        column.addWidget(self.canvas, 1)
        self.setCentralWidget(centre)
        bar = QToolBar("Transport", self)
        bar.setObjectName("Transport")
        bar.setMovable(False)
        bar.toggleViewAction().setEnabled(False)
        bar.addWidget(self.transport)
        self.addToolBar(bar)
        self.setDockNestingEnabled(True)
        self.setTabPosition(Qt.DockWidgetArea.AllDockWidgetAreas, QTabWidget.TabPosition.North)
        self.setCorner(Qt.Corner.BottomLeftCorner, Qt.DockWidgetArea.LeftDockWidgetArea)
        self.setCorner(Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.RightDockWidgetArea)
        areas = Qt.DockWidgetArea
        self.docks = [
            self._dock(
                "Data and Training",
                VerticalScroll(self.data_panel, self.training_panel),
                areas.LeftDockWidgetArea,
            ),
            self._dock("Regions", _padded(self.region), areas.RightDockWidgetArea),
            self._dock("Loss", _padded(self.loss), areas.RightDockWidgetArea),
            self._dock("Inspector", self.inspector, areas.BottomDockWidgetArea),
            self._dock("Scores", self.scores, areas.BottomDockWidgetArea),
        ]
        self.tabifyDockWidget(self.docks[3], self.docks[4])
        self.docks[3].raise_()

    def _size_docks(self) -> None:
        """The picture of the regions is what people look at: it gets the room."""
        left, region, loss, inspector, _ = self.docks
        across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        height = self.height()
        self.resizeDocks([left, region], [250, max(340, int(self.width() * 0.29))], across)
        self.resizeDocks([region, loss], [int(height * 0.66), int(height * 0.3)], down)
        self.resizeDocks([inspector], [min(190, int(height * 0.2))], down)

    def _dock(self, title: str, widget: QWidget, area: Qt.DockWidgetArea) -> QDockWidget:
        dock = QDockWidget(title, self)
        dock.setObjectName(title)
        dock.setWidget(widget)
        self.addDockWidget(area, dock)
        return dock

    def _handlers(self) -> dict[str, Callable[..., object]]:
        controller, canvas, documents = self.controller, self.canvas, self.documents
        return {
            "new": documents.new,
            "open": documents.choose_and_open,
            "save": documents.save,
            "save_as": documents.save_as,
            "open_link": self.exchange.ask_link,
            "copy_link": self.exchange.copy_link,
            "quit": self.close,
            "undo": controller.undo,
            "redo": controller.redo,
            "cut": canvas.cut,
            "copy": canvas.copy,
            "paste": self._paste,
            "duplicate": canvas.duplicate,
            "delete": canvas.delete_selection,
            "select_all": canvas.select_all,
            "add_neuron": canvas.place_neuron_at_centre,
            "layers": self._ask_layers,
            "tidy": canvas.tidy,
            "open_csv": self._open_csv,
            "save_points": self.exchange.save_points,
            "new_sample": self._new_sample,
            "train": self._toggle_training,
            "step": self._step,
            "reset": controller.reset,
            "new_weights": controller.draw_new_weights,
            "zoom_in": canvas.zoom_in,
            "zoom_out": canvas.zoom_out,
            "zoom_reset": canvas.zoom_reset,
            "fit": canvas.fit,
            "dark": self._switch_theme,
            "reset_layout": self._reset_layout,
            "about": self._about,
        }

    def _finish_menus(self) -> None:
        menus, actions = self.actions_table.menus, self.actions_table
        self._recent_menu = menus["file"].addMenu("Open &Recent")
        self._recent_menu.setToolTipsVisible(True)
        self._examples_menu = menus["file"].addMenu("&Examples")
        self._examples_menu.setToolTipsVisible(True)
        for menu in (self._recent_menu, self._examples_menu):
            menus["file"].insertMenu(actions["save"], menu)
        self.documents.fill_examples_menu(self._examples_menu)
        self._recent_menu.aboutToShow.connect(self._fill_recent_menu)
        for dock in self.docks:
            menus["view"].insertAction(actions["reset_layout"], dock.toggleViewAction())

    def _fill_status_bar(self) -> None:
        bar = self.statusBar()
        bar.setSizeGripEnabled(False)
        self._shape = QLabel()
        self._cursor = QLabel()
        for label in (self._shape, self._cursor):
            label.setTextFormat(Qt.TextFormat.PlainText)
            bar.addWidget(label)

    def _connect(self) -> None:
        controller, canvas = self.controller, self.canvas
        for wisher in (canvas, self.data_panel, self.training_panel, self.inspector):
            wisher.edit_requested.connect(controller.do)
        for teller in (
            self.data_panel.refused,
            self.training_panel.refused,
            self.inspector.refused,
            controller.told,
        ):
            teller.connect(self.show_message)
        self.documents.told.connect(self.show_message)
        self.csv.told.connect(self.show_message)
        self.exchange.told.connect(self.show_message)
        self.exchange.done.connect(self._show_hint)
        self.csv.chosen.connect(controller.do)
        canvas.message_shown.connect(self._show_hint)
        controller.selected.connect(canvas.select)
        controller.dataset_changed.connect(self._show_dataset)
        controller.lowered_changed.connect(self._show_document)
        controller.snapshot_arrived.connect(self._show_run)
        self.data_panel.open_csv_requested.connect(self._open_csv)
        transport = self.transport
        transport.train_requested.connect(controller.train)
        transport.pause_requested.connect(controller.pause)
        transport.step_requested.connect(controller.step)
        transport.reset_requested.connect(controller.reset)
        transport.new_weights_requested.connect(controller.draw_new_weights)
        transport.speed_requested.connect(controller.training_run.set_speed)
        region = self.region
        for name, signal in (
            ("show_test", region.show_test_requested),
            ("discretize", region.discretize_requested),
            ("boundary", region.boundary_requested),
            ("fit_colors", region.fit_requested),
        ):
            signal.connect(partial(self._change_view, name))
        region.cursor_moved.connect(self._show_cursor)
        region.cursor_left.connect(self._cursor.clear)
        controller.document.view_changed.connect(self._show_view)
        controller.document.replaced.connect(self._show_view)
        stack = controller.undo_stack
        stack.undoTextChanged.connect(self._show_undo_text)
        stack.redoTextChanged.connect(self._show_undo_text)
        self.documents.title_changed.connect(self._show_title)
        self.documents.opened.connect(self._on_opened)
        self._show_dataset()
        self._show_view()
        self._show_undo_text()

    def _show_title(self) -> None:
        self.setWindowTitle(f"{self.documents.name}[*] — Neural Playground")
        self.setWindowModified(self.documents.is_modified)

    def _show_undo_text(self) -> None:
        stack = self.controller.undo_stack
        # What a run learned is a step of its own as soon as somebody wants it back.
        undo = "Train" if self.controller.is_running else stack.undoText()
        for name, text in (("undo", undo), ("redo", stack.redoText())):
            action = self.actions_table[name]
            action.setText(f"&{name.capitalize()} {text}".strip())
            action.setEnabled(bool(text))

    def _show_dataset(self) -> None:
        dataset = self.controller.dataset
        self.data_panel.set_dataset(dataset, self.controller.data_error)
        self.inspector.set_dataset(dataset)
        self.scores.set_dataset(dataset)
        if dataset is not None:
            features = available_features(dataset)
            self.canvas.set_columns([(feature.key, feature.label) for feature in features])

    def _show_document(self) -> None:
        network = self.controller.document.network
        levels = network.levels()
        widths: dict[int, int] = {}
        for level in levels.values():
            widths[level] = widths.get(level, 0) + 1
        shape = "-".join(str(widths[level]) for level in sorted(widths))
        weights = len(network.edges)
        biases = len(network.nodes) - len(network.inputs())
        self._shape.setText(
            f"{shape or 'empty'}   {weights:,} weights + {biases:,} biases = {weights + biases:,}"
        )
        self._shape.setToolTip("Nodes of each level from the inputs on, and what can be trained")
        found = notices(self.controller.document.content, self.controller.lowered)
        if found != self._notices:
            self._notices = found
            if found:
                self.notice.show_message(" ".join(found), kind="info")
            else:
                self.notice.close_message()

    def _show_view(self) -> None:
        view = self.controller.document.view
        self.region.set_options(
            show_test=view.show_test,
            discretize=view.discretize,
            boundary=view.boundary,
            fit_colors=view.fit_colors,
        )

    def _change_view(self, name: str, is_on: bool) -> None:
        self.controller.do(edits.change_field("Change View", "view", **{name: is_on}))

    def _show_cursor(self, x: float, y: float, value: float | None) -> None:
        shown = "" if value is None else f" → {value:.3f}"
        self.controller.show_point(x, y)
        self._cursor.setText(f"({x:.2f}, {y:.2f}){shown}".replace("-", "−"))

    def _show_hint(self, text: str) -> None:
        if text:
            self.statusBar().showMessage(text, _HINT_MILLISECONDS)
        else:
            self.statusBar().clearMessage()

    def _show_run(self, snapshot: object) -> None:
        running = self.controller.is_running
        self.actions_table["train"].setText("&Pause" if running else "&Train")
        self._show_undo_text()
        divergence = getattr(snapshot, "divergence", None)
        stopped_by = getattr(snapshot, "stopped_by", "")
        if divergence is not None:
            self.strip.show_message(
                f"Training ran away at step {divergence.step:,}: {divergence.cause} "
                f"{divergence.advice}"
            )
        elif stopped_by and self.strip.message == "":
            self.strip.show_message(f"Training stopped because {stopped_by}.", kind="info")

    def _toggle_training(self) -> None:
        if self.controller.is_running:
            self.controller.pause()
        else:
            self.strip.close_message()
            self.controller.train()

    def _step(self) -> None:
        self.controller.step(self.transport.unit)

    def _new_sample(self) -> None:
        seed = str(random.randrange(1_000_000))
        self.controller.do(edits.change_data("New Sample", seed=seed))

    def _ask_layers(self) -> None:
        text, accepted = QInputDialog.getText(
            self, "Layers", "Width of each layer from inputs to outputs:", text="2-8-8-1"
        )
        if accepted:
            columns = tuple(self.canvas.columns)
            self.controller.do(edits.add_layers(text, columns))
            self.canvas.fit()

    def _open_csv(self) -> None:
        self.csv.choose(self.controller.document.data)

    def _paste(self) -> None:
        if not self.exchange.paste_link():
            self.canvas.paste()

    def _switch_theme(self, is_dark: bool) -> None:
        theme = DARK if is_dark else LIGHT
        self.settings.theme = theme.name
        self.set_theme(theme)

    def _reset_layout(self) -> None:
        self.restoreState(self._default_state, STATE_VERSION)
        self._size_docks()

    def _about(self) -> None:
        QMessageBox.about(self, "About Neural Playground", about_text())

    def _fill_recent_menu(self) -> None:
        self.documents.fill_recent_menu(self._recent_menu)

    def _on_opened(self) -> None:
        self.strip.close_message()
        self.canvas.fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._was_shown:
            # Docks take sizes only once the window has been laid out.
            self._was_shown = True
            self._size_docks()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() or is_link(event.mimeData().text()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        urls = event.mimeData().urls()
        source = urls[0].toLocalFile() or urls[0].toString() if urls else event.mimeData().text()
        event.acceptProposedAction()
        if source.lower().endswith((".csv", ".tsv", ".txt")):
            self.csv.open(source, self.controller.document.data)
        else:
            self.documents.open(source.strip())

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.documents.may_leave():
            event.ignore()
            return
        self.settings.save_bytes("geometry", self.saveGeometry())
        self.settings.save_bytes("state", self.saveState(STATE_VERSION))
        self.csv.shutdown()
        self.controller.shutdown()
        # The stack tells of its own end when there is no window left to hear it.
        self.controller.undo_stack.blockSignals(True)
        event.accept()


def _padded(widget: QWidget) -> QWidget:
    """The widget with air around it."""
    ground = QWidget()
    column = QVBoxLayout(ground)
    column.setContentsMargins(12, 8, 12, 8)
    column.addWidget(widget)
    return ground
