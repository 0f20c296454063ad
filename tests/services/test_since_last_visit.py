"""What is new since the last visit, read from a real journal, with the rules that the visit sheet has too."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hoofbeat.domain import visits
from hoofbeat.domain.records import (
    Appointment,
    AppointmentKind,
    AppointmentState,
    MedicineState,
    Note,
    NoteId,
    Progress,
    Record,
)
from hoofbeat.services import journals, records
from hoofbeat.services.journals import Journal
from hoofbeat.services.since_last_visit import since_last_visit, view
from hoofbeat.store import since
from hoofbeat.wording.since import doses_words, news_words, since_title, when_words
from tests import made_up
from tests.made_up import appointment, day
from tests.services.test_timeline import CATALOGUE

TODAY = date(2026, 3, 3)


class Clock:
    """A clock that is set by hand, since it counts when something was added."""

    def __init__(self) -> None:
        self.now = datetime(2025, 6, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def journal(tmp_path: Path, clock: Clock) -> Iterator[Journal]:
    made = journals.create(path=tmp_path / "j.hoofbeat", name="Maria")
    made._clock = clock
    yield made
    made.close()


def add(journal: Journal, *made: Record) -> None:
    *before, last = made
    records.add(journal, record=last, along_with=before)


def note(text: str, on: str | None) -> Note:
    return Note(id=NoteId(records.new_id()), text=text, on=None if on is None else day(on))


def test_everything_since_the_last_visit_is_counted_and_nothing_before(journal: Journal, clock: Clock) -> None:
    lee = appointment("2026-01-12T10:00", with_whom="Dr Lee")
    coming = appointment("2026-03-04T10:30", with_whom="dr  lee")
    drug = made_up.medication("Lanreotide", started_on="2025-01-05")
    old = made_up.sample("2025-12-01")
    add(journal, lee, coming, appointment("2026-02-20T09:00", with_whom="Dr Novak"))
    add(journal, drug, made_up.given("2026-02-06T11:00", drug), made_up.given("2025-12-30T11:00", drug))
    add(journal, old, made_up.result(old), note("before", "2026-01-11"), note("after", "2026-02"))
    clock.now = datetime(2026, 2, 25, 12, tzinfo=UTC)
    sample = made_up.sample("2026-02-24")
    stopped = made_up.medication("Creon", started_on="2025-12-20", stopped_on="2026-02-01", state=MedicineState.STOPPED)
    add(journal, stopped, sample, made_up.result(sample))
    add(journal, made_up.result(sample, "gastrin", state=Progress.AWAITED), made_up.result(old, "gastrin"))
    add(journal, note("dated before, written down since", "2026-01-03"))

    news = since_last_visit(journal, today=TODAY, visit_id=coming.id)
    assert news is not None
    assert since_title(news) == "Since the last visit, 12 January 2026"
    assert news_words(news) == "2 results, 2 medicine changes, 1 dose given, 1 appointment and 2 notes"
    assert news.awaited == 1
    assert [each.note.text for each in news.notes] == ["after", "dated before, written down since"]
    assert when_words(news.notes[1].when) == "Dated 3 January 2026, added since"
    assert when_words(news.notes[0].when) == "February 2026 (day not known)"
    assert doses_words(news.doses[0]) == "Lanreotide: given 6 February 2026"


def test_the_page_has_names_for_all_that_is_new_and_awaited(journal: Journal) -> None:
    lab = made_up.laboratory()
    sample = made_up.sample("2026-02-24", lab)
    waiting = made_up.result(sample, state=Progress.AWAITED)
    add(journal, appointment("2026-01-12T10:00"), lab, sample, made_up.result(sample), waiting)
    shown = view(journal, today=TODAY, catalogue=lambda: CATALOGUE)
    assert shown.news is not None
    assert set(shown.test_names.values()) == {"Chromogranin A"}
    assert [each.test_name for each in shown.awaited] == ["Chromogranin A"]
    assert shown.laboratories == {lab.id: "City Lab"}


def test_without_a_visit_before_there_is_no_since_unless_a_day_is_given(journal: Journal, clock: Clock) -> None:
    clock.now = datetime(2026, 3, 3, 12, tzinfo=UTC)
    add(journal, note("n", "2026-02-01"))
    assert since_last_visit(journal, today=TODAY) is None
    news = since_last_visit(journal, today=TODAY, start=date(2026, 1, 20))
    assert news is not None
    assert (since_title(news), news_words(news)) == ("Since 20 January 2026", "1 note")
    news = since_last_visit(journal, today=TODAY, start=TODAY)
    assert news is not None
    assert news_words(news) == "1 note"


VISITS = st.lists(
    st.tuples(
        st.integers(-40, 20),
        st.sampled_from(("Dr Lee", " dr lee", "Dr Novak", "")),
        st.sampled_from(AppointmentState),
        st.sampled_from((AppointmentKind.VISIT, AppointmentKind.VISIT, AppointmentKind.SCAN)),
        st.sampled_from((4, 7, 10)),
    ),
    min_size=1,
    max_size=8,
)


@settings(max_examples=12)
@given(VISITS, st.booleans())
def test_the_last_visit_is_the_one_that_the_sheet_means(
    tmp_path_factory: pytest.TempPathFactory,
    made: list[tuple[int, str, AppointmentState, AppointmentKind, int]],
    is_any: bool,
) -> None:
    listed: list[Appointment] = [
        appointment(str(TODAY + timedelta(days=days))[:length], with_whom=whom, state=state, kind=kind)
        for days, whom, state, kind, length in made
    ]
    with journals.create(path=tmp_path_factory.mktemp("j") / "j.hoofbeat", name="") as journal:
        add(journal, *listed)
        chosen = None if is_any else listed[0]
        expected = visits.last_visit(listed, today=TODAY, visit=chosen)
        with journal.reading_connection() as connection:
            found = since.find_last_visit(connection, today=TODAY, visit=chosen)
    said = [
        None if each is None else (str(each.starts_at), each.with_whom.strip().casefold()) for each in (found, expected)
    ]
    assert said[0] == said[1]
