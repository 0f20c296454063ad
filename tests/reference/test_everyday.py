"""Everyday phrases are understood in any order, and never at the price of another word."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from hoofbeat.reference.errors import ReferenceContentError
from hoofbeat.reference.everyday import Everyday, read_everyday
from hoofbeat.reference.front_matter import GROUPS
from hoofbeat.reference.words import words_of
from tests.reference.conftest import RESOURCES

if TYPE_CHECKING:
    from pathlib import Path

    from hoofbeat.reference.library import Library

FILE = RESOURCES / "reference" / "en" / "everyday.json"


@pytest.fixture
def phrases() -> Everyday:
    everyday = Everyday(
        dropped=["the", "in", "my", "who", "do", "to"],
        weak=["back", "talk", "much"],
        known=[],
        spelled={},
        alike=[["", "the", "my"], ["do", "can", "should", "to"], ["i", "we"]],
        general={"gastrinoma": "tumor"},
    )
    everyday.add(["belly pain"], ["abdominal pain"])
    everyday.add(["blood sugar"], ["glucose"])
    everyday.add(["low blood sugar"], ["hypoglycemia"])
    everyday.add(["hidden tumor"], ["no tumor found"])
    everyday.add(["who do I talk to"], ["topic:support-contacts"])
    return everyday


def meanings(everyday: Everyday, text: str) -> list[tuple[list[str], list[tuple[str, ...]]]]:
    words = words_of(text)
    return [([words[place] for place in match.places], match.meaning.phrases) for match in everyday.matches(words)]


def test_the_words_of_a_phrase_may_stand_in_any_order(phrases: Everyday) -> None:
    assert meanings(phrases, "pain in my belly") == [(["pain", "belly"], [("abdominal", "pain")])]
    assert meanings(phrases, "bellies") == []


def test_the_longest_phrase_wins_and_each_word_counts_once(phrases: Everyday) -> None:
    assert meanings(phrases, "low blood sugar") == [(["low", "blood", "sugar"], [("hypoglycemia",)])]
    assert meanings(phrases, "blood sugar low pressure")[0][1] == [("hypoglycemia",)]


def test_one_other_word_may_stand_between(phrases: Everyday) -> None:
    assert meanings(phrases, "belly and pain")[0][1] == [("abdominal", "pain")]


def test_a_phrase_of_one_telling_word_holds_only_in_its_wording(phrases: Everyday) -> None:
    assert phrases.matches(words_of("who can we talk to"))[0].meaning.targets == ["topic:support-contacts"]
    assert not phrases.matches(words_of("talk"))


def test_a_phrase_about_tumors_holds_for_each_kind_and_leaves_it_its_say(phrases: Everyday) -> None:
    assert meanings(phrases, "hidden gastrinoma") == [(["hidden"], [("not", "tumor", "found")])]


def test_everyday_data_points_only_at_what_is_there(library: Library) -> None:
    topics = {f"topic:{head.id}" for head in library.heads}
    groups = {f"group:{group}" for group in GROUPS}
    for entry in entries():
        for target in entry["means"]:
            if ":" in target:
                assert target in topics | groups, target


def test_everyday_data_says_nothing_twice() -> None:
    says = Counter(say for entry in entries() for say in entry["say"])
    assert not [say for say, count in says.items() if count > 1]
    assert all(entry["say"] and entry["means"] for entry in entries())
    assert len(says) > 1000


def test_a_word_is_dropped_or_weak_but_not_both() -> None:
    data = json.loads(FILE.read_bytes())
    assert not set(data["drop"]) & set(data["weak"])


@pytest.mark.parametrize("text", ["", "[]", '{"drop": []}'])
def test_broken_everyday_data_is_named(tmp_path: Path, library: Library, text: str) -> None:
    file = tmp_path / "everyday.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ReferenceContentError, match=r"everyday\.json"):
        read_everyday(file, library.glossary)


def entries() -> list[dict[str, Any]]:
    groups: dict[str, list[dict[str, Any]]] = json.loads(FILE.read_bytes())["groups"]
    return [entry for group in groups.values() for entry in group]
