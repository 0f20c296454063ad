"""How the medicines of a day are put in order: by part of the day, injections apart, then planned, as needed, stopped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hoofbeat.domain.day_parts import parts_of
from hoofbeat.domain.records import DayPart, MedicineState, MedicineUse
from hoofbeat.wording.medicines import current_dose_words, dose_in_part, part_name, with_end
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.services.medicines import MedicineLine

GIVEN_USES = frozenset({MedicineUse.INJECTION, MedicineUse.INFUSION})


@dataclass(frozen=True, slots=True)
class Taken:
    """One medicine at one time of the day, with what is taken then; `key` tells its lines apart."""

    line: MedicineLine
    dose: str
    key: str


def taken_by_time(lines: Iterable[MedicineLine]) -> list[tuple[str, list[Taken]]]:
    """Return what is taken regularly, by part of the day; what names no part of the day comes last."""
    regular = [
        each
        for each in lines
        if each.medication.state is MedicineState.TAKING and each.medication.use is MedicineUse.REGULAR
    ]
    groups = [(part_name(part), list(_taken_in(regular, part))) for part in DayPart]
    groups.append((tr("Other times"), list(_at_other_times(regular))))
    return [(name, taken) for name, taken in groups if taken]


def given(lines: Iterable[MedicineLine]) -> list[MedicineLine]:
    """Return the injections and infusions in use."""
    return [
        each for each in lines if each.medication.state is MedicineState.TAKING and each.medication.use in GIVEN_USES
    ]


def as_needed(lines: Iterable[MedicineLine]) -> list[MedicineLine]:
    """Return what is taken as needed."""
    return [
        each
        for each in lines
        if each.medication.state is MedicineState.TAKING and each.medication.use is MedicineUse.AS_NEEDED
    ]


def in_state(lines: Sequence[MedicineLine], state: MedicineState) -> list[MedicineLine]:
    """Return the medicines that are planned, or stopped, or of which nobody knows; the last stopped first."""
    found = [each for each in lines if each.medication.state is state]
    return sorted(found, key=lambda each: str(each.medication.stopped_on or ""), reverse=True)


def _taken_in(lines: Iterable[MedicineLine], part: DayPart) -> Iterator[Taken]:
    for line in lines:
        doses = [with_end(dose_in_part(phase, part), phase) for phase in line.doses if part in parts_of(phase)]
        if doses:
            yield Taken(line, "; ".join(doses), f"{line.medication.id}/{part.value}")


def _at_other_times(lines: Iterable[MedicineLine]) -> Iterator[Taken]:
    for line in lines:
        phases = [phase for phase in line.doses if not parts_of(phase)]
        if phases or not line.doses:
            near = None if line.doses else line.near
            yield Taken(line, current_dose_words(phases, near) or tr("Dose not recorded"), line.medication.id)
