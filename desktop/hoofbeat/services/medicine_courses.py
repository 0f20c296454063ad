"""Which medicines ran while results were taken, for the strip below a chart. It shows what ran when and draws no conclusion."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from hoofbeat.domain.records import Administration, DosePhase, Medication, MedicineUse
from hoofbeat.services.choices import choice, choose
from hoofbeat.store.journal import Journal
from hoofbeat.store.repositories import Repository

_CHOSEN = "medicines_beside_charts"
_SHOWN_AT_FIRST = frozenset({MedicineUse.INJECTION, MedicineUse.INFUSION})


@dataclass(frozen=True, slots=True)
class Course:
    """One medicine with its doses over time and the days on which it was given."""

    medication: Medication
    phases: Sequence[DosePhase]
    given: Sequence[Administration]


@dataclass(frozen=True, slots=True)
class Courses:
    """The medicines to show below charts, and all there are to choose from; first those that are injected or infused."""

    shown: Sequence[Course] = ()
    offered: Sequence[Medication] = ()


def chosen_courses(journal: Journal) -> Collection[str] | None:
    """Return the ids of the medicines that were chosen to be shown; None until somebody chooses."""
    written = choice(journal, name=_CHOSEN)
    return set(json.loads(written)) if written else None


def read_courses(stored: Repository, chosen: Collection[str] | None) -> Courses:
    """Return the courses of the chosen medicines; where nobody chose yet, of those that are injected or infused."""
    offered = sorted(stored.list(Medication), key=lambda each: each.use not in _SHOWN_AT_FIRST)
    if chosen is None:
        chosen = {each.id for each in offered if each.use in _SHOWN_AT_FIRST}
    return Courses([_course(stored, each) for each in offered if each.id in chosen], offered)


def list_courses(journal: Journal) -> Courses:
    """Return the courses that are shown below charts."""
    chosen = chosen_courses(journal)
    with journal.reading() as stored:
        return read_courses(stored, chosen)


def choose_courses(journal: Journal, *, medication_ids: Collection[str]) -> None:
    """Keep which medicines are shown below charts; it changes no record."""
    choose(journal, name=_CHOSEN, value=json.dumps(sorted(medication_ids)))


def _course(stored: Repository, medication: Medication) -> Course:
    phases = tuple(stored.list(DosePhase, medication=medication.id))
    return Course(medication, phases, tuple(stored.list(Administration, medication=medication.id)))
