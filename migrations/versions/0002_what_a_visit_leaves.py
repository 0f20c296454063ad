"""Notes, next steps, notes about tests and the log of sheets handed out; more to say about appointments, medicines and samples."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
REWRITES = {("change_items", "before")}

ADDED = {
    "people": {"emergency": "''"},
    "appointments": {"address": "''", "room": "''", "companion_role": "''", "packed": "''", "series": "''"},
    "laboratories": {"other_names": "''"},
    "own_tests": {"other_names": "''", "same_as": "''"},
    "samples": {"procedure": "''"},
    "medicines": {"moved_to": "NULL", "is_reminding": "0"},
    "doses": {"limit": "''"},
    "given": {"part_of_day": "NULL"},
}
"""The columns that are new, each with what it holds in the rows that are there."""

TABLES = """
CREATE TABLE appointments (
    id TEXT NOT NULL,
    kind TEXT,
    starts_at TEXT NOT NULL,
    zone TEXT NOT NULL,
    minutes INTEGER,
    with_whom TEXT NOT NULL,
    place TEXT NOT NULL,
    phone TEXT NOT NULL,
    how_to_join TEXT NOT NULL,
    preparation TEXT NOT NULL,
    to_bring TEXT NOT NULL,
    companion TEXT NOT NULL,
    about TEXT NOT NULL,
    state TEXT,
    moved_from TEXT,
    what_was_said TEXT NOT NULL,
    "plan" TEXT NOT NULL,
    since_last_visit TEXT NOT NULL,
    address TEXT NOT NULL,
    room TEXT NOT NULL,
    companion_role TEXT NOT NULL,
    packed TEXT NOT NULL,
    series TEXT NOT NULL,
    source TEXT NOT NULL,
    source_id TEXT NOT NULL,
    note TEXT NOT NULL,
    is_sensitive INTEGER NOT NULL,
    CONSTRAINT pk_appointments PRIMARY KEY (id)
);

CREATE INDEX ix_appointments_source_id ON appointments (source_id);

CREATE INDEX ix_appointments_starts_at ON appointments (starts_at);

CREATE TABLE laboratories (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    phone TEXT NOT NULL,
    other_names TEXT NOT NULL,
    source TEXT NOT NULL,
    source_id TEXT NOT NULL,
    note TEXT NOT NULL,
    is_sensitive INTEGER NOT NULL,
    CONSTRAINT pk_laboratories PRIMARY KEY (id)
);

CREATE INDEX ix_laboratories_source_id ON laboratories (source_id);

CREATE TABLE medicines (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    generic_name TEXT NOT NULL,
    why TEXT NOT NULL,
    use TEXT,
    form TEXT NOT NULL,
    route TEXT NOT NULL,
    strength TEXT NOT NULL,
    prescriber TEXT NOT NULL,
    pharmacy TEXT NOT NULL,
    state TEXT,
    started_on TEXT,
    stopped_on TEXT,
    why_stopped TEXT NOT NULL,
    code TEXT NOT NULL,
    code_system TEXT NOT NULL,
    moved_to TEXT,
    is_reminding INTEGER NOT NULL,
    source TEXT NOT NULL,
    source_id TEXT NOT NULL,
    note TEXT NOT NULL,
    is_sensitive INTEGER NOT NULL,
    CONSTRAINT pk_medicines PRIMARY KEY (id)
);

CREATE INDEX ix_medicines_name ON medicines (name);

CREATE INDEX ix_medicines_source_id ON medicines (source_id);

CREATE TABLE notes (
    id TEXT NOT NULL,
    text TEXT NOT NULL,
    kind TEXT,
    "on" TEXT,
    at TEXT,
    source TEXT NOT NULL,
    source_id TEXT NOT NULL,
    note TEXT NOT NULL,
    is_sensitive INTEGER NOT NULL,
    CONSTRAINT pk_notes PRIMARY KEY (id)
);

CREATE INDEX ix_notes_on ON notes ("on");

CREATE INDEX ix_notes_source_id ON notes (source_id);

