"""The page itself: reads what Home shows, and stacks the cards in their fixed order."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from typing_extensions import override

from hoofbeat.domain.records import Kind
from hoofbeat.ui.pages.home import cards
from hoofbeat.ui.pages.page import ScrollingPage
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.parts import button
from hoofbeat.wording.dates import weekday_date_words
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.domain.catalogue import Catalogue
    from hoofbeat.services.home import HomeView
    from hoofbeat.services.journals import Journal

_NEW_DAY_MILLISECONDS = 60_000


class HomePage(ScrollingPage):
    """What is next."""

    title = "Home"
    shows = frozenset(Kind)

    def __init__(self, surroundings: Surroundings) -> None:
        self._day = surroundings.today()
        self._drafts = 0
        super().__init__(surroundings)
        icons = surroundings.appearance.icons
        find = button(tr("Find"), partial(surroundings.host.run_command, "find"), icon="search", icons=icons)
        self._head.addWidget(find, 0, Qt.AlignmentFlag.AlignTop)
        self._timer = QTimer(self, interval=_NEW_DAY_MILLISECONDS)
        self._timer.timeout.connect(self._follow_the_day)
        self._timer.start()

    def heading(self) -> str:
        """Return the day."""
        return weekday_date_words(self._day)

    @property
    def words(self) -> str:
        """The page's title in the window's title."""
        return tr("Home")

    def load(self) -> None:
        """Read what is next."""
        query = partial(_read, self.surroundings)
        self.surroundings.tasks.read(query, view=self, then=self._on_read)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # What was typed on the page before is kept as a draft on the writer's thread, and that is no change of a record.
        self.surroundings.tasks.change(_after_what_is_under_way, then=self._on_written)

    def _on_written(self, drafts: int) -> None:
        if drafts != self._drafts:
            self.mark_stale()

    def _on_read(self, view: HomeView) -> None:
        self._drafts = len(view.drafts)
        with self.scroll_area.refilling() as content:
            for card in cards.cards_of(view, self.surroundings):
                content.addWidget(card)

    def _follow_the_day(self) -> None:
        if self.surroundings.today() - self._day >= timedelta(days=1):
            self._day = self.surroundings.today()
            self.set_words(self.heading())
            self.mark_stale()


def _after_what_is_under_way(journal: Journal, _author: str) -> int:
    from hoofbeat.services import drafts

    return len(drafts.list_drafts(journal))


def _read(surroundings: Surroundings, journal: Journal) -> HomeView:
    from hoofbeat.services.home import home

    return home(journal, today=surroundings.today(), catalogue=partial(_catalogue, surroundings))


def _catalogue(surroundings: Surroundings) -> Catalogue:
    return surroundings.installation().catalogue
