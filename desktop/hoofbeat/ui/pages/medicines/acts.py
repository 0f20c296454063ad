"""What the Medicines page reads and does, on the threads of the workers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from hoofbeat.domain.changes import Change
from hoofbeat.domain.records import Allergy, AllergyId, AllergyStatement, Kind, MedicineUse
from hoofbeat.domain.values import PartialDate, WallTime

if TYPE_CHECKING:
    from hoofbeat.services.days import DayView
    from hoofbeat.services.journals import Journal
    from hoofbeat.services.ledger import Ledger, LedgerRow
    from hoofbeat.services.medicines import MedicineHistory, MedicinesView

ChangeAct = Callable[["Journal", str], "Change | None"]
"""A change, once it has the journal and who writes."""


def view(today: date, as_of: date | None, journal: Journal) -> MedicinesView:
    """Read what the page shows, of today or as of a past day."""
    from hoofbeat.services import medicines

    return medicines.view(journal, today=today) if as_of is None else medicines.view_as_of(journal, day=as_of)


def history(medication_id: str, today: date, limit: int, journal: Journal) -> MedicineHistory:
    """Read one medicine with its newest doses."""
    from hoofbeat.services import medicines

    return medicines.medicine_history(journal, medication_id=medication_id, today=today, limit=limit)


def none_known(journal: Journal, author: str) -> Change:
    """Record that no allergy is known."""
    from hoofbeat.services import records

    statement = Allergy(id=AllergyId(records.new_id()), statement=AllergyStatement.NONE_KNOWN)
    return records.add(journal, record=statement, author=author)


def take_now(medication_id: str, today: date, journal: Journal, author: str) -> Change | None:
    """Mark a medicine as being taken."""
    from hoofbeat.services import medicines

    return medicines.take_now(journal, medication_id=medication_id, today=today, author=author)


def move_next(medication_id: str, to: PartialDate | None, journal: Journal, author: str) -> Change | None:
    """Move the next dose to a day, or give it back to its rhythm."""
    from hoofbeat.services import medicines

    return medicines.move_next(journal, medication_id=medication_id, to=to, author=author)


def set_use(medication_id: str, use: MedicineUse, journal: Journal, author: str) -> Change | None:
    """Say how a medicine is used."""
    from hoofbeat.services import medicines

    return medicines.set_use(journal, medication_id=medication_id, use=use, author=author)


def remove(kind: Kind, record_id: str, name: str, journal: Journal, author: str) -> Change:
    """Delete a record, with what cannot stand without it."""
    from hoofbeat.services import records

    return records.remove(journal, kind=kind, record_id=record_id, subject=name, author=author)


def day(on: date, today: date, journal: Journal) -> DayView:
    """Read what a day holds."""
    from hoofbeat.services import days

    return days.day_view(journal, day=on, today=today)


def week(first: date, today: date, journal: Journal) -> Sequence[DayView]:
    """Read what the days of a week hold."""
    from hoofbeat.services import days

    return days.days_view(journal, first=first, today=today)


def tick(on: date, today: date, key: str, journal: Journal, author: str) -> Change | None:
    """Mark a planned dose of a day as given."""
    from hoofbeat.services import days

    return days.tick(journal, day=on, today=today, key=key, author=author)


def take_as_needed(medication_id: str, now: datetime, journal: Journal, author: str) -> Change:
    """Mark what is taken as needed as taken now."""
    from hoofbeat.services import days

    at = WallTime(PartialDate.of(now.date()), now.time().replace(second=0, microsecond=0, tzinfo=None))
    return days.take_as_needed(journal, medication_id=medication_id, at=at, author=author)


def ledger(today: date, medication_id: str, journal: Journal) -> Ledger:
    """Read what stands around the ledger of injections and infusions."""
    from hoofbeat.services import ledger

    return ledger.ledger(journal, today=today, medication_id=medication_id)


def ledger_ids(medication_id: str, journal: Journal) -> Sequence[str]:
    """Read which doses stand in the ledger, the newest first."""
    from hoofbeat.services import ledger

    return ledger.ledger_ids(journal, medication_id=medication_id)


def ledger_rows(dose_ids: Sequence[str], journal: Journal) -> Sequence[LedgerRow]:
    """Read some rows of the ledger."""
    from hoofbeat.services import ledger

    return ledger.ledger_rows(journal, dose_ids=dose_ids)


def ask(medication_id: str, text: str, today: date, journal: Journal, author: str) -> Change:
    """Add a question about a medicine to those of the next visit, or to those for none yet."""
    from hoofbeat.services import questions, visits

    with journal.reading() as stored:
        appointment = visits.next_appointment_id(stored, today=today)
    about = f"{questions.FROM_MEDICINE}{medication_id}"
    return questions.add(journal, text=text, appointment=appointment, about=about, author=author)
