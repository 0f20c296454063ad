"""Acts and readings leave the main thread and come back; newer questions win; long work can be stopped."""

from __future__ import annotations

import threading
from collections.abc import Generator
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from hoofbeat.domain.changes import Change
from hoofbeat.domain.errors import NothingToRedoError
from hoofbeat.domain.progress import Progress
from hoofbeat.domain.records import Appointment, AppointmentId, Kind
from hoofbeat.domain.values import WallTime
from hoofbeat.services import history, records
from hoofbeat.ui.tasks import CancelledError
from tests.ui.driver import Driver


def add_appointment(journal: Any, author: str) -> Change:
    visit = Appointment(id=AppointmentId(records.new_id()), starts_at=WallTime.parse("2026-03-04T10:30"))
    return records.add(journal, record=visit, author=author)


def test_a_change_tells_which_kinds_it_touched_on_the_main_thread(empty: Driver, qtbot: QtBot) -> None:
    threads: list[threading.Thread] = []
    empty.tasks.records_changed.connect(lambda _kinds: threads.append(threading.current_thread()))
    with qtbot.waitSignal(empty.tasks.records_changed) as told:
        empty.tasks.change(add_appointment)
    assert told.args == [frozenset({Kind.APPOINTMENTS})]
    assert threads == [threading.main_thread()]


def test_changes_and_readings_each_have_their_own_lasting_thread(empty: Driver) -> None:
    names: list[str] = []
    for _ in range(3):
        empty.tasks.change(lambda _journal, _author: names.append(threading.current_thread().name))
        empty.settle()
        names.append(empty.read(lambda _journal: threading.current_thread().name))
    assert names == ["writer", "reader"] * 3


def test_a_change_bears_the_name_of_who_is_writing(empty: Driver) -> None:
    empty.tasks.author = "Ana"
    empty.tasks.change(add_appointment)
    empty.settle()
    assert empty.read(history.list_changes)[0].author == "Ana"


def test_a_newer_question_of_the_same_view_discards_the_older_answer(empty: Driver) -> None:
    may_go_on, answers = threading.Event(), []
    empty.tasks.read(lambda _journal: may_go_on.wait(10), view="list", then=lambda _done: answers.append("old"))
    empty.tasks.read(lambda _journal: "new", view="list", then=answers.append)
    empty.tasks.read(lambda _journal: "other", view="other list", then=answers.append)
    may_go_on.set()
    empty.settle()
    assert answers == ["new", "other"]


def test_an_answer_for_a_widget_that_is_gone_is_dropped(empty: Driver) -> None:
    class Receiver(QObject):
        def take(self, _answer: object) -> None:
            raise AssertionError("it is gone")

    receiver = Receiver()
    empty.tasks.read(lambda _journal: "answer", then=receiver.take)
    receiver.deleteLater()
    del receiver
    empty.settle()
    assert empty.errors == []


def test_a_failure_goes_to_who_asked_else_to_one_place(empty: Driver) -> None:
    taken: list[Exception] = []
    empty.tasks.change(lambda journal, _author: history.redo(journal), failed=taken.append)
    empty.tasks.change(lambda journal, _author: history.redo(journal))
    empty.settle()
    assert isinstance(taken[0], NothingToRedoError)
    assert isinstance(empty.errors[0], NothingToRedoError)
    assert "There is nothing to redo." in empty.words()


class Steps:
    """Long work that notes whether it came to its end, and on which thread it was left."""

    def __init__(self) -> None:
        self.closed_on = ""
        self.is_finished = False

    def __call__(self, _journal: object, _author: str) -> Generator[Progress, None, str]:
        try:
            for done in range(100_000):
                yield Progress(done, 100_000)
            self.is_finished = True
        finally:
            self.closed_on = threading.current_thread().name
        return "finished"


def test_long_work_tells_its_progress_and_is_closed_on_its_thread_when_cancelled(empty: Driver, qtbot: QtBot) -> None:
    steps = Steps()
    seen: list[Progress] = []
    ended: list[object] = []
    job = empty.tasks.run(steps, then=ended.append, progress=seen.append, failed=ended.append)
    qtbot.waitUntil(lambda: bool(seen))
    job.cancel()
    qtbot.waitUntil(lambda: bool(ended))
    assert isinstance(ended[0], CancelledError)
    assert (steps.closed_on, steps.is_finished) == ("writer", False)


def test_long_work_returns_its_answer(empty: Driver, qtbot: QtBot) -> None:
    def steps(_journal: object, _author: str) -> Generator[Progress, None, str]:
        yield Progress(1, 1)
        return "answer"

    answers: list[str] = []
    empty.tasks.run(steps, then=answers.append)
    qtbot.waitUntil(lambda: answers == ["answer"])


def test_closing_the_window_finishes_every_change_first(empty: Driver) -> None:
    for _ in range(20):
        empty.tasks.change(add_appointment)
    empty.window.close()
    path = empty.controller.session.path
    from hoofbeat.services import journals

    journal = journals.open_journal(path)
    with journal.reading() as stored:
        assert stored.count(Kind.APPOINTMENTS) == 20
    journal.close()


@pytest.mark.parametrize("ask", ["change", "read", "run"])
def test_without_a_journal_nothing_happens(driver: Driver, ask: str) -> None:
    def refuse(*_anything: object) -> Any:
        raise AssertionError("there is no journal")

    getattr(driver.tasks, ask)(refuse, then=refuse)
    driver.settle()
    assert driver.errors == []


def test_a_journal_that_was_closed_can_be_opened_for_writing_again(empty: Driver, qtbot: QtBot) -> None:
    """Opened on the reader thread and closed on the writer thread: its lock must be let go all the same."""
    with qtbot.waitSignal(empty.controller.session.opened):
        empty.controller.session.close(then=empty.controller.session.begin)
    empty.settle()
    assert not empty.controller.surroundings.journal.is_read_only
