"""Building and asking the index of the reference, beside bare FTS5 over the same passages."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tests.benchmarks.comparison import PROJECT, Comparison, times, times_over

if TYPE_CHECKING:
    from hoofbeat.reference.content import Passage
    from hoofbeat.reference.search import SearchIndex

QUESTIONS = PROJECT / "tests" / "reference" / "questions.json"
BUILDS = 9


def _library() -> Any:
    from hoofbeat.reference.library import Library

    return Library(PROJECT / "resources" / "reference")


def _build(library: Any) -> SearchIndex:
    from hoofbeat.reference.asked import read_asked
    from hoofbeat.reference.everyday import read_everyday
    from hoofbeat.reference.search import SearchIndex

    everyday = read_everyday(library.folder / "en" / "everyday.json", library.glossary)
    everyday.add_titles(library.heads)
    phrasings = read_asked(library.folder / "en" / "asked.json", library.facts, everyday)
    return SearchIndex(library.passages, library.heads, everyday, phrasings)


def _build_bare(passages: Sequence[Passage]) -> Any:
    """The least that anybody would do: one table, one insert of all passages."""
    from sqlcipher3 import dbapi2 as sqlite

    connection = sqlite.connect(":memory:", isolation_level=None)
    connection.execute("BEGIN")
    connection.execute(
        "CREATE VIRTUAL TABLE bare USING fts5(title, names, heading, body, tokenize = 'porter unicode61')"
    )
    rows = [(each.title, "; ".join(each.names), each.heading, each.text) for each in passages]
    connection.executemany("INSERT INTO bare VALUES (?, ?, ?, ?)", rows)
    connection.execute("COMMIT")
    return connection


def _ask_bare(connection: Any, text: str) -> list[Any]:
    """The least that anybody would do: every word, any of them, the ten best."""
    from hoofbeat.reference.words import words_of

    expression = " OR ".join(f'"{word}"' for word in words_of(text))
    found: list[Any] = connection.execute(
        "SELECT rowid FROM bare WHERE bare MATCH ? ORDER BY rank LIMIT 10", (expression,)
    ).fetchall()
    return found


def _questions() -> list[str]:
    return [question["ask"] for question in json.loads(QUESTIONS.read_bytes())]


def build_index() -> float:
    library = _library()
    return times(lambda _: _build(library), BUILDS)


def build_bare_index() -> float:
    passages = _library().passages
    return times(lambda _: _build_bare(passages).close(), BUILDS)


def ask_index() -> float:
    return times_over(_questions(), _build(_library()).search)


def ask_bare_index() -> float:
    connection = _build_bare(_library().passages)
    return times_over(_questions(), lambda text: _ask_bare(connection, text))


COMPARISONS = (
    Comparison("build the index of the reference", build_index, build_bare_index, "bare FTS5", wanted=3, rounds=3),
    Comparison("ask it a question in everyday words", ask_index, ask_bare_index, "bare FTS5", wanted=10, rounds=3),
)
