"""Choices about the record that are kept inside the journal, such as who is writing."""

from __future__ import annotations

from hoofbeat.store import aside
from hoofbeat.store.journal import Journal

WRITING_AS = "writing_as"
IS_SAMPLE = "is_sample"
HIDES_NUMBERS = "hides_numbers"


def choice(journal: Journal, *, name: str, default: str = "") -> str:
    """Return a choice about the record."""
    return journal.preference(name, default)


def choose(journal: Journal, *, name: str, value: str) -> None:
    """Keep a choice about the record."""
    with journal.writing_aside() as connection:
        aside.set_preference(connection, name, value)
