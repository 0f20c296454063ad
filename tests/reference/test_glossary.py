"""Glossary terms are found by their names and in running text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hoofbeat.reference.errors import ReferenceContentError
from hoofbeat.reference.glossary import Glossary, Term, read_glossary

if TYPE_CHECKING:
    from pathlib import Path

    from hoofbeat.reference.library import Library


def named(glossary: Glossary, name: str) -> Term:
    found = glossary.find_term(name)
    assert found is not None, name
    return found


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Insulinoma", "insulinoma"),
        ("insulinomas", "insulinoma"),
        ("Whipple procedure", "pancreatoduodenectomy"),
        ("GERD", "gastroesophageal reflux"),
        ("follow up", "follow-up"),
        ("lymph node", "lymph nodes"),
        ("Ct Scans", "CT scan"),
    ],
)
def test_a_term_is_found_by_any_of_its_names(library: Library, typed: str, name: str) -> None:
    assert named(library.glossary, typed).name == name


def test_a_name_goes_before_another_terms_looser_word() -> None:
    glossary = Glossary((Term("metastasis", "Spread.", True, ("stage",)), Term("stage", "How far.", True)))
    assert named(glossary, "stage").plain == "How far."


def test_an_unknown_name_finds_no_term(library: Library) -> None:
    assert library.glossary.find_term("xyzzy") is None


def test_the_list_runs_from_a_to_z(library: Library) -> None:
    assert list(library.glossary.by_letter) == sorted(library.glossary.by_letter)
    assert sum(map(len, library.glossary.by_letter.values())) == len(library.glossary.terms)


def test_mentions_take_the_longest_name_in_any_form(library: Library) -> None:
    text = "Bone scans look for cancer in bone; chemoembolization needs a catheter."
    found = [(text[each.start : each.end], each.term.name) for each in library.glossary.mentions(text)]
    assert found == [
        ("Bone scans", "bone scan"),
        ("chemoembolization", "chemoembolization"),
        ("catheter", "catheter"),
    ]


def test_a_single_loose_word_is_not_marked_in_a_text(library: Library) -> None:
    assert not list(library.glossary.mentions("It spread fast, and the mass is a shot of salt."))


def test_meanings_that_no_source_gives_are_told_apart(library: Library) -> None:
    assert named(library.glossary, "benign").is_from_source
    assert not named(library.glossary, "abdomen").is_from_source


def test_every_term_is_found_by_its_own_name(library: Library) -> None:
    for term in library.glossary.terms:
        assert named(library.glossary, term.name) is term


@pytest.mark.parametrize("text", ["", "{}", "[1]", '[{"term": "a"}]'])
def test_a_broken_glossary_is_named(tmp_path: Path, text: str) -> None:
    file = tmp_path / "glossary.json"
    file.write_text(text, encoding="utf-8")
    if text == "{}":
        assert not read_glossary(file).terms
        return
    with pytest.raises(ReferenceContentError, match=r"glossary\.json"):
        read_glossary(file)
