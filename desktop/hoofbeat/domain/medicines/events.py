"""What happened to a medicine: started, stopped, or its dose changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from itertools import pairwise

from hoofbeat.domain.medicines.phases import HeldPhase, spans_from
from hoofbeat.domain.records import DosePhase, Medication, MedicineState
from hoofbeat.domain.values import PartialDate

_ONE_DAY = timedelta(days=1)


class MedicineEvent(Enum):
    """What happened to a medicine."""

    STARTED = "started"
    STOPPED = "stopped"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class MedicineChange:
    """One thing that happened to a medicine, with the doses that held before and after it."""

    event: MedicineEvent
    medication: Medication
    on: PartialDate | None
    before: tuple[DosePhase, ...] = ()
    after: tuple[DosePhase, ...] = ()

    @property
    def reason(self) -> str:
        """Why the dose was changed; a dose that goes on again after a short one has no reason of its own."""
        return next((each.reason for each in self.after if each.reason.strip() and each.from_on == self.on), "")


def medicine_changes(medication: Medication, phases: Iterable[DosePhase]) -> Iterator[MedicineChange]:
    """Yield all that is known to have happened to one medicine, oldest first; a planned one has not happened."""
    if medication.state is MedicineState.PLANNED:
        return
    line = spans_from(phases, date.min)
    began = medication.started_on or (line[0].span.start if line else None)
    if began is not None:
        yield MedicineChange(MedicineEvent.STARTED, medication, began, after=_together(line, line[0]) if line else ())
    for before, held in pairwise(line):
        start = held.span.start
        if start is not None and start != before.span.start:
            held_before = _holding(line, start.first - _ONE_DAY) or _together(line, before)
            yield MedicineChange(MedicineEvent.CHANGED, medication, start, held_before, _holding(line, start.first))
    if medication.stopped_on is not None or medication.state is MedicineState.STOPPED:
        last = _together(line, line[-1]) if line else ()
        yield MedicineChange(MedicineEvent.STOPPED, medication, medication.stopped_on, before=last)


def _holding(line: Iterable[HeldPhase], day: date) -> tuple[DosePhase, ...]:
    return tuple(each.phase for each in line if each.span.may_include(day))


def _together(line: Iterable[HeldPhase], held: HeldPhase) -> tuple[DosePhase, ...]:
    return tuple(each.phase for each in line if each.span.start == held.span.start)
