"""The ledger of injections and infusions: each one that was given, what is planned next, and how often others were taken as needed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hoofbeat.domain.medicines import (
    TakenCount,
    count_by_month,
    count_by_week,
    days_since,
)
from hoofbeat.domain.records import (
    Administration,
    Appointment,
    AppointmentKind,
    Medication,
    MedicineState,
    MedicineUse,
)
from hoofbeat.domain.values import WallTime
from hoofbeat.domain.visits import appointments_ahead
from hoofbeat.services.medicines import medicine_line
from hoofbeat.store.given_order import given_before, given_ids, has_given
from hoofbeat.store.journal import Journal
from hoofbeat.store.repositories import Order, Repository

_IN_THE_LEDGER = (MedicineUse.INJECTION, MedicineUse.INFUSION)
_TREATMENTS = frozenset({AppointmentKind.INJECTION, AppointmentKind.INFUSION, AppointmentKind.OPERATION})
_WEEKS, _MONTHS = 6, 6
"""So many weeks and months are counted, the present one included."""
_COUNTED_BACK = timedelta(days=200)


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One dose that was given, with the days since the one of the same medicine before it, where both days are known."""

    medication: Medication
    dose: Administration
    days_since: int | None = None


@dataclass(frozen=True, slots=True)
class LedgerNext:
    """What is planned next of one medicine: a day that has come and is not marked, the next day, and by when to order."""

    medication: Medication
    unmarked: date | None = None
    next_on: date | None = None
    order_by: date | None = None


@dataclass(frozen=True, slots=True)
class LedgerCount:
    """How often a medicine that is taken as needed was marked as given, by week and by month."""

    medication: Medication
    weeks: Sequence[TakenCount]
    months: Sequence[TakenCount]


@dataclass(frozen=True, slots=True)
class Ledger:
    """What stands around the rows of the ledger; `medicines` are all that it could show.

    `scan` and `treatment` are the next appointments; `has_remarks` tells whether any lot, reaction or note was written.
    """

    ahead: tuple[LedgerNext, ...] = ()
    medicines: tuple[Medication, ...] = ()
    scan: Appointment | None = None
    treatment: Appointment | None = None
    needed: tuple[LedgerCount, ...] = ()
    has_rows: bool = False
    has_remarks: bool = False


def ledger(journal: Journal, *, today: date, medication_id: str = "") -> Ledger:
    """Return what stands around the rows of all injections and infusions, or of one medicine."""
    with journal.reading() as stored:
        return _read_ledger(stored, today=today, medication_id=medication_id)


def ledger_ids(journal: Journal, *, medication_id: str = "") -> Sequence[str]:
    """Return the ids of the doses of the ledger, the newest first."""
    with journal.reading() as stored:
        return given_ids(stored, [each.id for each in _medicines(stored, medication_id)])


def ledger_rows(journal: Journal, *, dose_ids: Sequence[str]) -> Sequence[LedgerRow]:
    """Return the rows of some doses; one that is not there any more is left out."""
    with journal.reading() as stored:
        return _rows(stored, dose_ids)


def read_rows(stored: Repository) -> Sequence[LedgerRow]:
    """Return every row, the newest first; for a sheet, which reads more beside it."""
    return _rows(stored, given_ids(stored, [each.id for each in _medicines(stored)]))


def _read_ledger(stored: Repository, *, today: date, medication_id: str) -> Ledger:
    medicines = _medicines(stored)
    chosen = [each for each in medicines if medication_id in ("", each.id)]
    ids = [each.id for each in chosen]
    coming = [each for each in appointments_ahead(stored.list(Appointment), today=today) if each.starts_at.on.is_exact]
    needed = stored.list(Medication, order=(Order("name"),), use=MedicineUse.AS_NEEDED)
    return Ledger(
        ahead=tuple(_next(stored, each, today) for each in chosen if each.state is MedicineState.TAKING),
        medicines=tuple(medicines),
        scan=_first(coming, frozenset({AppointmentKind.SCAN})),
        treatment=_first(coming, _TREATMENTS),
        needed=tuple(_count(stored, each, today) for each in needed),
        has_rows=has_given(stored, ids),
        has_remarks=has_given(stored, ids, with_remarks=True),
    )


def _medicines(stored: Repository, medication_id: str = "") -> Sequence[Medication]:
    known = stored.list(Medication, order=(Order("name"),))
    return [each for each in known if each.use in _IN_THE_LEDGER and medication_id in ("", each.id)]


def _rows(stored: Repository, dose_ids: Sequence[str]) -> Sequence[LedgerRow]:
    medicines = {each.id: each for each in _medicines(stored)}
    doses = stored.get_many(Administration, dose_ids)
    before = given_before(stored, dose_ids)
    found = (doses[each] for each in dose_ids if each in doses)
    return [LedgerRow(medicines[each.medication], each, _days_since(each, before.get(each.id))) for each in found]


def _days_since(dose: Administration, before: WallTime | None) -> int | None:
    on = dose.given_at.on
    return days_since(before.on, on.first) if before is not None and on.is_exact else None


def _next(stored: Repository, medication: Medication, today: date) -> LedgerNext:
    plan = medicine_line(stored, medication, today=today).plan
    if plan is None:
        return LedgerNext(medication)
    return LedgerNext(medication, plan.unmarked, next(iter(plan.dates), None), plan.order_by)


def _count(stored: Repository, medication: Medication, today: date) -> LedgerCount:
    start = (today - _COUNTED_BACK).isoformat()
    given = list(stored.list(Administration, not_before={"given_at": start}, medication=medication.id))
    weeks = count_by_week(given, today=today, weeks=_WEEKS)
    return LedgerCount(medication, weeks, count_by_month(given, today=today, months=_MONTHS))


def _first(coming: Iterable[Appointment], kinds: frozenset[AppointmentKind]) -> Appointment | None:
    return next((each for each in coming if each.kind in kinds), None)
