"""The teaching pictures: sound SVG in twelve colours, each with words that say the same."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "illustrations"
PICTURES = sorted(FOLDER.glob("*.svg"))
PALETTE: dict[str, dict[str, str]] = json.loads((FOLDER / "palette.json").read_text(encoding="utf-8"))
ALTERNATIVES: dict[str, dict[str, str | list[str]]] = json.loads(
    (FOLDER / "alternatives.json").read_text(encoding="utf-8")
)
NAMES = {
    "pancreas",
    "tumor-places",
    "hormones",
    "spread",
    "enucleation",
    "distal-pancreatectomy",
    "whipple",
    "liver-ablation",
    "liver-embolization",
    "endoscopic-ultrasound",
    "receptor-imaging",
    "fasting-test",
}
ROLES = {
    "ink",
    "quiet-ink",
    "paper",
    "organ-1",
    "organ-2",
    "organ-3",
    "tumor",
    "vessel",
    "lymph",
    "tool",
    "accent",
    "line",
}
# What Qt's renderer and a reader for PDF draw alike.
SHAPES = {"rect", "circle", "ellipse", "line", "path"}
ATTRIBUTES = {
    "svg": {"width", "height", "viewBox"},
    "title": set[str](),
    "desc": set[str](),
    "g": {"id"},
    "text": {"x", "y", "font-family", "font-size", "font-weight", "text-anchor", "fill"},
    "rect": {"x", "y", "width", "height", "rx"},
    "circle": {"cx", "cy", "r"},
    "ellipse": {"cx", "cy", "rx", "ry", "transform"},
    "line": {"x1", "y1", "x2", "y2"},
    "path": {"d", "fill-rule"},
}
PAINT = {
    "fill",
    "fill-opacity",
    "stroke",
    "stroke-width",
    "stroke-dasharray",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-opacity",
}
SMALLEST_LETTERS = 13
LONG_WORDS = re.compile(r"[a-z]{4,}|\d{2,}")

each_picture = pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.stem)
both_modes = pytest.mark.parametrize("mode", ["light", "dark"])


def elements(picture: Path) -> Iterator[tuple[str, ET.Element]]:
    """Every element with its bare name."""
    for element in ET.fromstring(picture.read_bytes()).iter():
        yield element.tag.removeprefix("{http://www.w3.org/2000/svg}"), element


def words(picture: Path, name: str) -> str:
    return "".join(element.text or "" for found, element in elements(picture) if found == name)


def letters(picture: Path) -> list[str]:
    """The lines of text that stand in the picture."""
    return [element.text or "" for name, element in elements(picture) if name == "text"]


def in_mode(picture: Path, mode: str) -> bytes:
    """The picture with every colour exchanged for that mode."""
    text = picture.read_text(encoding="utf-8")
    for colours in PALETTE.values():
        text = text.replace(colours["light"], colours[mode])
    return text.encode()


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2, 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_pictures_are_the_ones_that_the_topics_name() -> None:
    assert {picture.stem for picture in PICTURES} == NAMES


def test_every_picture_and_nothing_else_has_an_alternative_in_words() -> None:
    assert set(ALTERNATIVES) == {picture.stem for picture in PICTURES}


@each_picture
def test_picture_has_a_title_a_description_and_the_same_title_in_its_alternative(picture: Path) -> None:
    assert words(picture, "title") == ALTERNATIVES[picture.stem]["title"]
    assert words(picture, "desc").strip()


@each_picture
def test_alternative_tells_the_picture_in_full_and_names_its_facts(picture: Path) -> None:
    alternative = ALTERNATIVES[picture.stem]
    assert set(alternative) == {"title", "alt", "facts"}
    assert len(str(alternative["alt"])) > len(words(picture, "desc"))
    assert alternative["facts"]
    assert all(re.fullmatch(r"[A-Z]{3,4}-\d{2}", fact) for fact in alternative["facts"])
    assert len(set(alternative["facts"])) == len(alternative["facts"])


@each_picture
def test_alternative_says_every_word_and_number_of_the_picture(picture: Path) -> None:
    said = set(LONG_WORDS.findall(str(ALTERNATIVES[picture.stem]["alt"]).lower()))
    drawn = set(LONG_WORDS.findall(" ".join(letters(picture)).lower()))
    # The first five letters, because the sentence may bend a word.
    assert not {word for word in drawn if not any(other.startswith(word[:5]) for other in said)}


@each_picture
def test_picture_uses_only_what_every_reader_draws_alike(picture: Path) -> None:
    for name, element in elements(picture):
        allowed = ATTRIBUTES.get(name)
        assert allowed is not None, f"<{name}>"
        assert set(element.attrib) <= allowed | (PAINT if name in SHAPES else set()), (name, element.attrib)


@each_picture
def test_picture_paints_only_with_the_palette(picture: Path) -> None:
    palette = {colours["light"] for colours in PALETTE.values()} | {"none"}
    for name, element in elements(picture):
        if name in SHAPES or name == "text":
            assert element.get("fill") in palette or name == "line"
            assert element.get("stroke", "none") in palette


@each_picture
def test_letters_are_large_and_of_no_particular_font(picture: Path) -> None:
    lines = [element for name, element in elements(picture) if name == "text"]
    assert lines
    assert {element.get("font-family") for element in lines} == {"sans-serif"}
    assert all(float(element.get("font-size", "0")) >= SMALLEST_LETTERS for element in lines)


@each_picture
def test_picture_is_720_wide_so_that_letters_keep_their_size(picture: Path) -> None:
    _, root = next(elements(picture))
    assert root.get("width") == "720"
    assert root.get("viewBox") == f"0 0 720 {root.get('height')}"


@each_picture
@both_modes
def test_picture_is_drawn_on_its_paper(picture: Path, mode: str, qtbot: QtBot) -> None:
    renderer = QSvgRenderer(QByteArray(in_mode(picture, mode)))
    assert renderer.isValid()
    image = QImage(renderer.defaultSize(), QImage.Format.Format_RGB32)
    image.fill(QColor("magenta"))
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    paper = QColor(PALETTE["paper"][mode]).rgb()
    across = [image.pixel(x, y) for x in range(2, 720, 7) for y in range(2, image.height(), 7)]
    assert image.pixel(2, image.height() - 3) == paper
    assert QColor("magenta").rgb() not in across
    assert len(set(across)) > 10
    assert 0.05 < sum(colour != paper for colour in across) / len(across) < 0.9


def test_palette_has_the_twelve_roles_in_light_and_dark() -> None:
    assert set(PALETTE) == ROLES
    for colours in PALETTE.values():
        assert set(colours) == {"light", "dark"}
        assert all(re.fullmatch(r"#[0-9a-f]{6}", colour) for colour in colours.values())


def test_colours_can_be_exchanged_one_after_the_other() -> None:
    every = list(chain.from_iterable(colours.values() for colours in PALETTE.values()))
    assert len(set(every)) == len(every)


@both_modes
def test_letters_and_shapes_stand_out(mode: str) -> None:
    colour = {role: colours[mode] for role, colours in PALETTE.items()}
    for writing in ("ink", "quiet-ink"):
        assert contrast(colour[writing], colour["paper"]) >= 7
    for ground in ("organ-1", "organ-2", "organ-3"):
        assert contrast(colour["ink"], colour[ground]) >= 4.5
        for shape in ("line", "tumor", "accent"):
            assert contrast(colour[shape], colour[ground]) >= 3
    for shape in ("line", "tumor", "vessel", "lymph", "tool", "accent"):
        assert contrast(colour[shape], colour["paper"]) >= 4.5
