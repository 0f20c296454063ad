"""The starter questions: every situation has some, each leads to a topic that exists, and none advises."""

from __future__ import annotations

import pytest

from hoofbeat.reference.errors import ReferenceContentError
from hoofbeat.reference.library import Library
from hoofbeat.reference.starters import read_starters

SITUATIONS = [
    "new diagnosis",
    "before an operation",
    "before a first injection",
    "results",
    "scans",
    "follow-up",
    "trials",
]


def test_every_situation_has_questions_that_lead_to_a_topic(library: Library) -> None:
    assert [each.id for each in library.starters] == SITUATIONS
    topics = {head.id for head in library.heads}
    for situation in library.starters:
        assert len(situation.questions) >= 5
        assert {question.topic for question in situation.questions} <= topics


def test_every_line_asks_and_none_stands_twice(library: Library) -> None:
    texts = [question.text for situation in library.starters for question in situation.questions]
    assert all(text.endswith("?") for text in texts)
    assert len(set(texts)) == len(texts)
    assert max(map(len, texts)) <= 110


def test_a_broken_file_is_named(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("reference") / "questions.json"
    path.write_text('{"situations": [{"id": "x"}]}', encoding="utf-8")
    with pytest.raises(ReferenceContentError, match=r"questions\.json"):
        read_starters(path)
