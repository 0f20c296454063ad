"""Bands of the visit sheet as parts: for large print, and for sheets that say some of the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

from hoofbeat.domain.records import CareTeamMember
from hoofbeat.reports.content import Band, BandName, Entry, VisitContent
from hoofbeat.reports.parts import (
    Column,
    Fact,
    Heading,
    Look,
    Paragraph,
    Part,
    SheetContent,
    Table,
    TableRow,
    Writing,
)
from hoofbeat.reports.visit_content import team_entry
from hoofbeat.wording.translation import tr


def visit_parts(content: VisitContent) -> SheetContent:
    """Return the visit sheet as parts that flow, as in large print: what page 1 begins with still comes first."""
    bands = (*content.bands, *content.to_write)
    parts = [part for band in bands for part in band_parts(band)]
    return SheetContent(content.frame, (*parts, *content.more))


def band_parts(band: Band, heading: str = "") -> Iterator[Part]:
    """Yield a band as parts, all of it, under its own heading or another."""
    yield Heading(heading or band.heading, " ".join(band.remark.split()))
    if not band.entries and band.nothing:
        yield Paragraph(band.nothing, Look.QUIET)
    yield from _PARTS.get(band.name, _plain)(band)
    for note in band.notes:
        yield Paragraph(note, Look.QUIET)


def _plain(band: Band) -> Iterator[Part]:
    for entry in band.entries:
        yield from _said(entry)


def _said(entry: Entry) -> Iterator[Part]:
    if entry.texts:
        look = Look.OWN_WORDS if entry.is_own_words else Look.TEXT
        yield Paragraph(entry.text, look, lead=entry.lead, has_box=entry.has_box, stays=bool(entry.lines_to_write))
        if entry.detail:
            yield Paragraph(entry.detail, Look.QUIET)
    if entry.lines_to_write:
        yield Writing(entry.lines_to_write)


def _questions(band: Band) -> Iterator[Part]:
    label = ""
    for entry in band.entries:
        if entry.label and entry.label != label:
            label = entry.label
            yield Heading(label, is_small=True)
        yield from _said(entry)


def _facts(band: Band) -> Iterator[Part]:
    for entry in band.entries:
        yield Fact(entry.lead, entry.text, entry.detail)


def _since(band: Band) -> Iterator[Part]:
    for entry in band.entries:
        if entry.cells:
            yield Fact(entry.cells[0], entry.text)
        else:
            yield from _said(entry)


def _medicines(band: Band) -> Iterator[Part]:
    for entry in band.entries:
        name = f"{entry.lead} ({entry.aside})" if entry.aside else entry.lead
        yield Paragraph("", lead=name, stays=True)
        yield Paragraph(entry.text, stays=bool(entry.detail))
        if entry.detail:
            yield Paragraph(entry.detail, Look.QUIET)


def _results(band: Band) -> Iterator[Part]:
    if not band.entries:
        return
    looks = (Look.STRONG, Look.STRONG, Look.TEXT, Look.QUIET)
    columns = tuple(Column(title, 1.0, look) for title, look in zip(band.columns, looks, strict=True))
    rows = (
        TableRow((entry.lead, *entry.cells, entry.aside), entry.detail, entry.label, entry.label_detail)
        for entry in band.entries
    )
    yield Table(columns, tuple(rows))


def _team(band: Band) -> Iterator[Part]:
    for entry in band.entries:
        if entry.texts:
            yield Fact(entry.lead, entry.cells[0], entry.text, is_name=True)


_PARTS: Mapping[BandName, Callable[[Band], Iterator[Part]]] = MappingProxyType(
    {
        BandName.QUESTIONS: _questions,
        BandName.TUMOR: _facts,
        BandName.SINCE: _since,
        BandName.MEDICINES: _medicines,
        BandName.RESULTS: _results,
        BandName.AWAITED: _facts,
        BandName.TEAM: _team,
    }
)


def team_parts(team: Sequence[CareTeamMember]) -> Iterator[Part]:
    """Yield whom to call, each with the number and what for."""
    yield Heading(tr("Whom to call"))
    if not team:
        yield Paragraph(tr("No phone number recorded."), Look.QUIET)
        return
    columns = (
        Column(tr("Who"), 0.8, Look.STRONG),
        Column(tr("Number"), 0.8, Look.STRONG),
        Column(tr("What for"), 2.0, Look.TEXT),
    )
    entries = map(team_entry, team)
    yield Table(columns, tuple(TableRow((entry.lead, entry.cells[0], entry.text)) for entry in entries))
