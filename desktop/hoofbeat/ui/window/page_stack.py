"""The pages that were opened, one on top; each is made when it is first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from hoofbeat.ui.window.page_list import PageEntry

if TYPE_CHECKING:
    from hoofbeat.ui.pages.page import Page
    from hoofbeat.ui.surroundings import Surroundings


class PageStack(QStackedWidget):
    """Signal: `title_changed` when a page has another title."""

    title_changed = Signal(str)

    def __init__(self, entries: tuple[PageEntry, ...]) -> None:
        super().__init__()
        self.key = ""
        self._surroundings: Surroundings | None = None
        self._entries = {entry.key: entry for entry in entries}
        self._pages: dict[str, Page] = {}

    @property
    def words(self) -> str:
        """The title of the page on top."""
        return self._pages[self.key].words if self.key in self._pages else ""

    @property
    def is_ready(self) -> bool:
        """Tell whether pages can be made."""
        return self._surroundings is not None

    def surround(self, surroundings: Surroundings) -> None:
        """Hand these to every page that is made from now on."""
        self._surroundings = surroundings

    def has_page(self, key: str) -> bool:
        """Tell whether there is such a page."""
        return key in self._entries

    def page_of(self, key: str) -> Page:
        """Return a page, made when it is first asked for."""
        if self._surroundings is None:
            raise RuntimeError("no page can be made yet")
        if key not in self._pages:
            made = self._entries[key].make(self._surroundings)
            made.title_changed.connect(self.title_changed)
            self._pages[key] = made
            self.addWidget(made)
        return self._pages[key]

    def open(self, key: str) -> Page:
        """Put a page on top."""
        page = self.page_of(key)
        self.key = key
        self.setCurrentWidget(page)
        return page

    def mark_all_stale(self) -> None:
        """Have every page load anew when it is seen."""
        for page in self._pages.values():
            page.mark_stale()

    def prepare_to_close(self) -> None:
        """Have every page keep what was typed."""
        for page in self._pages.values():
            page.prepare_to_close()
