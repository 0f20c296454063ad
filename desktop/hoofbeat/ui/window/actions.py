"""The commands of the window and its menus, declared once; what a command does is bound to it by name when the window is made."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from hoofbeat.ui.icons import Icons
from hoofbeat.wording.translation import tr


@dataclass(frozen=True, slots=True)
class Command:
    """Something to do: its name in the program, its words, its keys, its icon; commands of one `group` exclude each other."""

    name: str
    text: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Menu:
    """A menu of the bar; None is a line between commands."""

    title: str
    items: tuple[Command | None, ...]


MENUS = (
    Menu(
        "File",
        (
            Command("new_journal", "New record…"),
            Command("open_journal", "Open a record…", icon="open"),
            None,
            Command("import_files", "Bring in a file…", ("Ctrl+O",), "import"),
            Command("export_calendar", "Save appointments for a calendar…", icon="appointments"),
            Command("export", "Take your record along…", icon="export"),
            Command("print", "Print…", ("Ctrl+P",), "print"),
            None,
            Command("lock", "Lock", ("Ctrl+L",), "lock"),
            Command("quit", "Quit", ("Ctrl+Q",)),
        ),
    ),
    Menu(
        "Edit",
        (
            Command("undo", "Undo", ("Ctrl+Z",), "undo"),
            Command("redo", "Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), "redo"),
            None,
            Command("add", "Add…", ("Ctrl+N",), "add"),
            Command("find", "Find…", ("Ctrl+F",), "search"),
            Command("find_here", "Find on this page…", ("Ctrl+Shift+F",)),
            None,
            Command("history", "History", icon="history"),
        ),
    ),
    Menu(
        "View",
        (
            Command("larger_text", "Larger text", ("Ctrl++", "Ctrl+="), "text-size"),
            Command("smaller_text", "Smaller text", ("Ctrl+-",)),
            Command("plain_text_size", "Text size of the system", ("Ctrl+0",)),
            None,
            Command("theme_system", "Colors as the system", group="theme"),
            Command("theme_light", "Light colors", icon="theme-light", group="theme"),
            Command("theme_dark", "Dark colors", icon="theme-dark", group="theme"),
        ),
    ),
    Menu(
        "Help",
        (
            Command("help", "Help and phone numbers", ("F1",), "help"),
            Command("shortcuts", "Keys"),
            Command("about", "About Hoofbeat", icon="info"),
        ),
    ),
)

NEEDS_PAGE: Mapping[str, str] = {"import_files": "import", "export": "export", "history": "history", "help": "help"}
"""Commands that are not drawn while the page that they open does not exist."""

WITHOUT_JOURNAL = frozenset(
    {
        *("new_journal", "open_journal", "quit", "larger_text", "smaller_text", "plain_text_size"),
        *("theme_system", "theme_light", "theme_dark"),
    }
)
"""What can be done while no journal is open."""

COMMANDS: Mapping[str, Command] = {item.name: item for menu in MENUS for item in menu.items if item is not None}


class Actions(QObject):
    """The commands that exist in one window, as Qt's actions by name. Signal: `command_chosen` with the name of one."""

    command_chosen = Signal(str)

    def __init__(self, window: QMainWindow, icons: Icons, names: Collection[str]) -> None:
        super().__init__(window)
        self._window = window
        self._icons = icons
        self._groups: dict[str, QActionGroup] = {}
        self.by_name: dict[str, QAction] = {}
        self._menus: list[tuple[QMenu, list[Command | None]]] = []
        for menu in MENUS:
            commands = [item for item in menu.items if item is None or item.name in names]
            if any(commands):
                self._menus.append((window.menuBar().addMenu(tr(menu.title)), commands))

    def fill_menus(self) -> None:
        """Make the commands; the menus that they are in show their titles before."""
        for menu, commands in self._menus:
            self._fill(menu, commands)

    def tint(self) -> None:
        """Draw the icons anew, in the colours of the theme."""
        for name, action in self.by_name.items():
            if COMMANDS[name].icon:
                action.setIcon(self._icons.icon(COMMANDS[name].icon))

    def let_only(self, names: Collection[str] | None) -> None:
        """Let only these commands be used; None lets all."""
        for name, action in self.by_name.items():
            action.setEnabled(names is None or name in names)

    def _fill(self, menu: QMenu, commands: list[Command | None]) -> None:
        menu.aboutToShow.connect(self.tint)
        for command in commands:
            if command is None:
                menu.addSeparator()
            else:
                menu.addAction(self._action(command))

    def _action(self, command: Command) -> QAction:
        action = QAction(tr(command.text), self._window)
        action.setObjectName(command.name)
        action.setShortcuts([QKeySequence(keys) for keys in command.keys])
        action.triggered.connect(lambda _checked=False: self.command_chosen.emit(command.name))
        if command.group:
            action.setCheckable(True)
            group = self._groups.setdefault(command.group, QActionGroup(self._window))
            group.addAction(action)
        self.by_name[command.name] = action
        return action
