"""What one can choose from for a sheet: the visits, and the records that stay off sheets unless they are chosen."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from hoofbeat.domain import visits
from hoofbeat.domain.catalogue import Catalogue
from hoofbeat.domain.records import (
    Administration,
    Allergy,
    Appointment,
    AppointmentState,
    CareTeamMember,
    DosePhase,
    Kind,
    Medication,
    Question,
    Record,
    Result,
    Sample,
    TumorFact,
)
from hoofbeat.domain.sheets.kinds import Section
from hoofbeat.domain.values import PartialDate
from hoofbeat.services.choices import choice, choose
from hoofbeat.services.lines import result_lines
from hoofbeat.store.journal import Journal
from hoofbeat.store.repositories import Repository

_KEPT_OFF_TYPES: tuple[type[Record], ...] = (
    Question,
    Allergy,
    TumorFact,
    Appointment,
    Medication,
    DosePhase,
    Administration,
    Sample,
    Result,
    CareTeamMember,
)
_LEFT_OUT, _SEPARATOR = "left_out_of_sheets", ","
_COUNTED_AS_EMPTY = frozenset({Kind.PEOPLE})


@dataclass(frozen=True, slots=True)
class KeptOff:
    """A record marked as sensitive; `name` is that of the test or the medicine where the record itself has none, `on` its day."""

    record: Record
    name: str = ""
    on: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class SheetChoices:
    """`appointments` are the next one, then the later ones, then the past ones, newest first; cancelled ones are left out.

    `left_out` are the sections taken off the last time; `is_empty` tells that nothing but the person is recorded.
    """

    appointments: Sequence[Appointment]
    next_id: str | None
    kept_off: Sequence[KeptOff]
    left_out: frozenset[Section]
    is_empty: bool


def sheet_choices(journal: Journal, *, today: date, catalogue: Catalogue) -> SheetChoices:
    """Return what there is to choose from on this day."""
    left_out = _sections(choice(journal, name=_LEFT_OUT))
    with journal.reading_connection() as connection:
        stored = Repository(connection)
        appointments = list(stored.list(Appointment))
        following = visits.next_appointment(appointments, today=today)
        return SheetChoices(
            appointments=_ordered(appointments, following, today),
            next_id=following.id if following is not None else None,
            kept_off=tuple(_kept_off(stored, catalogue)),
            left_out=left_out,
            is_empty=not any(stored.has_any(kind) for kind in Kind if kind not in _COUNTED_AS_EMPTY),
        )


def remember_left_out(journal: Journal, *, sections: Collection[Section]) -> None:
    """Keep which sections are taken off, for the next sheet."""
    choose(journal, name=_LEFT_OUT, value=_SEPARATOR.join(sorted(section.value for section in sections)))


def _sections(stored: str) -> frozenset[Section]:
    return frozenset(section for section in Section if section.value in stored.split(_SEPARATOR))


def _ordered(
    appointments: Iterable[Appointment], following: Appointment | None, today: date
) -> tuple[Appointment, ...]:
    held = [each for each in appointments if each.state is not AppointmentState.CANCELLED and each != following]
    held.sort(key=lambda each: str(each.starts_at))
    ahead = [each for each in held if each.starts_at.on.last >= today]
    past = [each for each in reversed(held) if each.starts_at.on.last < today]
    first = [following] if following is not None else []
    return (*first, *ahead, *past)


def _kept_off(stored: Repository, catalogue: Catalogue) -> Iterator[KeptOff]:
    found = [record for each in _KEPT_OFF_TYPES for record in stored.list(each, is_sensitive=True)]
    results = [record for record in found if isinstance(record, Result)]
    lines = {line.result.id: line for line in result_lines(stored, results, catalogue)}
    of_doses = [record.medication for record in found if isinstance(record, DosePhase | Administration)]
    medicines = stored.get_many(Medication, of_doses)
    for record in found:
        match record:
            case Result():
                yield KeptOff(record, lines[record.id].test_name, lines[record.id].sample.taken_on)
            case DosePhase():
                yield KeptOff(record, medicines[record.medication].name, record.from_on)
            case Administration():
                yield KeptOff(record, medicines[record.medication].name, record.given_at.on)
            case _:
                yield KeptOff(record)
