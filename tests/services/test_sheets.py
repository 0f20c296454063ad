from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest

from hoofbeat.domain.catalogue import Catalogue
from hoofbeat.domain.errors import RecordNotFoundError
from hoofbeat.domain.records import MedicineUse, Progress, Record
from hoofbeat.domain.sheets.kinds import Section
from hoofbeat.domain.sheets.request import NEXT, SheetRequest
from hoofbeat.domain.visit_sheet import VisitSheet
from hoofbeat.reference.catalogue import load_catalogue
from hoofbeat.services import sample
from hoofbeat.services.journals import Journal
from hoofbeat.services.sheets.making import MadeSheet, Paper, make_sheet
from tests import made_up
from tests.adding import add
from tests.reports.paper import letters, texts

PROJECT = Path(__file__).resolve().parents[2]
RESOURCES = PROJECT / "resources"
TODAY = date(2026, 3, 3)
MADE_AT = datetime(2026, 3, 3, 9, 12, tzinfo=UTC)


@pytest.fixture
def catalogue() -> Catalogue:
    return load_catalogue(RESOURCES / "catalogue" / "lab_tests.json")


def made(journal: Journal, catalogue: Catalogue, **choices: Any) -> MadeSheet:
    return make_sheet(journal, SheetRequest(**choices), catalogue=catalogue, today=TODAY, made_at=MADE_AT)


def visit_sheet(journal: Journal, catalogue: Catalogue, **choices: Any) -> VisitSheet:
    data = made(journal, catalogue, **choices).data
    assert data is not None
    return data


def printed(sheet: MadeSheet, paper: Paper = Paper.A4) -> str:
    return " ".join(texts(sheet.pdf(paper=paper, resources=RESOURCES)))


def test_an_empty_journal_has_a_sheet(journal: Journal, catalogue: Catalogue) -> None:
    sheet = made(journal, catalogue)
    assert visit_sheet(journal, catalogue).visit is None
    assert "Maria Gomez" in printed(sheet)
    assert "No visit chosen" in sheet.text()


def test_the_made_up_record_prints_with_the_names_of_the_catalogue(journal: Journal, catalogue: Catalogue) -> None:
    sample.fill(journal, today=TODAY)
    sheet = visit_sheet(journal, catalogue, prepared_by="Ana (daughter)")
    text = printed(made(journal, catalogue, prepared_by="Ana (daughter)"))
    for part in ("Dr Lee", "Chromogranin A", "Gastrin", "Awaited", "by Ana (daughter)."):
        assert part in text
    assert sheet.last_visit is not None
    assert sheet.last_visit.with_whom == "Dr Lee"
    assert sheet.data_as_of is not None


def test_a_visit_is_chosen_by_its_id_by_next_or_not_at_all(journal: Journal, catalogue: Catalogue) -> None:
    soon, later = made_up.appointment("2026-03-04"), made_up.appointment("2026-06-01")
    add(journal, later, soon)
    chosen = {wanted: visit_sheet(journal, catalogue, visit=wanted).visit for wanted in (NEXT, later.id, None)}
    assert chosen == {NEXT: soon, later.id: later, None: None}
    with pytest.raises(RecordNotFoundError):
        visit_sheet(journal, catalogue, visit="nothing")


def test_the_file_name_holds_the_day_and_nothing_else(journal: Journal, catalogue: Catalogue) -> None:
    add(journal, made_up.appointment("2026-03-14T10:30", with_whom="Dr Lee", about="tumor board"))
    assert made(journal, catalogue).name == "visit-2026-03-14"


def test_what_was_added_since_the_last_visit_is_found_in_the_change_log(journal: Journal, catalogue: Catalogue) -> None:
    old = made_up.medication("Old tablet", started_on="2020-01-03")
    add(journal, old, made_up.appointment("2026-01-12"))
    sheet = visit_sheet(journal, catalogue)
    assert [item.when.was_added for item in sheet.since_items] == [True]


def test_many_old_results_added_since_are_counted_with_their_dates(journal: Journal, catalogue: Catalogue) -> None:
    taken = [made_up.sample(f"2025-{month:02}-01") for month in range(1, 13)]
    rows = [made_up.result(each, own=None, test=f"test{number}") for each in taken for number in range(10)]
    hidden = made_up.result(taken[0], test="hidden", is_sensitive=True)
    add(journal, *taken, *rows, hidden, made_up.appointment("2026-01-12"))
    text = printed(made(journal, catalogue))
    assert "120 results dated 1 January to 1 December 2025, added since" in text


def test_an_older_result_of_the_same_series_is_found_behind_other_ones(journal: Journal, catalogue: Catalogue) -> None:
    city, other = made_up.laboratory("City Lab"), made_up.laboratory("Other Lab")
    days = [("2025-01-01", city), *((f"2025-0{month}-01", other) for month in range(2, 9)), ("2026-02-01", city)]
    taken = [made_up.sample(on, lab, specimen="serum") for on, lab in days]
    rows = [made_up.result(each, value=str(number), method="ECLIA") for number, each in enumerate(taken)]
    add(journal, city, other, *taken, *rows)
    (row,) = visit_sheet(journal, catalogue).results
    assert row.result.latest.result.value_text == "8"
    assert row.result.previous_of_series is not None
    assert row.result.previous_of_series.result.value_text == "0"


