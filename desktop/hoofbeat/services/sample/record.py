"""Fills a journal with two years of a made-up person, to look around with: nobody's data, and nothing to copy for oneself.

A functioning gastrinoma: injections every 28 days, chromogranin A from two laboratories, gastrin, an awaited result,
changed doses, visits past and next.
"""

from __future__ import annotations

from datetime import date

from hoofbeat.domain.changes import Act, Change, Description, Mode
from hoofbeat.domain.records import Kind
from hoofbeat.services.choices import IS_SAMPLE, choose
from hoofbeat.services.journals import person_of
from hoofbeat.services.sample.diary import notes
from hoofbeat.services.sample.labs import labs
from hoofbeat.services.sample.medicines import medicines
from hoofbeat.services.sample.people import allergies, person_named, team, tumor_facts
from hoofbeat.services.sample.setting import NAME
from hoofbeat.services.sample.visits import visits
from hoofbeat.store.journal import Journal


def fill(journal: Journal, *, today: date, name: str = "") -> Change:
    """Fill a new journal with the made-up record, dated so that the next visit is tomorrow, as one change."""
    person = person_of(journal)
    choose(journal, name=IS_SAMPLE, value="yes")
    with journal.change() as work:
        if person is not None:
            work.correct(person_named(person, name or person.name or NAME))
        made = [
            record for part in (team, tumor_facts, allergies, visits, labs, medicines, notes) for record in part(today)
        ]
        work.add(*made)
        return work.commit(Description(Act.START, Kind.PEOPLE, name or NAME, len(made)), mode=Mode.BEGIN)
