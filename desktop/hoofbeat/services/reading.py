"""What a reader keeps of the reference inside the journal: bookmarks, and own notes on passages."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime

from hoofbeat.store import aside
from hoofbeat.store.journal import Journal

_PREFIX = "reading:"


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of one passage; `key` is its topic's id, a #, and its anchor there."""

    key: str
    is_bookmarked: bool = False
    note: str = ""
    kept_at: datetime | None = None

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is kept."""
        return not self.is_bookmarked and not self.note.strip()


def list_kept(journal: Journal) -> dict[str, Kept]:
    """Return what is kept, by the key of the passage, what was kept or changed last first."""
    with journal.reading_connection() as connection:
        stored = aside.list_preferences(connection, _PREFIX)
    found = sorted((_read(key, text) for key, text in stored.items()), key=_moment, reverse=True)
    return {kept.key: kept for kept in found}


def keep(journal: Journal, *, kept: Kept) -> None:
    """Keep this of a passage, in place of what was kept before; what is empty is forgotten."""
    name = f"{_PREFIX}{kept.key}"
    with journal.writing_aside() as connection:
        if kept.is_empty:
            aside.discard_preference(connection, name)
        else:
            aside.set_preference(connection, name, _written(kept))


def _written(kept: Kept) -> str:
    moment = kept.kept_at or datetime.now(UTC)
    content = {"is_bookmarked": kept.is_bookmarked, "note": kept.note, "kept_at": moment.isoformat(timespec="seconds")}
    return json.dumps(content, ensure_ascii=False)


def _read(key: str, text: str) -> Kept:
    content = json.loads(text)
    return Kept(key, content["is_bookmarked"], content["note"], datetime.fromisoformat(content["kept_at"]))


def _moment(kept: Kept) -> tuple[str, str]:
    return (kept.kept_at.isoformat() if kept.kept_at else "", kept.key)
