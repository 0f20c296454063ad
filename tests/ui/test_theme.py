"""Colours by role: every text and line can be seen, in both themes."""

from __future__ import annotations

import re

import pytest

from hoofbeat import paths
from hoofbeat.ui.theme import read_theme, style_sheet
from tests.ui.contrast import contrast

THEMES = ("light", "dark")
BODY = [("text", ground) for ground in ("window", "side", "surface", "sunken", "hover")]
BODY += [("on_selected", "selected"), ("on_notice", "notice"), ("on_problem", "problem"), ("surface", "text")]
TEXT = [(role, ground) for role in ("quiet_text", "faint_text", "accent") for ground in ("window", "side", "surface")]
TEXT += [("on_accent", "accent"), ("on_accent", "accent_strong"), ("problem_line", "surface"), ("accent", "hover")]
TEXT += [("accent", "accent_soft"), ("on_selected", "accent_soft"), ("faint_text", "sunken")]
LINES = [(role, ground) for role in ("line", "icon", "focus") for ground in ("window", "surface", "side")]
LINES += [("notice_line", "notice"), ("problem_line", "problem")]
LINES += [(f"chart_{number}", "surface") for number in range(1, 5)]
# A hairline parts what spacing and surface part already: WCAG 1.4.11 asks nothing of mere decoration.
# Paper is what a printed page lies on in the preview; the page itself is black on white.
DECORATION = {"hairline", "stripe", "paper"}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("role", "ground"), BODY)
def test_body_text_has_a_contrast_of_7(theme: str, role: str, ground: str) -> None:
    colors = read_theme(theme).colors
    assert contrast(colors[role], colors[ground]) >= 7


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("role", "ground"), TEXT)
def test_every_text_has_a_contrast_of_4_5(theme: str, role: str, ground: str) -> None:
    colors = read_theme(theme).colors
    assert contrast(colors[role], colors[ground]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("role", "ground"), LINES)
def test_lines_and_icons_have_a_contrast_of_3(theme: str, role: str, ground: str) -> None:
    colors = read_theme(theme).colors
    assert contrast(colors[role], colors[ground]) >= 3


def test_contrast_is_computed_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#0072b2", "#ffffff") == pytest.approx(5.19, abs=0.01)


def test_both_themes_have_the_same_roles_and_every_role_is_checked() -> None:
    light, dark = (set(read_theme(name).colors) for name in THEMES)
    assert light == dark
    checked = {role for pairs in (BODY, TEXT, LINES) for pair in pairs for role in pair}
    assert light - checked - DECORATION == set()


@pytest.mark.parametrize("theme", THEMES)
def test_the_style_sheet_is_filled_and_names_no_colour_of_its_own(theme: str) -> None:
    template = paths.resource("themes", "style.qss").read_text(encoding="utf-8")
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b", re.sub(r"QWidget#\w+", "", template))
    assert "${" not in style_sheet(read_theme(theme), 11)


@pytest.mark.parametrize("theme", THEMES)
def test_the_marks_of_boxes_wear_the_colours_of_their_theme(theme: str) -> None:
    colors = set(read_theme(theme).colors.values())
    for mark in paths.resource("themes", theme).iterdir():
        used = set(re.findall(r"#[0-9a-f]{6}", mark.read_text(encoding="utf-8")))
        assert used, mark.name
        assert used <= colors, mark.name
