"""What a journal holds of the kinds and days that a file speaks of, read so that the two can be compared."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from hoofbeat.domain.calendars import IDENTITY, own_id
from hoofbeat.domain.changes import Act
from hoofbeat.domain.imports import Finding, SentSeries
from hoofbeat.domain.records import (
    Allergy,
    Appointment,
    AppointmentState,
    DosePhase,
    Kind,
    Laboratory,
    Medication,
    OwnTest,
    Person,
    Record,
    Result,
    Sample,
)
from hoofbeat.domain.values import PartialDate
from hoofbeat.store.history import last_act
from hoofbeat.store.repositories import Repository


@dataclass(frozen=True, slots=True)
class Known:
    """Records of the journal, by kind."""

    people: Sequence[Person] = ()
    laboratories: Sequence[Laboratory] = ()
    own_tests: Sequence[OwnTest] = ()
    samples: Sequence[Sample] = ()
    results: Sequence[Result] = ()
    medicines: Sequence[Medication] = ()
    doses: Sequence[DosePhase] = ()
    appointments: Sequence[Appointment] = ()
    allergies: Sequence[Allergy] = ()
    cancelled_by_calendar: frozenset[str] = frozenset()


class KnownDays:
    """Reads the samples and results of days, each day once, however often it comes up; a sample without a date is of none."""

    def __init__(self) -> None:
        self._asked: set[PartialDate | None] = set()

    def known_of(self, records: Repository, findings: Iterable[Finding]) -> Known:
        """Return what the journal holds of the days of some findings, without the days that were asked for before."""
        asked = {each.record.taken_on for each in findings if isinstance(each.record, Sample)} - self._asked
        self._asked |= asked
        samples = list(records.list_in(Sample, "taken_on", asked - {None}))
        if None in asked:
            samples += records.list(Sample, taken_on=None)
        return Known(samples=samples, results=list(records.list_in(Result, "sample", [each.id for each in samples])))


def known_at_first(records: Repository) -> Known:
    """Return what any file is compared with: whose record it is, and the names that its tests and laboratories go by."""
    return Known(
        people=list(records.list(Person)),
        laboratories=list(records.list(Laboratory)),
        own_tests=list(records.list(OwnTest)),
    )


def known_of(
    records: Repository, findings: Iterable[Finding], series: Iterable[SentSeries], *, days: KnownDays
) -> Known:
    """Return what some findings have to be compared with, apart from what is known at first."""
    found = [*findings]
    has_medicines = _has(Medication, found)
    appointments = _appointments(records, found, series)
    return replace(
        days.known_of(records, found),
        medicines=list(records.list(Medication)) if has_medicines else [],
        doses=list(records.list(DosePhase)) if has_medicines else [],
        appointments=appointments,
        cancelled_by_calendar=frozenset(each.id for each in appointments if _is_cancelled_by_calendar(records, each)),
        allergies=list(records.list(Allergy)) if _has(Allergy, found) else [],
    )


def _has(record_type: type[Record], findings: Iterable[Finding]) -> bool:
    return any(isinstance(each.record, record_type) for each in findings)


def _appointments(
    records: Repository, findings: Iterable[Finding], series: Iterable[SentSeries]
) -> Sequence[Appointment]:
    sent = [each.record for each in findings if isinstance(each.record, Appointment)]
    uids = {each.uid for each in series}
    found = list(records.list_in(Appointment, "starts_at", {each.starts_at for each in sent}))
    named = {each.source_id for each in sent} | {f"{IDENTITY}{uid}" for uid in uids}
    found += records.list_in(Appointment, "source_id", named - {""})
    found += records.list_in(Appointment, "series", (uids | {each.series for each in sent}) - {""})
    found += records.get_many(Appointment, list({own_id(each.source_id) for each in sent} - {""})).values()
    return list({each.id: each for each in found}.values())


def _is_cancelled_by_calendar(records: Repository, appointment: Appointment) -> bool:
    """Tell whether it was a file that said so, and nobody here."""
    if appointment.state is not AppointmentState.CANCELLED:
        return False
    return last_act(records.connection, Kind.APPOINTMENTS, appointment.id, "state") is Act.IMPORT
