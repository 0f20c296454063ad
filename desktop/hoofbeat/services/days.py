"""What a day or a week holds by plan, what was marked, and ticking a dose off: each tick is one change of its own."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import takewhile

from hoofbeat.domain.changes import Act, Change, Description
from hoofbeat.domain.errors import RecordNotFoundError
from hoofbeat.domain.medicines import DayDose, day_doses, dose_as_needed, mark_of, phases_on
from hoofbeat.domain.records import (
    Administration,
    AdministrationId,
    DosePhase,
    GivenState,
    Kind,
    Medication,
    MedicineState,
    MedicineUse,
    Schedule,
)
from hoofbeat.domain.values import WallTime
from hoofbeat.services.records import new_id, refuse_invalid
from hoofbeat.store.journal import Journal
from hoofbeat.store.repositories import Order, Repository

WEEK = 7
_LOOKED_BACK = 12
"""Of the doses before the first day, so many tell from which one a rhythm is counted."""
_MARKED_LATER = timedelta(days=30)
"""A dose that was given so much later than planned still stands beside its plan."""
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class MarkedBeside:
    """A dose that was marked on a day beyond what the day holds by plan."""

    medication: Medication
    dose: Administration


@dataclass(frozen=True, slots=True)
class AsNeeded:
    """A medicine that may be taken as needed, with the doses that hold."""

    medication: Medication
    doses: tuple[DosePhase, ...]


@dataclass(frozen=True, slots=True)
class DayView:
    """A day: its planned doses, what was marked beside them, and what may be taken as needed."""

    on: date
    doses: tuple[DayDose, ...] = ()
    beside: tuple[MarkedBeside, ...] = ()
    needed: tuple[AsNeeded, ...] = ()
    has_medicines: bool = False


def day_view(journal: Journal, *, day: date, today: date) -> DayView:
    """Return one day."""
    return days_view(journal, first=day, count=1, today=today)[0]


def days_view(journal: Journal, *, first: date, count: int = WEEK, today: date) -> Sequence[DayView]:
    """Return so many days, a week where nothing else is said."""
    with journal.reading() as stored:
        return read_days(stored, first=first, count=count, today=today)


def read_days(
    stored: Repository, *, first: date, count: int, today: date, only: Collection[str] | None = None
) -> Sequence[DayView]:
    """Return so many days from what is stored, of all medicines or of these."""
    medicines = [each for each in stored.list(Medication, order=(Order("name"),)) if only is None or each.id in only]
    known = [_Known.read(stored, each, first, timedelta(days=count)) for each in medicines]
    return [_day(known, first + number * _ONE_DAY, today) for number in range(count)]


def tick(journal: Journal, *, day: date, today: date, key: str, author: str = "") -> Change | None:
    """Mark a planned dose of a day as given, with the amount as it was then; None where it has a mark already.

    RecordNotFoundError where the plan holds no such dose any more, as after its amount was changed.
    """
    with journal.change(author=author) as work:
        found = read_days(work.records, first=day, count=1, today=today)[0]
        dose = next((each for each in found.doses if each.key == key), None)
        if dose is None:
            raise RecordNotFoundError(Kind.DOSES.value, key)
        if dose.mark is not None:
            return None
        mark = mark_of(dose, day=day, mark_id=new_id())
        refuse_invalid(mark)
        work.add(mark)
        return work.commit(Description(Act.GIVE, Kind.GIVEN, dose.medication.name))


def take_as_needed(journal: Journal, *, medication_id: str, at: WallTime, author: str = "") -> Change:
    """Mark a medicine that is taken as needed as taken at this moment, with the amount as it is then."""
    with journal.change(author=author) as work:
        medication = work.records.get(Medication, medication_id)
        phases = phases_on(work.records.list(DosePhase, medication=medication_id), at.on.first)
        phase = dose_as_needed(phases)
        dose = Administration(
            id=AdministrationId(new_id()),
            medication=medication.id,
            given_at=at,
            amount=None if phase is None else phase.amount,
            unit="" if phase is None else phase.unit,
        )
        refuse_invalid(dose)
        work.add(dose)
        return work.commit(Description(Act.GIVE, Kind.GIVEN, medication.name))


@dataclass(frozen=True, slots=True)
class _Known:
    """A medicine with its phases and those of its doses that tell the days looked at."""

    medication: Medication
    phases: tuple[DosePhase, ...]
    given: tuple[Administration, ...]

    @classmethod
    def read(cls, stored: Repository, medication: Medication, first: date, days: timedelta) -> _Known:
        """Read the doses of the days and a while after them, and the newest ones before."""
        start = first.isoformat()
        newest_first = (Order("given_at", is_descending=True),)
        before = {"given_at": start}
        of = medication.id
        end = (first + days + _MARKED_LATER).isoformat()
        later = stored.list(Administration, order=(Order("given_at"),), not_before=before, medication=of)
        since = takewhile(lambda each: str(each.given_at) < end, later)
        earlier = stored.page(Administration, order=newest_first, limit=_LOOKED_BACK, before=before, medication=of)
        given = [*since, *earlier]
        if len(earlier) == _LOOKED_BACK and not any(each.state is GivenState.GIVEN for each in earlier):
            state = GivenState.GIVEN
            given += stored.page(Administration, order=newest_first, limit=1, before=before, medication=of, state=state)
        return cls(medication, tuple(stored.list(DosePhase, medication=of)), tuple(given))


def _day(known: Sequence[_Known], day: date, today: date) -> DayView:
    doses: list[DayDose] = []
    beside: list[MarkedBeside] = []
    for each in known:
        planned, left = day_doses(each.medication, each.phases, each.given, day=day, today=today)
        doses += planned
        beside += [MarkedBeside(each.medication, mark) for mark in left]
    needed = [needed for each in known if (needed := _as_needed(each, day)) is not None]
    return DayView(day, tuple(doses), tuple(beside), tuple(needed), has_medicines=bool(known))


def _as_needed(known: _Known, day: date) -> AsNeeded | None:
    """Return a medicine that may be taken as needed; one that is taken by a rhythm too, with that dose alone."""
    doses = phases_on(known.phases, day)
    as_needed = tuple(each for each in doses if each.schedule is Schedule.AS_NEEDED)
    if known.medication.state is not MedicineState.TAKING:
        return None
    is_needed = as_needed or known.medication.use is MedicineUse.AS_NEEDED
    return AsNeeded(known.medication, as_needed or doses) if is_needed else None
