"""The visit sheet in words: its head and foot, page 1, and the page to write on."""

from __future__ import annotations

from datetime import datetime

from hoofbeat.domain.records import Appointment, AppointmentKind, CareTeamMember
from hoofbeat.domain.sheets.kinds import Section, SheetKind
from hoofbeat.domain.visit_sheet import VisitSheet
from hoofbeat.reports.content import Band, BandName, Entry, VisitContent, joined
from hoofbeat.reports.frame_words import Frame
from hoofbeat.reports.visit_bands import page_one
from hoofbeat.wording.dates import date_words, moment_words
from hoofbeat.wording.sheets import (
    advice_sentence,
    born_words,
    data_as_of_words,
    disclaimer,
    name_words,
    prepared_words,
    printed_words,
    sheet_title,
    visit_left_out,
)
from hoofbeat.wording.translation import tr

_LINES_FOR_AN_ANSWER = 2
_LINES_FOR_THE_PLAN = 5
_LINES_FOR_STEPS = 4


def visit_content(
    sheet: VisitSheet, *, made_at: datetime, uses_24_hours: bool = False, for_whom: str = ""
) -> VisitContent:
    """Put a visit sheet into words."""
    visit = sheet.visit
    frame = Frame(
        title=sheet_title(SheetKind.VISIT),
        name=name_words(sheet.person),
        born=born_words(sheet.person),
        headline=moment_words(visit.starts_at, uses_24_hours=uses_24_hours) if visit else tr("No visit chosen"),
        subline=joined(visit.with_whom, visit.place, _about(visit)) if visit else "",
        short=date_words(visit.starts_at.on) if visit else "",
        prepared=prepared_words(SheetKind.VISIT, sheet.today, sheet.prepared_by, for_whom),
        disclaimer=disclaimer(),
        printed=printed_words(made_at),
        data_as_of=data_as_of_words(sheet.data_as_of, uses_24_hours=uses_24_hours),
        left_out=visit_left_out(sheet),
        advice=advice_sentence(),
    )
    return VisitContent(frame, page_one(sheet), _to_write_on(sheet))


def _about(visit: Appointment) -> str:
    kind = "" if visit.kind is AppointmentKind.VISIT else tr(visit.kind.label)
    return joined(kind, visit.about)


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
        bands.append(Band(BandName.TEAM, tr("Whom to call"), tuple(map(team_entry, sheet.team)), nothing=nothing))
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


def team_entry(member: CareTeamMember) -> Entry:
    """Say who it is, the number to call, and what for."""
    call_for = tr("for {what}").format(what=member.call_for) if member.call_for.strip() else ""
    emergency = tr("in an emergency") if member.is_emergency_contact else ""
    return Entry(
        lead=member.name,
        cells=(joined(member.phones, member.email),),
        text=joined(tr(member.role.label) if member.role else "", member.organisation, call_for, emergency),
    )
