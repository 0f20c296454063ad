"""The care team and its phones: the number where one looks for it, then what for, where, and how else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hoofbeat.domain.records import CareTeamMember, Person
from hoofbeat.domain.sheets.kinds import Section
from hoofbeat.domain.sheets.request import SheetRequest
from hoofbeat.reports.content import joined
from hoofbeat.reports.parts import Column, Look, Paragraph, Part, SheetBody, Table, TableRow, section
from hoofbeat.wording.sheets import part_of
from hoofbeat.wording.translation import tr


def team_body(
    members: Sequence[CareTeamMember], person: Person | None, request: SheetRequest, *, is_partly_out: bool
) -> SheetBody:
    """Say who they are; `is_partly_out` tells that some are kept off as sensitive."""
    parts: list[Part] = []
    if request.has(Section.TEAM):
        urgent = _table([each for each in members if each.is_emergency_contact])
        others = _table([each for each in members if not each.is_emergency_contact])
        parts += section(tr("Call in an emergency"), urgent)
        nothing = "" if urgent else tr("Nobody of the care team is recorded.")
        parts += section(tr("Care team"), others, nothing=nothing)
    if request.has(Section.CONTACTS):
        parts += contacts_parts(person)
    return SheetBody(
        tuple(parts),
        left_out=(part_of(Section.TEAM),) if is_partly_out else (),
        counts={Section.TEAM: len(members), Section.CONTACTS: len(_contacts(person))},
        body=13.0,
    )


def contacts_parts(person: Person | None) -> Iterator[Part]:
    """Yield the person's own address and contacts, as typed; nothing where there are none."""
    yield from section(tr("My address and contacts"), [Paragraph(line) for line in _contacts(person)])


def _contacts(person: Person | None) -> list[str]:
    return [line.strip() for line in (person.contacts if person else "").splitlines() if line.strip()]


def _table(members: Sequence[CareTeamMember]) -> list[Part]:
    columns = (
        Column(tr("Who"), 1.0, Look.STRONG),
        Column(tr("Number"), 0.9, Look.STRONG),
        Column(tr("What for, where"), 1.8),
    )
    return [Table(columns, tuple(map(_row, members)))] if members else []


def _row(member: CareTeamMember) -> TableRow:
    role = tr(member.role.label) if member.role else ""
    call_for = tr("for {what}").format(what=member.call_for.strip()) if member.call_for.strip() else ""
    phones = member.phones.strip() or tr("no number recorded")
    details = (member.email.strip(), joined(*member.address.splitlines()), " ".join(member.note.split()))
    return TableRow(
        (member.name, phones, joined(role, member.organisation, call_for)),
        ". ".join(text.rstrip(".") for text in details if text),
    )
