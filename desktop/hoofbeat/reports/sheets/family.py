"""The family copy: the next appointments, what changed, the medicines, and each newest result on a line instead of in a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hoofbeat.domain.labs import KnowsUnits, Measured
from hoofbeat.domain.records import Appointment
from hoofbeat.domain.sheets.kinds import Section
from hoofbeat.domain.sheets.request import SheetRequest
from hoofbeat.domain.visit_sheet import MedicineRow, ResultRow, VisitSheet
from hoofbeat.reports.band_parts import band_parts, team_parts
from hoofbeat.reports.content import joined
from hoofbeat.reports.parts import Fact, Heading, Look, NumberLinePart, Paragraph, Part, SheetBody, section
from hoofbeat.reports.visit_bands import (
    alerts_band,
    awaited_entry,
    injection_words,
    measured_words,
    tumor_band,
)
from hoofbeat.reports.visit_news import laboratory_words, since_band
from hoofbeat.wording import medicines, results
from hoofbeat.wording.dates import day_not_known, moment_words
from hoofbeat.wording.sheets import part_of
from hoofbeat.wording.translation import tr


def family_body(
    sheet: VisitSheet,
    ahead: Sequence[Appointment],
    request: SheetRequest,
    *,
    units: KnowsUnits,
    uses_24_hours: bool,
    are_appointments_partly_out: bool,
) -> SheetBody:
    """Say it in plain words; `ahead` are the next appointments."""
    has = request.has
    parts: list[Part] = []
    if has(Section.APPOINTMENTS):
        nothing = tr("No appointment is planned.")
        said = [_appointment(each, uses_24_hours=uses_24_hours) for each in ahead]
        parts += section(tr("What comes next"), said, nothing=nothing)
    if has(Section.QUESTIONS) and sheet.questions:
        parts += section(tr("What I want to ask"), [Paragraph(each.text, has_box=True) for each in sheet.questions])
    if has(Section.SINCE):
        parts += band_parts(since_band(sheet, is_capped=False))
    if has(Section.MEDICINES):
        parts += section(
            tr("Medicines now"),
            [_medicine(row, sheet) for row in sheet.medicines],
            nothing=tr("No medicine recorded."),
        )
    if has(Section.RESULTS):
        parts += _results(sheet, units)
    if has(Section.TUMOR):
        parts += band_parts(tumor_band(sheet))
    if has(Section.ALERTS):
        parts += band_parts(alerts_band(sheet), tr("Allergies and alerts"))
    if has(Section.TEAM):
        parts += team_parts(sheet.team)
    partly = [part_of(each) for each in sheet.partly_left_out if has(each)]
    if are_appointments_partly_out:
        partly.append(part_of(Section.APPOINTMENTS))
    return SheetBody(tuple(parts), left_out=tuple(partly), counts=_counts(sheet, ahead), body=12.0)


def _counts(sheet: VisitSheet, ahead: Sequence[Appointment]) -> dict[Section, int]:
    return {
        Section.APPOINTMENTS: len(ahead),
        Section.QUESTIONS: len(sheet.questions),
        Section.SINCE: len(sheet.since_items),
        Section.MEDICINES: len(sheet.medicines),
        Section.RESULTS: len(sheet.results) + len(sheet.awaited),
        Section.TUMOR: sum(line.fact is not None for line in sheet.tumor),
        Section.ALERTS: len(sheet.allergies) + len(sheet.alerts),
        Section.TEAM: len(sheet.team),
    }


def _appointment(held: Appointment, *, uses_24_hours: bool) -> Fact:
    companion = tr("{who} comes along").format(who=held.companion.strip()) if held.companion.strip() else ""
    what = joined(tr(held.kind.label), held.about, held.with_whom)
    return Fact(
        moment_words(held.starts_at, uses_24_hours=uses_24_hours),
        what,
        joined(held.place, held.room, held.address, companion),
    )


def _medicine(row: MedicineRow, sheet: VisitSheet) -> Fact:
    medicine = row.medication
    dose = medicines.current_dose_words(row.doses, row.near) or tr("dose not recorded")
    why = tr("for: {why}").format(why=medicine.why.strip()) if medicine.why.strip() else ""
    details = (why, injection_words(row, sheet.today))
    detail = "\n".join(text for text in details if text)
    return Fact(medicines.medicine_name(medicine), joined(dose, medicine.route), detail, is_name=True)


def _results(sheet: VisitSheet, units: KnowsUnits) -> Iterator[Part]:
    yield Heading(tr("Results"))
    if not sheet.results and not sheet.awaited:
        yield Paragraph(tr("No results recorded."), Look.QUIET)
    for row in sheet.results:
        yield from _result(row, sheet, units)
    for entry in map(awaited_entry, sheet.awaited):
        yield Fact(entry.lead, entry.text, is_name=True)
    if sheet.results:
        yield Paragraph(results.care_team_sentence(), Look.STRONG)


def _result(row: ResultRow, sheet: VisitSheet, units: KnowsUnits) -> Iterator[Part]:
    latest = row.result.latest
    said = joined(day_not_known(latest.sample.taken_on), laboratory_words(sheet, latest))
    name = joined(row.test_name, results.minute_words(latest.result.minute))
    yield Paragraph(said, lead=f"{name}: {measured_words(latest)}", stays=True, is_apart=True)
    sentence = results.range_sentence(latest.result, units)
    yield NumberLinePart(latest.result, tr("range of your lab"), _line_words(name, latest, sentence), units)
    yield Paragraph(joined_sentences(sentence, results.flag_sentence(latest.result.flag)), Look.QUIET)


def _line_words(name: str, row: Measured, sentence: str) -> str:
    return tr("{test} on a line: {value}. {sentence}").format(test=name, value=measured_words(row), sentence=sentence)


def joined_sentences(*texts: str) -> str:
    """Put sentences behind each other."""
    return " ".join(text for text in texts if text)
