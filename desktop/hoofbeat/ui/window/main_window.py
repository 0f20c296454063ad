"""The one window: the list of pages beside the page that is open, notices above it, a quiet message at its foot."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeySequence,
    QPaintEvent,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QBoxLayout, QMainWindow, QStackedWidget, QWidget
from typing_extensions import override

from hoofbeat.settings import LARGEST_TEXT
from hoofbeat.ui.appearance import Appearance
from hoofbeat.ui.widgets.parts import clear, column, icon_button
from hoofbeat.ui.window.actions import COMMANDS, NEEDS_PAGE, Actions
from hoofbeat.ui.window.navigation import Navigation
from hoofbeat.ui.window.page_list import PAGES
from hoofbeat.ui.window.page_stack import PageStack
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.ui.pages.page import Page
    from hoofbeat.ui.widgets.banner import Notice

NARROW_WIDTH = 900
SMALLEST_SIZE = QSize(640, 480)
PROGRAM = "Hoofbeat"


class MainWindow(QMainWindow):
    """Pages, notices, messages.

    Signals: `first_painted` once, when the window is on the screen; `closing` before it closes; `files_dropped` with
    paths; `gate_shown` with whether something stands in place of the pages.
    """

    first_painted = Signal()
    closing = Signal()
    files_dropped = Signal(list)
    gate_shown = Signal(bool)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.appearance = appearance
        self.can_take_files = False
        self._person_name = ""
        self._undo: Callable[[], object] | None = None
        self._is_painted = False
        self.setMinimumSize(SMALLEST_SIZE)
        self.setAcceptDrops(True)
        self._build()
        self._connect()

    @property
    def page_key(self) -> str:
        """The key of the page that is open."""
        return self.pages.key

    @property
    def page(self) -> Page:
        """The page that is open."""
        return self.pages.page_of(self.pages.key)

    def furnish(self) -> None:
        """Make what is not needed to paint the window for the first time: the menus' commands, and messages."""
        from hoofbeat.ui.widgets.toast import Toast

        self.commands.fill_menus()
        self._toast = Toast(self._whole, self.appearance.icons)

    def ring_focus(self) -> None:
        """Draw a ring around what has the keyboard, from now on."""
        from hoofbeat.ui.widgets.focus_ring import FocusRing

        self._ring = FocusRing(self, self.appearance)

    def show_page(self, key: str, prepare: Callable[[Any], object] | None = None) -> None:
        """Open a page, and have it do something once it is there."""
        if not self.pages.is_ready:
            self.navigation.show_chosen(self.pages.key)
            return
        page = self.pages.open(key)
        self.navigation.show_chosen(key)
        self._show_title()
        if prepare is not None:
            prepare(page)
        else:
            self.navigation.focus_chosen(key)

    def add(self) -> None:
        """Do what Ctrl+N asks for on this page."""
        self.page.add()

    def find_here(self) -> None:
        """Find on this page, or everywhere where it has no line for that."""
        if not self.page.find_here():
            self.find_anywhere()

    def find_anywhere(self) -> None:
        """Find in the records and in the reference at once, whatever page is open."""
        came_from = self.page_key
        self.show_page("find", lambda page: page.begin(came_from))

    def print_page(self) -> None:
        """Do what Ctrl+P asks for on this page; where there is nothing to print, show the sheet that can be."""
        if not self.page.print_page():
            self.show_page("share")

    def show_gate(self, gate: QWidget) -> None:
        """Show something in place of the pages, such as the first start."""
        if self._whole.indexOf(gate) < 0:
            self._whole.addWidget(gate)
        self._whole.setCurrentWidget(gate)
        self.gate_shown.emit(True)
        self._toast.hide()
        self.setWindowTitle(PROGRAM)

    def show_pages(self) -> None:
        """Show the pages again."""
        self.gate_shown.emit(False)
        self._whole.setCurrentWidget(self._desk)
        self._show_title()

    def show_person(self, name: str) -> None:
        """Show whose record is open."""
        self._person_name = name
        self.navigation.show_person(name)
        self._show_title()

    def use_undo(self, undo: Callable[[], object]) -> None:
        """Take back the newest change in this way."""
        self._undo = undo

    def say(self, text: str, *, act: Callable[[], object] | None = None, act_text: str = "") -> None:
        """Show a quiet message for a while."""
        self._toast.say(text, act=act, act_text=act_text)

    def say_undoable(self, text: str) -> None:
        """Show a quiet message with Undo."""
        self._toast.say(text, act=self._undo, act_text=tr("Undo"))

    def add_notice(self, text: str, *, look: str = "notice", icon: str = "info", can_close: bool = True) -> Notice:
        """Keep a notice above the page until it is closed."""
        from hoofbeat.ui.widgets.banner import Notice

        notice = Notice(text, self.appearance, look=look, icon=icon)
        if can_close:
            icons = self.appearance.icons
            notice.add_widget(icon_button(tr("Close message"), "close", icons, notice.deleteLater))
        self._notices.addWidget(notice)
        return notice

    def show_sample_banner(self, is_sample: bool) -> None:
        """Mark the window as showing made-up data, or no longer."""
        from hoofbeat.ui.widgets.banner import StripedBanner

        clear(self._banners)
        if is_sample:
            text = tr("Made-up data. Nothing here is about a real person.")
            self._banners.addWidget(StripedBanner(text, self.appearance))

    def raise_window(self) -> None:
        """Come to the front."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def lay_out(self) -> None:
        """Put the pages' names at the side, or at the top where there is little room or large text."""
        is_top = self.width() < NARROW_WIDTH or self.appearance.text_size >= LARGEST_TEXT
        direction = QBoxLayout.Direction.TopToBottom if is_top else QBoxLayout.Direction.LeftToRight
        self._row.setDirection(direction)
        self.navigation.lay_out(is_top=is_top)
        self._fold()

    def _fold(self) -> None:
        """Where there is room for few lines, leave it to the form that is open."""
        has_inner = bool(self.pages.key) and self.page.inner is not None
        is_low = self.appearance.is_low(self.height())
        self.navigation.fold(is_folded=has_inner and is_low and self.navigation.is_top)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.lay_out()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self.first_painted.emit)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self.pages.prepare_to_close()
        self.closing.emit()
        super().closeEvent(event)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.can_take_files and _files(event):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        files = _files(event)
        if files:
            event.acceptProposedAction()
            self.files_dropped.emit(files)

    def _build(self) -> None:
        appearance = self.appearance
        self.navigation = Navigation(appearance, PAGES)
        self.pages = PageStack(PAGES)
        self.pages.title_changed.connect(self._show_title)
        self._banners = column(spacing="")
        self._notices = column(spacing="s")
        self._notices.setContentsMargins(12, 0, 12, 0)
        right = QWidget()
        beside = column(spacing="")
        beside.addLayout(self._banners)
        beside.addLayout(self._notices)
        beside.addWidget(self.pages, 1)
        right.setLayout(beside)
        self._desk = QWidget()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(self.navigation)
        self._row.addWidget(right, 1)
        self._desk.setLayout(self._row)
        self._whole = QStackedWidget()
        self._whole.addWidget(self._desk)
        self.setCentralWidget(self._whole)
        names = [name for name in COMMANDS if self.pages.has_page(NEEDS_PAGE.get(name, "home"))]
        self.commands = Actions(self, appearance.icons, names)

    def _connect(self) -> None:
        self.navigation.page_chosen.connect(self.show_page)
        self.appearance.changed.connect(self.lay_out)
        for entry in PAGES:
            if entry.number is not None:
                keys = QKeySequence(f"Ctrl+{entry.number}")
                QShortcut(keys, self._desk, partial(self.show_page, entry.key))

    def _show_title(self, _words: str = "") -> None:
        words = self.pages.words
        self.setWindowTitle(" - ".join(part for part in (words, self._person_name, PROGRAM) if part))
        self._fold()


def _files(event: QDragEnterEvent | QDropEvent) -> list[Path]:
    urls = event.mimeData().urls() if event.mimeData().hasUrls() else []
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
