"""What one can choose from for a sheet: the visits, and the records that stay off sheets unless they are chosen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
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
    NextStep,
    Note,
    OwnTest,
    Question,
    Record,
    Result,
    Sample,
    TestNote,
    TumorFact,
)
from hoofbeat.domain.sheets.kinds import Section, SheetKind
from hoofbeat.domain.values import PartialDate
from hoofbeat.services.lines import result_lines
from hoofbeat.services.sheets.saved_choices import SavedChoice, list_left_out, list_saved
from hoofbeat.services.sheets.sharing import list_people
from hoofbeat.store import results
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
    Note,
    NextStep,
    TestNote,
)
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

    `left_out` are the sections of each sheet taken off the last time; `is_empty` tells that nothing but the person is recorded.
    `tests` are those that have results, `topics` those of the reference, their names by id; `saved` the choices with a name; `people` those to make a sheet for.
    """

    appointments: Sequence[Appointment]
    next_id: str | None
    kept_off: Sequence[KeptOff]
    left_out: Mapping[SheetKind, frozenset[Section]]
    is_empty: bool
    tests: Mapping[str, str] = field(default_factory=dict)
    saved: Mapping[str, SavedChoice] = field(default_factory=dict)
    people: Sequence[str] = ()
    topics: Mapping[str, str] = field(default_factory=dict)


def sheet_choices(journal: Journal, *, today: date, catalogue: Catalogue) -> SheetChoices:
    """Return what there is to choose from on this day."""
    left_out, saved, people = list_left_out(journal), list_saved(journal), list_people(journal)
    with journal.reading_connection() as connection:
        stored = Repository(connection)
        appointments = list(stored.list(Appointment))
        following = visits.next_appointment(appointments, today=today)
        return SheetChoices(
            appointments=_ordered(appointments, following, today),
            next_id=following.id if following is not None else None,
            kept_off=tuple(_kept_off(stored, catalogue)),
            left_out=left_out,
            tests=_tests(stored, catalogue),
            saved=saved,
            people=people,
            is_empty=not any(stored.has_any(kind) for kind in Kind if kind not in _COUNTED_AS_EMPTY),
        )


def _tests(stored: Repository, catalogue: Catalogue) -> dict[str, str]:
    """Return the tests that have results, by their names."""
    counted = [each.test for each in results.count_by_test(stored.connection)]
    own = stored.get_many(OwnTest, counted)
    known = {test: catalogue.find(test) for test in counted}
    names = {test: found.name if found else own[test].name if test in own else test for test, found in known.items()}
    return dict(sorted(names.items(), key=lambda item: item[1].casefold()))


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
            case Note() | TestNote():
                yield KeptOff(record, record.text, record.on)
            case _:
                yield KeptOff(record)
