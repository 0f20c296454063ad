"""What the ledger of injections and infusions says: those that were given, and the appointments around them."""

from __future__ import annotations

from dataclasses import dataclass

from hoofbeat.domain.records import Administration, Appointment, Medication
from hoofbeat.domain.sheets.kinds import Section
from hoofbeat.domain.visit_sheet import MedicineRow


@dataclass(frozen=True, slots=True)
class GivenRow:
    """One dose that was given, and the days since the one before it, where that is on the sheet too."""

    medication: Medication
    dose: Administration
    days_since: int | None = None


@dataclass(frozen=True, slots=True)
class InjectionsSheet:
    """The doses, newest first; `planned` are the medicines in use, `appointments` the scans and treatments to come.

    `partly_out` are the sections that lack records marked as sensitive.
    """

    rows: tuple[GivenRow, ...] = ()
    planned: tuple[MedicineRow, ...] = ()
    appointments: tuple[Appointment, ...] = ()
    partly_out: tuple[Section, ...] = ()
    uses_24_hours: bool = False
