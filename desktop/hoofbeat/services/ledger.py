"""The ledger of injections and infusions: each one that was given, what is planned next, and how often others were taken as needed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hoofbeat.domain.medicines import (
    TakenCount,
    count_by_month,
    count_by_week,
    days_between,
)
from hoofbeat.domain.records import (
    Administration,
    Appointment,
    AppointmentKind,
    GivenState,
    Medication,
    MedicineState,
    MedicineUse,
)
from hoofbeat.domain.visits import appointments_ahead
from hoofbeat.services.medicines import medicine_line
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
    """The ledger, the newest dose first; `medicines` are all that it could show, `scan` and `treatment` are the next appointments."""

    rows: tuple[LedgerRow, ...] = ()
    ahead: tuple[LedgerNext, ...] = ()
    medicines: tuple[Medication, ...] = ()
    scan: Appointment | None = None
    treatment: Appointment | None = None
    needed: tuple[LedgerCount, ...] = ()


def ledger(journal: Journal, *, today: date, medication_id: str = "") -> Ledger:
    """Return the ledger of all injections and infusions, or of one medicine."""
    with journal.reading() as stored:
        return read_ledger(stored, today=today, medication_id=medication_id)


def read_ledger(stored: Repository, *, today: date, medication_id: str = "") -> Ledger:
    """Return the ledger from what is stored; for sheets that read more beside it."""
    known = list(stored.list(Medication, order=(Order("name"),)))
    medicines = tuple(each for each in known if each.use in _IN_THE_LEDGER)
    chosen = [each for each in medicines if medication_id in ("", each.id)]
    coming = [each for each in appointments_ahead(stored.list(Appointment), today=today) if each.starts_at.on.is_exact]
    return Ledger(
        rows=_rows(stored, chosen),
        ahead=tuple(_next(stored, each, today) for each in chosen if each.state is MedicineState.TAKING),
        medicines=medicines,
        scan=_first(coming, frozenset({AppointmentKind.SCAN})),
        treatment=_first(coming, _TREATMENTS),
        needed=tuple(_count(stored, each, today) for each in known if each.use is MedicineUse.AS_NEEDED),
    )


def _rows(stored: Repository, medicines: Sequence[Medication]) -> tuple[LedgerRow, ...]:
    rows: list[LedgerRow] = []
    for medication in medicines:
        given = list(stored.list(Administration, medication=medication.id, state=GivenState.GIVEN))
        between = days_between(given)
        rows += [LedgerRow(medication, dose, between[dose.id]) for dose in given]
    return tuple(sorted(rows, key=_moment, reverse=True))


def _moment(row: LedgerRow) -> tuple[date, str]:
    """Put a day that is partly known after all the days that it may be."""
    return (row.dose.given_at.on.first, str(row.dose.given_at))


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
