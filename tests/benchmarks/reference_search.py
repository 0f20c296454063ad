"""Building and asking the index of the reference, beside bare FTS5 over the same passages: python -m tests.benchmarks.reference_search."""

from __future__ import annotations

import json
import statistics
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from sqlcipher3 import dbapi2 as sqlite

from hoofbeat.reference.asked import read_asked
from hoofbeat.reference.everyday import read_everyday
from hoofbeat.reference.library import Library
from hoofbeat.reference.search import SearchIndex
from hoofbeat.reference.words import words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hoofbeat.reference.content import Passage

Input = TypeVar("Input")

PROJECT = Path(__file__).resolve().parents[2]
QUESTIONS = PROJECT / "tests" / "reference" / "questions.json"
BUILDS = 15
MOST_FOR_BUILD, MOST_FOR_QUERY = 3.0, 10.0
"""How many times the bare way each may take."""


def bare_index(passages: Sequence[Passage]) -> Any:
    """The least that anybody would do: one table, one insert of all passages."""
    connection = sqlite.connect(":memory:", isolation_level=None)
    connection.execute("BEGIN")
    connection.execute(
        "CREATE VIRTUAL TABLE bare USING fts5(title, names, heading, body, tokenize = 'porter unicode61')"
    )
    rows = [(each.title, "; ".join(each.names), each.heading, each.text) for each in passages]
    connection.executemany("INSERT INTO bare VALUES (?, ?, ?, ?)", rows)
    connection.execute("COMMIT")
    return connection


def bare_query(connection: Any, text: str) -> list[Any]:
    """The least that anybody would do: every word, any of them, the ten best."""
    expression = " OR ".join(f'"{word}"' for word in words_of(text))
    found: list[Any] = connection.execute(
        "SELECT rowid FROM bare WHERE bare MATCH ? ORDER BY rank LIMIT 10", (expression,)
    ).fetchall()
    return found


def median_ms(inputs: Sequence[Input], act: Callable[[Input], object]) -> float:
    """The median time of the act over its inputs, in milliseconds."""
    times = []
    for each in inputs:
        begun = time.perf_counter()
        act(each)
        times.append(time.perf_counter() - begun)
    return statistics.median(times) * 1000


def run() -> dict[str, float]:
    """Measure, print, and return the two ratios."""
    library = Library(PROJECT / "resources" / "reference")
    passages, heads = library.passages, library.heads
    everyday = read_everyday(library.folder / "en" / "everyday.json", library.glossary)
    everyday.add_titles(heads)
    phrasings = read_asked(library.folder / "en" / "asked.json", library.facts, everyday)
    asked = [question["ask"] for question in json.loads(QUESTIONS.read_bytes())]

    bare_build = median_ms([passages] * BUILDS, lambda rows: bare_index(rows).close())
    build = median_ms([passages] * BUILDS, lambda rows: SearchIndex(rows, heads, everyday, phrasings))
    bare, index = bare_index(passages), SearchIndex(passages, heads, everyday, phrasings)
    bare_first = median_ms(asked, lambda text: bare_query(bare, text))
    first = median_ms(asked, index.search)
    again = median_ms(asked, index.search)

    ratios = {"build": build / bare_build, "query": first / bare_first}
    print(f"reference: {len(passages)} passages, {len(asked)} questions")
    print(
        f"  build  {build:6.2f} ms, bare {bare_build:6.2f} ms, {ratios['build']:.1f} times (at most {MOST_FOR_BUILD})"
    )
    print(
        f"  query  {first:6.3f} ms, bare {bare_first:6.3f} ms, {ratios['query']:.1f} times (at most {MOST_FOR_QUERY})"
    )
    print(f"  query, words met before  {again:6.3f} ms, {again / bare_first:.1f} times")
    return ratios


if __name__ == "__main__":
    run()
