"""What the menu's actions do beyond passing a call on."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QAbstractButton, QDialog

from playground.app.areas import Areas
from playground.app.drawing.layers_dialog import LayersDialog
from playground.app.examples.welcome import WelcomeDialog
from playground.app.flatten.dialog import FlattenDialog
from playground.app.help.about import AboutDialog
from playground.app.help.command_palette import CommandPalette
from playground.app.help.shortcuts import ShortcutSheet
from playground.app.help.whats_this import enter_whats_this
from playground.app.menus.table import ActionTable, all_rows, make_menu
from playground.app.panel_moves import AREAS, PanelMoves
from playground.app.pictures.actions import PictureActions
from playground.app.pictures.export_dialog import ExportDialog
from playground.app.preferences import PreferencesDialog
from playground.app.views.compare import CompareFeed
from playground.document import edits
from playground.document.view_edits import change_view
from playground.widgets.described import described

if TYPE_CHECKING:
    from playground.app.main_window import MainWindow

_SWITCHES = {"bias_nodes": "show_bias_nodes", "operations": "explicit"}
"""Fields of the document's view by the names of their actions."""
_TITLE_BUTTONS = {
    "qt_dockwidget_floatbutton": "Take this panel out of the window, or put it back",
    "qt_dockwidget_closebutton": "Hide this panel; the View menu brings it back",
}


