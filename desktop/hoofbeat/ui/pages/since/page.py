"""The page that lists what is new since the last visit, each line with its date and the way to its record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from hoofbeat.domain.records import Appointment, Record
from hoofbeat.domain.since_last_visit import When
from hoofbeat.domain.timeline import TIMELINE_KINDS
from hoofbeat.ui.pages.page import ScrollingPage
from hoofbeat.ui.record_doors import open_record
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.line_lists import act_button, line, section, surface
from hoofbeat.ui.widgets.parts import label
from hoofbeat.wording.medicines import change_words
from hoofbeat.wording.since import (
    awaited_since_words,
    doses_words,
    news_words,
    old_results_words,
    results_words,
    since_title,
    when_words,
)
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.domain.catalogue import Catalogue
    from hoofbeat.services.journals import Journal
    from hoofbeat.services.lines import ResultLine
    from hoofbeat.services.since_last_visit import SinceLastVisit, SinceView


class SincePage(ScrollingPage):
    """Other pages open it with `show_since`."""

    title = "Since the last visit"
    shows = TIMELINE_KINDS

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(surroundings)
        self._visit_id = ""
        self._start: date | None = None
        self._back.setText(tr("Back"))
        self._back.setAccessibleName(tr("Back to where you were"))
        self._back.show()

    def show_since(self, *, visit_id: str = "", start: date | None = None) -> None:
        """Show what is new since the visit before one, since the last visit, or since a day."""
        self._visit_id, self._start = visit_id, start
        self._back.setFocus()
        self.mark_stale()

    @override
    def load(self) -> None:
        query = partial(_view, self.surroundings, self._visit_id, self._start)
        self.surroundings.tasks.read(query, view=self, then=self._on_read)

    @override
    def on_back(self) -> None:
        visit_id = self._visit_id
        if visit_id:
            self.surroundings.host.show_page("appointments", lambda page: page.show_record(visit_id))
        else:
            self.surroundings.host.show_page("home")

    def _on_read(self, view: SinceView) -> None:
        with self.scroll_area.refilling() as content:
            if view.news is None:
                self.set_words(tr(self.title))
                content.addWidget(label(tr("No earlier visit is written down."), "quiet"))
                return
            self.set_words(since_title(view.news))
            content.addWidget(label(news_words(view.news), "quiet"))
            for part in self._sections(view, view.news):
                content.addWidget(part)

    def _sections(self, view: SinceView, news: SinceLastVisit) -> Iterator[QWidget]:
        changes = [self._line(each.when, change_words(each.change), each.change.medication) for each in news.medicines]
        doses = [self._line(each.when, doses_words(each), each.medication) for each in news.doses]
        held = [self._line(each.when, _held_words(each.appointment), each.appointment) for each in news.appointments]
        notes = [self._line(each.when, each.note.text, each.note) for each in news.notes]
        yield from _part(tr("Medicines"), changes)
        yield from _part(tr("Doses given"), doses)
        yield from _part(tr("New results"), self._results(view, news))
        yield from _part(tr("Still awaited"), [line("", [_awaited_words(each)]) for each in view.awaited])
        yield from _part(tr("Appointments"), held)
        yield from _part(tr("Notes"), notes)

    def _results(self, view: SinceView, news: SinceLastVisit) -> list[QWidget]:
        lines = []
        for each in news.results:
            names = [view.test_names[row.result.id] for row in each.results]
            laboratory = view.laboratories.get(each.sample.laboratory or "", "")
            lines.append(self._line(each.when, results_words(names, laboratory), each.sample))
        if news.old_results_added:
            lines.append(line("", [old_results_words(news.old_results_added)]))
        return lines

    def _line(self, when: When, text: str, record: Record) -> QWidget:
        said = when_words(when)
        icons = self.surroundings.appearance.icons
        act = partial(open_record, self.surroundings, record)
        opening = act_button(tr("Open"), f"{said}, {text}", act, name=f"open:{record.id}", icons=icons)
        return line(said, [text], buttons=[opening])


def _part(title: str, lines: Sequence[QWidget]) -> Iterator[QWidget]:
    if lines:
        yield section(title, surface(lines))


def _held_words(appointment: Appointment) -> str:
    parts = (tr(appointment.kind.label), appointment.with_whom, appointment.place)
    return ", ".join(part.strip() for part in parts if part.strip())


def _awaited_words(each: ResultLine) -> str:
    laboratory = each.laboratory.name if each.laboratory is not None else ""
    return awaited_since_words(each.test_name, each.sample.taken_on, laboratory)


def _view(surroundings: Surroundings, visit_id: str, start: date | None, journal: Journal) -> SinceView:
    from hoofbeat.services import since_last_visit

    return since_last_visit.view(
        journal,
        today=surroundings.today(),
        catalogue=partial(_catalogue, surroundings),
        visit_id=visit_id or None,
        start=start,
    )


def _catalogue(surroundings: Surroundings) -> Catalogue:
    return surroundings.installation().catalogue
