from __future__ import annotations

from collections.abc import Callable

import pytest

from hoofbeat.domain.changes import Act, Change, Description
from hoofbeat.domain.errors import NothingCouldBeUndoneError, NothingToRedoError, NothingToUndoError
from hoofbeat.domain.records import Kind, Question
from hoofbeat.domain.values import WallTime
from hoofbeat.services import history, records
from hoofbeat.store.connection import connected
from hoofbeat.store.journal import Journal
from tests.store.filled import every_kind, new, question, question_texts


def import_everything(journal: Journal) -> Change:
    with journal.change() as work:
        work.add(*every_kind())
        return work.commit(Description(Act.IMPORT, subject="report.json"))


def counts(journal: Journal) -> dict[Kind, int]:
    with journal.reading() as found:
        return {kind: found.count(kind) for kind in Kind}


def test_undo_and_redo_go_back_and_forth_through_every_kind_of_change(journal: Journal) -> None:
    states = [question_texts(journal)]
    acts: tuple[Callable[[], object], ...] = (
        lambda: records.add(journal, record=question("q", "one")),
        lambda: records.correct(journal, record=question("q", "two")),
        lambda: records.remove(journal, kind=Kind.QUESTIONS, record_id="q"),
    )
    for act in acts:
        act()
        states.append(question_texts(journal))
    for expected in reversed(states[:-1]):
        history.undo(journal)
        assert question_texts(journal) == expected
    for expected in states[1:]:
        history.redo(journal)
        assert question_texts(journal) == expected


def test_there_is_nothing_to_undo_or_redo_in_a_new_journal(journal: Journal) -> None:
    with pytest.raises(NothingToUndoError):
        history.undo(journal)
    with pytest.raises(NothingToRedoError):
        history.redo(journal)
    assert history.can_undo(journal) is None
    assert history.can_redo(journal) is None


def test_a_new_change_ends_redo(journal: Journal) -> None:
    records.add(journal, record=question("a", "?"))
    history.undo(journal)
    assert history.can_redo(journal) is not None
    records.add(journal, record=question("b", "?"))
    assert history.can_redo(journal) is None
    with pytest.raises(NothingToRedoError):
        history.redo(journal)


def test_undo_stops_at_where_this_opening_began(journal: Journal) -> None:
    records.add(journal, record=question("before", "?"))
    since = history.newest_change_id(journal)
    records.add(journal, record=question("after", "?"))
    history.undo(journal, since=since)
    with pytest.raises(NothingToUndoError):
        history.undo(journal, since=since)
    assert set(question_texts(journal)) == {"before"}


def test_a_whole_import_is_taken_back_in_one_step(journal: Journal) -> None:
    start = counts(journal)
    imported = import_everything(journal)
    undone = history.undo_change(journal, change_id=imported.id)
    assert undone.kept == ()
    assert counts(journal) == start
    history.redo(journal)
    assert all(count == 1 for count in counts(journal).values())


def test_undoing_an_import_keeps_and_lists_what_was_changed_or_used_since(journal: Journal) -> None:
    imported = import_everything(journal)
    with journal.reading() as found:
        asked = found.get(Question, "question")
    records.correct(journal, record=asked.replaced(answer="As you heard it"))
    records.add(journal, record=new(Kind.RESULTS, "own", sample="sample", catalogue_test="x", value_text="7"))
    undone = history.undo_change(journal, change_id=imported.id)
    assert undone.kept == (
        (Kind.APPOINTMENTS, "visit"),
        (Kind.LABORATORIES, "laboratory"),
        (Kind.QUESTIONS, "question"),
        (Kind.SAMPLES, "sample"),
    )
    assert {kind for kind, count in counts(journal).items() if count} == {
        *(Kind.APPOINTMENTS, Kind.LABORATORIES, Kind.QUESTIONS, Kind.SAMPLES, Kind.RESULTS)
    }


def test_a_change_is_taken_back_once(journal: Journal) -> None:
    made = records.add(journal, record=question("q", "?"))
    history.undo_change(journal, change_id=made.id)
    with pytest.raises(NothingToUndoError):
        history.undo_change(journal, change_id=made.id)
    undoing = history.newest_change_id(journal)
    with pytest.raises(NothingToUndoError):
        history.undo_change(journal, change_id=undoing)


def test_an_older_change_can_be_taken_back_alone(journal: Journal) -> None:
    first = records.add(journal, record=question("a", "?"))
    records.add(journal, record=question("b", "?"))
    history.undo_change(journal, change_id=first.id)
    assert set(question_texts(journal)) == {"b"}
    assert [each.is_undone for each in history.list_changes(journal)] == [False, True]


