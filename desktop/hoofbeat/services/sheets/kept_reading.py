"""What was read for a sheet, kept while nothing changes in the record: a sheet with another tick is then made of the same."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from hoofbeat.store.additions import newest_change
from hoofbeat.store.repositories import Repository

T = TypeVar("T")


class KeptReading:
    """Answers of one journal, on the thread that reads it. Whoever holds this lets go of it when the journal is closed."""

    def __init__(self) -> None:
        self._version: Hashable = None
        self._answers: dict[Hashable, Any] = {}

    def get(self, stored: Repository, question: Hashable, read: Callable[[], T]) -> T:
        """Return the answer to a question, read anew if any record was changed since."""
        version = (id(stored.connection.engine), newest_change(stored.connection))
        if version != self._version:
            self._version, self._answers = version, {}
        if question not in self._answers:
            self._answers[question] = read()
        answer: T = self._answers[question]
        return answer