class WindowActions(QObject):
    """Makes the menus and keeps their texts true."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._controller = window.controller
        self._areas = Areas(window)
        self._pictures = PictureActions(window)
        self._panels = PanelMoves(window)
        self.table = ActionTable(window, self._handlers())
        self._finish_menus()
        stack = self._controller.undo_stack
        stack.undoTextChanged.connect(self._show_undo_text)
        stack.redoTextChanged.connect(self._show_undo_text)
        self._controller.snapshot_arrived.connect(self._show_run)
        window.canvas.selection_changed.connect(self._show_selection)
        self._show_undo_text()
        self._show_selection()

    def show_theme(self) -> None:
        """Mark the chosen theme."""
        self.table[f"theme_{self._window.settings.theme or 'system'}"].setChecked(True)

    def _handlers(self) -> dict[str, Callable[..., object]]:
        window = self._window
        controller, canvas, documents = window.controller, window.canvas, window.documents
        handlers: dict[str, Callable[..., object]] = {
            "new": documents.new,
            "new_window": window.new_window_requested.emit,
            "open": documents.choose_and_open,
            "welcome": self.show_welcome,
            "save": documents.save,
            "save_as": documents.save_as,
            "open_link": window.exchange.ask_link,
            "copy_link": window.exchange.copy_link,
            "export_picture": self._export_picture,
            "export_points": window.points_export.choose,
            "close": window.close,
            "quit": window.quit_requested.emit,
            "undo": controller.undo,
            "redo": controller.redo,
            "cut": canvas.cut,
            "copy": canvas.copy,
            "copy_picture": self._pictures.copy_drawing,
            "copy_view": self._pictures.copy_view,
            "save_view": self._pictures.save_view,
            "paste": self._paste,
            "duplicate": canvas.duplicate,
            "delete": canvas.delete_selection,
            "select_all": canvas.select_all,
            "invert": canvas.invert_selection,
            "select_incoming": canvas.select_incoming,
            "select_outgoing": canvas.select_outgoing,
            "find_node": window.find_bar.open,
            "preferences": self._ask_preferences,
            "add_neuron": canvas.place_neuron_at_centre,
            "layers": self._ask_layers,
            "type_corners": window.shapes.ask_corners,
            "move_lines": window.lines.start,
            "connect_selection": canvas.connect_selection,
            "lock_biases": canvas.lock_biases,
            "lock_weights": canvas.lock_edges,
            "tidy": canvas.tidy,
            "compare": self._compare,
            "flatten": self._flatten,
            "distribute_across": partial(canvas.distribute, "x"),
            "distribute_down": partial(canvas.distribute, "y"),
            "open_csv": window.choose_csv,
            "paint": self._paint,
            "clear_points": window.region.paint.clear_requested.emit,
            "new_sample": self._new_sample,
            "train": self._toggle_training,
            "step": self._step,
            "back": self._go_back,
            "reset": controller.reset,
            "new_weights": controller.draw_new_weights,
            "zoom_in": canvas.zoom_in,
            "zoom_out": canvas.zoom_out,
            "zoom_reset": canvas.zoom_reset,
            "fit": canvas.fit,
            "fit_selection": canvas.fit_selection,
            "next_area": self._areas.go_on,
            "previous_area": self._areas.go_back,
            "bias_nodes": partial(self._switch_view, "bias_nodes"),
            "operations": partial(self._switch_view, "operations"),
            "panel_beside": self._panels.beside,
            "panel_below": self._panels.below,
            "panel_float": self._panels.float,
            "panel_home": self._panels.put_back,
            "reset_layout": window.reset_layout,
            "command_palette": self._show_palette,
            "shortcuts": self._show_shortcuts,
            "whats_this": partial(enter_whats_this, window),
            "report": self._show_report,
            "about": self._show_about,
        }
        for row in all_rows():
            kind, _, choice = row.name.partition("_")
            if kind == "align":
                handlers[row.name] = partial(canvas.align, choice)  # type: ignore[arg-type]
            elif kind == "show":
                handlers[row.name] = partial(window.show_view, choice)
            elif kind == "theme":
                handlers[row.name] = partial(self._choose_theme, choice)
            elif kind == "draw":
                handlers[row.name] = partial(window.shapes.start, choice)
            elif kind == "panel" and choice in AREAS:
                handlers[row.name] = partial(self._panels.to, choice)
            elif kind == "labels":
                handlers[row.name] = partial(self._choose_labels, choice)
        return handlers

    def show_view(self) -> None:
        """Mark what the document's view has on."""
        view = self._controller.document.view
        self.table[f"labels_{view.label_style}"].setChecked(True)
        for name, field in _SWITCHES.items():
            self.table[name].setChecked(getattr(view, field))

    def _choose_labels(self, style: str) -> None:
        self._controller.do(edits.change_field("Change Labels", "view", label_style=style))
        self.show_view()

    def _switch_view(self, name: str) -> None:
        is_on = self.table[name].isChecked()
        self._controller.do(change_view(**{_SWITCHES[name]: is_on}))

    def _go_back(self) -> None:
        self._window.time_views.go_back()

    def _finish_menus(self) -> None:
        menus, table = self.table.menus, self.table
        tip = "Documents opened or saved before"
        self._recent_menu = make_menu("Open &Recent", tip, self._window)
        menus["file"].insertMenu(table["welcome"], self._recent_menu)
        self._recent_menu.aboutToShow.connect(self._fill_recent_menu)
        before = table["reset_layout"]
        menus["view"].insertSeparator(before)
        for title, dock in self._window.docks.items():
            action = dock.toggleViewAction()
            tip = f"Show or hide the panel “{title}”"
            action.setStatusTip(tip)
            action.setToolTip(tip)
            action.setWhatsThis(tip)
            # Otherwise it would appear as one more tab behind the others.
            action.triggered.connect(dock.raise_)
            menus["view"].insertAction(before, action)
            for name, text in _TITLE_BUTTONS.items():
                button = dock.findChild(QAbstractButton, name)
                if button is not None:
                    described(button, f"{text}: {title}", text)

    def _fill_recent_menu(self) -> None:
        self._window.documents.fill_recent_menu(self._recent_menu)

    def _show_undo_text(self) -> None:
        stack = self._controller.undo_stack
        # What a run learned is a step of its own as soon as somebody wants it back.
        undo = "Train" if self._controller.is_running else stack.undoText()
        for name, text in (("undo", undo), ("redo", stack.redoText())):
            action = self.table[name]
            action.setText(f"&{name.capitalize()} {text}".strip())
            action.setEnabled(bool(text))

    def _show_run(self) -> None:
        self.table["train"].setText("&Pause" if self._controller.is_running else "&Train")
        self._show_undo_text()

    def _show_selection(self) -> None:
        """Grey what needs a selection of another kind."""
        scene = self._window.canvas.network_scene
        nodes, edges = len(scene.selected_nodes), len(scene.selected_edges)
        for name in ("cut", "copy", "duplicate", "select_incoming", "select_outgoing"):
            self.table[name].setEnabled(nodes > 0)
        for name in ("lock_biases", "fit_selection"):
            self.table[name].setEnabled(nodes > 0)
        self.table["connect_selection"].setEnabled(nodes > 1)
        self.table.menus["align"].setEnabled(nodes > 1)
        self.table["lock_weights"].setEnabled(edges > 0)
        self.table["delete"].setEnabled(nodes + edges > 0)

    def _toggle_training(self) -> None:
        if self._controller.is_running:
            self._controller.pause()
        else:
            self._window.announcer.await_run()
            self._controller.train()

    def _step(self) -> None:
        self._controller.step(self._window.transport.unit)

    def _paint(self) -> None:
        """The brush in hand, the keyboard at it."""
        self._window.show_view("regions")
        self._window.region.paint.choose("brush")
        self._window.region.chart.setFocus()

    def _new_sample(self) -> None:
        seed = str(random.randrange(1_000_000))
        self._controller.do(edits.change_data("New Sample", seed=seed))

    def _ask_layers(self) -> None:
        canvas, network = self._window.canvas, self._controller.document.network
        dialog = LayersDialog(tuple(canvas.columns), bool(len(network.nodes)), self._window)
        dialog.layers_requested.connect(self._make_layers)
        self._open(dialog)

    def _make_layers(self, text: str) -> None:
        canvas = self._window.canvas
        self._controller.do(edits.add_layers(text, tuple(canvas.columns)))
        canvas.fit()

    def _compare(self) -> None:
        self._window.docks["Compare"].show()
        self._window.docks["Compare"].raise_()
        feed = self._window.views.feeds["compare"]
        assert isinstance(feed, CompareFeed)
        feed.focus_choices()

    def _flatten(self) -> None:
        self._open(FlattenDialog(self._window))

    def _paste(self) -> None:
        if not self._window.exchange.paste_link():
            self._window.canvas.paste()

    def show_welcome(self) -> None:
        """The examples as pictures."""
        self._open(WelcomeDialog(self._window))

    def _show_palette(self) -> None:
        self._fill_recent_menu()
        self._open(CommandPalette(self.table.entries(), self._window.documents, self._window))

    def _show_shortcuts(self) -> None:
        self._open(ShortcutSheet(self.table, self._window))

    def _show_report(self) -> None:
        self._open(AboutDialog(self._window, "system"))

    def _show_about(self) -> None:
        self._open(AboutDialog(self._window))

    def _ask_preferences(self) -> None:
        dialog = PreferencesDialog(self._window.settings, self._window)
        dialog.changed.connect(self._window.preferences_changed)
        self._open(dialog)

    def _choose_theme(self, name: str) -> None:
        self._window.settings.theme = "" if name == "system" else name
        self._window.preferences_changed.emit()

    def _export_picture(self) -> None:
        self._open(ExportDialog(self._window))

    def _open(self, dialog: QDialog) -> None:
        """Show a dialog that lets the rest of the program go on, and ends when it is closed."""
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._window.closed.connect(dialog.close)
        dialog.open()
