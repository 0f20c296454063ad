"""What happened to a medicine: started, stopped, or its dose changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from hoofbeat.domain.medicines.phases import by_start
from hoofbeat.domain.records import DosePhase, Medication, MedicineState
from hoofbeat.domain.values import PartialDate


class MedicineEvent(Enum):
    """What happened to a medicine."""

    STARTED = "started"
    STOPPED = "stopped"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class MedicineChange:
    """One thing that happened to a medicine, with the dose before and the dose after where it was changed."""

    event: MedicineEvent
    medication: Medication
    on: PartialDate | None
    before: DosePhase | None = None
    after: DosePhase | None = None


def medicine_changes(medication: Medication, phases: Iterable[DosePhase]) -> Iterator[MedicineChange]:
    """Yield all that is known to have happened to one medicine, oldest first; a planned one has not happened."""
    if medication.state is MedicineState.PLANNED:
        return
    ordered = by_start(phases)
    first = ordered[0] if ordered else None
    began = medication.started_on or (first.from_on if first else None)
    if began is not None:
        yield MedicineChange(MedicineEvent.STARTED, medication, began, after=first)
    for before, after in pairwise(ordered):
        if after.from_on is not None and after.from_on != before.from_on:
            yield MedicineChange(MedicineEvent.CHANGED, medication, after.from_on, before, after)
    if medication.stopped_on is not None or medication.state is MedicineState.STOPPED:
        last = ordered[-1] if ordered else None
        yield MedicineChange(MedicineEvent.STOPPED, medication, medication.stopped_on, before=last)
