"""Making the visit sheet of a journal: as data for the screen, as PDF, and as plain text with the same words."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from pathlib import Path

from hoofbeat.domain import visits
from hoofbeat.domain.catalogue import Catalogue
from hoofbeat.domain.errors import RecordNotFoundError
from hoofbeat.domain.known_tests import CatalogueTests
from hoofbeat.domain.records import Appointment, Kind
from hoofbeat.domain.sheet_making import SheetChoice, make_visit_sheet
from hoofbeat.domain.visit_sheet import Section, VisitSheet
from hoofbeat.reports.theme import Paper
from hoofbeat.store.journal import Journal
from hoofbeat.store.repositories import Repository
from hoofbeat.store.sheet_material import read_material

__all__ = ["NEXT", "Paper", "Section", "file_name", "visit_sheet", "visit_sheet_pdf", "visit_sheet_text"]

NEXT = "next"
"""Stands for the next appointment in place of an id."""


def visit_sheet(
    journal: Journal,
    *,
    catalogue: Catalogue,
    today: date,
    visit: str | None = NEXT,
    prepared_by: str = "",
    since: date | None = None,
    left_out: Collection[Section] = frozenset(),
    included: Collection[str] = frozenset(),
) -> VisitSheet:
    """Return what the sheet for a visit says: the next one, the one with this id, or for none. RecordNotFoundError.

    `since` stands in for the last visit; `included` are ids of records marked as sensitive that may be on it all the same.
    """
    with journal.reading_connection() as connection:
        appointments = tuple(Repository(connection).list(Appointment))
        chosen = _visit(appointments, visit, today)
        choice = SheetChoice(
            visit=chosen, today=today, prepared_by=prepared_by, since=since, left_out=left_out, included=included
        )
        last = visits.last_visit(choice.keep(appointments), today=today, visit=chosen)
        start = since or (last.starts_at.on.first if last is not None else None)
        material = read_material(connection, appointments, start)
    return make_visit_sheet(material, choice, CatalogueTests(catalogue))


def visit_sheet_pdf(
    sheet: VisitSheet, *, paper: Paper, made_at: datetime, resources: Path, uses_24_hours: bool = False
) -> bytes:
    """Return the sheet as a PDF."""
    from hoofbeat.reports.visit_sheet import render_visit_sheet

    fonts = resources / "fonts"
    return render_visit_sheet(sheet, paper=paper, made_at=made_at, fonts=fonts, uses_24_hours=uses_24_hours)


def visit_sheet_text(sheet: VisitSheet, *, made_at: datetime, uses_24_hours: bool = False) -> str:
    """Return the same sheet as plain text, for e-mail and for screen readers."""
    from hoofbeat.reports.plain_text import plain_text
    from hoofbeat.reports.visit_content import visit_content

    return plain_text(visit_content(sheet, made_at=made_at, uses_24_hours=uses_24_hours))


def file_name(sheet: VisitSheet) -> str:
    """Return the name that a saved sheet gets unless one is chosen; it holds no name and no diagnosis."""
    on = str(sheet.visit.starts_at.on) if sheet.visit is not None else sheet.today.isoformat()
    return f"visit-{on}.pdf"


def _visit(appointments: Sequence[Appointment], wanted: str | None, today: date) -> Appointment | None:
    if wanted is None:
        return None
    if wanted == NEXT:
        return visits.next_appointment(appointments, today=today)
    found = next((each for each in appointments if each.id == wanted), None)
    if found is None:
        raise RecordNotFoundError(Kind.APPOINTMENTS.value, wanted)
    return found
