"""My tumor in eight lines: what is known and since when; what is not known becomes a question with space for the answer."""

from __future__ import annotations

from collections.abc import Iterator

from hoofbeat.domain.records import Knowledge, TumorTopic
from hoofbeat.domain.sheets.kinds import Section
from hoofbeat.domain.sheets.request import SheetRequest
from hoofbeat.domain.visit_sheet import VisitSheet
from hoofbeat.reports.band_parts import band_parts
from hoofbeat.reports.parts import Heading, Look, Paragraph, Part, SheetBody, Writing
from hoofbeat.reports.visit_bands import tumor_band
from hoofbeat.wording.sheets import part_of
from hoofbeat.wording.translation import tr
from hoofbeat.wording.tumor import suggested_question


def eight_lines_body(sheet: VisitSheet, request: SheetRequest) -> SheetBody:
    """Say the lines."""
    is_partly_out = Section.TUMOR in sheet.partly_left_out
    asked = [] if is_partly_out else _not_known(sheet)
    parts: list[Part] = []
    if request.has(Section.TUMOR):
        parts += band_parts(tumor_band(sheet)) if sheet.tumor or is_partly_out else _to_fill_in()
    if request.has(Section.QUESTIONS) and request.has(Section.TUMOR) and sheet.tumor:
        parts += _questions(asked)
    return SheetBody(
        tuple(parts),
        headline=tr("My tumor in eight lines"),
        left_out=(part_of(Section.TUMOR),) if is_partly_out else (),
        counts={
            Section.TUMOR: sum(line.fact is not None for line in sheet.tumor),
            Section.QUESTIONS: len(asked) if sheet.tumor else 0,
        },
        body=12.0,
    )


def _not_known(sheet: VisitSheet) -> list[TumorTopic]:
    """Return the topics of which nothing is recorded, or that they are not known."""
    known = {line.topic for line in sheet.tumor if line.fact is not None and line.fact.state is not Knowledge.NOT_KNOWN}
    return [topic for topic in TumorTopic if topic is not TumorTopic.OTHER and topic not in known]


def _to_fill_in() -> Iterator[Part]:
    """Yield the eight topics with a line each, to be filled in by hand."""
    yield Heading(tr("My tumor"))
    yield Paragraph(tr("Nothing recorded yet."), Look.QUIET)
    for topic in TumorTopic:
        if topic is not TumorTopic.OTHER:
            yield Writing(1, label=tr(topic.label))


def _questions(topics: list[TumorTopic]) -> Iterator[Part]:
    if topics:
        yield Heading(tr("What I could ask"))
    for topic in topics:
        yield Paragraph(suggested_question(topic), has_box=True, stays=True)
        yield Writing(1)
