"""Adding made-up records to a journal in one change."""

from __future__ import annotations

from hoofbeat.domain.changes import Act, Description
from hoofbeat.domain.records import Record
from hoofbeat.store.journal import Journal


def add(journal: Journal, *records: Record) -> None:
    with journal.change() as work:
        work.add(*records)
        work.commit(Description(Act.ADD))
