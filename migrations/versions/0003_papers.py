"""Papers: files that are kept beside an appointment, a sample, a medicine or the person, and their contents by hash."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"

TABLES = """
CREATE TABLE attachment_contents (
    sha256 TEXT NOT NULL,
    content BLOB NOT NULL,
    CONSTRAINT pk_attachment_contents PRIMARY KEY (sha256)
);

CREATE TABLE attachments (
    id TEXT NOT NULL,
    title TEXT NOT NULL,
    "on" TEXT,
    added_on TEXT,
    file_name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    appointment TEXT,
    sample TEXT,
    medication TEXT,
    source TEXT NOT NULL,
    source_id TEXT NOT NULL,
    note TEXT NOT NULL,
    is_sensitive INTEGER NOT NULL,
    CONSTRAINT pk_attachments PRIMARY KEY (id),
    CONSTRAINT fk_attachments_appointment_appointments FOREIGN KEY(appointment) REFERENCES appointments (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_attachments_sample_samples FOREIGN KEY(sample) REFERENCES samples (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_attachments_medication_medicines FOREIGN KEY(medication) REFERENCES medicines (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_attachments_appointment ON attachments (appointment);

CREATE INDEX ix_attachments_medication ON attachments (medication);

CREATE INDEX ix_attachments_sample ON attachments (sample);

CREATE INDEX ix_attachments_source_id ON attachments (source_id);
"""


def upgrade() -> None:
    for statement in TABLES.split(";"):
        if statement.strip():
            op.execute(statement)
