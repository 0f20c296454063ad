"""The medicines of ten years (12 medicines, 30,000 doses marked) against those of a new journal: page, past day, next dates,
week and ledger of injections."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from tests.benchmarks.comparison import BUILD, Comparison, times

if TYPE_CHECKING:
    from pathlib import Path

    from hoofbeat.domain.records import Record
    from hoofbeat.services.journals import Journal

TODAY = date(2026, 3, 3)
LONG_AGO = date(2020, 6, 1)
MEDICINES = 12
INJECTIONS = 5
"""Of the medicines, so many are injections: their 12,500 doses fill the ledger."""
MARKED_EACH = 2_500
_FEW_EACH = 10
_ROWS_SHOWN = 200
_TURNS = 25


def _records(marked_each: int) -> Iterator[Record]:
    """Yield the medicines with a dose changed once, and the doses marked, one a day up to yesterday."""
    from hoofbeat.domain.records import MedicineUse, Schedule
    from tests.made_up import given, medication, phase

    for number in range(MEDICINES):
        use = MedicineUse.INJECTION if number < INJECTIONS else MedicineUse.REGULAR
        medicine = medication(f"Medicine {number}", started_on="2016-03-01", use=use)
        yield medicine
        yield phase(medicine, amount=10, schedule=Schedule.EVERY_DAYS, every=2, from_on="2016-03-01")
        yield phase(medicine, amount=20, schedule=Schedule.EVERY_DAYS, every=2, from_on="2021-03-01")
        for back in range(marked_each):
            on = TODAY - timedelta(days=1 + back)
            yield given(on.isoformat(), medicine).replaced(amount=Decimal(20), unit="mg")


def _journal(name: str, marked_each: int) -> Path:
    """Return a journal with so many doses marked of each medicine; it is made once."""
    from hoofbeat.domain.changes import Act, Description
    from hoofbeat.services import journals

    path = BUILD / f"medicines-with-injections-{name}.hoofbeat"
    if not path.exists():
        half = path.with_suffix(".half")
        half.unlink(missing_ok=True)
        with journals.create(path=half) as journal, journal.change() as work:
            work.add(*_records(marked_each))
            work.commit(Description(Act.ADD))
        half.rename(path)
    return path


def _time(name: str, marked_each: int, act: Callable[[Journal], object]) -> float:
    from hoofbeat.services import journals

    with journals.open_journal(_journal(name, marked_each)) as journal:
        return times(lambda _turn: act(journal), _TURNS)


def _page(journal: Journal) -> object:
    from hoofbeat.services import medicines

    return medicines.view(journal, today=TODAY)


def _past(journal: Journal) -> object:
    from hoofbeat.services import medicines

    return medicines.view_as_of(journal, day=LONG_AGO)


def _one(journal: Journal) -> object:
    from hoofbeat.domain.records import Medication
    from hoofbeat.services import medicines

    with journal.reading() as stored:
        first = next(stored.list(Medication))
    return medicines.medicine_history(journal, medication_id=first.id, today=TODAY, limit=20)


def _week(journal: Journal) -> object:
    from hoofbeat.services import days

    return days.days_view(journal, first=TODAY, today=TODAY)


def _ledger(journal: Journal) -> object:
    """Read what the ledger needs until it is seen: what stands around it, the order of its rows, and the first of them."""
    from hoofbeat.services import ledger

    ids = ledger.ledger_ids(journal)
    return ledger.ledger(journal, today=TODAY), ledger.ledger_rows(journal, dose_ids=ids[:_ROWS_SHOWN])


def page_heavy() -> float:
    return _time("heavy", MARKED_EACH, _page)


def page_small() -> float:
    return _time("small", _FEW_EACH, _page)


def past_heavy() -> float:
    return _time("heavy", MARKED_EACH, _past)


def past_small() -> float:
    return _time("small", _FEW_EACH, _past)


def one_heavy() -> float:
    return _time("heavy", MARKED_EACH, _one)


def one_small() -> float:
    return _time("small", _FEW_EACH, _one)


def week_heavy() -> float:
    return _time("heavy", MARKED_EACH, _week)


def week_small() -> float:
    return _time("small", _FEW_EACH, _week)


def ledger_heavy() -> float:
    return _time("heavy", MARKED_EACH, _ledger)


def ledger_small() -> float:
    return _time("small", _FEW_EACH, _ledger)


COMPARISONS = (
    Comparison("medicines with their next dates, 30,000 marked", page_heavy, page_small, "120 marked", 2, 3),
    Comparison("medicines as of a past day, 30,000 marked", past_heavy, past_small, "120 marked", 2, 3),
    Comparison("one medicine with its past, 30,000 marked", one_heavy, one_small, "120 marked", 2, 3),
    Comparison("week of doses, 30,000 marked", week_heavy, week_small, "120 marked", 2, 3),
    Comparison("ledger of 12,500 injections", ledger_heavy, ledger_small, "50 injections", 10, 3),
)
