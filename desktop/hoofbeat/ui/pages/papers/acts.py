"""What is done with papers, each on its worker: listed, added, saved out, removed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from hoofbeat.domain.records import Attachment, Kind

if TYPE_CHECKING:
    from hoofbeat.domain.changes import Change
    from hoofbeat.services.journals import Journal


@dataclass(frozen=True, slots=True)
class Holder:
    """A record that papers lie beside; `words` tell it from others where there are several to choose from."""

    kind: Kind
    record_id: str = ""
    words: str = ""


def list_papers(holders: Sequence[Holder], journal: Journal) -> Sequence[Attachment]:
    """Read the papers beside some records of one kind."""
    from hoofbeat.services import attachments

    return attachments.list_beside(journal, kind=holders[0].kind, record_ids=[each.record_id for each in holders])


def add_papers(paths: Sequence[Path], holder: Holder, today: date, journal: Journal, author: str) -> Change:
    """Keep files beside a record."""
    from hoofbeat.services import attachments

    _, change = attachments.attach(
        journal, paths=paths, kind=holder.kind, record_id=holder.record_id, today=today, author=author
    )
    return change


def save_paper(paper: Attachment, path: Path, may_replace: bool, journal: Journal) -> Path:
    """Save a paper to a place of the person's choice."""
    from hoofbeat.services import attachments

    attachments.save_copy(journal, attachment=paper, to=path, may_replace=may_replace)
    return path


def remove_paper(paper_id: str, journal: Journal, author: str) -> Change:
    """Remove a paper; its content stays for Undo."""
    from hoofbeat.services import records

    return records.remove(journal, kind=Kind.ATTACHMENTS, record_id=paper_id, author=author)