def test_text_and_paper_say_the_same(journal: Journal, catalogue: Catalogue) -> None:
    sample.fill(journal, today=TODAY)
    sheet = visit_sheet(journal, catalogue)
    on_paper, in_words = letters(printed(made(journal, catalogue))), made(journal, catalogue).text()
    for row in sheet.results:
        for text in (row.test_name, row.result.latest.result.value_text, row.result.latest.result.unit):
            assert letters(text) in on_paper
            assert text in in_words


UNITS = ("ng/mL", "pg/mL", "mmol/L", "10*3/uL", "µg/L", "")
LABS = ("City Lab", "Łódź Laboratorium", "Labor Österreich", "Ελληνικό Εργαστήριο")


def generated(random: Random) -> list[Record]:
    """A record of a size that differs each time, with values in every form that laboratories print."""
    labs = [made_up.laboratory(name) for name in LABS[: random.randint(1, 4)]]
    own = [made_up.own_test(f"Test {number}") for number in range(random.randint(0, 12))]
    taken, rows = [], []
    for _ in range(random.randint(0, 12)):
        on = f"{random.randint(2019, 2025)}-{random.randint(1, 12):02}-{random.randint(1, 28):02}"
        taken.append(made_up.sample(on[: random.choice((4, 7, 10))], random.choice([*labs, None])))
        for test in random.sample(own, k=min(len(own), random.randint(1, 5))):
            value = random.choice(("<", "<=", "> ", "", "", "")) + f"{random.uniform(0, 2000):.{random.randint(0, 3)}f}"
            limit = random.randint(5, 500)
            rows.append(
                made_up.result(
                    taken[-1],
                    own=test,
                    value=value,
                    unit=random.choice(UNITS),
                    range=random.choice((f"0 to {limit}", f"<{limit}", "")),
                    flag=random.choice(("", "H", "L*", "(+)")),
                    state=Progress.RECEIVED,
                )
            )
    medicines = [
        made_up.medication(f"Medicine {number}", use=random.choice(list(MedicineUse)))
        for number in range(random.randint(0, 14))
    ]
    doses = [
        made_up.every_days(
            random.randint(1, 90), each, amount=f"{random.randint(1, 999)}.{random.randint(0, 99)}", unit="mg"
        )
        for each in medicines
    ]
    return [*labs, *own, *taken, *rows, *medicines, *doses]


@pytest.mark.parametrize("seed", range(12))
def test_every_value_unit_date_and_lab_that_the_sheet_holds_is_on_the_paper(
    journal: Journal, catalogue: Catalogue, seed: int
) -> None:
    add(journal, *generated(Random(seed)))  # noqa: S311  a test that can be repeated
    sheet = visit_sheet(journal, catalogue)
    for paper in Paper:
        text = letters(printed(made(journal, catalogue), paper))
        for row in sheet.results:
            latest = row.result.latest
            for part in (row.test_name, latest.result.value_text + latest.result.unit, latest.result.flag):
                assert letters(part) in text
            lab = latest.sample.laboratory
            assert lab is None or letters(sheet.laboratories[lab].name) in text
        for medicine in sheet.medicines:
            assert letters(medicine.medication.name) in text


def test_what_is_not_chosen_is_not_in_the_bytes(journal: Journal, catalogue: Catalogue) -> None:
    canary = "Kanarienvogel"
    visit = made_up.appointment("2026-03-04", since_last_visit=canary)
    medicine = made_up.medication(canary)
    add(journal, visit, medicine, made_up.question(canary, visit), made_up.allergy(canary))
    assert canary in printed(made(journal, catalogue))
    nothing = made(journal, catalogue, left_out=frozenset(Section))
    pdf = nothing.pdf(paper=Paper.A4, resources=RESOURCES)
    assert canary not in " ".join(texts(pdf))
    assert canary not in nothing.text()
    assert canary.encode() not in pdf


def test_no_costly_library_is_loaded_before_the_first_sheet() -> None:
    told = "import sys, hoofbeat.services.sheets.making; print([m for m in ('reportlab', 'pikepdf', 'PySide6') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_charts_all_results_and_stopped_medicines_follow_on_later_pages_when_they_are_ticked(
    journal: Journal, catalogue: Catalogue
) -> None:
    sample.fill(journal, today=TODAY)
    short = made(journal, catalogue)
    chosen = {"tests": frozenset({"gastrin"}), "left_out": frozenset({Section.TEAM})}
    long = made(journal, catalogue, **chosen)
    pages = texts(long.pdf(paper=Paper.A4, resources=RESOURCES))
    assert len(texts(short.pdf(paper=Paper.A4, resources=RESOURCES))) == 2
    assert "Left out by choice" not in short.text()
    later = " ".join(pages[2:])
    for part in ("Gastrin", "1180 pg/mL", "Medicines that were stopped", "replaced by the injections"):
        assert part in later
        assert part.casefold() in long.text().casefold()
    assert "Left out by choice: whom to call and other tests." in pages[0]
    assert f"Page {len(pages)} of {len(pages)}" in pages[-1]
