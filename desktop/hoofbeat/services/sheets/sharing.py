"""The log of what was handed out: which sheet, how, for whom, what it held and what it did not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from hoofbeat.domain.changes import Change
from hoofbeat.domain.records import AppointmentId, CareTeamMember, Handing, Kind, Sharing, SharingId
from hoofbeat.domain.values import WallTime
from hoofbeat.services import records
from hoofbeat.services.sheets.making import MadeSheet
from hoofbeat.store.journal import Journal
from hoofbeat.store.repositories import Order

_NEWEST_FIRST = (Order("shared_at", is_descending=True),)


def log_sharing(
    journal: Journal, *, made: MadeSheet, handing: Handing, at: datetime, file_name: str = "", author: str = ""
) -> Change:
    """Note that a sheet was handed out, as a change that can be undone."""
    visit = made.data.visit if made.data is not None else None
    shared = Sharing(
        id=SharingId(records.new_id()),
        shared_at=WallTime.of(at),
        sheet=made.content.frame.title,
        handing=handing,
        for_whom=made.request.for_whom.strip(),
        sections="\n".join(made.holds),
        left_out="\n".join(made.left_out),
        file_name=file_name,
        appointment=AppointmentId(visit.id) if visit is not None else None,
    )
    return records.add(journal, record=shared, author=author)


def list_shared(journal: Journal) -> Sequence[Sharing]:
    """Return what was handed out, the newest first."""
    with journal.reading() as stored:
        return list(stored.list(Sharing, order=_NEWEST_FIRST))


def list_people(journal: Journal) -> Sequence[str]:
    """Return for whom sheets were made, the most often first, then the care team: to offer while typing."""
    with journal.reading() as stored:
        known = stored.texts(Kind.SHARED, "for_whom")
        team = [member.name for member in stored.list(CareTeamMember)]
    return list(dict.fromkeys([*known, *team]))
