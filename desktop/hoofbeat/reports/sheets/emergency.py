"""The emergency sheet: what the own team wrote, in its words, then facts. It holds no advice of ours."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from hoofbeat.domain.records import MedicineState, Person
from hoofbeat.domain.sheets.kinds import Section
from hoofbeat.domain.sheets.request import SheetRequest
from hoofbeat.domain.visit_sheet import MedicineRow, VisitSheet
from hoofbeat.reports.band_parts import band_parts, team_parts
from hoofbeat.reports.card_words import alert_rows, card_title, contact_rows
from hoofbeat.reports.content import joined
from hoofbeat.reports.parts import (
    Card,
    CardRow,
    CardSide,
    Column,
    Heading,
    Look,
    Paragraph,
    Part,
    SheetBody,
    Table,
    TableRow,
    Writing,
)
from hoofbeat.reports.sheets.team import contacts_parts
from hoofbeat.reports.visit_bands import alerts_band, injection_words, tumor_band
from hoofbeat.wording import medicines
from hoofbeat.wording.sheets import part_of
from hoofbeat.wording.translation import tr

_LINES_TO_WRITE = 4
_LINES_ON_CARD = 9


def emergency_body(sheet: VisitSheet, person: Person | None, request: SheetRequest) -> SheetBody:
    """Say what is needed at once, and put the first of it on a card."""
    has, lines = request.has, _lines(person)
    parts: list[Part] = []
    if has(Section.EMERGENCY):
        parts += _own_team(lines)
    if has(Section.ALERTS):
        parts += band_parts(alerts_band(sheet), tr("Allergies and alerts"))
    if has(Section.TUMOR):
        parts += band_parts(tumor_band(sheet))
    if has(Section.MEDICINES):
        parts += _medicines(sheet)
    if has(Section.TEAM):
        parts += team_parts(sheet.team)
    if has(Section.CONTACTS):
        parts += contacts_parts(person)
    if has(Section.CARD):
        parts += _card(sheet, lines, request)
    return SheetBody(
        tuple(parts),
        left_out=tuple(part_of(each) for each in sheet.partly_left_out if has(each)),
        counts={
            Section.EMERGENCY: len(lines),
            Section.ALERTS: len(sheet.allergies) + len(sheet.alerts),
            Section.MEDICINES: len(sheet.medicines),
            Section.TEAM: len(sheet.team),
            Section.TUMOR: sum(line.fact is not None for line in sheet.tumor),
        },
        body=10.5,
    )


def _lines(person: Person | None) -> list[str]:
    return [line.strip() for line in (person.emergency if person else "").splitlines() if line.strip()]


def _own_team(lines: list[str]) -> Iterator[Part]:
    yield Heading(tr("What my care team wrote for an emergency"))
    if lines:
        yield from (Paragraph(line, Look.LARGE) for line in lines)
        return
    yield Paragraph(tr("Nothing recorded yet. Your team can write it here."), Look.QUIET)
    yield Writing(_LINES_TO_WRITE)


def _medicines(sheet: VisitSheet) -> Iterator[Part]:
    yield Heading(tr("Medicines now"))
    if not sheet.medicines:
        yield Paragraph(tr("No medicine recorded."), Look.QUIET)
        return
    columns = (
        Column(tr("Medicine"), 1.2, Look.STRONG),
        Column(tr("How much and when"), 1.6),
        Column(tr("What it is for"), 1.1, Look.QUIET),
    )
    yield Table(columns, tuple(_medicine(row, sheet.today) for row in sheet.medicines))


def _medicine(row: MedicineRow, today: date) -> TableRow:
    medicine = row.medication
    dose = medicines.current_dose_words(row.doses, row.near) or tr("dose not recorded")
    cells = (medicines.medicine_name(medicine), joined(dose, medicine.route), medicine.why)
    state = tr("Not known if taken.") if medicine.state is MedicineState.NOT_KNOWN else ""
    planned = tr("Planned, not started.") if medicine.state is MedicineState.PLANNED else ""
    return TableRow(cells, " ".join(text for text in (state, planned, injection_words(row, today)) if text))


def _card(sheet: VisitSheet, lines: list[str], request: SheetRequest) -> Iterator[Part]:
    yield Heading(tr("Card to fold"), tr("cut along the outer line, fold along the dashes"))
    own = tuple(
        CardRow("", line, comes_first=at == 0, most_lines=_LINES_ON_CARD)
        for at, line in enumerate(lines if request.has(Section.EMERGENCY) else ())
    )
    alerts = alert_rows(sheet) if request.has(Section.ALERTS) else ()
    contacts = contact_rows(sheet.team) if request.has(Section.TEAM) else ()
    # Without words of the team, both sides are for the rest.
    front = CardSide(card_title(sheet), own or alerts, nothing=tr("Nothing recorded yet."))
    back = CardSide(card_title(sheet), (*alerts, *contacts) if own else contacts, nothing=tr("Nothing recorded yet."))
    yield Card(front, back)
