"""The way of every act and every reading: off the main thread, on the worker that owns the connection, and back with the answer."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Hashable
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from hoofbeat.domain.changes import Change, Undone
from hoofbeat.domain.progress import Progress
from hoofbeat.ui.workers import Worker

if TYPE_CHECKING:
    from hoofbeat.services.journals import Journal
else:
    Journal = Any

T = TypeVar("T")
Act = Callable[[Journal, str], T]
"""Something done to the journal under an author's name, on the writer thread."""
Query = Callable[[Journal], T]
"""Something read from the journal, on the reader thread."""
Then = Callable[[T], object]
Failed = Callable[[Exception], object]


class CancelledError(Exception):
    """Long work was cancelled by the person; nothing of it was kept."""


class Job:
    """Long work under way."""

    def __init__(self) -> None:
        self._is_cancelled = threading.Event()

    @property
    def is_cancelled(self) -> bool:
        """Tell whether somebody asked to stop."""
        return self._is_cancelled.is_set()

    def cancel(self) -> None:
        """Stop at the next step; what was done so far is rolled back."""
        self._is_cancelled.set()


class Tasks(QObject):
    """Sends work to the two workers and brings answers to the main thread.

    Signals: `records_changed` with the frozenset of kinds that a commit touched; `change_made` with the change itself;
    `failed` with an error that the asker did not take; `journal_opened`; `journal_closed`.
    """

    records_changed = Signal(object)
    change_made = Signal(object)
    failed = Signal(object)
    journal_opened = Signal()
    journal_closed = Signal()
    _delivered = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.author = ""
        self._journal: Journal | None = None
        self._is_over = False
        self._jobs: set[Job] = set()
        self._tickets: dict[Hashable, int] = {}
        self._writer, self._reader = Worker("writer"), Worker("reader")
        self._delivered.connect(self._on_delivered, Qt.ConnectionType.QueuedConnection)
        self._writer.start()
        self._reader.start()

    @property
    def is_open(self) -> bool:
        """Tell whether a journal is open."""
        return self._journal is not None

    def open(self, opener: Callable[[], Journal], *, then: Then[Journal], failed: Failed | None = None) -> None:
        """Open a journal on the reader thread; from then on changes and readings are about it."""
        self._submit(self._reader, opener, partial(self._on_opened, then), failed)

    def change(self, act: Act[T], *, then: Then[T] | None = None, failed: Failed | None = None) -> None:
        """Do something to the open journal; after its commit everybody hears which kinds it touched, then the asker."""
        journal, author = self._journal, self.author
        if journal is None:
            return
        self._submit(self._writer, lambda: act(journal, author), partial(self._on_changed, then), failed)

    def read(
        self, query: Query[T], *, then: Then[T], view: Hashable | None = None, failed: Failed | None = None
    ) -> None:
        """Read from the journal. A newer query of the same view discards the older one, begun or not."""
        journal, ticket = self._journal, self._new_ticket(view)
        if journal is None:
            return
        is_wanted = partial(self._is_newest, view, ticket)
        self._submit(self._reader, lambda: query(journal), then, failed, is_wanted)

    def compute(self, work: Callable[[], T], *, then: Then[T], failed: Failed | None = None) -> None:
        """Do something slow that needs no journal, on the reader thread."""
        self._submit(self._reader, work, then, failed)

    def run(
        self,
        steps: Callable[[Journal, str], Generator[Progress, None, T]],
        *,
        then: Then[T],
        progress: Callable[[Progress], object] | None = None,
        failed: Failed | None = None,
        on_reader: bool = False,
    ) -> Job:
        """Do long work step by step on its thread; cancelling closes the generator there, which rolls back."""
        journal, author, job = self._journal, self.author, Job()
        if journal is None:
            job.cancel()
            return job
        self._jobs.add(job)

        def work() -> T:
            return _drive(steps(journal, author), job, partial(self._deliver, progress))

        def done(answer: T) -> None:
            self._jobs.discard(job)
            self._on_changed(then, answer)

        def ended(error: Exception) -> None:
            self._jobs.discard(job)
            self._on_failed(failed, error)

        self._submit(self._reader if on_reader else self._writer, work, done, ended)
        return job

    def close_journal(self, close: Query[T], *, then: Then[T]) -> None:
        """Close the journal in this way on the writer thread, after all that is under way."""
        journal, self._journal = self._journal, None
        self._tickets.clear()
        if journal is None:
            return

        def work() -> T:
            _let_finish(self._reader)
            return close(journal)

        def closed(answer: T) -> None:
            self.journal_closed.emit()
            then(answer)

        self._submit(self._writer, work, closed, None)

    def shut_down(self, close: Query[Exception | None] | None = None) -> Exception | None:
        """Cancel long work, finish every change, close the journal in this way and end both threads.

        Returns when all is done, with what `close` returned or raised.
        """
        self._is_over = True
        for job in self._jobs:
            job.cancel()
        self._reader.stop()
        self._reader.join()
        journal, self._journal = self._journal, None
        failures: list[Exception | None] = []
        if journal is not None:
            self._writer.submit(lambda: failures.append(_close_on_the_way_out(journal, close)))
        self._writer.stop()
        self._writer.join()
        return next(iter(failures), None)

    def _submit(
        self,
        worker: Worker,
        work: Callable[[], T],
        then: Then[T] | None,
        failed: Failed | None,
        is_wanted: Callable[[], bool] = lambda: True,
    ) -> None:
        def do() -> None:
            if not is_wanted():
                return
            try:
                answer = work()
            except Exception as error:  # noqa: BLE001  # it is delivered, and told or reported there
                self._delivered.emit(partial(self._on_failed, failed, error))
            else:
                self._delivered.emit(partial(_answer_if, is_wanted, then, answer))

        worker.submit(do)

    def _deliver(self, receiver: Callable[[Any], object] | None, news: Any) -> None:
        self._delivered.emit(partial(_answer_if, lambda: True, receiver, news))

    def _new_ticket(self, view: Hashable | None) -> int:
        if view is None:
            return 0
        self._tickets[view] = self._tickets.get(view, 0) + 1
        return self._tickets[view]

    def _is_newest(self, view: Hashable | None, ticket: int) -> bool:
        return view is None or self._tickets.get(view) == ticket

    def _on_opened(self, then: Then[Journal], journal: Journal) -> None:
        self._journal = journal
        self.journal_opened.emit()
        then(journal)

    def _on_changed(self, then: Then[Any] | None, answer: Any) -> None:
        change = change_of(answer)
        if change is not None:
            self.records_changed.emit(change.touched)
            self.change_made.emit(change)
        _answer_if(lambda: True, then, answer)

    def _on_failed(self, failed: Failed | None, error: Exception) -> None:
        if failed is not None and is_alive(failed):
            failed(error)
        elif not isinstance(error, CancelledError):
            self.failed.emit(error)

    def _on_delivered(self, deliver: Callable[[], None]) -> None:
        if not self._is_over:
            deliver()


