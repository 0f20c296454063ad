"""The medicines as they are on a day, and what one does with one: change its dose, mark it as given or not, or as stopped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hoofbeat.domain.changes import Act, Change
from hoofbeat.domain.medicines import DosePlan, last_given, phases_on, plan_doses
from hoofbeat.domain.records import Administration, AdministrationId, DosePhase, Medication, MedicineState
from hoofbeat.domain.values import PartialDate, WallTime
from hoofbeat.services import records
from hoofbeat.store.journal import Journal
from hoofbeat.store.repositories import Order, Repository

_DOSES_LOOKED_BACK = 60
"""Of the newest doses, so many tell when the next one is planned."""


@dataclass(frozen=True, slots=True)
class MedicineLine:
    """A medicine with the doses that hold on the day, the last one given, and what is planned next."""

    medication: Medication
    doses: tuple[DosePhase, ...]
    last_given: Administration | None
    plan: DosePlan | None


def list_medicines(journal: Journal, *, today: date) -> Sequence[MedicineLine]:
    """Return every medicine as it is on this day, in the order they were added."""
    with journal.reading() as stored:
        return [medicine_line(stored, each, today=today) for each in stored.list(Medication)]


def medicine_line(stored: Repository, medication: Medication, *, today: date) -> MedicineLine:
    """Return one medicine as it is on this day."""
    phases = list(stored.list(DosePhase, medication=medication.id))
    newest = [Order("given_at", is_descending=True)]
    given = stored.page(Administration, order=newest, limit=_DOSES_LOOKED_BACK, medication=medication.id)
    return MedicineLine(
        medication,
        phases_on(phases, today),
        last_given(given, until=today),
        plan_doses(phases, given, today=today) if medication.state is MedicineState.TAKING else None,
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


def _medicine(journal: Journal, medication_id: str) -> Medication:
    with journal.reading() as stored:
        return stored.get(Medication, medication_id)
