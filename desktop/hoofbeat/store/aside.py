"""What lies in the journal outside the change log: drafts of forms, and choices about the record."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from hoofbeat.store.tables import drafts, preferences

JOURNAL_ID: Final = "journal_id"
"""The choice that names a journal for good, and the folder of its backups."""


OF_THE_FILE: Final = frozenset({JOURNAL_ID, "is_sample"})
"""Choices that belong to one file and never leave it."""


def save_draft(connection: Connection, form: str, content: Mapping[str, str], saved_at: datetime) -> None:
    """Keep what was typed into a form, in place of what was kept before."""
    values = {
        "content": json.dumps(dict(content), ensure_ascii=False),
        "saved_at": saved_at.isoformat(timespec="seconds"),
    }
    query = insert(drafts).values(form=form, **values)
    connection.execute(query.on_conflict_do_update(index_elements=[drafts.c.form], set_=values))


def list_drafts(connection: Connection) -> dict[str, tuple[dict[str, str], datetime]]:
    """Return what was typed and when, by the form's name."""
    rows = connection.execute(select(drafts).order_by(drafts.c.saved_at)).mappings()
    return {row["form"]: (json.loads(row["content"]), datetime.fromisoformat(row["saved_at"])) for row in rows}


def discard_draft(connection: Connection, form: str) -> None:
    """Forget what was typed into a form."""
    connection.execute(delete(drafts).where(drafts.c.form == form))


def set_preference(connection: Connection, name: str, value: str) -> None:
    """Keep a choice about the record."""
    query = insert(preferences).values(name=name, value=value)
    connection.execute(query.on_conflict_do_update(index_elements=[preferences.c.name], set_={"value": value}))


def find_preference(connection: Connection, name: str) -> str | None:
    """Return a choice about the record, or None."""
    found = connection.execute(select(preferences.c.value).where(preferences.c.name == name)).scalar()
    return None if found is None else str(found)


def list_preferences(connection: Connection, prefix: str) -> dict[str, str]:
    """Return the choices whose names begin so, by the rest of their names."""
    begins = preferences.c.name.startswith(prefix, autoescape=True)
    rows = connection.execute(select(preferences).where(begins).order_by(preferences.c.name)).mappings()
    return {row["name"].removeprefix(prefix): row["value"] for row in rows}


def discard_preference(connection: Connection, name: str) -> None:
    """Forget a choice about the record."""
    connection.execute(delete(preferences).where(preferences.c.name == name))
