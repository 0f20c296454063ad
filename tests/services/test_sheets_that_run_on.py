"""Sheets of several pages: each page says whose it is, and what the rows on it belong to."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from hoofbeat.domain.changes import Act, Description
from hoofbeat.domain.records import Kind, MedicineState, MedicineUse, Person
from hoofbeat.domain.sheets.kinds import SheetKind
from hoofbeat.domain.sheets.request import request_for
from hoofbeat.reference.catalogue import load_catalogue
from hoofbeat.services.journals import Journal
from hoofbeat.services.sheets.making import Paper, make_sheet
from tests import made_up
from tests.adding import add
from tests.reports.paper import letters, texts

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
CATALOGUE = load_catalogue(RESOURCES / "catalogue" / "lab_tests.json")
TODAY = date(2026, 3, 3)
MADE_AT = datetime(2026, 3, 3, 9, 12, tzinfo=UTC)
SIZES = pytest.mark.parametrize("is_large", [False, True], ids=["ordinary", "large"])


def pages(journal: Journal, kind: SheetKind, *, is_large: bool = False, **choices: Any) -> list[str]:
    request = request_for(kind).replaced(**choices)
    made = make_sheet(journal, request, catalogue=CATALOGUE, today=TODAY, made_at=MADE_AT)
    return [letters(page) for page in texts(made.pdf(paper=Paper.A4, resources=RESOURCES, is_large=is_large))]


@SIZES
def test_each_page_of_results_names_the_test_and_the_laboratory(journal: Journal, *, is_large: bool) -> None:
    city = made_up.laboratory("City Lab")
    taken = [made_up.sample(f"20{10 + at // 12}-{1 + at % 12:02}-01", city) for at in range(80)]
    add(journal, city, *taken, *(made_up.result(each, "gastrin", unit="pg/mL") for each in taken))
    made = pages(journal, SheetKind.RESULTS, is_large=is_large)
    assert len(made) > 2
    for page in made[1:]:
        assert letters("Gastrin, continued") in page
        assert letters("City Lab, pg/mL") in page


@SIZES
def test_each_page_of_the_ledger_names_the_medicine_of_its_doses(journal: Journal, *, is_large: bool) -> None:
    for name in ("Lanreotide", "Octreotide"):
        medicine = made_up.medication(name, use=MedicineUse.INJECTION)
        days = [f"20{20 + at // 12}-{1 + at % 12:02}-01" for at in range(60)]
        add(journal, medicine, *(made_up.given(day, medicine, amount="120", unit="mg") for day in days))
    made = [page for page in pages(journal, SheetKind.INJECTIONS, is_large=is_large) if "120mg" in page]
    assert all("Lanreotide" in page or "Octreotide" in page for page in made)
    assert sum(letters("Octreotide, continued") in page for page in made) >= 1


def test_each_page_of_the_timeline_names_the_month_of_its_first_row(journal: Journal) -> None:
    notes = [made_up.note(f"Walked for {at} minutes.", f"2026-02-{1 + at % 28:02}") for at in range(80)]
    add(journal, *notes)
    assert all(letters("February 2026, continued") in page for page in pages(journal, SheetKind.TIMELINE)[1:])


def test_a_page_of_medicines_that_were_stopped_says_that_they_were(journal: Journal) -> None:
    stopped = MedicineState.STOPPED
    add(journal, *(made_up.medication(f"Medicine {at}", state=stopped, stopped_on="2024") for at in range(80)))
    assert all(
        letters("Medicines that were stopped, continued") in page for page in pages(journal, SheetKind.MEDICINES)[1:]
    )


def test_results_of_a_sample_that_run_on_in_the_visit_sheet_stand_below_its_day_again(journal: Journal) -> None:
    taken = made_up.sample("2026-02-24")
    own = [made_up.own_test(f"Test number {at}") for at in range(150)]
    add(journal, taken, *own, *(made_up.result(taken, own=each) for each in own))
    made = [page for page in pages(journal, SheetKind.VISIT) if letters("Test number") in page]
    assert len(made) > 3
    assert all(letters("24 February 2026") in page for page in made)


@SIZES
@pytest.mark.parametrize("name", ["Maria-Luisa Ñusta von Hohenstein-Gómez y de la Cruz-Ibáñez " * 3, "M" * 300])
def test_the_birth_date_is_on_each_page_beside_the_longest_name(journal: Journal, name: str, *, is_large: bool) -> None:
    with journal.change() as work:
        person = next(iter(list(work.records.list(Person))))
        work.correct(person.replaced(name=name.strip(), born_on=made_up.day("1958-05-02")))
        work.commit(Description(Act.CORRECT, Kind.PEOPLE))
    add(journal, *(made_up.medication(f"Medicine {at}") for at in range(60)))
    made = pages(journal, SheetKind.MEDICINES, is_large=is_large)
    assert len(made) > 1
    assert all(letters("born 2 May 1958") in page for page in made)


def test_a_full_first_page_still_says_something_of_each_section(journal: Journal) -> None:
    add(journal, made_up.appointment("2026-01-12"))
    for at in range(12):
        medicine = made_up.medication(f"Injection {at} " * 6, use=MedicineUse.INJECTION)
        add(journal, medicine, made_up.every_days(28, medicine, from_on="2025-06-01", amount="120", unit="mg"))
        add(journal, made_up.given("2026-02-03", medicine, amount="120", unit="mg", site="upper outer buttock"))
        add(journal, made_up.allergy(f"Substance {at} " * 8), made_up.question("How long? " * 20))
        taken = made_up.sample(f"2026-02-{at + 1:02}")
        add(journal, taken, made_up.result(taken, own=None, test=f"test {at}"))
    first = pages(journal, SheetKind.VISIT, visit=None)[0]
    for part in ("How long?", "Substance 0", "Injection 0", "test 11", "120 ng/mL"):
        assert letters(part) in first
