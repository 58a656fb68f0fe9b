"""The bar of menus, and the window's actions made from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from playground.app.menus.data import DATA
from playground.app.menus.edit import EDIT
from playground.app.menus.file import FILE
from playground.app.menus.help import HELP
from playground.app.menus.network import NETWORK
from playground.app.menus.rows import ActionRow, Menu
from playground.app.menus.train import TRAIN
from playground.app.menus.view import VIEW

BAR = (FILE, EDIT, NETWORK, DATA, TRAIN, VIEW, HELP)


class ActionTable:
    """Makes the window's menus and actions from the table, each wired to its handler."""

    def __init__(self, window: QMainWindow, handlers: Mapping[str, Callable[[], object]]) -> None:
        self._window = window
        self._handlers = handlers
        self.menus: dict[str, QMenu] = {}
        self._actions: dict[str, QAction] = {}
        self._choices: list[QActionGroup] = []
        for menu in BAR:
            window.menuBar().addMenu(self._make_menu(menu))

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def entries(self) -> Iterator[tuple[str, QAction]]:
        """Every action of every menu, those added later too, with the path of its menu."""
        for menu in BAR:
            yield from _entries(self.menus[menu.name], plain(menu.title))

    def _make_menu(self, menu: Menu) -> QMenu:
        made = self.menus[menu.name] = make_menu(menu.title, menu.tip, self._window)
        choice = QActionGroup(self._window) if menu.is_choice else None
        if choice is not None:
            self._choices.append(choice)
        for entry in menu.entries:
            if isinstance(entry, Menu):
                made.addMenu(self._make_menu(entry))
                continue
            if entry.separated:
                made.addSeparator()
            action = self._actions[entry.name] = self._make_action(entry)
            action.setCheckable(entry.switch or menu.is_choice)
            if choice is not None:
                choice.addAction(action)
            made.addAction(action)
        return made

    def _make_action(self, row: ActionRow) -> QAction:
        action = QAction(row.text, self._window)
        action.setObjectName(row.name)
        action.setShortcuts([QKeySequence(key) for key in row.keys])
        keys = f" ({row.keys[0]})" if row.keys else ""
        action.setStatusTip(row.tip)
        action.setToolTip(f"{row.tip}{keys}")
        action.setWhatsThis(f"{row.tip}{keys}")
        action.triggered.connect(_calling(self._handlers[row.name]))
        return action


def all_rows() -> Iterator[ActionRow]:
    """All actions of the bar, from left to right and from top to bottom."""
    for menu in BAR:
        yield from menu.rows()


def plain(text: str) -> str:
    """The text of a menu or an action without its access key and its ellipsis."""
    return text.partition("\t")[0].replace("&", "").rstrip("…")


def make_menu(title: str, tip: str, window: QMainWindow) -> QMenu:
    """A menu that explains itself and its actions."""
    menu = QMenu(title, window)
    menu.setToolTipsVisible(True)
    for explain in (
        menu.menuAction().setStatusTip,
        menu.menuAction().setToolTip,
        menu.menuAction().setWhatsThis,
    ):
        explain(tip)
    return menu


def _entries(menu: QMenu, path: str) -> Iterator[tuple[str, QAction]]:
    for action in menu.actions():
        submenu = action.menu()
        if isinstance(submenu, QMenu):
            yield from _entries(submenu, f"{path} ▸ {plain(submenu.title())}")
        elif not action.isSeparator():
            yield path, action


def _calling(handler: Callable[[], object]) -> Callable[[], None]:
    """The handler without the checked state that Qt would pass on."""

    def call() -> None:
        handler()

    return call
