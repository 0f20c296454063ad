"""One line that counts what is new since the last visit, and leads to the page that lists it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.line_lists import act_button, line, section, surface
from hoofbeat.ui.widgets.parts import column
from hoofbeat.wording.since import news_words, since_title
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.domain.since_last_visit import SinceLastVisit
    from hoofbeat.services.journals import Journal
    from hoofbeat.ui.pages.since.page import SincePage


def since_section(surroundings: Surroundings, news: SinceLastVisit | None, visit_id: str) -> QWidget:
    """Make the part of a visit that says what is new; where there was no visit before, it says so."""
    if news is None:
        return section(tr("Since the last visit"), surface([line("", [tr("No earlier visit is written down.")])]))
    acts = [] if news.is_empty and not news.awaited else [see_button(surroundings, news, visit_id)]
    return section(since_title(news), surface([line("", [news_words(news)], buttons=acts)]))


def see_button(surroundings: Surroundings, news: SinceLastVisit, visit_id: str = "") -> QWidget:
    """Make the button that leads to the list."""
    start = None if news.last_visit is not None else news.start

    def show(page: SincePage) -> None:
        page.show_since(visit_id=visit_id, start=start)

    icons = surroundings.appearance.icons
    act = partial(surroundings.host.show_page, "since", show)
    return act_button(tr("See"), since_title(news), act, name="see news", icons=icons)


class SinceSection(QWidget):
    """The same part of a page, which reads by itself what it shows."""

    def __init__(self, surroundings: Surroundings, visit_id: str) -> None:
        super().__init__()
        self._surroundings, self._visit_id = surroundings, visit_id
        self._inside = column(spacing="")
        self.setLayout(self._inside)
        query = partial(_news, surroundings, visit_id)
        surroundings.tasks.read(query, then=self._on_read)

    def _on_read(self, news: SinceLastVisit | None) -> None:
        self._inside.addWidget(since_section(self._surroundings, news, self._visit_id))


def _news(surroundings: Surroundings, visit_id: str, journal: Journal) -> SinceLastVisit | None:
    from hoofbeat.services.since_last_visit import since_last_visit

    return since_last_visit(journal, today=surroundings.today(), visit_id=visit_id)
