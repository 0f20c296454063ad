"""The medicines list: allergies first, then what is taken, how much and when, what for; then what was stopped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from hoofbeat.domain.records import Medication, MedicineState, MedicineUse
from hoofbeat.domain.sheets.kinds import Section
from hoofbeat.domain.sheets.request import SheetRequest
from hoofbeat.domain.visit_sheet import MedicineRow, VisitSheet
from hoofbeat.reports.band_parts import band_parts, team_parts
from hoofbeat.reports.content import joined
from hoofbeat.reports.parts import Column, Heading, Look, Paragraph, Part, SheetBody, Table, TableRow
from hoofbeat.reports.visit_bands import alerts_band, injection_words
from hoofbeat.wording import medicines
from hoofbeat.wording.dates import date_words, day_not_known
from hoofbeat.wording.results import ask_before_change_sentence
from hoofbeat.wording.sheets import part_of
from hoofbeat.wording.translation import tr

_USES: Mapping[MedicineUse, str] = MappingProxyType(
    {
        MedicineUse.INJECTION: "Injections and infusions",
        MedicineUse.INFUSION: "Injections and infusions",
        MedicineUse.REGULAR: "Every day, or as written",
        MedicineUse.AS_NEEDED: "Only when needed",
    }
)
_STATES: Mapping[MedicineState, str] = MappingProxyType(
    {MedicineState.PLANNED: "Planned, not started", MedicineState.NOT_KNOWN: "Not known if taken"}
)


def medicines_body(
    sheet: VisitSheet, stopped: Sequence[Medication], request: SheetRequest, *, is_partly_out: bool
) -> SheetBody:
    """Say the medicines of a day; `is_partly_out` tells that stopped ones are kept off as sensitive."""
    parts: list[Part] = []
    if request.has(Section.ALERTS):
        parts += band_parts(alerts_band(sheet), tr("Allergies and alerts"))
    if request.has(Section.MEDICINES):
        parts += _taken(sheet)
    if request.has(Section.STOPPED):
        parts += stopped_parts(stopped)
    if request.has(Section.TEAM):
        parts += team_parts(sheet.team)
    partly = [section for section in sheet.partly_left_out if request.has(section)]
    return SheetBody(
        tuple(parts),
        subline=tr("As of {date}").format(date=date_words(sheet.today)),
        left_out=(*map(part_of, partly), *([part_of(Section.STOPPED)] if is_partly_out else [])),
        counts={
            Section.ALERTS: len(sheet.allergies) + len(sheet.alerts),
            Section.MEDICINES: len(sheet.medicines),
            Section.STOPPED: len(stopped),
            Section.TEAM: len(sheet.team),
        },
    )


def _taken(sheet: VisitSheet) -> Iterator[Part]:
    yield Heading(tr("Medicines now"))
    if not sheet.medicines:
        yield Paragraph(tr("No medicine recorded."), Look.QUIET)
        return
    columns = (
        Column(tr("Medicine"), 1.15, Look.STRONG),
        Column(tr("How much and when"), 1.5),
        Column(tr("What it is for"), 1.0),
        Column(tr("Since, prescribed by"), 0.9, Look.QUIET),
    )
    yield Table(columns, tuple(_row(row, sheet.today) for row in sheet.medicines))
    yield Paragraph(ask_before_change_sentence(), Look.QUIET)


def _row(row: MedicineRow, today: date) -> TableRow:
    medicine = row.medication
    dose = medicines.current_dose_words(row.doses, row.near) or tr("dose not recorded")
    limits = [tr("At most: {limit}.").format(limit=phase.limit.strip()) for phase in row.doses if phase.limit.strip()]
    since = (
        tr("since {date}").format(date=date_words(medicine.started_on, is_short=True)) if medicine.started_on else ""
    )
    detail = " ".join(text for text in (injection_words(row, today), *limits, medicine.note.strip()) if text)
    state = _STATES.get(medicine.state)
    return TableRow(
        (
            medicines.medicine_name(medicine),
            joined(dose, medicine.route),
            medicine.why,
            joined(since, medicine.prescriber),
        ),
        detail,
        label=tr(state or _USES[medicine.use]),
    )


def stopped_parts(stopped: Sequence[Medication]) -> Iterator[Part]:
    """Yield the medicines that were stopped, the last one first, with the reason as recorded; nothing where there is none."""
    if not stopped:
        return
    newest_first = sorted(stopped, key=lambda each: str(each.stopped_on or ""), reverse=True)
    columns = (
        Column(tr("Medicine"), 1.2, Look.STRONG),
        Column(tr("Stopped"), 0.9),
        Column(tr("Reason, as recorded"), 1.6),
    )
    yield Heading(tr("Medicines that were stopped"))
    yield Table(
        columns,
        tuple(
            TableRow((medicines.medicine_name(each), day_not_known(each.stopped_on), each.why_stopped))
            for each in newest_first
        ),
    )
