"""How Alembic meets a journal: on the connection it is handed, in one transaction, with `user_version` as the only version."""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection


def stand_of(connection: Connection) -> int:
    """Return the version that the header of the journal holds."""
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def run(connection: Connection) -> None:
    """Bring the journal up to date, or leave it as it was."""
    with connection.begin():
        # Alembic wants a table for its version. A temporary one, filled from the header, never reaches the file.
        connection.exec_driver_sql("CREATE TEMP TABLE alembic_version (version_num TEXT NOT NULL)")
        if stand := stand_of(connection):
            connection.exec_driver_sql("INSERT INTO temp.alembic_version VALUES (?)", (f"{stand:04d}",))
        context.configure(connection=connection, transactional_ddl=True, render_as_batch=True)
        with context.begin_transaction():
            context.run_migrations()
        reached = connection.exec_driver_sql("SELECT version_num FROM temp.alembic_version").scalar_one()
        connection.exec_driver_sql("DROP TABLE temp.alembic_version")
        connection.exec_driver_sql(f"PRAGMA user_version = {int(reached)}")


run(context.config.attributes["connection"])
