"""Words that are known stay as they are; others become the nearest known word, if one is near enough."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoofbeat.reference.spelling import Vocabulary, american, sound
from hoofbeat.reference.words import count_words, stem, words_of

WORDS = Vocabulary(
    {
        "insulinoma": 40,
        "pancreatectomy": 5,
        "lanreotide": 3,
        "jaundice": 3,
        "diarrhea": 20,
        "esophagus": 4,
        "tumor": 200,
        "life": 9,
        "live": 4,
        "blood": 90,
        "sugar": 70,
        "stomach": 50,
        "anesthesia": 6,
        "chemotherapy": 30,
        "gallbladder": 5,
        "localized": 1,
    },
    also_known=["wife", "hours"],
)


@pytest.mark.parametrize(
    ("typed", "used"),
    [
        ("insulinomma", ("insulinoma",)),
        ("insulnioma", ("insulinoma",)),
        ("pancreatectemy", ("pancreatectomy",)),
        ("lanreotyde", ("lanreotide",)),
        ("jondis", ("jaundice",)),
        ("stomack", ("stomach",)),
        ("kemotherapy", ("chemotherapy",)),
        ("tumour", ("tumor",)),
        ("oesophagus", ("esophagus",)),
        ("diarrhoea", ("diarrhea",)),
        ("anaesthesia", ("anesthesia",)),
        ("localised", ("localized",)),
        ("bloodsugar", ("blood", "sugar")),
    ],
)
def test_a_word_becomes_the_one_that_is_meant(typed: str, used: tuple[str, ...]) -> None:
    assert WORDS.correct(typed) == used


@pytest.mark.parametrize("word", ["wife", "hours", "tumor", "tumors", "live"])
def test_a_known_word_or_form_is_never_changed(word: str) -> None:
    assert WORDS.correct(word) == (word,)


@pytest.mark.parametrize("word", ["cat", "x", "", "qqqqqqq", "1234", "a" * 10_000, "mri"])
def test_what_is_near_to_nothing_is_left_alone(word: str) -> None:
    assert WORDS.correct(word) == ()


def test_a_short_word_keeps_its_first_letter() -> None:
    assert WORDS.correct("kife") == ()
    assert WORDS.correct("lifa") == ("life",)


def test_the_nearest_words_are_offered_however_far() -> None:
    assert WORDS.nearest("insulamina")[0] == "insulinoma"
    assert WORDS.nearest("") == ()


def test_the_beginning_of_a_word_is_known() -> None:
    assert WORDS.begins("pancreatec")
    assert not WORDS.begins("pa")
    assert not WORDS.begins("xyz")


def test_words_that_sound_alike_share_a_key() -> None:
    assert sound("jondis") == sound("jaundice")
    assert sound("farmacy") == sound("pharmacy")
    assert sound("insulin") != sound("glucagon")


def test_american_spellings_come_from_british_ones() -> None:
    assert "hemorrhage" in set(american("haemorrhage"))
    assert "centers" in set(american("centres"))
    assert "analyze" in set(american("analyse"))


def test_words_are_free_of_case_accents_and_apostrophes() -> None:
    assert words_of("Cushing’s DIARRHÉE can't x-ray H2") == ["cushing", "diarrhee", "not", "x", "ray", "h2"]


def test_forms_of_a_word_share_a_stem() -> None:
    assert stem("removing") == stem("removed") == stem("removes") == stem("remove")
    assert stem("biopsies") == stem("biopsy")
    assert stem("diagnosis") == "diagnosis"


@given(st.text())
def test_any_text_has_words_and_counting_finds_the_same(text: str) -> None:
    counts = count_words(text)
    assert counts == {word: words_of(text).count(word) for word in set(words_of(text))}
    for word in counts:
        assert stem(word)
        assert isinstance(WORDS.correct(word), tuple)
        assert isinstance(sound(word), str)
