"""The first journal: every table of records, the change log, drafts and choices."""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None

TABLES = """
CREATE TABLE allergies (
    id TEXT NOT NULL,
    statement TEXT,
    substance TEXT NOT NULL,
    reaction TEXT NOT NULL,
    noticed_on TEXT,
    state TEXT NOT NULL,
    code TEXT NOT NULL,
    code_system TEXT NOT NULL,
    source TEXT NOT NULL,
    source_id TEXT NOT NULL,
    note TEXT NOT NULL,
    is_sensitive INTEGER NOT NULL,
    CONSTRAINT pk_allergies PRIMARY KEY (id)
);

CREATE INDEX ix_allergies_source_id ON allergies (source_id);

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
    source TEXT NOT NULL,
    source_id TEXT NOT NULL,
    note TEXT NOT NULL,
    is_sensitive INTEGER NOT NULL,
    CONSTRAINT pk_appointments PRIMARY KEY (id)
);

CREATE INDEX ix_appointments_source_id ON appointments (source_id);

CREATE INDEX ix_appointments_starts_at ON appointments (starts_at);

CREATE TABLE changes (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    made_at TEXT NOT NULL,
    description TEXT NOT NULL,
    author TEXT DEFAULT '' NOT NULL,
    mode TEXT NOT NULL,
    target INTEGER,
    is_undone INTEGER DEFAULT 0 NOT NULL,
    CONSTRAINT ck_changes_mode CHECK (mode IN ('begin', 'do', 'undo', 'redo')),
    CONSTRAINT fk_changes_target_changes FOREIGN KEY(target) REFERENCES changes (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE drafts (
    form TEXT NOT NULL,
    content TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    CONSTRAINT pk_drafts PRIMARY KEY (form)
);

CREATE TABLE laboratories (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    phone TEXT NOT NULL,
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
    source TEXT NOT NULL,
    source_id TEXT NOT NULL,
    note TEXT NOT NULL,
    is_sensitive INTEGER NOT NULL,
    CONSTRAINT pk_medicines PRIMARY KEY (id)
);

CREATE INDEX ix_medicines_name ON medicines (name);

CREATE INDEX ix_medicines_source_id ON medicines (source_id);

CREATE TABLE own_tests (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    code TEXT NOT NULL,
    code_system TEXT NOT NULL,
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
    source TEXT NOT NULL,
    source_id TEXT NOT NULL,
    note TEXT NOT NULL,
    is_sensitive INTEGER NOT NULL,
    CONSTRAINT pk_people PRIMARY KEY (id)
);

CREATE INDEX ix_people_source_id ON people (source_id);

CREATE TABLE preferences (
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    CONSTRAINT pk_preferences PRIMARY KEY (name)
);

CREATE TABLE team (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    role TEXT,
    organisation TEXT NOT NULL,
    phones TEXT NOT NULL,
    email TEXT NOT NULL,
    address TEXT NOT NULL,
    call_for TEXT NOT NULL,
    is_emergency_contact INTEGER NOT NULL,
    source TEXT NOT NULL,
    source_id TEXT NOT NULL,
    note TEXT NOT NULL,
    is_sensitive INTEGER NOT NULL,
    CONSTRAINT pk_team PRIMARY KEY (id)
);

CREATE INDEX ix_team_source_id ON team (source_id);

CREATE TABLE tumor_facts (
    id TEXT NOT NULL,
    topic TEXT NOT NULL,
    state TEXT,
    value TEXT NOT NULL,
    "on" TEXT,
    source TEXT NOT NULL,
    source_id TEXT NOT NULL,
    note TEXT NOT NULL,
    is_sensitive INTEGER NOT NULL,
    CONSTRAINT pk_tumor_facts PRIMARY KEY (id)
);

CREATE INDEX ix_tumor_facts_source_id ON tumor_facts (source_id);

CREATE TABLE change_items (
    id INTEGER NOT NULL,
    change INTEGER NOT NULL,
    kind TEXT NOT NULL,
    record TEXT NOT NULL,
    action TEXT NOT NULL,
    "before" TEXT,
    "after" TEXT,
    CONSTRAINT pk_change_items PRIMARY KEY (id),
    CONSTRAINT ck_change_items_action CHECK (action IN ('insert', 'update', 'delete')),
    CONSTRAINT fk_change_items_change_changes FOREIGN KEY(change) REFERENCES changes (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_change_items_change ON change_items (change);

CREATE INDEX ix_change_items_kind_record ON change_items (kind, record);

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

CREATE TABLE questions (
    id TEXT NOT NULL,
    text TEXT NOT NULL,
    rank INTEGER,
    appointment TEXT,
    about TEXT NOT NULL,
    is_asked INTEGER NOT NULL,
    answer TEXT NOT NULL,
    source TEXT NOT NULL,
    source_id TEXT NOT NULL,
    note TEXT NOT NULL,
    is_sensitive INTEGER NOT NULL,
    CONSTRAINT pk_questions PRIMARY KEY (id),
    CONSTRAINT fk_questions_appointment_appointments FOREIGN KEY(appointment) REFERENCES appointments (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_questions_appointment ON questions (appointment);

CREATE INDEX ix_questions_source_id ON questions (source_id);

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

CREATE TABLE results (
    id TEXT NOT NULL,
    sample TEXT NOT NULL,
    catalogue_test TEXT NOT NULL,
    own_test TEXT,
    state TEXT,
    minute INTEGER,
    value_text TEXT NOT NULL,
    comparator TEXT NOT NULL,
    value TEXT,
    unit TEXT NOT NULL,
    method TEXT NOT NULL,
    range_low TEXT,
    range_high TEXT,
    range_text TEXT NOT NULL,
    flag TEXT NOT NULL,
    report_state TEXT NOT NULL,
    code TEXT NOT NULL,
    code_system TEXT NOT NULL,
    code_display TEXT NOT NULL,
    source TEXT NOT NULL,
    source_id TEXT NOT NULL,
    note TEXT NOT NULL,
    is_sensitive INTEGER NOT NULL,
    value_sort REAL GENERATED ALWAYS AS (CAST(value AS REAL)) VIRTUAL,
    CONSTRAINT pk_results PRIMARY KEY (id),
    CONSTRAINT fk_results_sample_samples FOREIGN KEY(sample) REFERENCES samples (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_results_own_test_own_tests FOREIGN KEY(own_test) REFERENCES own_tests (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_results_catalogue_test ON results (catalogue_test);

CREATE INDEX ix_results_own_test ON results (own_test);

CREATE INDEX ix_results_sample ON results (sample);

CREATE INDEX ix_results_source_id ON results (source_id);

CREATE INDEX ix_results_state ON results (state);

CREATE INDEX ix_results_value_sort ON results (value_sort);
"""


def upgrade() -> None:
    for statement in TABLES.split(";"):
        if statement.strip():
            op.execute(statement)
