from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoofbeat.reports.text import Span, cut_lines, line_width, printable, set_lines, visual_order
from hoofbeat.reports.theme import Face, Fonts, Style, load_fonts

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "fonts"
STYLE = Style()


@pytest.fixture(scope="module")
def fonts() -> Fonts:
    return load_fonts(FOLDER)


def lines_of(text: str, width: float, fonts: Fonts) -> list[str]:
    return ["".join(piece.text for piece in line).rstrip(" ") for line in set_lines([Span(text, STYLE)], width, fonts)]


@pytest.mark.parametrize(
    "text", ["André Łucja Ñusta", "Ελένη Ωμέγα", "Ольга Їжак", "Nguyễn", "≥3 µg A− 10⁹/L", "☐ ⚠ ✓"]
)
def test_a_text_that_the_fonts_have_is_printed_as_typed(text: str, fonts: Fonts) -> None:
    assert printable(text, fonts) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("中", "[cjk unified ideograph-4e2d]"),
        ("a\x07b", "a[U+0007]b"),
        ("a\u202eb", "a[right-to-left override]b"),
        ("a\u200bb", "a[zero width space]b"),
        ("\ud800", "[U+D800]"),
        ("\N{BRAIN}", "[brain]"),
        ("\N{GRINNING FACE}", "[grinning face]"),
        ("\N{HEAVY BLACK HEART}\ufe0f", "\N{HEAVY BLACK HEART}"),
        ("e\u0301", "é"),
        ("a\tb", "a    b"),
        ("1\u202f000", "1\N{NO-BREAK SPACE}000"),
        ("a\r\nb\u2028c", "a\nb\nc"),
    ],
)
def test_what_no_font_has_and_what_is_invisible_stands_by_its_name(text: str, shown: str, fonts: Fonts) -> None:
    assert printable(text, fonts) == shown


@given(st.text(max_size=60))
def test_after_that_every_character_has_a_glyph(text: str) -> None:
    fonts = load_fonts(FOLDER)
    for character in printable(text, fonts).replace("\n", ""):
        assert fonts.has(Face.REGULAR, character) or fonts.has(Face.SIGNS, character)


@given(st.text(alphabet="abc .,é中\U0001f600\n", max_size=200), st.floats(20, 300))
def test_no_line_is_wider_than_its_column_and_no_letter_is_lost(text: str, width: float) -> None:
    fonts = load_fonts(FOLDER)
    lines = set_lines([Span(text, STYLE)], width, fonts)
    assert all(line_width(line) <= width + 0.001 for line in lines)
    kept = "".join(piece.text for line in lines for piece in line)
    assert "".join(kept.split()) == "".join(printable(text, fonts).split())


def test_words_wrap_at_spaces_and_a_word_without_spaces_inside(fonts: Fonts) -> None:
    assert lines_of("one two three", 45, fonts) == ["one two", "three"]
    assert "".join(lines_of("W" * 10_000, 430, fonts)) == "W" * 10_000


def test_a_space_that_does_not_break_keeps_number_and_unit_together(fonts: Fonts) -> None:
    assert lines_of("take 120\N{NO-BREAK SPACE}mg", 50, fonts) == ["take", "120\N{NO-BREAK SPACE}mg"]


def test_a_cut_text_ends_after_a_whole_word(fonts: Fonts) -> None:
    lines = set_lines([Span("from 200 to 4000 and on and on", STYLE)], 58, fonts)
    cut, is_cut = cut_lines(lines, 1, 58, fonts)
    assert is_cut
    assert "".join(piece.text for piece in cut[0]).rstrip() == "from 200 …"
    assert cut_lines(lines, len(lines), 78, fonts) == (lines, False)


def test_markup_is_text(fonts: Fonts) -> None:
    text = '<b>x</b> <img src="/etc/hostname"/> &amp; <a href="http://example.org">'
    assert lines_of(text, 1_000, fonts) == [text]


@pytest.mark.parametrize(
    ("typed", "drawn"), [("שלום", "םולש"), ("a שלום b", "a םולש b"), ("אב 12 גד", "דג 12 בא"), ("plain 12", "plain 12")]
)
def test_right_to_left_letters_are_drawn_from_the_right(typed: str, drawn: str) -> None:
    assert visual_order(typed) == drawn


def test_figures_have_one_width(fonts: Fonts) -> None:
    assert len({fonts.width(Face.REGULAR, figure, 10) for figure in "0123456789"}) == 1
