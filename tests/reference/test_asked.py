"""Phrasings lead from a question to the fact it asks for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from hoofbeat.reference.asked import Asked, read_asked
from hoofbeat.reference.errors import ReferenceContentError
from hoofbeat.reference.everyday import Everyday

if TYPE_CHECKING:
    from pathlib import Path

    from hoofbeat.reference.library import Library
    from hoofbeat.reference.search import SearchIndex


@pytest.fixture
def everyday() -> Everyday:
    return Everyday(
        dropped=["is", "it", "how"],
        weak=["long"],
        known=[],
        spelled={"tumour": "tumor"},
        alike=[["", "the", "a"]],
        general={"insulinoma": "tumor", "gastrinoma": "tumor", "ache": "pain", "cramp": "pain"},
        kinds=["insulinoma", "gastrinoma"],
    )


def asked(everyday: Everyday, alike: list[list[str]] | None = None, **phrasings: list[str]) -> Asked:
    return Asked(phrasings, alike or [], everyday)


def test_the_fact_asked_for_in_just_these_words_is_certain(everyday: Everyday) -> None:
    likeness = asked(everyday, A=["belly ache"], B=["back trouble"]).likeness(["belly", "ache"])
    assert likeness == {"A": pytest.approx(1.0, abs=0.05)}


def test_many_phrasings_do_not_win_over_one_that_fits(everyday: Everyday) -> None:
    phrasings = asked(everyday, A=["liver pain", "liver scan", "liver cut", "liver blood"], B=["liver spots"])
    likeness = phrasings.likeness(["liver", "spots"])
    assert likeness["B"] > likeness["A"]


def test_a_question_may_take_its_words_from_several_phrasings(everyday: Everyday) -> None:
    phrasings = asked(everyday, A=["nurse there", "someone talks"], B=["nurse here"])
    likeness = phrasings.likeness(["nurse", "talks"])
    assert likeness["A"] > likeness["B"]


def test_words_of_one_sense_count_as_one_and_the_same_word_counts_more(everyday: Everyday) -> None:
    likeness = asked(everyday, alike=[["tube", "pipe"]], A=["pipe"], B=["tube"]).likeness(["pipe"])
    assert likeness["A"] > likeness["B"] > 0.5


def test_one_kind_of_tumor_is_not_taken_for_another(everyday: Everyday) -> None:
    assert "B" not in asked(everyday, A=["insulinoma"], B=["gastrinoma"]).likeness(["insulinoma"])


def test_a_phrasing_may_be_spelled_the_british_way(everyday: Everyday) -> None:
    assert asked(everyday, A=["my tumour"]).likeness(["tumor"])["A"] > 0.5


def test_words_that_nobody_asks_with_are_like_nothing(everyday: Everyday) -> None:
    phrasings = asked(everyday, A=["belly ache"])
    assert phrasings.likeness(["zebra"]) == {}
    assert phrasings.likeness([]) == {}
    assert asked(everyday).likeness(["belly"]) == {}


def test_every_fact_is_asked_for_in_several_ways(library: Library) -> None:
    data = json.loads((library.folder / library.language / "asked.json").read_bytes())
    own = {fact.id for fact in library.facts.facts.values() if not fact.same_as}
    assert data["facts"].keys() == own
    assert all(phrasing.strip() == phrasing != "" for each in data["facts"].values() for phrasing in each)
    assert all(len({phrasing.casefold() for phrasing in each}) == len(each) for each in data["facts"].values())
    assert sum(map(len, data["facts"].values())) > 6 * len(own)


def test_no_word_has_two_senses(library: Library) -> None:
    data = json.loads((library.folder / library.language / "asked.json").read_bytes())
    words = [word for words in data["alike"] for word in words]
    assert len(set(words)) == len(words)


def test_an_answer_is_found_that_shares_no_word_with_the_question(index: SearchIndex) -> None:
    (hit,) = index.search("will my daughter have it too", limit=1).hits
    assert "RSK-05" in hit.passage.fact_ids


@pytest.mark.parametrize(
    "content",
    ["[]", "{}", '{"alike": [], "facts": []}', '{"alike": [], "facts": {"XXX-99": ["what"]}}', "not JSON"],
)
def test_a_file_that_cannot_be_read_is_named(
    tmp_path: Path, content: str, library: Library, everyday: Everyday
) -> None:
    file = tmp_path / "asked.json"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(ReferenceContentError, match="asked"):
        read_asked(file, library.facts, everyday)


def test_a_fact_that_repeats_another_is_asked_for_in_the_same_words(
    tmp_path: Path, library: Library, everyday: Everyday
) -> None:
    file = tmp_path / "asked.json"
    file.write_text('{"alike": [], "facts": {"TYP-04": ["how rare"]}}', encoding="utf-8")
    likeness = read_asked(file, library.facts, everyday).likeness(["rare"])
    assert likeness["VIP-03"] == likeness["TYP-04"] > 0
