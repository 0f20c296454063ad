from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from hoofbeat.domain.changes import Act, Action, Description, Mode
from hoofbeat.domain.errors import RecordNotFoundError
from hoofbeat.domain.records import Administration, DosePhase, Kind, Question
from hoofbeat.services import records
from hoofbeat.store import history
from hoofbeat.store.connection import connected
from hoofbeat.store.journal import Journal, create_journal
from hoofbeat.store.tables import change_items, changes, metadata
from tests.store.filled import every_kind, new, question, question_texts

MOMENT = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)


def test_leaving_without_commit_rolls_everything_back(journal: Journal) -> None:
    with journal.change() as work:
        work.add(question("q", "?"))
    assert question_texts(journal) == {}


def test_an_error_rolls_everything_back(journal: Journal) -> None:
    with pytest.raises(IntegrityError), journal.change() as work:
        work.add(question("q", "?"), question("q", "the same id"))
    assert question_texts(journal) == {}
    records.add(journal, record=question("q", "afterwards"))
    assert question_texts(journal) == {"q": "afterwards"}


def test_a_change_says_who_when_what_and_which_kinds(path: Path) -> None:
    with create_journal(path, clock=lambda: MOMENT) as journal:
        made = records.add(journal, record=question("q", "What next?"), author="Maria")
        with journal.reading_connection() as connection:
            assert history.list_changes(connection) == [made]
    assert (made.author, made.made_at, made.mode) == ("Maria", MOMENT, Mode.DO)
    assert made.description == Description(Act.ADD, Kind.QUESTIONS, "What next?")
    assert made.touched == {Kind.QUESTIONS}


def test_an_insert_logs_the_id_an_update_the_fields_a_delete_the_whole(journal: Journal) -> None:
    records.add(journal, record=question("q", "old", note="n"))
    records.correct(journal, record=question("q", "new", note="n"))
    records.remove(journal, kind=Kind.QUESTIONS, record_id="q")
    with journal.reading_connection() as connection:
        items = [entry.item for entry in history.history_of(connection, Kind.QUESTIONS, "q")]
    assert [each.action for each in items] == [Action.INSERT, Action.UPDATE, Action.DELETE]
    assert (items[0].before, items[0].after) == (None, None)
    assert (items[1].before, items[1].after) == ({"text": "old"}, {"text": "new"})
    assert items[2].before is not None
    assert (items[2].before["text"], items[2].before["note"], items[2].after) == ("new", "n", None)


def test_a_correction_that_changes_nothing_leaves_no_trace(journal: Journal) -> None:
    records.add(journal, record=question("q", "same"))
    assert records.correct(journal, record=question("q", "same")) is None
    with journal.reading_connection() as connection:
        assert connection.execute(select(func.count()).select_from(changes)).scalar() == 1


def test_what_is_not_there_is_neither_corrected_nor_removed(journal: Journal) -> None:
    with pytest.raises(RecordNotFoundError):
        records.correct(journal, record=question("q", "?"))
    with pytest.raises(RecordNotFoundError):
        records.remove(journal, kind=Kind.QUESTIONS, record_id="q")


def test_what_cannot_stand_without_a_record_goes_with_it_and_the_rest_lets_go(journal: Journal) -> None:
    with journal.change() as work:
        work.add(*every_kind())
        work.commit(Description(Act.IMPORT))
    removed = records.remove(journal, kind=Kind.MEDICINES, record_id="medicine")
    assert removed.touched == {Kind.MEDICINES, Kind.DOSES, Kind.GIVEN}
    records.remove(journal, kind=Kind.APPOINTMENTS, record_id="visit")
    with journal.reading() as found:
        assert found.find(DosePhase, "dose") is None
        assert found.find(Administration, "given") is None
        assert found.get(Question, "question").appointment is None


def test_a_reference_to_nothing_is_refused_whole(journal: Journal) -> None:
    with pytest.raises(IntegrityError):
        records.add(journal, record=question("q", "?", appointment="nobody"))
    assert question_texts(journal) == {}
    with journal.reading_connection() as connection:
        assert connection.execute(select(func.count()).select_from(change_items)).scalar() == 0


def test_children_may_come_before_their_parents_within_one_change(journal: Journal) -> None:
    with journal.change() as work:
        work.add(*reversed(every_kind()))
        work.commit(Description(Act.IMPORT))
    with journal.reading() as found:
        assert found.count(Kind.RESULTS) == 1


def test_every_reference_waits_for_the_commit_and_never_cascades() -> None:
    keys = [key for table in metadata.tables.values() for key in table.foreign_keys]
    assert keys
    assert all(key.deferrable and key.initially == "DEFERRED" for key in keys)
    assert all(key.ondelete is None and key.onupdate is None for key in keys)


def test_the_connection_keeps_what_the_promises_stand_on(journal: Journal) -> None:
    expected = {
        "journal_mode": "delete",
        "synchronous": 3,
        "foreign_keys": 1,
        "secure_delete": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "mmap_size": 0,
        "cache_spill": 0,
        "busy_timeout": 5000,
    }
    with journal.change() as work:
        found = {name: work.connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in expected}
    assert found == expected


def test_a_deleted_word_is_gone_from_the_file(path: Path) -> None:
    with create_journal(path) as journal:
        records.add(journal, record=question("q", "canary-word"))
    assert b"canary-word" in path.read_bytes()
    with connected(path) as connection:
        connection.execute("DELETE FROM questions")
        connection.execute("UPDATE changes SET description = '{}'")
    assert b"canary-word" not in path.read_bytes()


def test_values_do_not_reach_the_text_of_an_error(journal: Journal) -> None:
    records.add(journal, record=question("q", "canary-word"))
    with pytest.raises(IntegrityError) as told:
        records.add(journal, record=question("q", "canary-word"))
    assert "canary-word" not in str(told.value)


def test_adding_many_of_many_kinds_is_one_change(journal: Journal) -> None:
    with journal.change() as work:
        work.add(*(new(Kind.SAMPLES, f"s{number}") for number in range(500)), question("q", "?"))
        made = work.commit(Description(Act.IMPORT, count=501))
    assert made.touched == {Kind.SAMPLES, Kind.QUESTIONS}
