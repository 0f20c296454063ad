"""The wallet card: allergies and whom to call on one side, the medicines on the other. What does not fit stands below it."""

from __future__ import annotations

from collections.abc import Iterator

from hoofbeat.domain.records import MedicineUse
from hoofbeat.domain.sheets.kinds import Section
from hoofbeat.domain.sheets.request import SheetRequest
from hoofbeat.domain.visit_sheet import MedicineRow, VisitSheet
from hoofbeat.reports.card_words import alert_rows, card_title, contact_rows
from hoofbeat.reports.content import joined
from hoofbeat.reports.parts import Card, CardRow, CardSide, Heading, Part, SheetBody
from hoofbeat.wording import medicines
from hoofbeat.wording.dates import date_words
from hoofbeat.wording.sheets import part_of
from hoofbeat.wording.translation import tr


def wallet_body(sheet: VisitSheet, request: SheetRequest) -> SheetBody:
    """Say the card."""
    has = request.has
    alerts = alert_rows(sheet) if has(Section.ALERTS) else ()
    contacts = contact_rows(sheet.team) if has(Section.TEAM) else ()
    taken = tuple(map(_row, sheet.medicines)) if has(Section.MEDICINES) else ()
    title = tr("Medicines on {date}").format(date=date_words(sheet.today, is_short=True))
    front = CardSide(card_title(sheet), (*alerts, *contacts), nothing=tr("Nothing recorded yet."))
    nothing = tr("No medicine recorded.") if has(Section.MEDICINES) else ""
    back = CardSide(joined(title, card_name(sheet)), taken, nothing=nothing)
    parts: tuple[Part, ...] = (
        Heading(tr("To carry"), tr("cut along the outer line, fold along the dashes")),
        Card(front, back, rest=tr("What is not whole on the card")),
    )
    return SheetBody(
        parts,
        left_out=tuple(part_of(each) for each in sheet.partly_left_out if has(each)),
        counts={
            Section.ALERTS: len(sheet.allergies) + len(sheet.alerts),
            Section.MEDICINES: len(sheet.medicines),
            Section.TEAM: len(sheet.team),
        },
        body=12.0,
    )


def card_name(sheet: VisitSheet) -> str:
    """Return the name alone, where the other side has the birth date."""
    return sheet.person.name.strip() if sheet.person else ""


def _row(row: MedicineRow) -> CardRow:
    dose = medicines.current_dose_words(row.doses, row.near) or tr("dose not recorded")
    return CardRow(medicines.medicine_name(row.medication), joined(dose, *_dates(row)))


def _dates(row: MedicineRow) -> Iterator[str]:
    """Yield when an injection was given last, and the date planned next: the medicines list says more of it."""
    if row.medication.use not in (MedicineUse.INJECTION, MedicineUse.INFUSION):
        return
    if row.last_given is not None:
        yield tr("last given {date}").format(date=date_words(row.last_given.given_at.on, is_short=True))
    if row.plan is not None and row.plan.unmarked is None and row.plan.dates:
        yield tr("planned next {date}").format(date=date_words(row.plan.dates[0], is_short=True))
