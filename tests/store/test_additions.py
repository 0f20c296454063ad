from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from hoofbeat.domain.changes import Act, Description
from hoofbeat.domain.records import Kind, MedicineState
from hoofbeat.store import additions, history
from hoofbeat.store.folders import StateFolders
from hoofbeat.store.journal import Journal, create_journal
from hoofbeat.store.tables import TABLES
from tests.adding import add
from tests.made_up import medication, question

START = datetime(2026, 1, 12, 9, 0, tzinfo=UTC)


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = START - timedelta(days=1)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def journal(path: Path, folders: StateFolders, clock: Clock) -> Journal:
    return create_journal(path, folders=folders, clock=clock)


def added(journal: Journal) -> frozenset[str]:
    with journal.reading_connection() as connection:
        return additions.added_since(connection, START, Kind.QUESTIONS)


def test_a_new_journal_has_no_additions_and_no_last_change(journal: Journal) -> None:
    assert added(journal) == frozenset()
    with journal.reading_connection() as connection:
        assert additions.last_changed_at(connection) is None


def test_only_what_was_added_from_the_moment_on_counts(journal: Journal, clock: Clock) -> None:
    before, after = question("before"), question("after")
    add(journal, before)
    clock.now = START
    add(journal, after)
    assert added(journal) == {after.id}
    with journal.reading_connection() as connection:
        assert additions.last_changed_at(connection) == START


def test_a_record_deleted_and_brought_back_is_not_new(journal: Journal, clock: Clock) -> None:
    old = question("old")
    add(journal, old)
    clock.now = START + timedelta(days=1)
    with journal.change() as work:
        work.remove(Kind.QUESTIONS, old.id)
        work.commit(Description(Act.REMOVE))
    with journal.change() as work:
        history.undo(work)
    assert added(journal) == frozenset()


def test_a_medicine_marked_as_stopped_since_is_told_from_one_that_was_only_corrected(
    journal: Journal, clock: Clock
) -> None:
    stopped, corrected = medication("stopped"), medication("corrected")
    add(journal, stopped, corrected)
    clock.now = START + timedelta(days=1)
    with journal.change() as work:
        work.correct(stopped.replaced(state=MedicineState.STOPPED))
        work.correct(corrected.replaced(why="pain"))
        work.commit(Description(Act.CORRECT))
    with journal.reading_connection() as connection:
        assert additions.stopped_since(connection, START) == {stopped.id}


@pytest.mark.parametrize(("before", "after"), [(1, 9), (9, 1), (0, 3), (3, 0)])
def test_whichever_part_of_the_log_is_asked_the_same_are_new(
    before: int, after: int, journal: Journal, clock: Clock
) -> None:
    old, new = [question(f"old {n}") for n in range(before)], [question(f"new {n}") for n in range(after)]
    for each in old:
        add(journal, each)
    clock.now = START
    for each in old[:1]:
        with journal.change() as work:
            work.remove(Kind.QUESTIONS, each.id)
            work.commit(Description(Act.REMOVE))
        with journal.change() as work:
            history.undo(work)
    for each in new:
        add(journal, each)
    table = TABLES[Kind.QUESTIONS]
    with journal.reading_connection() as connection:
        is_new = additions.was_added_since(connection, START, Kind.QUESTIONS, table.c.id)
        found = set(connection.execute(select(table.c.id).where(is_new)).scalars())
        assert found == {each.id for each in new} == additions.added_since(connection, START, Kind.QUESTIONS)
