"""Search finds the passage that answers, whatever is typed, and never raises."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hoofbeat.reference.query import expression

if TYPE_CHECKING:
    from hoofbeat.reference.library import Library
    from hoofbeat.reference.search import SearchAnswer, SearchIndex

HOSTILE = [
    "",
    " ",
    '"',
    "'",
    "''\"\"",
    "beta-blocker",
    "it's",
    "surgery AND",
    "AND",
    "OR NOT NEAR(",
    "title:insulin",
    "{title body}: x",
    "^insulin",
    "insulin*",
    "*",
    "-insulin",
    "a + b",
    "(((",
    "\x00",
    "insulin\x00oma",
    "\x01\x02",
    "\ud800",
    "😀😀",
    "İnsülin",
    "胰腺神经内分泌肿瘤",
    "a" * 10_000,
    "insulin " * 1_250,
    "'; DROP TABLE passage; --",
    "%s %d {0} \\",
    "\u202eamonilusni",
    "1-800-227-2345",
    "½ µg ≥ 3",
]
PIECES = st.sampled_from(
    [
        '"',
        "'",
        "AND",
        "OR",
        "NOT",
        "NEAR(",
        "*",
        "^",
        ":",
        "-",
        "(",
        ")",
        "insulin",
        "can't",
        "liver",
        "\x00",
        "😀",
        " ",
    ]
)


def topics(answer: SearchAnswer) -> list[str]:
    return [hit.passage.topic_id for hit in answer.hits]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_raises_and_none_is_a_dead_end(index: SearchIndex, text: str) -> None:
    answer = index.search(text)
    assert answer.contents
    assert len(index.spans(answer)) == len(answer.hits)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(), st.lists(PIECES).map("".join), st.lists(PIECES).map(" ".join)))
def test_whatever_is_typed_gives_an_answer(index: SearchIndex, text: str) -> None:
    answer = index.search(text, limit=5)
    assert len(answer.hits) <= 5
    for hit, spans in zip(answer.hits, index.spans(answer), strict=True):
        assert all(0 <= start < end <= len(hit.passage.text) for start, end in spans)


@pytest.mark.parametrize(
    ("typed", "topic_id"),
    [
        ("insulinomma", "insulinoma"),
        ("lanreotid", "supportive-care"),
        ("pancreatectemy", "treatment-surgery"),
        ("glucaganoma", "glucagonoma"),
        ("everolimas", "treatment-targeted"),
        ("tumour spread", "spread"),
    ],
)
def test_a_misspelled_word_finds_what_was_meant(index: SearchIndex, typed: str, topic_id: str) -> None:
    assert topic_id in topics(index.search(typed, limit=3))


def test_a_corrected_word_is_told(index: SearchIndex) -> None:
    (correction,) = index.search("insulinomma").corrections
    assert (correction.typed, correction.used) == ("insulinomma", "insulinoma")


def test_the_topic_that_is_named_goes_before_the_general_one(index: SearchIndex) -> None:
    assert topics(index.search("insulinoma surgery"))[0] == "treating-insulinoma"
    assert topics(index.search("gastrinoma symptoms"))[0] == "signs-gastrinoma"
    assert topics(index.search("vipoma tests"))[0] == "tests-vipoma"


def test_results_come_while_a_word_is_being_typed(index: SearchIndex) -> None:
    for length in range(4, len("somatostatinoma")):
        assert index.search("somatostatinoma"[:length]).hits


def test_the_best_passage_comes_first_and_none_comes_twice(index: SearchIndex) -> None:
    answer = index.search("treatment of gastrinoma in the liver", limit=50)
    scores = [hit.score for hit in answer.hits]
    assert scores == sorted(scores, reverse=True)
    assert len({hit.passage.key for hit in answer.hits}) == len(answer.hits) > 10


def test_the_limit_holds(index: SearchIndex) -> None:
    assert len(index.search("tumor", limit=3).hits) == 3
    assert not index.search("tumor", limit=0).hits
    assert not index.search("tumor", limit=-1).hits


def test_the_words_that_were_found_are_marked(index: SearchIndex) -> None:
    answer = index.search("shaky and sweaty")
    text = answer.hits[0].passage.text
    assert {text[start:end] for start, end in index.spans(answer)[0]} == {"shaky", "sweaty"}


def test_nothing_found_offers_the_nearest_words_and_the_contents(index: SearchIndex, library: Library) -> None:
    answer = index.search("zzinsulimomqq")
    assert not answer.hits
    assert "insulinoma" in answer.nearest
    assert answer.contents == library.heads


def test_question_words_alone_find_nothing(index: SearchIndex) -> None:
    assert not index.search("what is it?").hits


def test_every_passage_shown_is_whole(index: SearchIndex, library: Library) -> None:
    whole = {passage.text for passage in library.passages}
    assert all(hit.passage.text in whole for hit in index.search("surgery", limit=30).hits)


def test_threads_take_turns(index: SearchIndex) -> None:
    expected = index.search("low blood sugar")
    answers: list[SearchAnswer] = []
    threads = [threading.Thread(target=lambda: answers.append(index.search("low blood sugar"))) for _number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [expected] * 8


def test_words_become_one_safe_expression() -> None:
    assert expression(["low", "sugar"]) == '"low" AND "sugar"'
    assert expression(["insul"], is_beginning=True) == '"insul"*'
    assert expression(['a"b']) == '"ab"'
    assert expression(["not", "removed"]) == '("not" OR "cannot" OR "no") AND "removed"'