def test_a_removal_taken_back_after_its_reference_is_gone_lets_go_of_it(journal: Journal) -> None:
    imported = import_everything(journal)
    removal = records.remove(journal, kind=Kind.QUESTIONS, record_id="question")
    with journal.reading() as found:
        assert found.count(Kind.APPOINTMENTS) == 1
    records.remove(journal, kind=Kind.APPOINTMENTS, record_id="visit")
    history.undo_change(journal, change_id=removal.id)
    with journal.reading() as found:
        assert found.get(Question, "question").appointment is None
    assert imported.id < removal.id


def test_the_log_lists_changes_newest_first_in_pages(journal: Journal) -> None:
    made = [records.add(journal, record=question(str(number), "?")) for number in range(5)]
    history.undo(journal)
    listed = history.list_changes(journal, limit=2, offset=1)
    assert [each.id for each in listed] == [made[3].id, made[2].id]
    assert history.list_changes(journal)[0].is_undone


def test_the_history_of_a_record_holds_its_undo_and_redo(journal: Journal) -> None:
    records.add(journal, record=question("q", "one"), author="Maria")
    history.undo(journal, author="Juan")
    history.redo(journal, author="Maria")
    steps = history.history_of(journal, kind=Kind.QUESTIONS, record_id="q")
    assert [(step.change.mode.value, step.change.author) for step in steps] == [
        ("do", "Maria"),
        ("undo", "Juan"),
        ("redo", "Maria"),
    ]


def test_undo_puts_a_record_back_with_everything_that_went_with_it(journal: Journal) -> None:
    import_everything(journal)
    before = counts(journal)
    records.remove(journal, kind=Kind.SAMPLES, record_id="sample")
    assert counts(journal) != before
    history.undo(journal)
    assert counts(journal) == before


def test_a_removed_result_whose_sample_is_gone_is_not_put_back_alone(journal: Journal) -> None:
    import_everything(journal)
    removal = records.remove(journal, kind=Kind.RESULTS, record_id="result")
    records.remove(journal, kind=Kind.SAMPLES, record_id="sample")
    with pytest.raises(NothingCouldBeUndoneError) as raised:
        history.undo_change(journal, change_id=removal.id)
    assert raised.value.kept == ((Kind.RESULTS, "result"),)
    history.undo(journal)
    history.undo_change(journal, change_id=removal.id)
    assert all(count == 1 for count in counts(journal).values())


def test_a_cleared_reference_taken_back_after_its_record_is_gone_stays_clear(journal: Journal) -> None:
    import_everything(journal)
    with journal.reading() as found:
        asked = found.get(Question, "question")
    clearing = records.correct(journal, record=asked.replaced(appointment=None, answer="As you heard it"))
    assert clearing is not None
    records.remove(journal, kind=Kind.APPOINTMENTS, record_id="visit")
    history.undo_change(journal, change_id=clearing.id)
    with journal.reading() as found:
        assert found.get(Question, "question") == asked.replaced(appointment=None)
    with connected(journal.path, is_read_only=True) as connection:
        assert not connection.execute("PRAGMA foreign_key_check").fetchall()


def test_a_change_of_which_all_would_be_kept_stays_in_force(journal: Journal) -> None:
    made = records.add(journal, record=question("q", "one"))
    records.correct(journal, record=question("q", "two"))
    newest = history.newest_change_id(journal)
    with pytest.raises(NothingCouldBeUndoneError):
        history.undo_change(journal, change_id=made.id)
    assert history.newest_change_id(journal) == newest
    assert not any(each.is_undone for each in history.list_changes(journal))
    history.undo(journal)
    history.undo_change(journal, change_id=made.id)
    assert question_texts(journal) == {}


def test_a_record_added_for_a_correction_goes_with_it(journal: Journal) -> None:
    import_everything(journal)
    before = counts(journal)
    with journal.reading() as found:
        asked = found.get(Question, "question")
    visit = new(Kind.APPOINTMENTS, "other visit", starts_at=WallTime.parse("2026-04-01"))
    with journal.change() as work:
        work.add(visit)
        work.correct(asked.replaced(appointment=visit.id))
        made = work.commit(Description(Act.CORRECT, Kind.QUESTIONS))
    assert history.undo_change(journal, change_id=made.id).kept == ()
    assert counts(journal) == before
