"""What the Medicines page reads and does, on the threads of the workers."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hoofbeat.domain.changes import Change
from hoofbeat.domain.records import Allergy, AllergyId, AllergyStatement, Kind

if TYPE_CHECKING:
    from hoofbeat.services.journals import Journal
    from hoofbeat.services.medicines import MedicineHistory, MedicinesView


def view(today: date, journal: Journal) -> MedicinesView:
    """Read what the page shows."""
    from hoofbeat.services import medicines

    return medicines.view(journal, today=today)


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


def remove(kind: Kind, record_id: str, name: str, journal: Journal, author: str) -> Change:
    """Delete a record, with what cannot stand without it."""
    from hoofbeat.services import records

    return records.remove(journal, kind=kind, record_id=record_id, subject=name, author=author)
