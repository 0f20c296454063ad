"""The journal file: the only place that knows SQLAlchemy, Alembic, SQLite and keys. May import the domain."""
