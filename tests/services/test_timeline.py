"""The history read page by page from a real journal: nothing lost or doubled, filtered, jumped into, and for a sheet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hoofbeat.domain.catalogue import Catalogue, LabTest
from hoofbeat.domain.records import (
    Allergy,
    AllergyId,
    AllergyStatement,
    Knowledge,
    MedicineState,
    NextStep,
    NextStepId,
    Note,
    NoteId,
    NoteKind,
    Progress,
    Record,
    TumorTopic,
)
from hoofbeat.domain.values import PartialDate
from hoofbeat.services import journals, records, timeline
from hoofbeat.services.journals import Journal
from hoofbeat.services.timeline import Entry, Event, Group, TimelineFilter
from hoofbeat.wording.timeline import entry_words, event_name, month_title, value_line
from tests import made_up
from tests.made_up import day

CATALOGUE = Catalogue(tests=(LabTest("chromogranin_a", "Chromogranin A", aka=("CgA",)),))
read = partial(timeline.page, catalogue=lambda: CATALOGUE)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    made = journals.create(path=tmp_path / "j.hoofbeat", name="Maria")
    yield made
    made.close()


def add(journal: Journal, *made: Record) -> None:
    *before, last = made
    records.add(journal, record=last, along_with=before)


def note(text: str, on: str | None = None, at: str | None = None, **values: Any) -> Note:
    return Note(
        id=NoteId(records.new_id()),
        text=text,
        on=None if on is None else day(on),
        at=None if at is None else time.fromisoformat(at),
        **values,
    )


def told(entries: Any) -> list[str]:
    return [f"{each.on or '-'} {event_name(each)}: {entry_words(each)}" for each in entries]


def everything(journal: Journal) -> None:
    lab = made_up.laboratory()
    sample = made_up.sample("2026-02-24", lab)
    lanreotide = made_up.medication("Lanreotide", use="injection", started_on="2025-01-05")
    creon = made_up.medication("Creon", started_on="2025-02", state=MedicineState.STOPPED, why_stopped="not needed")
    low, more = (
        made_up.phase(creon, amount=n, unit="capsules", from_on=on) for n, on in ((1, "2025-02"), (2, "2025-06-01"))
    )
    add(journal, lab, sample, made_up.result(sample), made_up.result(sample, "glucose", state=Progress.AWAITED))
    add(journal, lanreotide, made_up.given("2026-02-06T11:00", lanreotide, amount=120, unit="mg", given_by="nurse"))
    add(journal, creon, low, more)
    add(
        journal,
        made_up.appointment("2026-03-04T10:30", with_whom="Dr Lee", place="City Hospital"),
        note("Dizzy after lunch", "2026-02-24", "13:10", kind=NoteKind.SYMPTOM),
        made_up.tumor_fact(TumorTopic.OPERATIONS, "keyhole surgery", on=day("2019")),
        made_up.tumor_fact(TumorTopic.GRADE, state=Knowledge.NOT_KNOWN),
        made_up.allergy(reaction="rash"),
        NextStep(id=NextStepId(records.new_id()), text="Ask for the letter", who="Ana", due_on=day("2026-03-10")),
    )


def test_every_kind_stands_in_one_history_with_partly_known_dates_in_their_place(journal: Journal) -> None:
    everything(journal)
    shown = read(journal, wanted=TimelineFilter())
    assert told(shown.entries) == [
        "2026-03-10 Next step: Ask for the letter, Ana, by 10 March 2026",
        "2026-03-04 Visit: Dr Lee, City Hospital, 10:30am",
        "2026-02-24 Symptom: Dizzy after lunch",
        "2026-02-24 Results: 1 result, 1 awaited from City Lab",
        "2026-02-06 Injection: Lanreotide 120 mg, given by nurse".replace("120 mg", "120\N{NO-BREAK SPACE}mg"),
        *told(each for each in shown.entries if each.event is Event.MEDICINE_CHANGED),
        *told(each for each in shown.entries if each.event is Event.MEDICINE_STARTED),
        "2019 My tumor: Operations and other treatments: keyhole surgery",
        *told(each for each in shown.entries if each.event is Event.MEDICINE_STOPPED),
        "- Allergy: Penicillin (rash)",
    ]
    assert (shown.years, shown.has_older, shown.has_newer, shown.is_empty) == ((2019, 2026), False, False, False)
    assert month_title(shown.entries[0].month) == "March 2026"
    assert month_title(day("2019")) == "2019 (month not known)"


def test_that_no_allergy_is_known_names_no_substance(journal: Journal) -> None:
    none_known = AllergyStatement.NONE_KNOWN
    add(journal, Allergy(id=AllergyId(records.new_id()), statement=none_known, noticed_on=day("2026-01")))
    assert told(read(journal, wanted=TimelineFilter()).entries) == ["2026-01 None known: "]


def test_values_are_read_only_when_they_are_asked_for(journal: Journal) -> None:
    everything(journal)
    results = next(each for each in read(journal, wanted=TimelineFilter()).entries if each.event is Event.RESULTS)
    assert results.values == ()
    values = timeline.values_of_sample(journal, sample_id=results.record.id, catalogue=CATALOGUE)
    said = [value_line(each).replace("\N{NO-BREAK SPACE}", " ") for each in values]
    assert said == ["Chromogranin A: 120 ng/mL", "glucose: 120 ng/mL"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("cga",), {Event.RESULTS}),
        (("city", "lab"), {Event.RESULTS}),
        (("lanreo",), {Event.DOSE, Event.MEDICINE_STARTED}),
        (("dizzy",), {Event.NOTE}),
        (("not needed",), {Event.MEDICINE_STOPPED, Event.MEDICINE_STARTED, Event.MEDICINE_CHANGED}),
        (("%",), set()),
        (("keyhole", "lee"), set()),
    ],
)
def test_words_are_found_in_texts_and_in_the_names_of_what_an_entry_belongs_to(
    journal: Journal, words: tuple[str, ...], expected: set[Event]
) -> None:
    everything(journal)
    assert {each.event for each in read(journal, wanted=TimelineFilter(words=words)).entries} == expected


def test_a_filter_by_kind_and_period_includes_what_may_lie_in_it(journal: Journal) -> None:
    add(journal, *(note(on, on) for on in ("2018", "2019", "2019-03", "2019-03-02", "2019-04-01", "2020-01-01")))
    add(journal, note("undated"), made_up.allergy(noticed_on="2019-03-05"))
    wanted = TimelineFilter(groups=frozenset({Group.NOTES}), start=day("2019-03-02"), end=day("2019-03"))
    assert [str(each.on) for each in read(journal, wanted=wanted).entries] == ["2019-03-02", "2019-03", "2019"]


def test_a_jump_shows_the_newest_of_that_year_first_and_tells_that_there_is_newer(journal: Journal) -> None:
    add(journal, *(note(on, on) for on in ("2018-05-01", "2019", "2019-07-04", "2020-01-01", "2021-02-02")))
    shown = read(journal, wanted=TimelineFilter(), until=timeline.end_key(day("2019")), limit=2)
    assert [str(each.on) for each in shown.entries] == ["2019-07-04", "2019"]
    assert (shown.has_newer, shown.has_older) == (True, True)
    newer = read(journal, wanted=TimelineFilter(), beside=shown.entries[0].place, is_newer=True, limit=1)
    assert [str(each.on) for each in newer.entries] == ["2020-01-01"]
    assert newer.has_newer


NOTES = st.lists(
    st.tuples(
        st.one_of(
            st.none(),
            st.builds(
                lambda on, length: on.isoformat()[:length],
                st.dates(date(2019, 12, 28), date(2020, 1, 4)),
                st.sampled_from((4, 7, 10, 10)),
            ),
        ),
        st.sampled_from((None, "08:00", "17:30")),
        st.booleans(),
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=8)
@given(NOTES, st.integers(1, 4))
def test_pages_down_and_up_again_hold_each_entry_once(
    tmp_path_factory: pytest.TempPathFactory, found: list[tuple[str | None, str | None, bool]], size: int
) -> None:
    made: list[Record] = []
    for on, at, is_note in found:
        has_time = on is not None and len(on) == len("2019-12-28")
        made.append(
            note("n", on, at if has_time else None)
            if is_note
            else made_up.sample(on, taken_at=at if has_time else None)
        )
    with journals.create(path=tmp_path_factory.mktemp("j") / "j.hoofbeat", name="") as journal:
        add(journal, *made)
        whole = [each.place for each in read(journal, wanted=TimelineFilter()).entries]
        down = walk(journal, size)
        assert [each.place for each in down] == whole
        assert len(set(whole)) == len(made)
        up = [down[-1], *walk(journal, size, down[-1], is_newer=True)]
        assert [each.place for each in reversed(up)] == whole


def walk(journal: Journal, size: int, entry: Entry | None = None, *, is_newer: bool = False) -> list[Entry]:
    """Follow the pages as far as they go, as a person does who asks for more again and again."""
    walked: list[Entry] = []
    while True:
        beside = entry.place if entry is not None else None
        shown = read(journal, wanted=TimelineFilter(), beside=beside, is_newer=is_newer, limit=size)
        walked += reversed(shown.entries) if is_newer else shown.entries
        if not shown.entries or not (shown.has_newer if is_newer else shown.has_older):
            return walked
        entry = shown.entries[0] if is_newer else shown.entries[-1]


def test_a_sheet_gets_all_entries_of_a_period_with_values_and_without_what_is_sensitive(journal: Journal) -> None:
    everything(journal)
    secret = note("Canary", "2026-02-01", is_sensitive=True)
    add(journal, secret)
    wanted = TimelineFilter(start=PartialDate(2026))
    listed = timeline.entries(journal, wanted=wanted, catalogue=lambda: CATALOGUE, has_values=True)
    assert [len(each.values) for each in listed if each.event is Event.RESULTS] == [2]
    assert not any("Canary" in words for words in told(listed))
    listed = timeline.entries(journal, wanted=wanted, catalogue=lambda: CATALOGUE, included={secret.id})
    assert any("Canary" in words for words in told(listed))


def test_an_empty_journal_says_so(journal: Journal) -> None:
    assert read(journal, wanted=TimelineFilter()).is_empty
    add(journal, made_up.allergy())
    assert not read(journal, wanted=TimelineFilter()).is_empty
