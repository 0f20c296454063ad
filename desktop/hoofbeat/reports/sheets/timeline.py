"""The history of a period, oldest below: the day, what it was, and all that is recorded of it, long notes whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hoofbeat.domain.sheets.kinds import Section
from hoofbeat.domain.sheets.request import SheetRequest
from hoofbeat.domain.timeline import Entry, by_month
from hoofbeat.reports.parts import Column, Heading, Look, Paragraph, Part, SheetBody, Table, TableRow
from hoofbeat.wording.dates import period_words
from hoofbeat.wording.sheets import part_of
from hoofbeat.wording.timeline import day_words, entry_words, event_name, month_title, value_line
from hoofbeat.wording.translation import ntr, tr


def timeline_body(
    entries: Sequence[Entry],
    request: SheetRequest,
    *,
    partly_out: Sequence[Section],
    counts: Mapping[Section, int],
    uses_24_hours: bool,
) -> SheetBody:
    """Say the history; `partly_out` are the sections that lack records marked as sensitive."""
    period = period_words(request.period.start, request.period.end)
    rows = [
        _row(entry, month_title(month), uses_24_hours=uses_24_hours)
        for month, held in by_month(entries)
        for entry in held
    ]
    columns = (Column(tr("Day"), 0.5), Column(tr("What"), 0.9, Look.QUIET), Column(tr("As recorded"), 3.6))
    nothing = Paragraph(tr("Nothing is recorded for this time."), Look.QUIET)
    part: Part = Table(columns, tuple(rows)) if rows else nothing
    heading = Heading(tr("What happened"), tr("newest first"))
    count = ntr("{count} entry", "{count} entries", len(rows)).format(count=len(rows)) if rows else ""
    words = " ".join(request.words)
    other = [tr("what happened at other times")] if period else []
    other += [tr("entries without the words “{words}”").format(words=words)] if words else []
    with_words = tr("with the words “{words}”").format(words=words) if words else ""
    return SheetBody(
        (heading, part),
        subline=", ".join(text for text in (period, count, with_words) if text),
        left_out=(*other, *map(part_of, partly_out)),
        counts=counts,
        body=10.5,
    )


def _row(entry: Entry, month: str, *, uses_24_hours: bool) -> TableRow:
    said = entry_words(entry, uses_24_hours=uses_24_hours, is_whole=True)
    values = "; ".join(map(value_line, entry.values))
    known = "\n".join(text for text in (said, values) if text)
    return TableRow((day_words(entry.on), event_name(entry), known), label=month)
