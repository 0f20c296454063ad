"""Whatever is added, corrected, removed, undone and redone, with the program closed and opened in between: it all comes back.

HOOFBEAT_UNDO_RUNS sets how many runs of 50 steps are made (25 by default, 1,000 for a release).
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from hoofbeat.domain.changes import Act, Change, Description
from hoofbeat.domain.errors import NothingCouldBeUndoneError, NothingToRedoError, NothingToUndoError
from hoofbeat.domain.records import Kind, Record
from hoofbeat.domain.values import PartialDate, WallTime
from hoofbeat.services import history, records
from hoofbeat.store.connection import connected
from hoofbeat.store.content import is_sound
from hoofbeat.store.journal import Journal, create_journal, open_journal
from hoofbeat.store.tables import table_name
from tests.store.filled import new

RUNS = int(os.environ.get("HOOFBEAT_UNDO_RUNS", "25"))
STEPS = 50
State = dict[str, list[tuple[object, ...]]]


def _rows(connection: Any, table: str) -> list[tuple[object, ...]]:
    # A record that comes back stands last, so the order does not count.
    return sorted(connection.execute(f"SELECT * FROM {table}").fetchall(), key=repr)  # noqa: S608  # a table of ours


texts = st.text(min_size=1, max_size=8).filter(lambda text: bool(text.strip()))


class Undoing(RuleBasedStateMachine):
    """A journal beside a model of it: the states that undo leads back to, and those that redo leads on to."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "journal.hoofbeat"
        self.journal: Journal = create_journal(self.path)
        self.past: list[State] = []
        self.future: list[State] = []
        self.present = self.state()
        self.number = 0

    def teardown(self) -> None:
        self.undo_everything()
        self.journal.close()
        shutil.rmtree(self.folder)

    def state(self) -> State:
        """All records, as stored, in any order."""
        with connected(self.path, is_read_only=True) as connection:
            return {name: _rows(connection, name) for name in map(table_name, Kind)}

    def do(self, act: Callable[[], Change | None]) -> None:
        """Make a change, and note where undo must lead back to."""
        if act() is None:
            return
        self.past.append(self.present)
        self.future.clear()
        self.present = self.state()

    def ids(self, kind: Kind) -> list[str]:
        return [str(row[0]) for row in self.present[table_name(kind)]]

    def fresh_id(self) -> str:
        self.number += 1
        return f"id {self.number}"

    def add(self, record: Record) -> None:
        self.do(lambda: records.add(self.journal, record=record))

    @rule(name=texts)
    def add_a_medicine(self, name: str) -> None:
        self.add(new(Kind.MEDICINES, self.fresh_id(), name=name))

    @precondition(lambda self: self.ids(Kind.MEDICINES))
    @rule(data=st.data(), text=texts)
    def add_a_dose(self, data: st.DataObject, text: str) -> None:
        medicine = data.draw(st.sampled_from(self.ids(Kind.MEDICINES)))
        self.add(new(Kind.DOSES, self.fresh_id(), medication=medicine, instructions=text))

    @rule(data=st.data(), text=texts, on=st.dates())
    def add_a_visit_with_a_question(self, data: st.DataObject, text: str, on: object) -> None:
        visit = new(Kind.APPOINTMENTS, self.fresh_id(), starts_at=WallTime.parse(str(on)))
        asked = new(Kind.QUESTIONS, self.fresh_id(), text=text, appointment=visit.id)
        self.do(lambda: records.add(self.journal, record=asked, along_with=[visit]))

    @precondition(lambda self: self.ids(Kind.QUESTIONS))
    @rule(data=st.data(), text=texts)
    def correct_a_question(self, data: st.DataObject, text: str) -> None:
        chosen = data.draw(st.sampled_from(self.ids(Kind.QUESTIONS)))
        visit = data.draw(st.sampled_from([None, *self.ids(Kind.APPOINTMENTS)]))
        corrected = new(Kind.QUESTIONS, chosen, text=text, appointment=visit)
        self.do(lambda: records.correct(self.journal, record=corrected))

    @precondition(lambda self: any(self.present.values()))
    @rule(data=st.data())
    def remove_something(self, data: st.DataObject) -> None:
        kind = data.draw(st.sampled_from([each for each in Kind if self.ids(each)]))
        chosen = data.draw(st.sampled_from(self.ids(kind)))
        self.do(lambda: records.remove(self.journal, kind=kind, record_id=chosen))

    @rule()
    def undo(self) -> None:
        if not self.past:
            with pytest.raises(NothingToUndoError):
                history.undo(self.journal)
            return
        assert history.undo(self.journal).kept == ()
        self.future.append(self.present)
        self.present = self.past.pop()

    @rule()
    def redo(self) -> None:
        if not self.future:
            with pytest.raises(NothingToRedoError):
                history.redo(self.journal)
            return
        history.redo(self.journal)
        self.past.append(self.present)
        self.present = self.future.pop()

    @rule()
    def close_and_open(self) -> None:
        self.journal.close()
        self.journal = open_journal(self.path)

    @invariant()
    def the_journal_is_as_the_model_says(self) -> None:
        assert self.state() == self.present

    def undo_everything(self) -> None:
        while self.past:
            self.undo()
            self.the_journal_is_as_the_model_says()
        assert not any(self.present.values())
        with connected(self.path, is_read_only=True) as connection:
            assert is_sound(connection, is_encrypted=False)


