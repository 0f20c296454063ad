"""What every page is: a title with one main action, a body, and the care to reload when it is seen after its records changed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QPushButton, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from hoofbeat.domain.records import Kind
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.theme import LONGEST_LINE, SPACE
from hoofbeat.ui.widgets.announce import announce
from hoofbeat.ui.widgets.parts import button, column, label, restyle, row
from hoofbeat.ui.widgets.scrolling import ScrollingColumn
from hoofbeat.wording.translation import tr

_ROOMY_WIDTH = 640
"""Pixels, at 100 % text, from which on a page can afford wide margins."""


class Page(QWidget):
    """One page. A subclass names the kinds that it shows, builds its body, and loads.

    Signals: `title_changed` with the words for the window's title.
    """

    title_changed = Signal(str)
    shows: frozenset[Kind] = frozenset()
    title: str = ""

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__()
        self.setObjectName("page")
        self.surroundings = surroundings
        self._is_stale = True
        self._main: QPushButton | None = None
        self._inner: QWidget | None = None
        self._inner_action: QPushButton | None = None
        self._body = QStackedWidget()
        self.outer = QWidget()
        self._frame()
        surroundings.tasks.records_changed.connect(self._on_records_changed)
        surroundings.tasks.journal_opened.connect(self.mark_stale)

    def load(self) -> None:
        """Read what the page shows; called when it is seen and something changed since."""

    def add(self) -> bool:
        """Do what Ctrl+N asks for; tell whether there is such a thing here."""
        return False

    def show_record(self, record_id: str) -> None:
        """Show one record of the page, by its id."""

    def continue_draft(self, kind: Kind, record_id: str) -> None:
        """Open the form that a draft belongs to: of a new record where the id is empty."""
        if record_id and kind in self.shows:
            self.show_record(record_id)
        else:
            self.add()

    def find_here(self) -> bool:
        """Put the keyboard on the line that finds on this page; tell whether there is one."""
        return False

    def print_page(self) -> bool:
        """Do what Ctrl+P asks for; tell whether there is such a thing here."""
        return False

    def prepare_to_close(self) -> None:
        """Keep what was typed; the window is about to close or to lock."""

    @property
    def words(self) -> str:
        """The page's title as shown now, for the window's title."""
        return self._title.text()

    def set_words(self, title: str) -> None:
        """Show another title, such as that of the record looked at."""
        self._title.setText(title)
        self._arrange_head()
        self.title_changed.emit(title)

    def set_main_action(self, text: str, clicked: Callable[[], object] | None, *, icon: str = "add") -> None:
        """Show the page's one main button, or none."""
        if self._main is not None:
            self._main.hide()
            self._main.deleteLater()
            self._main = None
        if clicked is not None:
            icons = self.surroundings.appearance.icons
            self._main = button(text, clicked, look="primary", icon=icon, icons=icons)
            self._head.addWidget(self._main, 0, Qt.AlignmentFlag.AlignTop)
            self._main.setVisible(self._inner is None)
            QWidget.setTabOrder(self._back, self._main)

    def show_state(self, text: str) -> None:
        """Say quietly, near the main button, what was just done; a screen reader says it too."""
        self._state.setText(text)
        announce(self, text)

    def show_saved(self) -> None:
        """Say that something was saved, and when."""
        self.show_state(tr("Saved {time}").format(time=self.surroundings.clock_text()))

    def show_inner(self, inner: QWidget, title: str, *, back: str, action: QPushButton | None = None) -> None:
        """Show something one step in, such as a form, with the way back above it and, where it has one, its main button."""
        self._drop_inner()
        self._inner = inner
        self._body.addWidget(inner)
        self._body.setCurrentWidget(inner)
        self._back.setText(back)
        self._back.setAccessibleName(back)
        self._back.show()
        self._state.setText("")
        if self._main is not None:
            self._main.hide()
        if action is not None:
            self._inner_action = action
            self._head.addWidget(action, 0, Qt.AlignmentFlag.AlignTop)
            QWidget.setTabOrder(self._back, action)
        self.set_words(title)

    def show_outer(self) -> None:
        """Go back to the page itself; the keyboard does not leave the page with what it was on."""
        focused = QApplication.focusWidget()
        had_focus = self._inner is not None and focused is not None and self.isAncestorOf(focused)
        if self._main is not None:
            self._main.show()
            if had_focus:
                self._main.setFocus()
        self._drop_inner()
        self._body.setCurrentWidget(self.outer)
        self._back.hide()
        self.set_words(self.heading())

    def heading(self) -> str:
        """Return what stands above the page itself."""
        return tr(self.title)

    @property
    def inner(self) -> QWidget | None:
        """What is shown one step in, if anything."""
        return self._inner

    def on_back(self) -> None:
        """Do what the way back does."""
        self.show_outer()

    def mark_stale(self) -> None:
        """Load anew: at once where the page is seen, else when it is."""
        self._is_stale = True
        self._load_if_seen()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._load_if_seen()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        side = SPACE["xl"] if event.size().width() >= self.surroundings.appearance.scaled(_ROOMY_WIDTH) else SPACE["m"]
        self._inside.setContentsMargins(side, SPACE["l"], side, 0)
        self._arrange_head()
        super().resizeEvent(event)

    def _arrange_head(self) -> None:
        """Where a form would have room for few lines, make the title smaller and, if both fit, put the way back beside it."""
        is_low = self._inner is not None and self.surroundings.appearance.is_low(self.window().height())
        look = "heading" if is_low else "title"
        if self._title.property("look") != look:
            restyle(self._title, look=look)
        is_beside = is_low and self._fits_in_a_line()
        if is_beside == (self._head.indexOf(self._back) >= 0):
            return
        if is_beside:
            self._inside.removeWidget(self._back)
            self._head.insertWidget(0, self._back)
        else:
            self._head.removeWidget(self._back)
            self._inside.insertWidget(0, self._back, 0, Qt.AlignmentFlag.AlignLeft)

    def _fits_in_a_line(self) -> bool:
        beside = [each for each in (self._back, self._inner_action) if each is not None]
        wanted = sum(each.sizeHint().width() + SPACE["m"] for each in beside)
        title = self._title.fontMetrics().horizontalAdvance(self._title.text())
        return wanted + title + 2 * SPACE["xl"] <= self.width()

    def _load_if_seen(self) -> None:
        if self._is_stale and self.isVisible() and self.surroundings.tasks.is_open:
            self._is_stale = False
            self.load()

    def _on_records_changed(self, kinds: frozenset[Kind]) -> None:
        if kinds & self.shows:
            self.mark_stale()

    def _frame(self) -> None:
        icons = self.surroundings.appearance.icons
        self._back: QPushButton = button("", self._on_back_clicked, look="edge", icon="left", icons=icons)
        self._back.hide()
        self._title = label(self.heading(), "title")
        self._state = label("", "small", wraps=False)
        self._head = row(self._title, self._state, spacing="m")
        self._head.setStretchFactor(self._title, 1)
        self.outer.setObjectName("page_body")
        self._body.addWidget(self.outer)
        self._inside = inside = column(spacing="m")
        inside.setContentsMargins(SPACE["xl"], SPACE["l"], SPACE["xl"], 0)
        inside.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        self._top = QWidget()
        self._top.setLayout(self._head)
        inside.addWidget(self._top)
        inside.addWidget(self._body, 1)
        self.setLayout(inside)

    def _drop_inner(self) -> None:
        if self._inner_action is not None:
            self._inner_action.hide()
            self._inner_action.deleteLater()
            self._inner_action = None
        if self._inner is not None:
            self._body.removeWidget(self._inner)
            self._inner.deleteLater()
            self._inner = None

    def _on_back_clicked(self) -> None:
        self.on_back()


class ScrollingPage(Page):
    """A page whose body is one column that scrolls: fill `content`."""

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(surroundings)
        self.scroll_area = ScrollingColumn(surroundings.appearance)
        self.content: QVBoxLayout = self.scroll_area.content
        outside = column(spacing="")
        outside.addWidget(self.scroll_area)
        self.outer.setLayout(outside)
        surroundings.appearance.changed.connect(self._fit)
        self._fit()

    @override
    def show_inner(self, inner: QWidget, title: str, *, back: str, action: QPushButton | None = None) -> None:
        if self.inner is None:
            self.scroll_area.remember_focus()
        super().show_inner(inner, title, back=back, action=action)

    @override
    def show_outer(self) -> None:
        had_inner = self.inner is not None
        super().show_outer()
        if had_inner:
            self.scroll_area.focus_again()

    def _fit(self) -> None:
        self._top.setMaximumWidth(self.surroundings.appearance.scaled(LONGEST_LINE))
        self._head.setContentsMargins(2, 0, SPACE["m"], 0)
