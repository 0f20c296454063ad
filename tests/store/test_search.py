"""The index over own records: any text is safe to ask with, every word counts, and what changed is read anew."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from hoofbeat.domain.records import Kind
from hoofbeat.store.search import Document, RecordIndex, match_expression


def index_of(*titles: str) -> RecordIndex:
    index = RecordIndex()
    index.replace(Kind.NOTES, [Document(Kind.NOTES, str(n), title, "") for n, title in enumerate(titles)])
    return index


def found(index: RecordIndex, text: str) -> list[str]:
    return [record_id for _, record_id in index.search(text, limit=10)]


def test_every_word_counts_and_each_may_be_only_a_beginning() -> None:
    index = index_of("Dizzy after lunch", "Dizzy in the morning", "Łucja Ñusta")
    assert found(index, "diz lun") == ["0"]
    assert sorted(found(index, "DIZZY")) == ["0", "1"]
    assert found(index, "nusta") == ["2"]
    assert found(index, "dizzy evening") == []


def test_a_name_counts_more_than_a_mention() -> None:
    index = RecordIndex()
    documents = [Document(Kind.NOTES, "mention", "walk", "with creon"), Document(Kind.NOTES, "name", "creon", "a walk")]
    index.replace(Kind.NOTES, documents)
    assert found(index, "creon") == ["name", "mention"]


@settings(max_examples=150)
@given(st.text(max_size=40))
def test_any_text_can_be_asked_with(text: str) -> None:
    assert len(INDEX.search(text, limit=3)) <= 3


INDEX = index_of("beta-blocker", "it's")


def test_what_would_be_syntax_is_a_word() -> None:
    for text in ("beta-blocker", "it's", 'a" OR "b', "title : x", "AND", "NEAR(", "*", "lunch AND"):
        INDEX.search(text, limit=3)
    assert found(INDEX, "beta-blocker") == ["0"]
    assert match_expression('lunch" OR *') == '"lunch"* AND "OR"*'
    assert match_expression("?!") == ""


def test_a_kind_is_replaced_as_a_whole() -> None:
    index = index_of("old")
    index.replace(Kind.NOTES, [Document(Kind.NOTES, "1", "new", "")])
    index.replace(Kind.TEAM, [Document(Kind.TEAM, "2", "new nurse", "")])
    assert (found(index, "old"), sorted(found(index, "new"))) == ([], ["1", "2"])
