"""The search answers questions as people ask them: most of these were used to tune it, the rest only to report."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from hoofbeat.reference.library import Library
    from hoofbeat.reference.search import SearchIndex

QUESTIONS: list[dict[str, Any]] = json.loads(Path(__file__).with_name("questions.json").read_bytes())
FIRST = 3
"""The right passage is to stand among this many."""
RATE = 147 / 150


def answered(question: dict[str, Any], index: SearchIndex, library: Library) -> bool:
    """Whether one of the first passages states one of the expected facts, or the fact that it repeats."""

    def original(fact_id: str) -> str:
        return library.facts.facts[fact_id].same_as or fact_id

    wanted = set(map(original, question["facts"]))
    hits = index.search(question["ask"], limit=FIRST).hits
    return any(wanted & set(map(original, hit.passage.fact_ids)) for hit in hits)


@pytest.mark.parametrize("half", ["tune", "report"])
def test_the_right_passage_stands_among_the_first_three(
    half: str, index: SearchIndex, library: Library, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = [question for question in QUESTIONS if question["half"] == half]
    missed = [question["ask"] for question in asked if not answered(question, index, library)]
    found = len(asked) - len(missed)
    with capsys.disabled():
        print(f"\nsearch, {half} half: {found} of {len(asked)} ({found / len(asked):.1%}) among the first {FIRST}")  # noqa: T201
    assert len(asked) >= 75
    # The report half is not named: what is looked at is tuned to.
    assert found / len(asked) >= RATE, missed if half == "tune" else f"{len(missed)} missed"


def test_the_questions_are_of_every_kind_and_ask_for_facts_that_exist(library: Library) -> None:
    assert len(QUESTIONS) >= 150
    assert len({question["ask"].casefold() for question in QUESTIONS}) == len(QUESTIONS)
    assert len({question["kind"] for question in QUESTIONS}) >= 7
    assert {fact_id for question in QUESTIONS for fact_id in question["facts"]} <= library.facts.facts.keys()
