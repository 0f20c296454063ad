"""What cards say: whose it is, what must not be given, whom to call."""

from __future__ import annotations

from collections.abc import Sequence

from hoofbeat.domain.records import CareTeamMember
from hoofbeat.domain.visit_sheet import VisitSheet
from hoofbeat.reports.content import joined
from hoofbeat.reports.parts import CardRow
from hoofbeat.reports.visit_bands import alerts_band
from hoofbeat.reports.visit_content import team_entry
from hoofbeat.wording.sheets import born_words, name_words


def card_title(sheet: VisitSheet) -> str:
    """Say whose card it is: it is carried without the rest of the sheet."""
    return joined(name_words(sheet.person), born_words(sheet.person))


def alert_rows(sheet: VisitSheet) -> tuple[CardRow, ...]:
    """Return what must not be given, the allergies and the alerts; the first of them has its place before other rows."""
    entries = alerts_band(sheet).entries
    return tuple(CardRow(entry.lead, entry.text, comes_first=at == 0) for at, entry in enumerate(entries))


def contact_rows(team: Sequence[CareTeamMember]) -> tuple[CardRow, ...]:
    """Return whom to call, those to call in an emergency first; the first of them has its place before other rows."""
    rows = [(team_entry(each), each) for each in team]
    return tuple(
        CardRow(entry.lead, joined(entry.cells[0], member.call_for), comes_first=at == 0, begins_group=at == 0)
        for at, (entry, member) in enumerate(rows)
    )
