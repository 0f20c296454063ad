"""What was typed and not yet saved, kept in the journal so that no plain text of it lies elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from hoofbeat.store import aside
from hoofbeat.store.journal import Journal


def save_draft(journal: Journal, *, form: str, content: Mapping[str, str]) -> None:
    """Keep what was typed into a form; it never becomes a record by itself."""
    with journal.writing_aside() as connection:
        aside.save_draft(connection, form, content, datetime.now(UTC))


def list_drafts(journal: Journal) -> dict[str, tuple[dict[str, str], datetime]]:
    """Return every draft with the moment it was kept, oldest first, by the form's name."""
    with journal.reading_connection() as connection:
        return aside.list_drafts(connection)


def find_draft(journal: Journal, *, form: str) -> dict[str, str] | None:
    """Return what was typed into a form, or None."""
    found = list_drafts(journal).get(form)
    return None if found is None else found[0]


def discard_draft(journal: Journal, *, form: str) -> None:
    """Forget what was typed into a form."""
    with journal.writing_aside() as connection:
        aside.discard_draft(connection, form)
