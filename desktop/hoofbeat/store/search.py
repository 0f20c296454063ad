"""A full-text index over the person's own records, in memory only: never in the file, and gone when the journal is closed."""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, or_, select
from sqlcipher3 import dbapi2

from hoofbeat.domain.fields import FieldType
from hoofbeat.domain.records import Kind, fields_for
from hoofbeat.store.tables import TABLES

_WORD = re.compile(r"[^\W_]+")
_MOST_WORDS = 12
_TITLE_WEIGHT, _BODY_WEIGHT = 6.0, 1.0
_SEARCHED = frozenset(
    {FieldType.TEXT, FieldType.LONG_TEXT, FieldType.CHOICE, FieldType.PARTIAL_DATE, FieldType.WALL_TIME}
)
_ONLY_WITH = {Kind.GIVEN: ("reaction", "why_not", "note"), Kind.SAMPLES: ("procedure", "note")}
"""Kinds of which there are thousands: only those are looked through that somebody wrote something about."""
_LEFT_OUT = frozenset({Kind.RESULTS, Kind.DOSES})
"""Results are found by their tests, doses by their medicine."""
_NOT_WORDS = frozenset({"source_id", "media_type", "sha256"})
_NAMES = (
    "name",
    "title",
    "text",
    "with_whom",
    "substance",
    "value",
    "topic",
    "sheet",
    "generic_name",
    "about",
    "place",
)


@dataclass(frozen=True, slots=True)
class Document:
    """What is found as one thing: a record, or, with the kind of results, a test by its id."""

    kind: Kind
    id: str
    title: str
    body: str


class RecordIndex:
    """Words of documents. It may be asked from any thread, one at a time."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._connection = dbapi2.connect(":memory:", isolation_level=None, check_same_thread=False)
        self._connection.execute(
            "CREATE VIRTUAL TABLE documents USING fts5(kind UNINDEXED, id UNINDEXED, title, body, "
            "tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')"
        )

    def replace(self, kind: Kind, documents: Iterable[Document]) -> None:
        """Put these documents in the place of all of their kind."""
        rows = [(each.kind.value, each.id, each.title, each.body) for each in documents]
        with self._turn:
            self._connection.execute("BEGIN")
            self._connection.execute("DELETE FROM documents WHERE kind = ?", (kind.value,))
            self._connection.executemany("INSERT INTO documents VALUES (?, ?, ?, ?)", rows)
            self._connection.execute("COMMIT")

    def search(self, text: str, *, limit: int) -> list[tuple[Kind, str]]:
        """Return what holds every word of a text or begins so, best first. Any text will do: nothing in it can raise."""
        expression = match_expression(text)
        if not expression:
            return []
        query = "SELECT kind, id FROM documents WHERE documents MATCH ? ORDER BY bm25(documents, 0, 0, ?, ?) LIMIT ?"
        with self._turn:
            found = self._connection.execute(query, (expression, _TITLE_WEIGHT, _BODY_WEIGHT, limit)).fetchall()
        return [(Kind(kind), record_id) for kind, record_id in found]

    def close(self) -> None:
        """Forget everything."""
        with self._turn:
            self._connection.close()


def match_expression(text: str) -> str:
    """Return an FTS5 expression for every word of a text, each quoted and each perhaps only the beginning of one."""
    words = _WORD.findall(unicodedata.normalize("NFKC", text))[:_MOST_WORDS]
    return " AND ".join(f'"{word}"*' for word in words)


def read_documents(connection: Connection, kind: Kind) -> Iterator[Document]:
    """Yield the records of a kind as documents: their texts, choices and dates."""
    if kind in _LEFT_OUT:
        return
    table = TABLES[kind]
    fields = [each for each in fields_for(kind).values() if each.holds in _SEARCHED and each.name not in _NOT_WORDS]
    query = select(table.c.id, *(table.c[each.name] for each in fields))
    if kind in _ONLY_WITH:
        query = query.where(or_(*(table.c[name] != "" for name in _ONLY_WITH[kind])))
    is_name = [each.name in _NAMES for each in fields]
    for record_id, *values in connection.execute(query):
        texts = [str(value or "") for value in values]
        title = " ".join(text for text, is_title in zip(texts, is_name, strict=True) if is_title)
        body = " ".join(text for text, is_title in zip(texts, is_name, strict=True) if not is_title)
        yield Document(kind, record_id, title, body)
