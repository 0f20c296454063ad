"""Adding, correcting and removing one record: checked, described, undoable."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence

from hoofbeat.domain.changes import Act, Change, Description
from hoofbeat.domain.checks import problems_of
from hoofbeat.domain.errors import Problem, RecordInvalidError
from hoofbeat.domain.records import Appointment, Kind, Record, kind_of, subject_of
from hoofbeat.services.zones import find_zone
from hoofbeat.store.journal import Journal


def new_id() -> str:
    """Return the id of a new record."""
    return str(uuid.uuid4())


def add(
    journal: Journal,
    *,
    record: Record,
    along_with: Sequence[Record] = (),
    author: str = "",
    subject: str = "",
    act: Act = Act.ADD,
) -> Change:
    """Add a record, and first the records that it refers to and that are new too; RecordInvalidError when one is wrong.

    `subject` and `act` word the change where the record itself does not say enough.
    """
    records = (*along_with, record)
    refuse_invalid(*records)
    with journal.change(author=author) as work:
        work.add(*records)
        return work.commit(_describe(act, record, subject))


def correct(
    journal: Journal,
    *,
    record: Record,
    along_with: Sequence[Record] = (),
    author: str = "",
    subject: str = "",
    act: Act = Act.CORRECT,
) -> Change | None:
    """Save a record that was changed; None when nothing differs. RecordInvalidError, RecordNotFoundError."""
    with journal.change(author=author) as work:
        refuse_invalid(*along_with, record, before=work.records.find(type(record), record.id))
        work.add(*along_with)
        work.correct(record)
        return work.commit(_describe(act, record, subject)) if work.has_changes else None


def remove(journal: Journal, *, kind: Kind, record_id: str, author: str = "", subject: str = "") -> Change:
    """Remove a record, with what cannot stand without it; RecordNotFoundError when it is not there."""
    with journal.change(author=author) as work:
        record = work.records.get_kind(kind, record_id)
        work.remove(kind, record_id)
        return work.commit(_describe(Act.REMOVE, record, subject))


def refuse_invalid(*records: Record, before: Record | None = None) -> None:
    """Raise RecordInvalidError with every problem of the records, if there is one; `before` is a record as it is stored by now."""
    problems = [problem for record in records for problem in (*problems_of(record), *_zone_problems(record, before))]
    if problems:
        raise RecordInvalidError(problems)


def _zone_problems(record: Record, before: Record | None) -> Iterator[Problem]:
    """Yield a time zone that nobody knows. One that stands there already may stay: it must not keep a visit from being marked."""
    if not isinstance(record, Appointment) or find_zone(record.zone) is not None:
        return
    if record.zone and not (isinstance(before, Appointment) and before.zone == record.zone):
        yield Problem("zone", "not a time zone", {"text": record.zone})


def _describe(act: Act, record: Record, subject: str) -> Description:
    return Description(act, kind_of(type(record)), subject or subject_of(record))
