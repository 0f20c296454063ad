"""What a person does while the machine fails: each act runs in a child without Qt and says what is saved as soon as it is.

An act gets the folder that holds the journal and the program's own folders, and a way to acknowledge.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path
from types import MappingProxyType
from typing import Any

from hoofbeat.domain.changes import Act, Description
from hoofbeat.domain.records import RECORD_TYPES, Kind, Question, Record
from hoofbeat.services import backups, protection, records
from hoofbeat.store.folders import StateFolders
from hoofbeat.store.journal import Journal, create_journal, open_journal
from hoofbeat.store.recovery import is_hot
from hoofbeat.store.tables import SCHEMA_VERSION

MIGRATIONS = Path(__file__).resolve().parents[2] / "migrations"
MADE_UP_NEXT_VERSION = """
import sqlalchemy as sa
from alembic import op
revision = "0004"
down_revision = "0003"
def upgrade():
    with op.batch_alter_table("questions", recreate="always") as batch:
        batch.add_column(sa.Column("colour", sa.Text(), nullable=False, server_default=""))
    op.create_table("colours", sa.Column("id", sa.Text(), primary_key=True))
"""

Acknowledge = Callable[[str], None]
SEEDED = 60
BATCH = 200
PASSPHRASE = "kept by heart"  # noqa: S105  # it protects nothing


def journal_path(folder: Path) -> Path:
    """Where the journal lies."""
    return folder / "records" / "journal.hoofbeat"


def folders_of(folder: Path) -> StateFolders:
    """The program's own folders, beside that of the journal."""
    return StateFolders(folder / "state", folder / "backups", folder / "migrations")


def question(record_id: str) -> Record:
    """A question long enough to fill pages."""
    record_type: Any = RECORD_TYPES[Kind.QUESTIONS]
    made: Record = record_type(id=record_id, text=f"What does {record_id} mean?", note="x" * 200)
    return made


def seed(folder: Path) -> None:
    """Make a journal with records, a backup of it, changes since, and the migrations of a made-up next version."""
    migrations = folders_of(folder).migrations
    shutil.copytree(MIGRATIONS, migrations, ignore=shutil.ignore_patterns("__pycache__"))
    (migrations / "versions" / "0004_made_up.py").write_text(MADE_UP_NEXT_VERSION)
    with create_journal(journal_path(folder), folders=folders_of(folder)) as journal:
        for number in range(SEEDED):
            records.add(journal, record=question(f"seed {number}"))
            if number == SEEDED // 2:
                journal.back_up()


def opened(folder: Path) -> Journal:
    """Open the journal as the program does, protected or not."""
    path = journal_path(folder)
    passphrase = PASSPHRASE if backups.needs_passphrase(path) else None
    return open_journal(path, passphrase=passphrase, folders=folders_of(folder))


def add_records(folder: Path, acknowledge: Acknowledge, *, limit: int | None = 2) -> None:
    """Add records one by one, without end where there is no limit."""
    with opened(folder) as journal:
        with journal.reading() as found:
            start = found.count(Kind.QUESTIONS)
        for number in count(start) if limit is None else range(start, start + limit):
            records.add(journal, record=question(f"added {number}"))
            acknowledge(f"added {number}")


def add_for_ever(folder: Path, acknowledge: Acknowledge) -> None:
    """Add records until the process is ended."""
    add_records(folder, acknowledge, limit=None)


def bring_in(folder: Path, acknowledge: Acknowledge) -> None:
    """Add many records as one change, as an import does."""
    with opened(folder) as journal, journal.change() as work:
        work.add(*(question(f"batch {number}") for number in range(BATCH)))
        work.commit(Description(Act.IMPORT, count=BATCH))
        acknowledge("batch 0")


def back_up(folder: Path, acknowledge: Acknowledge) -> None:
    """Make a backup."""
    with opened(folder) as journal:
        acknowledge(f"backup {journal.back_up().path.name}")


def bring_back(folder: Path, _acknowledge: Acknowledge) -> None:
    """Restore the backup over the journal."""
    path, folders = journal_path(folder), folders_of(folder)
    source = backups.list_backups(path, folders=folders)[-1].path
    backups.restore_backup(source=source, target=path, folders=folders, may_replace=True)


def protect(folder: Path, _acknowledge: Acknowledge) -> None:
    """Give the journal a passphrase."""
    protection.add_passphrase(path=journal_path(folder), passphrase=PASSPHRASE, folders=folders_of(folder))


def update(folder: Path, _acknowledge: Acknowledge) -> None:
    """Bring the journal up to a made-up next version."""
    from hoofbeat.store import header, migrate, opening

    for module in (header, migrate, opening):
        vars(module)["SCHEMA_VERSION"] = SCHEMA_VERSION + 1
    opened(folder).close()


def hand_out(folder: Path, acknowledge: Acknowledge) -> None:
    """Save a sheet for somebody in place of an older one, as `hoofbeat report --for` does."""
    from datetime import UTC, datetime

    from hoofbeat.domain.catalogue import Catalogue
    from hoofbeat.domain.records import Handing
    from hoofbeat.domain.sheets.kinds import SheetKind
    from hoofbeat.domain.sheets.request import request_for
    from hoofbeat.services.sheets.handing_out import save_for
    from hoofbeat.services.sheets.making import make_sheet

    at = datetime(2026, 3, 3, 9, 12, tzinfo=UTC)
    request = request_for(SheetKind.LAB_LOG).replaced(for_whom="Dr Lee")
    with opened(folder) as journal:
        made = make_sheet(journal, request, catalogue=Catalogue(()), today=at.date(), made_at=at)
        save_for(journal, made=made, content=NEW_SHEET, path=sheet_path(folder), handing=Handing.SAVED, at=at)
        acknowledge("handed out")


NEW_SHEET, OLD_SHEET = b"%PDF new" * 5_000, b"%PDF old"


def sheet_path(folder: Path) -> Path:
    """Where a sheet is saved: a folder of its own, in which an older sheet lies."""
    path = folder / "sheets" / "lab-log.pdf"
    if not path.parent.exists():
        path.parent.mkdir()
        path.write_bytes(OLD_SHEET)
    return path


ACTS: Mapping[str, Callable[[Path, Acknowledge], None]] = MappingProxyType(
    {
        each.__name__: each
        for each in (add_records, add_for_ever, bring_in, back_up, bring_back, protect, update, hand_out)
    }
)


def look(folder: Path) -> dict[str, Any]:
    """Open the journal as the program does after a crash, check it through, and say what is in it.

    A newer version is accepted, as the newer program would.
    """
    from hoofbeat.store import header, opening

    path = journal_path(folder)
    vars(header)["SCHEMA_VERSION"] = SCHEMA_VERSION + 1
    vars(opening)["SCHEMA_VERSION"] = SCHEMA_VERSION
    with opened(folder) as journal:
        journal.check_through()
        with journal.reading() as found:
            ids = {each.id for each in found.list(Question)}
            noted = found.count(Kind.SHARED)
        kept = backups.list_backups(journal)
    places = (each for each in (path.parent, folder / "sheets") if each.exists())
    left = [each.name for place in places for each in place.iterdir() if each.name.endswith((".new", ".waiting"))]
    if is_hot(path):
        left.append("a rollback journal")
    return {
        "seeded": sum(f"seed {number}" in ids for number in range(SEEDED)),
        "batch": sum(each.startswith("batch") for each in ids),
        "ids": sorted(ids),
        "backups": [info.path.name for info in kept],
        "left": left,
        "noted": noted,
    }
