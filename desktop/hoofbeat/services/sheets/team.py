"""The care team with every way to reach it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hoofbeat.domain.records import CareTeamMember, Person
from hoofbeat.domain.sheets.kinds import Section
from hoofbeat.services.sheets.setting import SheetSetting

if TYPE_CHECKING:
    from hoofbeat.reports.parts import SheetBody


def make(setting: SheetSetting) -> SheetBody:
    """Make the list: whom to call in an emergency first, then in the order they were added."""
    from hoofbeat.reports.sheets.team import team_body

    members = list(setting.stored.list(CareTeamMember)) if setting.request.has(Section.TEAM) else []
    kept = sorted(setting.request.keep(members), key=lambda each: not each.is_emergency_contact)
    person = next(setting.stored.list(Person), None)
    return team_body(kept, person, setting.request, is_partly_out=len(kept) < len(members))