def change_of(answer: Any) -> Change | None:
    """Return the committed change that an act's answer is or carries."""
    if isinstance(answer, Change):
        return answer
    if isinstance(answer, Undone):
        return answer.change
    carried = getattr(answer, "change", None)
    return carried if isinstance(carried, Change) else None


def _drive(steps: Generator[Progress, None, T], job: Job, tell: Callable[[Progress], None]) -> T:
    while not job.is_cancelled:
        try:
            tell(next(steps))
        except StopIteration as end:
            answer: T = end.value
            return answer
    steps.close()
    raise CancelledError


def _let_finish(worker: Worker) -> None:
    is_done = threading.Event()
    worker.submit(is_done.set)
    is_done.wait()


def _close_on_the_way_out(journal: Journal, close: Query[Exception | None] | None) -> Exception | None:
    """Close in any case; a failed copy must not keep the program from ending."""
    try:
        if close is not None:
            return close(journal)
        journal.close()
    except Exception as error:  # noqa: BLE001  # it is returned, to be told or noted
        return error
    return None


def _answer_if(is_wanted: Callable[[], bool], then: Callable[[Any], object] | None, answer: Any) -> None:
    if then is not None and is_wanted() and is_alive(then):
        then(answer)


def is_alive(callback: Callable[..., object]) -> bool:
    """Tell whether the widget that a callback belongs to is still there."""
    while isinstance(callback, partial):
        callback = callback.func
    owner = getattr(callback, "__self__", None)
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)
