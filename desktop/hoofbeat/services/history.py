"""Going back and forth in the change log, for the whole journal and for one record."""

from __future__ import annotations

from collections.abc import Sequence

from hoofbeat.domain.changes import Change, HistoryEntry, Undone
from hoofbeat.domain.records import Kind
from hoofbeat.store import history
from hoofbeat.store.journal import Journal


def undo(journal: Journal, *, since: int = 0, author: str = "") -> Undone:
    """Take back the newest change, if it is younger than the change `since`; NothingToUndoError, NothingCouldBeUndoneError."""
    with journal.change(author=author) as work:
        return history.undo(work, since=since)


def undo_change(journal: Journal, *, change_id: int, author: str = "") -> Undone:
    """Take back one change of the log, such as an import; records changed or used since are kept and listed.

    Raises NothingToUndoError, and NothingCouldBeUndoneError where all of them would be kept.
    """
    with journal.change(author=author) as work:
        return history.undo(work, change_id)


def redo(journal: Journal, *, author: str = "") -> Undone:
    """Make the change again that was taken back last; NothingToRedoError."""
    with journal.change(author=author) as work:
        return history.redo(work)


def list_changes(journal: Journal, *, limit: int = 200, offset: int = 0) -> Sequence[Change]:
    """Return the changes made, newest first."""
    with journal.reading_connection() as connection:
        return history.list_changes(connection, limit=limit, offset=offset)


def history_of(journal: Journal, *, kind: Kind, record_id: str) -> Sequence[HistoryEntry]:
    """Return every step of one record, oldest first."""
    with journal.reading_connection() as connection:
        return history.history_of(connection, kind, record_id)


def newest_change_id(journal: Journal) -> int:
    """Return the id of the newest change, 0 in a new journal: where this opening's undo ends."""
    with journal.reading_connection() as connection:
        return history.newest_id(connection)


def can_undo(journal: Journal, *, since: int = 0) -> Change | None:
    """Return the change that undo would take back, if there is one."""
    with journal.reading_connection() as connection:
        return history.newest_to_undo(connection, since=since)


def can_redo(journal: Journal) -> Change | None:
    """Return the change that redo would make again, if there is one."""
    with journal.reading_connection() as connection:
        return history.next_to_redo(connection)
