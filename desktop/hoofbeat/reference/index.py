"""The full-text index over all passages: FTS5 in memory, asked one expression at a time and remembering the answers."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from sqlcipher3 import dbapi2 as sqlite

from hoofbeat.reference.content import Passage

Postings = tuple[tuple[int, float], ...]
"""Places of passages with their scores, higher is better."""

_PASSAGE_WEIGHTS = (0.0, 0.0, 2.0, 1.0)
_TOPIC_WEIGHTS = (1.0, 0.5, 0.0, 0.0)
"""What a word counts in the title, the topic's other names, the heading and the body; for the passage and its topic."""
_TOPIC_SHARE = 0.6
"""What the topic's score counts beside the passage's own. They are added after BM25 has levelled each of them off, so
that a word in the title does not hide whether the passage says it too."""

_MOST_REMEMBERED = 2000
_CREATE = (
    "CREATE VIRTUAL TABLE passage USING"
    " fts5(title, names, heading, body, tokenize = 'porter unicode61 remove_diacritics 2')"
)
_INSERT = "INSERT INTO passage (rowid, title, names, heading, body) VALUES (?, ?, ?, ?, ?)"
_SCORE = (
    f"SELECT rowid, -bm25(passage, {', '.join(map(str, _PASSAGE_WEIGHTS))})"  # noqa: S608
    f" - {_TOPIC_SHARE} * bm25(passage, {', '.join(map(str, _TOPIC_WEIGHTS))}) FROM passage WHERE passage MATCH ?"
)
_MARK = "SELECT rowid, highlight(passage, 3, char(1), char(2)) FROM passage WHERE passage MATCH ? AND rowid IN ({})"
_MARKS = re.compile("[\x01\x02]")


class PassageIndex:
    """The index; a passage is named by its place in the sequence. One thread at a time."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._remembered: dict[str, Postings] = {}
        # Built off the main thread and asked from another: the owner sees to it that they take turns.
        self._connection: Any = sqlite.connect(":memory:", check_same_thread=False, isolation_level=None)
        self._connection.execute("BEGIN")
        self._connection.execute(_CREATE)
        self._connection.executemany(_INSERT, self._rows(passages))
        self._connection.execute("COMMIT")

    def postings(self, expression: str) -> Postings:
        """The passages that match an FTS5 expression, with their BM25 scores."""
        known = self._remembered.get(expression)
        if known is None:
            known = tuple(self._connection.execute(_SCORE, (expression,)))
            if len(self._remembered) >= _MOST_REMEMBERED:
                self._remembered.clear()
            self._remembered[expression] = known
        return known

    def spans(self, expression: str, places: Sequence[int]) -> dict[int, tuple[tuple[int, int], ...]]:
        """Where, in the texts of these passages, words of the expression stand."""
        if not expression or not places:
            return {}
        statement = _MARK.format(", ".join("?" * len(places)))
        rows = self._connection.execute(statement, (expression, *places))
        return {place: tuple(_marked(text)) for place, text in rows}

    def close(self) -> None:
        """Let the memory go."""
        self._connection.close()

    @staticmethod
    def _rows(passages: Sequence[Passage]) -> Iterator[tuple[int, str, str, str, str]]:
        for place, passage in enumerate(passages):
            yield place, passage.title, "; ".join(passage.names), passage.heading, passage.text


def _marked(text: str) -> Iterator[tuple[int, int]]:
    """Spans between the marks, counted in the text without them."""
    starts = [mark.start() - number for number, mark in enumerate(_MARKS.finditer(text))]
    return zip(starts[::2], starts[1::2], strict=True)
