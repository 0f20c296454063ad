"""The visit sheet in words: its head and foot, page 1, and the page to write on."""

from __future__ import annotations

from datetime import datetime

from hoofbeat.domain.records import Appointment, AppointmentKind, CareTeamMember
from hoofbeat.domain.visit_sheet import Section, VisitSheet
from hoofbeat.reports.content import Band, BandName, Entry, VisitContent, joined
from hoofbeat.reports.visit_bands import page_one
from hoofbeat.wording.dates import date_words, moment_words, timestamp_words
from hoofbeat.wording.sheets import left_out_sentence
from hoofbeat.wording.translation import tr

_LINES_FOR_AN_ANSWER = 2
_LINES_FOR_THE_PLAN = 5
_LINES_FOR_STEPS = 4


def visit_content(sheet: VisitSheet, *, made_at: datetime, uses_24_hours: bool = False) -> VisitContent:
    """Put a visit sheet into words."""
    visit, person = sheet.visit, sheet.person
    return VisitContent(
        title=tr("Visit sheet"),
        name=(person.name.strip() if person else "") or tr("Name not recorded"),
        born=_born(sheet),
        visit=moment_words(visit.starts_at, uses_24_hours=uses_24_hours) if visit else tr("No visit chosen"),
        visit_short=date_words(visit.starts_at.on) if visit else "",
        visit_with=joined(visit.with_whom, visit.place, _about(visit)) if visit else "",
        prepared=_prepared(sheet),
        disclaimer=tr("Written by the patient or family. Not a medical record."),
        bands=page_one(sheet),
        to_write=_to_write_on(sheet),
        printed=tr("Printed {date}").format(date=date_words(made_at.date())),
        data_as_of=_data_as_of(sheet, uses_24_hours=uses_24_hours),
        left_out=left_out_sentence(sheet),
        advice=tr("Hoofbeat keeps your records in order. It does not give medical advice."),
    )


def _born(sheet: VisitSheet) -> str:
    born = sheet.person.born_on if sheet.person else None
    return tr("born {date}").format(date=date_words(born)) if born else tr("birth date not recorded")


def _about(visit: Appointment) -> str:
    kind = "" if visit.kind is AppointmentKind.VISIT else tr(visit.kind.label)
    return joined(kind, visit.about)


def _prepared(sheet: VisitSheet) -> str:
    on = date_words(sheet.today)
    if sheet.prepared_by.strip():
        return tr("Visit sheet, prepared on {date} by {who}.").format(date=on, who=sheet.prepared_by.strip())
    return tr("Visit sheet, prepared on {date}.").format(date=on)


def _data_as_of(sheet: VisitSheet, *, uses_24_hours: bool) -> str:
    if sheet.data_as_of is None:
        return ""
    return tr("Data as of {moment}").format(moment=timestamp_words(sheet.data_as_of, uses_24_hours=uses_24_hours))


def _to_write_on(sheet: VisitSheet) -> tuple[Band, ...]:
    """Return the page for the visit itself: space for answers, the plan as understood, next steps, whom to call."""
    said, steps = (sheet.visit.what_was_said, sheet.visit.plan) if sheet.visit else ("", "")
    bands = [
        Band(BandName.ANSWERS, tr("Answers"), _answers(sheet)),
        Band(BandName.PLAN, tr("The plan, as I understood it"), _written(said, _LINES_FOR_THE_PLAN)),
        Band(BandName.NEXT_STEPS, tr("Next steps"), _written(steps, _LINES_FOR_STEPS), remark=tr("what, who, by when")),
    ]
    if Section.TEAM not in sheet.left_out:
        nothing = tr("No phone number recorded.")
        bands.append(Band(BandName.TEAM, tr("Whom to call"), tuple(map(_team_entry, sheet.team)), nothing=nothing))
    return tuple(bands)


def _answers(sheet: VisitSheet) -> tuple[Entry, ...]:
    """Return a space for each question still without an answer; without questions one space for all."""
    entries = [
        Entry(lead=f"{number}.", text=question.text, lines_to_write=_LINES_FOR_AN_ANSWER)
        for number, question in enumerate(sheet.questions, start=1)
        if not question.answer.strip()
    ]
    return tuple(entries) or (Entry(lines_to_write=_LINES_FOR_THE_PLAN),)


def _written(text: str, lines: int) -> tuple[Entry, ...]:
    """Return what is typed already, and lines to write more on."""
    typed = [Entry(text=line.strip()) for line in text.splitlines() if line.strip()]
    return (*typed, Entry(lines_to_write=lines))


def _team_entry(member: CareTeamMember) -> Entry:
    call_for = tr("for {what}").format(what=member.call_for) if member.call_for.strip() else ""
    emergency = tr("in an emergency") if member.is_emergency_contact else ""
    return Entry(
        lead=member.name,
        cells=(joined(member.phones, member.email),),
        text=joined(tr(member.role.label) if member.role else "", member.organisation, call_for, emergency),
    )
