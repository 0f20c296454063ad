"""The page itself: reads what Home shows, and stacks the cards in their fixed order."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from typing_extensions import override

from hoofbeat.domain.records import Kind
from hoofbeat.ui.pages.home import cards
from hoofbeat.ui.pages.page import ScrollingPage
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.parts import clear
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
        super().__init__(surroundings)
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
        self._is_stale = True  # what was typed and not saved is no record, so no signal tells of it
        super().showEvent(event)

    def add(self) -> bool:
        """Add what is added most before a visit."""
        self.surroundings.host.show_page("appointments", lambda page: page.add())
        return True

    def _on_read(self, view: HomeView) -> None:
        position = self.scroll_area.verticalScrollBar().value()
        clear(self.content)
        for card in cards.cards_of(view, self.surroundings):
            self.content.addWidget(card)
        self.content.addStretch(1)
        QTimer.singleShot(0, partial(self.scroll_area.verticalScrollBar().setValue, position))

    def _follow_the_day(self) -> None:
        if self.surroundings.today() - self._day >= timedelta(days=1):
            self._day = self.surroundings.today()
            self.set_words(self.heading())
            self.mark_stale()


def _read(surroundings: Surroundings, journal: Journal) -> HomeView:
    from hoofbeat.services.home import home

    return home(journal, today=surroundings.today(), catalogue=partial(_catalogue, surroundings))


def _catalogue(surroundings: Surroundings) -> Catalogue:
    return surroundings.installation().catalogue
