"""The fonts we ship have every sign that a sheet or a page may need, because neither ReportLab nor Qt says when one is missing."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo
from reportlab.pdfbase.ttfonts import TTFontFile

FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"
TEXT_FONTS = [
    "IBMPlexSans-Regular.ttf",
    "IBMPlexSans-Italic.ttf",
    "IBMPlexSans-SemiBold.ttf",
    "IBMPlexSans-Bold.ttf",
    "IBMPlexSans-BoldItalic.ttf",
]
SIGN_FONTS = ["DejaVuSans.ttf", "DejaVuSans-Bold.ttf"]

FIGURES = "0123456789"
# Both micro signs, both dashes, the true minus: reports use them all.
SIGNS_IN_TEXT = "≥≤−–—µμ×°±½¼¾²³⁹≈≠·αβγδκλ’‘“”„«»•…✓→←†‡§®™€£"
SIGNS_BESIDE_TEXT = "☐☑⚠■□○●▲"
NAMES = (
    "André Łucja Ñusta Śliwiński Győző Öğretmen İpek Şen Žofie Čapek Ķirsons Þórður Nguyễn Žђжя Ελένη Ωμέγα Ольга Їжак"
)


def signs_of(name: str) -> set[str]:
    return {chr(code) for code in TTFontFile(str(FONTS / name)).charToGlyph}


@pytest.mark.parametrize("name", TEXT_FONTS)
def test_a_text_font_has_every_sign_of_results_and_names(name: str) -> None:
    assert set(FIGURES + SIGNS_IN_TEXT + NAMES) - signs_of(name) == set()


@pytest.mark.parametrize("name", SIGN_FONTS)
def test_the_second_font_has_every_sign_the_first_may_lack(name: str) -> None:
    assert set(SIGNS_BESIDE_TEXT + SIGNS_IN_TEXT + NAMES) - signs_of(name) == set()


@pytest.mark.parametrize("name", TEXT_FONTS + SIGN_FONTS)
def test_figures_have_one_width_so_that_columns_line_up(name: str) -> None:
    font = TTFontFile(str(FONTS / name))
    assert len({font.charWidths[ord(figure)] for figure in FIGURES}) == 1


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("weight", [QFont.Weight.Normal, QFont.Weight.DemiBold, QFont.Weight.Bold])
def test_qt_finds_the_family_in_each_weight(weight: QFont.Weight) -> None:
    for name in TEXT_FONTS:
        assert QFontDatabase.addApplicationFont(str(FONTS / name)) >= 0
    font = QFont("IBM Plex Sans", 10, weight)
    assert QFontInfo(font).family() == "IBM Plex Sans"
    assert QFontInfo(font).weight() == weight


def test_every_font_comes_with_its_licence() -> None:
    for font in FONTS.glob("*.ttf"):
        family = font.stem.partition("-")[0]
        assert (FONTS / f"{family}-LICENSE.txt").read_text(encoding="utf-8").strip(), family