CREATE TABLE own_tests (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    code TEXT NOT NULL,
    code_system TEXT NOT NULL,
    other_names TEXT NOT NULL,
    same_as TEXT NOT NULL,
    source TEXT NOT NULL,
    source_id TEXT NOT NULL,
    note TEXT NOT NULL,
    is_sensitive INTEGER NOT NULL,
    CONSTRAINT pk_own_tests PRIMARY KEY (id)
);

CREATE INDEX ix_own_tests_source_id ON own_tests (source_id);

CREATE TABLE people (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    born_on TEXT,
    identifiers TEXT NOT NULL,
    contacts TEXT NOT NULL,
    language TEXT NOT NULL,
    alerts TEXT NOT NULL,
    emergency TEXT NOT NULL,
    source TEXT NOT NULL,
    source_id TEXT NOT NULL,
    note TEXT NOT NULL,
    is_sensitive INTEGER NOT NULL,
    CONSTRAINT pk_people PRIMARY KEY (id)
);

CREATE INDEX ix_people_source_id ON people (source_id);

CREATE TABLE doses (
    id TEXT NOT NULL,
    medication TEXT NOT NULL,
    from_on TEXT,
    until_on TEXT,
    amount TEXT,
    unit TEXT NOT NULL,
    schedule TEXT,
    every INTEGER,
    times_per_day INTEGER,
    days_of_week TEXT NOT NULL,
    day_of_month INTEGER,
    days_on INTEGER,
    days_off INTEGER,
    morning TEXT,
    midday TEXT,
    evening TEXT,
    bedtime TEXT,
    at_times TEXT NOT NULL,
    instructions TEXT NOT NULL,
    reason TEXT NOT NULL,
    order_days_before INTEGER,
    "limit" TEXT NOT NULL,
    source TEXT NOT NULL,
    source_id TEXT NOT NULL,
    note TEXT NOT NULL,
    is_sensitive INTEGER NOT NULL,
    CONSTRAINT pk_doses PRIMARY KEY (id),
    CONSTRAINT fk_doses_medication_medicines FOREIGN KEY(medication) REFERENCES medicines (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_doses_medication ON doses (medication);

CREATE INDEX ix_doses_source_id ON doses (source_id);

CREATE TABLE given (
    id TEXT NOT NULL,
    medication TEXT NOT NULL,
    state TEXT,
    given_at TEXT NOT NULL,
    planned_on TEXT,
    amount TEXT,
    unit TEXT NOT NULL,
    side TEXT,
    site TEXT NOT NULL,
    given_by TEXT NOT NULL,
    place TEXT NOT NULL,
    lot TEXT NOT NULL,
    reaction TEXT NOT NULL,
    why_not TEXT NOT NULL,
    part_of_day TEXT,
    source TEXT NOT NULL,
    source_id TEXT NOT NULL,
    note TEXT NOT NULL,
    is_sensitive INTEGER NOT NULL,
    CONSTRAINT pk_given PRIMARY KEY (id),
    CONSTRAINT fk_given_medication_medicines FOREIGN KEY(medication) REFERENCES medicines (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_given_given_at ON given (given_at);

CREATE INDEX ix_given_medication ON given (medication);

CREATE INDEX ix_given_medication_given_at ON given (medication, given_at);

CREATE INDEX ix_given_source_id ON given (source_id);

CREATE TABLE next_steps (
    id TEXT NOT NULL,
    text TEXT NOT NULL,
    who TEXT NOT NULL,
    due_on TEXT,
    appointment TEXT,
    is_done INTEGER NOT NULL,
    done_on TEXT,
    source TEXT NOT NULL,
    source_id TEXT NOT NULL,
    note TEXT NOT NULL,
    is_sensitive INTEGER NOT NULL,
    CONSTRAINT pk_next_steps PRIMARY KEY (id),
    CONSTRAINT fk_next_steps_appointment_appointments FOREIGN KEY(appointment) REFERENCES appointments (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_next_steps_appointment ON next_steps (appointment);

CREATE INDEX ix_next_steps_is_done ON next_steps (is_done);

CREATE INDEX ix_next_steps_source_id ON next_steps (source_id);

CREATE TABLE samples (
    id TEXT NOT NULL,
    taken_on TEXT,
    taken_at TEXT,
    taken_text TEXT NOT NULL,
    laboratory TEXT,
    specimen TEXT NOT NULL,
    fasting_hours TEXT,
    acid_medicine TEXT,
    acid_medicine_advice TEXT NOT NULL,
    state TEXT,
    expected_on TEXT,
    procedure TEXT NOT NULL,
    source TEXT NOT NULL,
    source_id TEXT NOT NULL,
    note TEXT NOT NULL,
    is_sensitive INTEGER NOT NULL,
    CONSTRAINT pk_samples PRIMARY KEY (id),
    CONSTRAINT fk_samples_laboratory_laboratories FOREIGN KEY(laboratory) REFERENCES laboratories (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_samples_laboratory ON samples (laboratory);

CREATE INDEX ix_samples_source_id ON samples (source_id);

CREATE INDEX ix_samples_taken_on_taken_at ON samples (taken_on, taken_at);

CREATE TABLE shared (
    id TEXT NOT NULL,
    shared_at TEXT NOT NULL,
    sheet TEXT NOT NULL,
    handing TEXT,
    for_whom TEXT NOT NULL,
    sections TEXT NOT NULL,
    left_out TEXT NOT NULL,
    file_name TEXT NOT NULL,
    appointment TEXT,
    source TEXT NOT NULL,
    source_id TEXT NOT NULL,
    note TEXT NOT NULL,
    is_sensitive INTEGER NOT NULL,
    CONSTRAINT pk_shared PRIMARY KEY (id),
    CONSTRAINT fk_shared_appointment_appointments FOREIGN KEY(appointment) REFERENCES appointments (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_shared_appointment ON shared (appointment);

CREATE INDEX ix_shared_shared_at ON shared (shared_at);

CREATE INDEX ix_shared_source_id ON shared (source_id);

CREATE TABLE test_notes (
    id TEXT NOT NULL,
    catalogue_test TEXT NOT NULL,
    own_test TEXT,
    laboratory TEXT,
    kind TEXT,
    text TEXT NOT NULL,
    "on" TEXT,
    source TEXT NOT NULL,
    source_id TEXT NOT NULL,
    note TEXT NOT NULL,
    is_sensitive INTEGER NOT NULL,
    CONSTRAINT pk_test_notes PRIMARY KEY (id),
    CONSTRAINT fk_test_notes_own_test_own_tests FOREIGN KEY(own_test) REFERENCES own_tests (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_test_notes_laboratory_laboratories FOREIGN KEY(laboratory) REFERENCES laboratories (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_test_notes_laboratory ON test_notes (laboratory);

CREATE INDEX ix_test_notes_own_test ON test_notes (own_test);

CREATE INDEX ix_test_notes_source_id ON test_notes (source_id);
"""


def upgrade() -> None:
    for table in ADDED:
        op.execute(f"CREATE TEMP TABLE kept_{table} AS SELECT * FROM {table}")
        op.execute(f"DROP TABLE {table}")
    for statement in TABLES.split(";"):
        if statement.strip():
            op.execute(statement)
    for table, added in ADDED.items():
        _bring_back(table, added)
        _complete_images(table, added)


def _bring_back(table: str, added: dict[str, str]) -> None:
    """Put the rows into their new table."""
    rows = op.get_bind().exec_driver_sql(f"PRAGMA temp.table_info(kept_{table})")
    kept = [f'"{row[1]}"' for row in rows]
    columns = ", ".join([*kept, *(f'"{name}"' for name in added)])
    op.execute(f"INSERT INTO {table} ({columns}) SELECT {', '.join([*kept, *added.values()])} FROM kept_{table}")
    op.execute(f"DROP TABLE temp.kept_{table}")


def _complete_images(table: str, added: dict[str, str]) -> None:
    """Give the removed records of the change log the new fields, so that a removal can still be undone."""
    fields = ", ".join(f"'$.{name}', {value}" for name, value in added.items())
    kind = table.replace("_", "-")
    op.execute(
        f"UPDATE change_items SET before = json_set(before, {fields}) WHERE kind = '{kind}' AND action = 'delete'"
    )
