"""The sheets beyond the visit: what each says of the records it is for, and what it keeps off."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from hoofbeat.domain.catalogue import Catalogue
from hoofbeat.domain.changes import Act, Description
from hoofbeat.domain.records import (
    AppointmentKind,
    Knowledge,
    MedicineState,
    MedicineUse,
    Person,
    Record,
    Schedule,
    Side,
    TumorTopic,
)
from hoofbeat.domain.sheets.kinds import Section, SheetKind
from hoofbeat.domain.sheets.request import request_for
from hoofbeat.domain.values import PartialDate, Period
from hoofbeat.reference.catalogue import load_catalogue
from hoofbeat.services import journals
from hoofbeat.services.journals import Journal
from hoofbeat.services.sheets.making import MadeSheet, Paper, make_sheet
from tests import made_up
from tests.reports import paper
from tests.reports.paper import letters, texts

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
TODAY = date(2026, 3, 3)
MADE_AT = datetime(2026, 3, 3, 9, 12, tzinfo=UTC)
CANARY = "Kanarienvogel"

Fill = Callable[..., Journal]


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(RESOURCES / "catalogue" / "lab_tests.json")


@pytest.fixture
def fill(tmp_path: Path) -> Iterator[Fill]:
    """A way to make a journal of these records; `about` are texts of the person."""
    journal = journals.create(path=tmp_path / "journal.hoofbeat", name="Maria Gomez")

    def make(*records: Record, **about: str) -> Journal:
        with journal.reading() as stored:
            person = next(stored.list(Person))
        with journal.change() as work:
            work.add(*records)
            work.correct(person.replaced(born_on=PartialDate(1958, 5, 2), **about))
            work.commit(Description(Act.ADD))
        return journal

    yield make
    journal.close()


@pytest.fixture
def print_(catalogue: Catalogue) -> Callable[..., tuple[MadeSheet, str]]:
    """A way to print a sheet: what was made, and the text of its PDF."""

    def make(journal: Journal, kind: SheetKind, *, is_large: bool = False, **choices: object) -> tuple[MadeSheet, str]:
        request = request_for(kind).replaced(**choices)
        made = make_sheet(journal, request, catalogue=catalogue, today=TODAY, made_at=MADE_AT)
        return made, " ".join(texts(made.pdf(paper=Paper.A4, resources=RESOURCES, is_large=is_large)))

    return make


Print = Callable[..., tuple[MadeSheet, str]]


def injected(*days: str, **values: object) -> list[Record]:
    """An injection every 28 days, given on these days."""
    medicine = made_up.medication("Lanreotide", use=MedicineUse.INJECTION)
    doses = [made_up.given(day, medicine, amount="120", unit="mg", side=Side.LEFT, **values) for day in days]
    return [medicine, made_up.every_days(28, medicine, amount="120", unit="mg"), *doses]


# The ledger


def test_the_ledger_says_each_dose_the_days_between_and_what_is_planned(fill: Fill, print_: Print) -> None:
    scan = made_up.appointment("2026-04-06T09:00", kind=AppointmentKind.SCAN, place="Radiology")
    journal = fill(*injected("2026-01-09", "2026-02-06", lot="L77", given_by="Nurse Priya"), scan)
    made, text = print_(journal, SheetKind.INJECTIONS)
    for part in ("6 Feb 2026", "9 Jan 2026", "28 days", "120 mg", "left side", "Lot L77", "Nurse Priya"):
        assert letters(part) in letters(text)
        assert letters(part) in letters(made.text())
    assert "Planned 6 March, 3 April and 1 May 2026." in text
    assert "Monday 6 April 2026, 9am" in text


def test_days_since_a_dose_that_is_kept_off_are_not_said(fill: Fill, print_: Print) -> None:
    medicine, phase, first, second, third = injected("2026-01-01", "2026-01-20", "2026-02-06")
    journal = fill(medicine, phase, first, second.replaced(is_sensitive=True), third)
    made, text = print_(journal, SheetKind.INJECTIONS)
    assert "20 Jan 2026" not in text
    assert "17 days" not in text
    assert "part of doses given" in made.left_out
    with_it = print_(journal, SheetKind.INJECTIONS, included=frozenset({second.id}))[1]
    assert "17 days" in with_it
    assert "19 days" in with_it


def test_the_ledger_of_a_period_says_that_other_doses_are_left_out(fill: Fill, print_: Print) -> None:
    journal = fill(*injected("2025-06-01", "2026-02-06"))
    period = Period(PartialDate(2026), None)
    made, text = print_(journal, SheetKind.INJECTIONS, period=period)
    assert "1 June 2025" not in text
    assert "6 Feb 2026" in text
    assert "doses of other times" in made.left_out


# The week


def test_a_week_has_a_box_for_each_planned_dose_and_names_what_has_no_day(
    fill: Fill, print_: Print, catalogue: Catalogue
) -> None:
    daily, weekly, needed = made_up.medication("Creon"), made_up.medication("Weekly"), made_up.medication("Loperamide")
    journal = fill(
        *(daily, weekly, needed),
        made_up.phase(daily, schedule=Schedule.DAILY, morning="2", evening="1", unit="capsules", from_on="2026-01-01"),
        made_up.phase(weekly, schedule=Schedule.DAYS_OF_WEEK, days_of_week="Monday", amount="5", unit="mg"),
        made_up.phase(needed, schedule=Schedule.AS_NEEDED, amount="2", unit="mg"),
        made_up.medication("Stopped", state=MedicineState.STOPPED),
    )
    made, text = print_(journal, SheetKind.WEEK)
    lines = made.text().splitlines()
    creon = [line for line in lines if line.startswith("- Creon")]
    assert len(creon) == 2
    assert "2 capsules. Tue; 3 [ ]" in creon[0]
    assert creon[0].count("[ ]") == creon[1].count("[ ]") == 7
    assert next(line for line in lines if line.startswith("- Weekly")).count("[ ]") == 1
    assert any(line.startswith("- Loperamide: 2 mg as needed") for line in lines)
    assert "Stopped" not in text
    boxes = [line.count("[ ]") for line in lines]
    assert sum(boxes) == 15


def test_what_is_taken_as_needed_beside_a_rhythm_stands_below_the_week(fill: Fill, print_: Print) -> None:
    medicine = made_up.medication("Octreotide")
    doses = [
        made_up.phase(medicine, amount=100, unit="mcg", schedule=Schedule.DAILY, times_per_day=3, from_on="2026-01-01"),
        made_up.phase(medicine, amount=50, unit="mcg", schedule=Schedule.AS_NEEDED, from_on="2026-01-01"),
    ]
    _, text = print_(fill(medicine, *doses), SheetKind.WEEK)
    below = text.split("As needed, or not on these days")[1]
    assert letters("50 micrograms as needed") in letters(below)
    assert "100" not in below


def test_a_period_makes_as_many_weeks_each_on_its_page(fill: Fill, catalogue: Catalogue) -> None:
    medicine = made_up.medication("Creon")
    journal = fill(medicine, made_up.phase(medicine, schedule=Schedule.DAILY, morning="2", unit="capsules"))
    period = Period(PartialDate(2026, 3, 9), PartialDate(2026, 3, 22))
    request = request_for(SheetKind.WEEK).replaced(period=period)
    made = make_sheet(journal, request, catalogue=catalogue, today=TODAY, made_at=MADE_AT)
    pages = texts(made.pdf(paper=Paper.LETTER, resources=RESOURCES))
    assert ["9 to 15 March 2026" in pages[0], "16 to 22 March 2026" in pages[1], len(pages)] == [True, True, 2]


def test_sixty_medicines_are_all_on_the_week_and_on_the_emergency_sheet(fill: Fill, print_: Print) -> None:
    medicines = [made_up.medication(f"Medicine {number:02}") for number in range(60)]
    daily = [made_up.phase(each, schedule=Schedule.DAILY, evening="1", unit="tablet") for each in medicines[:50]]
    journal = fill(*medicines, *daily)
    for kind, is_large in ((SheetKind.WEEK, False), (SheetKind.WEEK, True), (SheetKind.EMERGENCY, False)):
        text = letters(print_(journal, kind, is_large=is_large)[1])
        assert [each.name for each in medicines if letters(each.name) not in text] == []


# The emergency sheet and the cards


def test_the_emergency_sheet_holds_the_words_of_the_team_and_no_advice_of_ours(fill: Fill, print_: Print) -> None:
    own = "Call City Hospital before any anesthetic.\nSyringe in the blue bag."
    member = made_up.team_member("Dr Lee", phones="555 0100", is_emergency_contact=True)
    journal = fill(
        made_up.allergy("Penicillin"), member, *injected("2026-02-06"), emergency=own, contacts="Mill Road 5"
    )
    for is_large in (False, True):
        text = print_(journal, SheetKind.EMERGENCY, is_large=is_large)[1]
        for part in (*own.splitlines(), "Penicillin", "555 0100", "Mill Road 5", "Last given 6 February 2026"):
            assert letters(part) in letters(text)


def test_without_words_of_the_team_there_is_space_to_write_them(fill: Fill, print_: Print) -> None:
    made, text = print_(fill(), SheetKind.EMERGENCY)
    assert "Nothing recorded yet. Your team can write it here." in text
    assert "____" in made.text()


def test_a_card_says_how_many_rows_have_no_room_and_the_sheet_has_them(fill: Fill, print_: Print) -> None:
    medicines = [made_up.medication(f"Medicine {number:02}") for number in range(60)]
    journal = fill(*medicines, *(made_up.allergy(f"Substance {number}") for number in range(30)))
    for is_large in (False, True):
        text = letters(print_(journal, SheetKind.WALLET, is_large=is_large)[1])
        assert [each.name for each in medicines if letters(each.name) not in text] == []
        assert [n for n in range(30) if letters(f"Substance {n}") not in text] == []
        assert "moreonthewholesheet" in text


def test_the_card_is_as_large_as_a_bank_card(fill: Fill, print_: Print, catalogue: Catalogue) -> None:
    from hoofbeat.reports.cards import set_card
    from hoofbeat.reports.parts import Card, CardRow, CardSide
    from hoofbeat.reports.rows import TextMark, UprightMark
    from hoofbeat.reports.text import Typesetter
    from hoofbeat.reports.theme import MILLIMETRE, load_fonts

    rows = tuple(CardRow(f"Row {number}", "words " * number) for number in range(40))
    made = set_card(
        Card(CardSide("Front", rows), CardSide("Back", rows)),
        Typesetter(load_fonts(RESOURCES / "fonts")),
        is_large=False,
    )
    edges = sorted({round(mark.x) for mark in (*made.front.marks, *made.back.marks) if isinstance(mark, UprightMark)})
    assert edges == [0, round(85 * MILLIMETRE), round(170 * MILLIMETRE)]
    lowest = max(mark.y for mark in (*made.front.marks, *made.back.marks) if isinstance(mark, TextMark))
    assert lowest <= 54 * MILLIMETRE - 4


def test_what_comes_first_has_its_place_on_a_full_card(fill: Fill, print_: Print) -> None:
    alerts = "\n".join(f"Alert number {number} of many that fill the card" for number in range(20))
    member = made_up.team_member("Dr Lee", phones="555 0100", is_emergency_contact=True)
    text = print_(fill(member, alerts=alerts), SheetKind.WALLET)[1]
    on_card = text.split("more on the whole sheet")[0]
    assert "555 0100" in on_card
    assert "Alert number 0" in on_card
    assert letters("Alert number 19") in letters(text)


# Eight lines


def test_a_line_that_is_not_known_becomes_a_question(fill: Fill, print_: Print) -> None:
    journal = fill(
        made_up.tumor_fact(TumorTopic.SITE, "Tail of the pancreas", on="2024-02"),
        made_up.tumor_fact(TumorTopic.GRADE, state=Knowledge.NOT_KNOWN),
        made_up.tumor_fact(TumorTopic.GENETICS, state=Knowledge.NOT_TESTED),
    )
    _, text = print_(journal, SheetKind.EIGHT_LINES)
    assert "Tail of the pancreas (Feb 2024)" in text
    assert "not known to me" in text
    assert "Which grade does my tumor have?" in text
    assert "Where exactly is my tumor?" not in text
    assert "Was I tested for an inherited cause" not in text


def test_the_file_says_no_diagnosis_in_its_name_and_title(fill: Fill, print_: Print, catalogue: Catalogue) -> None:
    journal = fill(made_up.tumor_fact(TumorTopic.SITE, "Pancreas"))
    made = print_(journal, SheetKind.EIGHT_LINES)[0]
    with paper.opened(made.pdf(paper=Paper.A4, resources=RESOURCES)) as opened:
        title = str(opened.docinfo["/Title"])
    assert "tumor" not in f"{title} {made.name}".casefold()


# Care team, timeline, logs


def test_every_member_of_the_team_is_on_the_list_those_for_emergencies_first(fill: Fill, print_: Print) -> None:
    members = [
        made_up.team_member("Dr Lee", phones="555 0100", email="lee@example.org", address="Mill Road 5\nTown"),
        made_up.team_member("Ana", phones="555 0177", is_emergency_contact=True),
        made_up.team_member("Dr Novak"),
    ]
    text = print_(fill(*members), SheetKind.TEAM)[1]
    for part in ("555 0100", "lee@example.org", "Mill Road 5, Town", "no number recorded"):
        assert part in text
    assert text.index("Ana") < text.index("Dr Lee")


def test_the_timeline_of_a_period_holds_its_entries_with_values_and_says_the_rest_is_left_out(
    fill: Fill, print_: Print
) -> None:
    test = made_up.own_test("Ferritin")
    taken, old = made_up.sample("2026-02-24"), made_up.sample("2024-02-24")
    journal = fill(
        test, taken, old, made_up.result(taken, own=test, value="<5"), made_up.result(old, own=test, value="77")
    )
    made, text = print_(journal, SheetKind.TIMELINE, period=Period(PartialDate(2026), PartialDate(2026)))
    assert "Ferritin: <5" in text
    assert "77" not in made.text()
    assert "what happened at other times" in made.left_out


def test_the_timeline_with_words_holds_the_entries_with_them_and_says_so(fill: Fill, print_: Print) -> None:
    journal = fill(made_up.note("Walked to the lake.", "2026-02-20"), made_up.note("Slept badly.", "2026-02-21"))
    _, page = print_(journal, SheetKind.TIMELINE, words=("the", "LAKE"))
    assert "Walked to the lake." in page
    assert "Slept" not in page
    assert "1 entry, with the words “the LAKE”" in page
    assert "Left out by choice: entries without the words “the LAKE”." in page


def test_words_find_no_sample_by_a_result_that_is_kept_off(fill: Fill, print_: Print) -> None:
    taken = made_up.sample("2026-02-20")
    hidden = made_up.result(taken, "gastrin", is_sensitive=True)
    journal = fill(taken, hidden, made_up.result(taken, "insulin"))
    pages = {word: print_(journal, SheetKind.TIMELINE, words=(word,))[1] for word in ("gastrin", "insulin", "lipase")}
    assert "Insulin" in pages["insulin"]
    assert pages["gastrin"].replace("gastrin", "lipase") == pages["lipase"]
    assert "Nothing is recorded for this time." in pages["gastrin"]


def test_a_hidden_result_or_dose_is_neither_told_nor_counted_in_the_timeline(fill: Fill, print_: Print) -> None:
    test, secret = made_up.own_test("Ferritin"), made_up.own_test(CANARY)
    taken = made_up.sample("2026-02-24")
    pill = made_up.medication("Pill", started_on="2026-01-01")
    first = made_up.phase(pill, from_on="2026-01-01", amount="987", unit="mg", is_sensitive=True)
    second = made_up.phase(pill, from_on="2026-02-01", amount="20", unit="mg")
    journal = fill(
        *(test, secret, taken, pill, first, second),
        made_up.result(taken, own=test),
        made_up.result(taken, own=secret, is_sensitive=True),
    )
    made, text = print_(journal, SheetKind.TIMELINE)
    assert "1 result" in text
    assert "2 results" not in text
    assert "Started Pill" in text
    for word in (CANARY, "987"):
        assert word not in text
        assert word not in made.text()
    assert {"part of results", "part of medicines"} <= set(made.left_out)


@pytest.mark.parametrize("kind", [SheetKind.LAB_LOG, SheetKind.SYMPTOM_LOG])
@pytest.mark.parametrize("is_large", [False, True])
def test_a_log_to_fill_in_is_one_page_that_holds_no_record(
    fill: Fill, catalogue: Catalogue, kind: SheetKind, *, is_large: bool
) -> None:
    journal = fill(*injected("2026-02-06"), made_up.allergy(CANARY))
    made = make_sheet(journal, request_for(kind), catalogue=catalogue, today=TODAY, made_at=MADE_AT)
    pages = texts(made.pdf(paper=Paper.LETTER, resources=RESOURCES, is_large=is_large))
    assert len(pages) == 1
    assert CANARY not in pages[0]
    assert "Lanreotide" not in pages[0]


def test_a_section_that_is_taken_off_leaves_nothing_on_a_card(fill: Fill, print_: Print) -> None:
    journal = fill(made_up.allergy(CANARY), made_up.medication("Pill"))
    made, text = print_(journal, SheetKind.EMERGENCY, left_out=frozenset({Section.ALERTS}))
    assert CANARY not in text
    assert CANARY not in made.text()
