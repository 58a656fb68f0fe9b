"""What the menu's actions do beyond passing a call on."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QInputDialog, QMessageBox

from playground.app.about import about_text
from playground.app.actions import ActionTable
from playground.app.areas import Areas
from playground.document import edits
from playground.palette import DARK, LIGHT

if TYPE_CHECKING:
    from playground.app.main_window import MainWindow


class WindowActions(QObject):
    """Makes the menus and keeps their texts true."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._controller = window.controller
        self._areas = Areas(window)
        self.table = ActionTable(window, self._handlers())
        self._finish_menus()
        stack = self._controller.undo_stack
        stack.undoTextChanged.connect(self._show_undo_text)
        stack.redoTextChanged.connect(self._show_undo_text)
        self._controller.snapshot_arrived.connect(self._show_run)
        self._show_undo_text()

    def _handlers(self) -> dict[str, Callable[..., object]]:
        window = self._window
        controller, canvas, documents = window.controller, window.canvas, window.documents
        return {
            "new": documents.new,
            "open": documents.choose_and_open,
            "save": documents.save,
            "save_as": documents.save_as,
            "open_link": window.exchange.ask_link,
            "copy_link": window.exchange.copy_link,
            "quit": window.close,
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
            "open_csv": window.choose_csv,
            "save_points": window.exchange.save_points,
            "new_sample": self._new_sample,
            "train": self._toggle_training,
            "step": self._step,
            "reset": controller.reset,
            "new_weights": controller.draw_new_weights,
            "zoom_in": canvas.zoom_in,
            "zoom_out": canvas.zoom_out,
            "zoom_reset": canvas.zoom_reset,
            "fit": canvas.fit,
            "next_area": self._areas.go_on,
            "previous_area": self._areas.go_back,
            "dark": self._switch_theme,
            "reset_layout": window.reset_layout,
            "about": self._about,
        }

    def _finish_menus(self) -> None:
        menus, table, documents = self.table.menus, self.table, self._window.documents
        self._recent_menu = menus["file"].addMenu("Open &Recent")
        self._examples_menu = menus["file"].addMenu("&Examples")
        for menu in (self._recent_menu, self._examples_menu):
            menu.setToolTipsVisible(True)
            menus["file"].insertMenu(table["save"], menu)
        documents.fill_examples_menu(self._examples_menu)
        self._recent_menu.aboutToShow.connect(self._fill_recent_menu)
        for dock in self._window.docks.values():
            menus["view"].insertAction(table["reset_layout"], dock.toggleViewAction())

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

    def _toggle_training(self) -> None:
        if self._controller.is_running:
            self._controller.pause()
        else:
            self._window.announcer.strip.close_message()
            self._controller.train()

    def _step(self) -> None:
        self._controller.step(self._window.transport.unit)

    def _new_sample(self) -> None:
        seed = str(random.randrange(1_000_000))
        self._controller.do(edits.change_data("New Sample", seed=seed))

    def _ask_layers(self) -> None:
        text, accepted = QInputDialog.getText(
            self._window, "Layers", "Width of each layer from inputs to outputs:", text="2-8-8-1"
        )
        if accepted:
            canvas = self._window.canvas
            self._controller.do(edits.add_layers(text, tuple(canvas.columns)))
            canvas.fit()

    def _paste(self) -> None:
        if not self._window.exchange.paste_link():
            self._window.canvas.paste()

    def _switch_theme(self, is_dark: bool) -> None:
        theme = DARK if is_dark else LIGHT
        self._window.settings.theme = theme.name
        self._window.set_theme(theme)

    def _about(self) -> None:
        QMessageBox.about(self._window, "About Neural Playground", about_text())
