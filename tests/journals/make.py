"""Makes the stored journals of the present version: `python -m tests.journals.make`.

They are made once for each version, when it is released, and never again: tests open them with every later program.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from hoofbeat.store.journal import create_journal
from hoofbeat.store.tables import SCHEMA_VERSION
from tests.store.filled import fill

FOLDER = Path(__file__).parent
PASSPHRASE = "a golden passphrase, ñ and '"  # noqa: S105  # it protects nothing
FIRST_MOMENT = datetime(2026, 3, 14, 9, 0, tzinfo=UTC)


def golden(version: int, *, is_encrypted: bool) -> Path:
    """Return the place of a stored journal."""
    return FOLDER / f"version_{version}{'_encrypted' if is_encrypted else ''}.hoofbeat"


def make() -> None:
    """Write both stored journals."""
    for is_encrypted in (False, True):
        minutes = count()
        with create_journal(
            golden(SCHEMA_VERSION, is_encrypted=is_encrypted),
            passphrase=PASSPHRASE if is_encrypted else None,
            may_replace=True,
            clock=lambda: FIRST_MOMENT + timedelta(minutes=next(minutes)),  # noqa: B023  # used in this turn only
        ) as journal:
            fill(journal)
    for lock in FOLDER.glob(".*.lock"):
        lock.unlink()


if __name__ == "__main__":
    make()
