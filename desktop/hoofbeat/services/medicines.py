"""What one does with a medicine: change its dose from a day on, mark it as given or not, mark it as stopped."""

from __future__ import annotations

from hoofbeat.domain.changes import Act, Change
from hoofbeat.domain.records import Administration, DosePhase, Medication, MedicineState
from hoofbeat.domain.values import PartialDate
from hoofbeat.services import records
from hoofbeat.store.journal import Journal


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
