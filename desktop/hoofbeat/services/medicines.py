"""The medicines as they are on a day, and what one does with one: change its dose, mark it as given or not, or as stopped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hoofbeat.domain.changes import Act, Change, Description
from hoofbeat.domain.medicines import DosePlan, last_given, phases_on, plan_doses
from hoofbeat.domain.records import (
    Administration,
    AdministrationId,
    Allergy,
    DosePhase,
    Kind,
    Medication,
    MedicineState,
)
from hoofbeat.domain.values import PartialDate, WallTime
from hoofbeat.services import records
from hoofbeat.store.journal import Journal
from hoofbeat.store.repositories import Order, Repository

_DOSES_LOOKED_BACK = 60
"""Of the newest doses, so many tell when the next one is planned."""
_NEWEST_FIRST = (Order("given_at", is_descending=True),)


@dataclass(frozen=True, slots=True)
class MedicineLine:
    """A medicine with the doses that hold on the day, the last one given, and what is planned next.

    `phases` are all its doses, past and to come.
    """

    medication: Medication
    doses: tuple[DosePhase, ...]
    last_given: Administration | None
    plan: DosePlan | None
    phases: tuple[DosePhase, ...] = ()


@dataclass(frozen=True, slots=True)
class MedicinesView:
    """The medicines of a day, with what stands above them: allergies and do-not-give notes."""

    allergies: tuple[Allergy, ...]
    lines: tuple[MedicineLine, ...]


@dataclass(frozen=True, slots=True)
class MedicineHistory:
    """One medicine with the newest doses that were marked, given or not; `given_count` is how many there are."""

    line: MedicineLine
    given: tuple[Administration, ...]
    given_count: int


def view(journal: Journal, *, today: date) -> MedicinesView:
    """Return the allergies and every medicine as it is on this day."""
    with journal.reading() as stored:
        lines = tuple(medicine_line(stored, each, today=today) for each in stored.list(Medication))
        return MedicinesView(tuple(stored.list(Allergy)), lines)


def medicine_history(journal: Journal, *, medication_id: str, today: date, limit: int) -> MedicineHistory:
    """Return one medicine with its newest doses; RecordNotFoundError."""
    with journal.reading() as stored:
        medication = stored.get(Medication, medication_id)
        given = stored.page(Administration, order=_NEWEST_FIRST, limit=limit, medication=medication.id)
        count = stored.count(Kind.GIVEN, medication=medication.id)
        return MedicineHistory(medicine_line(stored, medication, today=today), tuple(given), count)


def find_same(journal: Journal, *, name: str, without: str = "") -> Medication | None:
    """Return a medicine that goes by this name, on its label or generic; without regard to case."""
    wanted = _spoken(name)
    with journal.reading() as stored:
        medicines = [each for each in stored.list(Medication) if each.id != without]
    return next((each for each in medicines if wanted and wanted in _names_of(each)), None)


def medicine_line(stored: Repository, medication: Medication, *, today: date) -> MedicineLine:
    """Return one medicine as it is on this day."""
    phases = list(stored.list(DosePhase, medication=medication.id))
    given = stored.page(Administration, order=_NEWEST_FIRST, limit=_DOSES_LOOKED_BACK, medication=medication.id)
    return MedicineLine(
        medication,
        phases_on(phases, today),
        last_given(given, until=today),
        plan_doses(phases, given, today=today) if medication.state is MedicineState.TAKING else None,
        tuple(phases),
    )


def dose_to_give(line: MedicineLine, *, today: date) -> Administration:
    """Return the dose that "mark as given" records today, with the amount as it is now, ready to be corrected."""
    phase = line.doses[0] if line.doses else None
    planned = None if line.plan is None else line.plan.unmarked or next(iter(line.plan.dates), None)
    return Administration(
        id=AdministrationId(records.new_id()),
        medication=line.medication.id,
        given_at=WallTime(PartialDate.of(today)),
        planned_on=None if planned is None else PartialDate.of(planned),
        amount=None if phase is None else phase.amount,
        unit="" if phase is None else phase.unit,
    )


def add(journal: Journal, *, medication: Medication, phase: DosePhase | None, author: str = "") -> Change:
    """Add a medicine, and its first dose where one was given, as one change. RecordInvalidError."""
    made = (medication,) if phase is None else (medication, phase)
    records.refuse_invalid(*made)
    with journal.change(author=author) as work:
        work.add(*made)
        return work.commit(Description(Act.ADD, Kind.MEDICINES, medication.name))


def change_dose(journal: Journal, *, phase: DosePhase, author: str = "") -> Change:
    """Add a dose phase; the phases before it stay as they are. RecordInvalidError, RecordNotFoundError."""
    name = _medicine(journal, phase.medication).name
    return records.add(journal, record=phase, author=author, subject=name, act=Act.CHANGE_DOSE)


def give(journal: Journal, *, dose: Administration, author: str = "") -> Change:
    """Record a dose as given, or as not given and why. RecordInvalidError, RecordNotFoundError."""
    name = _medicine(journal, dose.medication).name
    return records.add(journal, record=dose, author=author, subject=name, act=Act.GIVE)


def stop(
    journal: Journal, *, medication_id: str, stopped_on: PartialDate | None, why: str = "", author: str = ""
) -> Change | None:
    """Mark a medicine as stopped, on a day that may not be known; its past stays."""
    medicine = _medicine(journal, medication_id)
    stopped = medicine.replaced(state=MedicineState.STOPPED, stopped_on=stopped_on, why_stopped=why)
    return records.correct(journal, record=stopped, author=author, act=Act.STOP)


def take_now(journal: Journal, *, medication_id: str, author: str = "") -> Change | None:
    """Mark a medicine as being taken; when and why it had been stopped stays in its history only."""
    medicine = _medicine(journal, medication_id)
    taken = medicine.replaced(state=MedicineState.TAKING, stopped_on=None, why_stopped="")
    return records.correct(journal, record=taken, author=author)


def _names_of(medication: Medication) -> frozenset[str]:
    return frozenset(_spoken(name) for name in (medication.name, medication.generic_name) if name.strip())


def _spoken(name: str) -> str:
    return " ".join(name.casefold().split())


def _medicine(journal: Journal, medication_id: str) -> Medication:
    with journal.reading() as stored:
        return stored.get(Medication, medication_id)
