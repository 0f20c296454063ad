"""Prints what a migration has to say, for whoever changes `tables.py`.

`python -m tests.migrations.draft` prints the operations that lead from the newest migration to `tables.py`; with `--tables`
the statements that make every table as it is to be, for a migration to spell out.
"""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.migration import MigrationContext
from sqlalchemy import Table
from sqlalchemy.schema import CreateIndex, CreateTable, ExecutableDDLElement

from hoofbeat.store.connection import opened_engine
from hoofbeat.store.folders import make_private_file
from hoofbeat.store.migrate import run_migrations
from hoofbeat.store.tables import metadata

MIGRATIONS = Path(__file__).resolve().parents[2] / "migrations"


def statements() -> str:
    """Return what makes every table and index, as SQL."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "draft"
        make_private_file(path)
        with opened_engine(path) as engine:
            made = [
                str(statement.compile(engine)) for table in metadata.sorted_tables for statement in _statements(table)
            ]
    return ";\n\n".join(_tidied(statement) for statement in made) + ";\n"


def next_operations() -> str:
    """Return the operations that are still missing, as code."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "draft"
        make_private_file(path)
        run_migrations(path, None, MIGRATIONS)
        with opened_engine(path) as engine, engine.connect() as connection:
            context = MigrationContext.configure(
                connection, opts={"target_metadata": metadata, "render_as_batch": True}
            )
            script = produce_migrations(context, metadata)
        assert script.upgrade_ops is not None
        return render_python_code(script.upgrade_ops, render_as_batch=True)


def _statements(table: Table) -> list[ExecutableDDLElement]:
    indexes = sorted(table.indexes, key=lambda index: str(index.name))
    return [CreateTable(table), *map(CreateIndex, indexes)]


def _tidied(statement: str) -> str:
    return re.sub(r"[ \t]+\n", "\n", statement.strip()).replace("\t", "    ")


if __name__ == "__main__":
    sys.stdout.write(statements() if "--tables" in sys.argv else next_operations() + "\n")