class UndoingInAnyOrder(RuleBasedStateMachine):
    """A journal whose changes are taken back in any order: refused by name or done, and no reference ever leads nowhere."""

    IDS = ("a", "b")
    KINDS = (Kind.APPOINTMENTS, Kind.QUESTIONS, Kind.SAMPLES, Kind.RESULTS)

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "journal.hoofbeat"
        self.journal: Journal = create_journal(self.path)

    def teardown(self) -> None:
        self.journal.close()
        shutil.rmtree(self.folder)

    def has(self, kind: Kind, record_id: str) -> bool:
        with self.journal.reading() as found:
            return bool(found.count(kind, id=record_id))

    def save(self, kind: Kind, record_id: str, **values: Any) -> None:
        record = new(kind, record_id, **values)
        if self.has(kind, record_id):
            records.correct(self.journal, record=record)
        else:
            records.add(self.journal, record=record)

    @initialize()
    def import_everything(self) -> None:
        with self.journal.change() as work:
            for each in self.IDS:
                work.add(
                    new(Kind.APPOINTMENTS, each, starts_at=WallTime.parse("2026-01-01")),
                    new(Kind.QUESTIONS, each, text="?", appointment=each),
                    new(Kind.SAMPLES, each, taken_on=PartialDate.parse("2026")),
                    new(Kind.RESULTS, each, sample=each, catalogue_test="x", value_text="1"),
                )
            work.commit(Description(Act.IMPORT))

    @rule(chosen=st.sampled_from(IDS), place=texts)
    def save_a_visit(self, chosen: str, place: str) -> None:
        self.save(Kind.APPOINTMENTS, chosen, starts_at=WallTime.parse("2026-01-01"), place=place)

    @rule(chosen=st.sampled_from(IDS), visit=st.sampled_from((None, *IDS)))
    def save_a_question(self, chosen: str, visit: str | None) -> None:
        if visit is None or self.has(Kind.APPOINTMENTS, visit):
            self.save(Kind.QUESTIONS, chosen, text="?", appointment=visit)

    @rule(chosen=st.sampled_from(IDS), day=st.sampled_from(("2026-01-01", "2026-01-02")))
    def save_a_sample(self, chosen: str, day: str) -> None:
        self.save(Kind.SAMPLES, chosen, taken_on=PartialDate.parse(day))

    @rule(chosen=st.sampled_from(IDS), sample=st.sampled_from(IDS))
    def save_a_result(self, chosen: str, sample: str) -> None:
        if self.has(Kind.SAMPLES, sample):
            self.save(Kind.RESULTS, chosen, sample=sample, catalogue_test="x", value_text="1")

    @rule(kind=st.sampled_from(KINDS), chosen=st.sampled_from(IDS))
    def remove(self, kind: Kind, chosen: str) -> None:
        if self.has(kind, chosen):
            records.remove(self.journal, kind=kind, record_id=chosen)

    @rule(data=st.data())
    def undo_any(self, data: st.DataObject) -> None:
        in_force = [each for each in history.list_changes(self.journal) if not each.is_undone]
        if in_force:
            chosen = data.draw(st.integers(0, len(in_force) - 1))
            with suppress(NothingCouldBeUndoneError):
                history.undo_change(self.journal, change_id=in_force[chosen].id)

    @rule()
    def undo(self) -> None:
        with suppress(NothingToUndoError, NothingCouldBeUndoneError):
            history.undo(self.journal)

    @rule()
    def redo(self) -> None:
        with suppress(NothingToRedoError):
            history.redo(self.journal)

    @invariant()
    def every_reference_leads_somewhere(self) -> None:
        with connected(self.path, is_read_only=True) as connection:
            assert not connection.execute("PRAGMA foreign_key_check").fetchall()


TestUndoingInAnyOrder = UndoingInAnyOrder.TestCase
TestUndoing = Undoing.TestCase
TestUndoing.settings = TestUndoingInAnyOrder.settings = settings(
    max_examples=RUNS,
    stateful_step_count=STEPS,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
