"""What happened, or was added to the record, since the last visit."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from hoofbeat.domain.labs import Measured
from hoofbeat.domain.medicines import MedicineChange, MedicineEvent, medicine_changes
from hoofbeat.domain.records import Administration, Appointment, DosePhase, GivenState, Medication, Note, Sample
from hoofbeat.domain.values import PartialDate
from hoofbeat.domain.visits import was_held


@dataclass(frozen=True, slots=True)
class When:
    """Why a row counts as happened since a day.

    `is_day_doubtful`: its day is not known and may lie before. `was_added`: it happened before and was added to the record since.
    """

    on: PartialDate | None
    is_day_doubtful: bool = False
    was_added: bool = False


def since(on: PartialDate | None, *, start: date, today: date, was_added: bool = False) -> When | None:
    """Tell whether something dated `on` happened, or was added, from the day `start` up to today; in doubt it did."""
    if on is not None and on.first > today:
        return None
    if on is not None and on.last >= start:
        return When(on, is_day_doubtful=on.first < start)
    return When(on, was_added=True) if was_added else None


@dataclass(frozen=True, slots=True)
class MedicineSince:
    """A medicine was started, stopped or changed."""

    when: When
    change: MedicineChange


@dataclass(frozen=True, slots=True)
class ResultsSince:
    """Results of one sample came in."""

    when: When
    sample: Sample
    results: tuple[Measured, ...]


@dataclass(frozen=True, slots=True)
class AppointmentSince:
    """An appointment was held."""

    when: When
    appointment: Appointment


@dataclass(frozen=True, slots=True)
class DosesSince:
    """Doses of one medicine were given, newest first."""

    when: When
    medication: Medication
    doses: tuple[Administration, ...]


@dataclass(frozen=True, slots=True)
class OldResultsAdded:
    """So many results from before the day that were added to the record since, with the span of their dates."""

    when: When
    count: int
    start: PartialDate | None = None
    end: PartialDate | None = None


SinceItem = MedicineSince | ResultsSince | AppointmentSince | DosesSince | OldResultsAdded


@dataclass(frozen=True, slots=True)
class Span:
    """The days from the last visit up to today, and the ids of the records added or marked as stopped in them."""

    start: date
    today: date
    added: Collection[str] = frozenset()
    stopped: Collection[str] = frozenset()

    def when(self, on: PartialDate | None, record_id: str, *, is_stop: bool = False) -> When | None:
        """Tell whether a record with this date counts."""
        ids = self.stopped if is_stop else self.added
        return since(on, start=self.start, today=self.today, was_added=record_id in ids)


_EVENT_ORDER = (MedicineEvent.STARTED, MedicineEvent.STOPPED, MedicineEvent.CHANGED)


def medicines_since(
    span: Span, medications: Iterable[Medication], phases: Mapping[str, Sequence[DosePhase]]
) -> list[MedicineSince]:
    """Return the medicines started, then stopped, then changed; what was only added later stands behind."""
    rows = [
        MedicineSince(when, change)
        for medication in medications
        for change in medicine_changes(medication, phases.get(medication.id, ()))
        if (when := _when_changed(span, change)) is not None
    ]
    return sorted(rows, key=lambda row: (row.when.was_added, _EVENT_ORDER.index(row.change.event)))


def _when_changed(span: Span, change: MedicineChange) -> When | None:
    is_stop = change.event is MedicineEvent.STOPPED
    after = [each.id for each in change.after] if change.event is MedicineEvent.CHANGED else []
    changed = next((each for each in after if each in span.added), next(iter(after), change.medication.id))
    is_new_and_stopped = is_stop and changed in span.added
    return span.when(change.on, changed, is_stop=is_stop and not is_new_and_stopped)


def results_since(span: Span, rows: Iterable[Measured]) -> list[ResultsSince]:
    """Return the received results of each sample, newest first; what was only added later stands behind."""
    by_sample: dict[str, list[Measured]] = {}
    for row in rows:
        if not row.is_awaited:
            by_sample.setdefault(row.sample.id, []).append(row)
    found = [each for group in by_sample.values() if (each := _results_of_sample(span, group)) is not None]
    found.sort(key=lambda each: str(each.when.on or ""), reverse=True)
    return sorted(found, key=lambda each: each.when.was_added)


def _results_of_sample(span: Span, group: Sequence[Measured]) -> ResultsSince | None:
    sample = group[0].sample
    when = span.when(sample.taken_on, sample.id)
    if when is not None and not when.was_added:
        return ResultsSince(when, sample, tuple(group))
    added = tuple(row for row in group if row.result.id in span.added)
    if not added:
        return None
    return ResultsSince(When(sample.taken_on, was_added=True), sample, added)


def appointments_since(
    span: Span, appointments: Iterable[Appointment], *, without: Collection[str] = ()
) -> list[AppointmentSince]:
    """Return the appointments held, newest first, leaving out those with the ids `without`."""
    held = [each for each in appointments if each.id not in without and was_held(each, span.today)]
    found = [
        AppointmentSince(when, each) for each in held if (when := span.when(each.starts_at.on, each.id)) is not None
    ]
    found.sort(key=lambda row: str(row.appointment.starts_at), reverse=True)
    return sorted(found, key=lambda row: row.when.was_added)


def doses_since(
    span: Span, medications: Iterable[Medication], given: Mapping[str, Sequence[Administration]]
) -> Iterator[DosesSince]:
    """Yield the doses given of each medicine; those that were only added later make a row of their own."""
    for medication in medications:
        counted = [
            (when, dose)
            for dose in given.get(medication.id, ())
            if dose.state is GivenState.GIVEN and (when := span.when(dose.given_at.on, dose.id)) is not None
        ]
        counted.sort(key=lambda row: str(row[1].given_at), reverse=True)
        for was_added in (False, True):
            rows = [(when, dose) for when, dose in counted if when.was_added is was_added]
            if rows:
                newest = When(rows[0][0].on, any(when.is_day_doubtful for when, _ in rows), was_added)
                yield DosesSince(newest, medication, tuple(dose for _, dose in rows))


@dataclass(frozen=True, slots=True)
class NoteSince:
    """A line of the diary."""

    when: When
    note: Note


def notes_since(span: Span, notes: Iterable[Note]) -> list[NoteSince]:
    """Return the notes, newest first; one without a date counts by when it was added."""
    found = [NoteSince(when, each) for each in notes if (when := span.when(each.on, each.id)) is not None]
    found.sort(key=lambda row: f"{row.note.on or ''}T{row.note.at or ''}", reverse=True)
    return sorted(found, key=lambda row: row.when.was_added)


@dataclass(frozen=True, slots=True)
class SinceLastVisit:
    """All that is new since a day: since the last visit, where there was one. `awaited` counts results that are not back.

    `old_results_added` counts results of older samples that were added since.
    """

    start: date
    last_visit: Appointment | None = None
    medicines: Sequence[MedicineSince] = ()
    doses: Sequence[DosesSince] = ()
    results: Sequence[ResultsSince] = ()
    old_results_added: int = 0
    awaited: int = 0
    appointments: Sequence[AppointmentSince] = ()
    notes: Sequence[NoteSince] = ()

    @property
    def doses_given(self) -> int:
        """How many doses were given."""
        return sum(len(row.doses) for row in self.doses)

    @property
    def new_results(self) -> int:
        """How many results came in."""
        return sum(len(row.results) for row in self.results) + self.old_results_added

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is new."""
        return not (self.medicines or self.doses or self.new_results or self.appointments or self.notes)
