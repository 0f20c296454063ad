"""The medicines as they are on a day, and what one does with one: change its dose, mark it as given or not, or as stopped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hoofbeat.domain.changes import Act, Change, Description
from hoofbeat.domain.errors import Problem, RecordInvalidError
from hoofbeat.domain.known_medicines import KnownMedicines
from hoofbeat.domain.medicines import (
    DoseNear,
    DosePlan,
    collision,
    dose_as_needed,
    dose_near,
    dose_of_a_plan,
    ended_before,
    exact_day,
    last_given,
    never_held,
    phases_on,
    plan_doses,
    state_on,
)
from hoofbeat.domain.records import (
    Administration,
    AdministrationId,
    Allergy,
    DosePhase,
    DosePhaseId,
    GivenState,
    Kind,
    Medication,
    MedicineState,
    MedicineUse,
    Record,
    subject_of,
)
from hoofbeat.domain.values import PartialDate, WallTime
from hoofbeat.services import records
from hoofbeat.store.journal import Journal
from hoofbeat.store.repositories import Order, Repository

_DOSES_LOOKED_BACK = 12
"""Of the newest doses, so many tell when the next one is planned; where none of them was given, the last one given is sought."""
_COUNTED_BACK = timedelta(days=200)
"""So far back go the counts of what is taken as needed."""
_NONE_LISTED = KnownMedicines(())
_NEWEST_FIRST = (Order("given_at", is_descending=True),)


@dataclass(frozen=True, slots=True)
class MedicineLine:
    """A medicine with the doses that hold on the day, the last one given, and what is planned next.

    `phases` are all its doses, past and to come; `near` is the next or the last of them, where none holds today.
    """

    medication: Medication
    doses: tuple[DosePhase, ...]
    last_given: Administration | None
    plan: DosePlan | None
    phases: tuple[DosePhase, ...] = ()
    near: DoseNear | None = None


@dataclass(frozen=True, slots=True)
class MedicinesView:
    """The medicines of a day, with what stands above them: allergies and do-not-give notes.

    `is_as_of` tells that it is a past day: then each line's medicine is in the state that it was in.
    """

    allergies: tuple[Allergy, ...]
    lines: tuple[MedicineLine, ...]
    on: date
    is_as_of: bool = False


@dataclass(frozen=True, slots=True)
class MedicineHistory:
    """One medicine with the newest doses that were marked, given or not; `given_count` is how many there are.

    `recent` are those of the last half year, where it is taken as needed.
    """

    line: MedicineLine
    given: tuple[Administration, ...]
    given_count: int
    recent: tuple[Administration, ...] = ()


def view(journal: Journal, *, today: date) -> MedicinesView:
    """Return the allergies and every medicine as it is on this day."""
    with journal.reading() as stored:
        lines = tuple(medicine_line(stored, each, today=today) for each in stored.list(Medication))
        return MedicinesView(tuple(stored.list(Allergy)), lines, today)


def view_as_of(journal: Journal, *, day: date) -> MedicinesView:
    """Return the medicines as they were on a past day; those that had not begun are left out."""
    with journal.reading() as stored:
        lines = [_line_as_of(stored, each, day) for each in stored.list(Medication)]
        found = tuple(line for line in lines if line is not None)
        return MedicinesView(tuple(stored.list(Allergy)), found, day, is_as_of=True)


def medicine_history(journal: Journal, *, medication_id: str, today: date, limit: int) -> MedicineHistory:
    """Return one medicine with its newest doses; RecordNotFoundError."""
    with journal.reading() as stored:
        medication = stored.get(Medication, medication_id)
        given = stored.page(Administration, order=_NEWEST_FIRST, limit=limit, medication=medication.id)
        count = stored.count(Kind.GIVEN, medication=medication.id)
        recent = _recent(stored, medication, today) if medication.use is MedicineUse.AS_NEEDED else ()
        return MedicineHistory(medicine_line(stored, medication, today=today), tuple(given), count, recent)


def find_same(
    journal: Journal, *, name: str, known: KnownMedicines = _NONE_LISTED, without: str = ""
) -> Medication | None:
    """Return a medicine that goes by this name, on its label or generic, or by another name of it in the list."""
    wanted = known.stands_for([name])
    with journal.reading() as stored:
        medicines = [each for each in stored.list(Medication) if each.id != without]
    return next((each for each in medicines if wanted & known.stands_for(_names_of(each))), None)


def by_name(journal: Journal, *, known: KnownMedicines = _NONE_LISTED) -> dict[str, Medication]:
    """Return the medicines by each word they are known by, so that one entered twice is seen."""
    with journal.reading() as stored:
        return {word: each for each in stored.list(Medication) for word in known.stands_for(_names_of(each))}


def medicine_line(stored: Repository, medication: Medication, *, today: date) -> MedicineLine:
    """Return one medicine as it is on this day."""
    phases = list(stored.list(DosePhase, medication=medication.id))
    given = _newest_doses(stored, medication)
    moved_to, is_taken = exact_day(medication.moved_to), medication.state is MedicineState.TAKING
    return MedicineLine(
        medication,
        phases_on(phases, today),
        last_given(given, until=today),
        plan_doses(phases, given, today=today, moved_to=moved_to) if is_taken else None,
        tuple(phases),
        dose_near(phases, today),
    )


def _newest_doses(stored: Repository, medication: Medication) -> Sequence[Administration]:
    newest = stored.page(Administration, order=_NEWEST_FIRST, limit=_DOSES_LOOKED_BACK, medication=medication.id)
    if len(newest) < _DOSES_LOOKED_BACK or any(each.state is GivenState.GIVEN for each in newest):
        return newest
    last = stored.page(Administration, order=_NEWEST_FIRST, limit=1, medication=medication.id, state=GivenState.GIVEN)
    return [*newest, *last]


def _recent(stored: Repository, medication: Medication, today: date) -> tuple[Administration, ...]:
    start = (today - _COUNTED_BACK).isoformat()
    return tuple(stored.list(Administration, not_before={"given_at": start}, medication=medication.id))


def _line_as_of(stored: Repository, medication: Medication, day: date) -> MedicineLine | None:
    phases = list(stored.list(DosePhase, medication=medication.id))
    state = state_on(medication, phases, day)
    if state is None:
        return None
    following = (day + timedelta(days=1)).isoformat()
    given = stored.page(
        Administration,
        order=_NEWEST_FIRST,
        limit=1,
        before={"given_at": following},
        medication=medication.id,
        state=GivenState.GIVEN,
    )
    was = medication.replaced(state=state)
    # An end may have been written down later, as when the medicine was stopped: that day's list did not say it.
    doses = tuple(each.replaced(until_on=None) for each in phases_on(phases, day))
    return MedicineLine(was, doses, last_given(given, until=day), None, tuple(phases))


def dose_to_give(line: MedicineLine, *, today: date) -> Administration:
    """Return the dose that "mark as given" records today, with the amount as it is now, ready to be corrected."""
    phase = (
        dose_of_a_plan(line.doses) if line.medication.use is not MedicineUse.AS_NEEDED else dose_as_needed(line.doses)
    )
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


def add_list(journal: Journal, *, entries: Sequence[tuple[Medication, DosePhase | None]], author: str = "") -> Change:
    """Add a whole list of medicines with their doses as one change. RecordInvalidError."""
    made = [record for medication, phase in entries for record in (medication, phase) if record is not None]
    records.refuse_invalid(*made)
    subject = ", ".join(medication.name for medication, _ in entries)
    with journal.change(author=author) as work:
        work.add(*made)
        return work.commit(Description(Act.ADD, Kind.MEDICINES, subject, len(entries)))


def change_dose(
    journal: Journal, *, phase: DosePhase, then: Sequence[DosePhase] = (), is_last: bool = False, author: str = ""
) -> Change:
    """Add a dose phase, and the steps that follow it, as one change; the past stays as it was.

    A dose without an end goes on again after steps that have one, unless these are the last ones (`is_last`).
    RecordInvalidError, also where two would hold on the same days; RecordNotFoundError.
    """
    steps = (phase, *then)
    with journal.reading() as stored:
        name = stored.get(Medication, phase.medication).name
        stored_phases = list(stored.list(DosePhase, medication=phase.medication))
    records.refuse_invalid(*steps)
    refuse_collision(steps, [*stored_phases, *steps])
    begins = exact_day(phase.from_on)
    changed, added = _ended(stored_phases, begins) if is_last and begins is not None else ((), ())
    with journal.change(author=author) as work:
        for each in changed:
            work.correct(each)
        work.add(*added, *steps)
        return work.commit(Description(Act.CHANGE_DOSE, Kind.DOSES, name))


def add_beside(journal: Journal, *, phase: DosePhase, author: str = "") -> Change:
    """Add a dose that is taken as needed beside one by a rhythm, or the other way round, from a day on, as one change.

    The doses that hold on that day are written anew from it, so that they go on and the past stays as it was.
    RecordInvalidError, RecordNotFoundError.
    """
    begins = exact_day(phase.from_on)
    if begins is None:
        raise RecordInvalidError([Problem("from_on", "needs a day")])
    with journal.reading() as stored:
        held = phases_on(stored.list(DosePhase, medication=phase.medication), begins)
    going_on = [
        each.replaced(id=DosePhaseId(records.new_id()), from_on=phase.from_on, reason="")
        for each in held
        if each.until_on is None and each.from_on != phase.from_on
    ]
    return change_dose(journal, phase=phase, then=going_on, author=author)


def correct_dose(journal: Journal, *, phase: DosePhase, author: str = "") -> Change | None:
    """Save a dose phase that was corrected; its dates may not run into another one. RecordInvalidError, RecordNotFoundError."""
    with journal.reading() as stored:
        name = stored.get(Medication, phase.medication).name
        known = list(stored.list(DosePhase, medication=phase.medication))
    before = next((each for each in known if each.id == phase.id), None)
    if before is not None and (before.from_on, before.until_on) != (phase.from_on, phase.until_on):
        refuse_collision([phase], known)
    return records.correct(journal, record=phase, subject=name, author=author)


def move_next(journal: Journal, *, medication_id: str, to: PartialDate | None, author: str = "") -> Change | None:
    """Move the next dose to a day by hand, or with None give it back to the rhythm. RecordInvalidError, RecordNotFoundError."""
    if to is not None and not to.is_exact:
        raise RecordInvalidError([Problem("moved_to", "needs a day")])
    moved = _medicine(journal, medication_id).replaced(moved_to=to)
    return records.correct(journal, record=moved, author=author, act=Act.MOVE)


def set_use(journal: Journal, *, medication_id: str, use: MedicineUse, author: str = "") -> Change | None:
    """Say how a medicine is used; RecordNotFoundError."""
    return records.correct(journal, record=_medicine(journal, medication_id).replaced(use=use), author=author)


def give(journal: Journal, *, dose: Administration, author: str = "") -> Change:
    """Record a dose as given, or as not given and why. RecordInvalidError, RecordNotFoundError."""
    name = _medicine(journal, dose.medication).name
    return records.add(journal, record=dose, author=author, subject=name, act=Act.GIVE)


def stop(
    journal: Journal, *, medication_id: str, stopped_on: PartialDate | None, why: str = "", author: str = ""
) -> Change | None:
    """Mark a medicine as stopped, on a day that may not be known; its doses end the day before, and its past stays."""
    with journal.reading() as stored:
        medicine = stored.get(Medication, medication_id)
        phases = list(stored.list(DosePhase, medication=medication_id))
    stopped = medicine.replaced(state=MedicineState.STOPPED, stopped_on=stopped_on, why_stopped=why)
    on = exact_day(stopped_on)
    changed, added = _ended(phases, on) if on is not None else ((), ())
    return _correct_all(journal, [stopped, *changed], added=added, author=author, act=Act.STOP)


def take_now(journal: Journal, *, medication_id: str, today: date, author: str = "") -> Change | None:
    """Mark a medicine as being taken again; when and why it had been stopped stays in its history only.

    The time without it stays one: the dose from now on is written anew, also where only the state had been corrected, and one
    that was to begin meanwhile never held.
    """
    with journal.reading() as stored:
        medicine = stored.get(Medication, medication_id)
        phases = list(stored.list(DosePhase, medication=medication_id))
    taken = medicine.replaced(state=MedicineState.TAKING, stopped_on=None, why_stopped="")
    stopped_on = exact_day(medicine.stopped_on)
    without = never_held(phases, stopped_on, today) if stopped_on is not None else ()
    changed, added = _ended(phases, stopped_on) if stopped_on is not None else ((), ())
    return _correct_all(journal, [taken, *changed], added=added, without=without, author=author, act=Act.CORRECT)


def _ended(phases: Sequence[DosePhase], day: date) -> tuple[Sequence[DosePhase], Sequence[DosePhase]]:
    """Return the phases that end before a day, as they held until then: those that are changed, and those that are new.

    One that went on after a short one is written twice, so that the past says afterwards what it said before.
    """
    changed: dict[str, DosePhase] = {}
    added: list[DosePhase] = []
    for held in ended_before(phases, day):
        written = held.phase.replaced(from_on=held.span.start, until_on=held.span.end)
        if held.phase.id in changed:
            added.append(written.replaced(id=DosePhaseId(records.new_id()), reason=""))
        else:
            changed[held.phase.id] = written
    return tuple(changed.values()), added


def _correct_all(
    journal: Journal,
    changed: Sequence[Record],
    *,
    added: Sequence[DosePhase] = (),
    without: Sequence[DosePhase] = (),
    author: str,
    act: Act,
) -> Change | None:
    """Save, add and leave out records as one change; it is worded after the first that was changed, which is a medicine."""
    records.refuse_invalid(*changed, *added)
    with journal.change(author=author) as work:
        for record in changed:
            work.correct(record)
        work.add(*added)
        for phase in without:
            work.remove(Kind.DOSES, phase.id)
        described = Description(act, Kind.MEDICINES, subject_of(changed[0]))
        return work.commit(described) if work.has_changes else None


def refuse_collision(phases: Sequence[DosePhase], known: Sequence[DosePhase]) -> None:
    """Raise RecordInvalidError where a dose would hold on the same days as another one of its medicine."""
    found = ((phase, collision(phase, known)) for phase in phases)
    problems = [
        Problem("from_on", "overlaps", {"start": str(other.from_on or "")}) for _, other in found if other is not None
    ]
    if problems:
        raise RecordInvalidError(problems)


def _names_of(medication: Medication) -> tuple[str, str]:
    return medication.name, medication.generic_name


def _medicine(journal: Journal, medication_id: str) -> Medication:
    with journal.reading() as stored:
        return stored.get(Medication, medication_id)
