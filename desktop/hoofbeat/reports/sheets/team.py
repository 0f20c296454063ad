"""The care team and its phones: the number where one looks for it, then what for, where, and how else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hoofbeat.domain.records import CareTeamMember, Person
from hoofbeat.domain.sheets.kinds import Section
from hoofbeat.domain.sheets.request import SheetRequest
from hoofbeat.reports.content import joined
from hoofbeat.reports.parts import Fact, Paragraph, Part, SheetBody, section
from hoofbeat.wording.sheets import part_of
from hoofbeat.wording.translation import tr


def team_body(
    members: Sequence[CareTeamMember], person: Person | None, request: SheetRequest, *, is_partly_out: bool
) -> SheetBody:
    """Say who they are; `is_partly_out` tells that some are kept off as sensitive."""
    parts: list[Part] = []
    if request.has(Section.TEAM):
        urgent = [_member(each) for each in members if each.is_emergency_contact]
        others = [_member(each) for each in members if not each.is_emergency_contact]
        parts += section(tr("Call in an emergency"), urgent)
        nothing = "" if urgent else tr("Nobody of the care team is recorded.")
        parts += section(tr("Care team"), others, nothing=nothing)
    if request.has(Section.CONTACTS):
        parts += contacts_parts(person)
    return SheetBody(
        tuple(parts),
        left_out=(part_of(Section.TEAM),) if is_partly_out else (),
        counts={Section.TEAM: len(members), Section.CONTACTS: len(_contacts(person))},
        body=12.0,
    )


def contacts_parts(person: Person | None) -> Iterator[Part]:
    """Yield the person's own address and contacts, as typed; nothing where there are none."""
    yield from section(tr("My address and contacts"), [Paragraph(line) for line in _contacts(person)])


def _contacts(person: Person | None) -> list[str]:
    return [line.strip() for line in (person.contacts if person else "").splitlines() if line.strip()]


def _member(member: CareTeamMember) -> Fact:
    role = tr(member.role.label) if member.role else ""
    call_for = tr("Call for: {what}").format(what=member.call_for.strip()) if member.call_for.strip() else ""
    address = joined(*member.address.splitlines())
    details = (joined(role, member.organisation), call_for, member.email.strip(), address, member.note.strip())
    phones = member.phones.strip() or tr("no phone number recorded")
    return Fact(member.name, phones, "\n".join(text for text in details if text), is_name=True)
