"""What somebody said about the tables of a sender, kept in the journal, so that it is asked once only."""

from __future__ import annotations

import hashlib
from collections.abc import Generator
from pathlib import Path
from typing import Final

from hoofbeat.domain.catalogue import Catalogue
from hoofbeat.domain.errors import ImportRefusedError
from hoofbeat.domain.imports import ImportedFile
from hoofbeat.domain.progress import Progress
from hoofbeat.domain.tables import NO_CHOICES, Doubt, FoundTable, Role, TableChoices, TableLayout
from hoofbeat.services import importing
from hoofbeat.services.import_reading import reading
from hoofbeat.store import aside
from hoofbeat.store.journal import Journal

_PREFIX: Final = "table:"
_CODES: Final = {
    Doubt.COLUMNS: "columns in doubt",
    Doubt.DATE_ORDER: "date order in doubt",
    Doubt.DECIMAL_MARK: "decimal mark in doubt",
}


def remembered(journal: Journal) -> TableChoices:
    """Return the layouts that were said of tables, by the signature of their headings."""
    with journal.reading_connection() as connection:
        stored = aside.list_preferences(connection, _PREFIX)
    layouts: dict[str, TableLayout] = {}
    for text in stored.values():
        signature, _, layout = text.rpartition("\n")
        try:
            layouts[signature] = TableLayout.parse(layout)
        except ValueError:  # written by a newer program, with a role that this one does not know: ask again
            continue
    return TableChoices(layouts)


def remember(journal: Journal, *, table: FoundTable, layout: TableLayout) -> None:
    """Keep how tables of this sender are to be read. A table without headings is nobody's, and is not kept."""
    if not any(table.heading):
        return
    with journal.writing_aside() as connection:
        aside.set_preference(connection, _name(table.signature), f"{table.signature}\n{layout.to_text()}")


def reading_with(
    journal: Journal, *, path: Path, catalogue: Catalogue, said: TableChoices = NO_CHOICES
) -> Generator[Progress, None, ImportedFile]:
    """Read a file with what is remembered of its tables; what is `said` now comes first."""
    kept = remembered(journal).layouts
    choices = TableChoices({**kept, **said.layouts}, said.date_order, said.decimal_mark)
    return (yield from reading(path, catalogue=catalogue, choices=choices))


def read_with(
    journal: Journal,
    *,
    path: Path,
    catalogue: Catalogue,
    said: TableChoices = NO_CHOICES,
    roles: tuple[Role, ...] | None = None,
) -> ImportedFile:
    """Read a file where nobody can be asked: ImportRefusedError says what is in doubt and which option settles it.

    `roles` are those of the columns of its one table.
    """
    imported = importing.finish(reading_with(journal, path=path, catalogue=catalogue, said=said))
    tables = imported.tables
    if roles is not None and len(tables) == 1:
        if len(roles) != len(tables[0].heading):
            counts = {"found": str(len(tables[0].heading)), "named": str(len(roles))}
            raise ImportRefusedError(path, "columns not of this table", **counts)
        layout = TableLayout(roles, said.date_order, said.decimal_mark)
        chosen = TableChoices({tables[0].signature: layout}, said.date_order, said.decimal_mark)
        imported = importing.finish(reading_with(journal, path=path, catalogue=catalogue, said=chosen))
    for table in imported.doubtful_tables:
        code = _CODES[table.doubts[0]]
        if imported.parts and table.doubts[0] is Doubt.COLUMNS:
            code = "columns of a part in doubt"  # what is said of columns is said of one table, and here are several
        raise ImportRefusedError(path, code, example=table.doubtful, table=table.name)
    return imported


def _name(signature: str) -> str:
    return f"{_PREFIX}{hashlib.sha256(signature.encode()).hexdigest()[:32]}"
