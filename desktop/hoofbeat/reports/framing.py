"""Puts the frame around what the module of a sheet says, with what was left out by choice at its foot."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from hoofbeat.domain.records import Person
from hoofbeat.domain.sheets.kinds import Section
from hoofbeat.domain.sheets.request import SheetRequest
from hoofbeat.reports.frame_words import Frame
from hoofbeat.reports.parts import SheetBody, SheetContent
from hoofbeat.wording.sheets import (
    advice_sentence,
    born_words,
    data_as_of_words,
    disclaimer,
    name_words,
    prepared_words,
    printed_words,
    section_name,
    sheet_title,
)
from hoofbeat.wording.translation import tr


def framed_sheet(
    request: SheetRequest,
    body: SheetBody,
    *,
    person: Person | None,
    today: date,
    made_at: datetime,
    data_as_of: datetime | None,
    uses_24_hours: bool,
) -> SheetContent:
    """Return the whole sheet in words."""
    title = sheet_title(request.kind)
    frame = Frame(
        title=title,
        name=name_words(person),
        born=born_words(person),
        headline=body.headline or title,
        subline=body.subline,
        prepared=prepared_words(request.kind, today, request.prepared_by, request.for_whom),
        disclaimer=disclaimer(),
        printed=printed_words(made_at),
        data_as_of=data_as_of_words(data_as_of, uses_24_hours=uses_24_hours),
        left_out=_left_out(request, body),
        advice=advice_sentence(),
    )
    return SheetContent(frame, body.parts, body.body)


def _left_out(request: SheetRequest, body: SheetBody) -> tuple[str, ...]:
    """Say which sections were taken off, and what else its module left out."""
    sections = [section_name(each) for each in request.form.sections if each in request.left_out - request.form.extra]
    return tuple(dict.fromkeys([*sections, *body.left_out]))


def held_words(request: SheetRequest, counts: Mapping[Section, int]) -> tuple[str, ...]:
    """Say which sections a sheet holds, and of those that can be counted how many records: "results (5)"."""
    held = [section for section in request.form.sections if request.has(section) and counts.get(section, 1)]
    return tuple(
        tr("{section} ({count})").format(section=section_name(each), count=counts[each])
        if each in counts
        else section_name(each)
        for each in held
    )
