"""How sheets look: papers, the type family with its second font for single signs, the sizes, the greys and the grid."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from types import MappingProxyType

MILLIMETRE = 72 / 25.4


class Paper(Enum):
    """Paper sizes, width and height in points."""

    A4 = (210 * MILLIMETRE, 297 * MILLIMETRE)
    LETTER = (612.0, 792.0)

    @property
    def width(self) -> float:
        """Return the width in points."""
        return self.value[0]

    @property
    def height(self) -> float:
        """Return the height in points."""
        return self.value[1]


class Face(Enum):
    """The cuts of the family, under the names they bear in a PDF."""

    REGULAR = "Sheet"
    STRONG = "Sheet-SemiBold"
    ITALIC = "Sheet-Italic"
    SIGNS = "Sheet-Signs"

    # Each text asks for its face again and again; that of Enum hashes the name each time.
    __hash__ = object.__hash__


_FILES: Mapping[Face, str] = MappingProxyType(
    {
        Face.REGULAR: "IBMPlexSans-Regular.ttf",
        Face.STRONG: "IBMPlexSans-SemiBold.ttf",
        Face.ITALIC: "IBMPlexSans-Italic.ttf",
        Face.SIGNS: "DejaVuSans.ttf",
    }
)


class Fonts:
    """The fonts of a folder, ready to measure and to draw with; each is read when the first text needs it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._widths: dict[Face, Mapping[str, float]] = {}

    def has(self, face: Face, character: str) -> bool:
        """Tell whether a font has a glyph for a character."""
        return character in self._of(face)

    def has_all(self, face: Face, text: str) -> bool:
        """Tell whether a font has a glyph for every character of a text."""
        return self._of(face).keys() >= set(text)

    def width(self, face: Face, text: str, size: float) -> float:
        """Return how wide a text is set; every character must be in the font."""
        return sum(map(self._of(face).__getitem__, text)) * size / 1000

    def _of(self, face: Face) -> Mapping[str, float]:
        """Return the widths of a font's characters, in thousandths of its size. From now on it will be embedded where it is used."""
        if face not in self._widths:
            from reportlab.pdfbase import pdfmetrics
            from reportlab.pdfbase.ttfonts import TTFont

            font = TTFont(face.value, str(self._folder / _FILES[face]))
            pdfmetrics.registerFont(font)
            signs = font.face.charToGlyph
            self._widths[face] = {chr(code): width for code, width in font.face.charWidths.items() if code in signs}
        return self._widths[face]


@cache
def load_fonts(folder: Path) -> Fonts:
    """Return the family of `resources/fonts`, once per folder."""
    return Fonts(folder)


INK = 0.0
QUIET = 0.33
"""Grey of what is said beside: 7 to 1 on white, and dark enough to be copied."""
RULE = 0.72
LARGE_PRINT = 18.0
"""Size of the body in large print."""
_LARGE_FOOT = 14.0


@dataclass(frozen=True, slots=True)
class Style:
    """How a piece of text is set."""

    face: Face = Face.REGULAR
    size: float = 10.0
    grey: float = INK


@dataclass(frozen=True, slots=True)
class Scale:
    """One type scale, worked out from the size of the body; nothing is smaller than the body's least size."""

    body: float = 10.0
    line_height: float = 1.23

    @property
    def is_large(self) -> bool:
        """Tell whether this is large print."""
        return self.body >= LARGE_PRINT

    @property
    def leading(self) -> float:
        """Return the distance of the lines of the body."""
        return self.body * self.line_height

    @property
    def text(self) -> Style:
        """Return the style of the body."""
        return Style(size=self.body)

    @property
    def strong(self) -> Style:
        """Return the style of what is looked for: names of tests and medicines, headings."""
        return Style(Face.STRONG, self.body)

    @property
    def quiet(self) -> Style:
        """Return the style of what is said beside."""
        return Style(size=self.body, grey=QUIET)

    @property
    def own_words(self) -> Style:
        """Return the style of the person's own words."""
        return Style(Face.ITALIC, self.body)

    @property
    def title(self) -> Style:
        """Return the style of the person's name."""
        return Style(Face.STRONG, self.body * (1.4 if self.is_large else 1.8))

    @property
    def subtitle(self) -> Style:
        """Return the style of the visit's date."""
        return Style(Face.STRONG, self.body * 1.15)

    @property
    def heading(self) -> Style:
        """Return the style of a heading above its text."""
        return Style(Face.STRONG, self.body * 1.2)

    @property
    def foot(self) -> Style:
        """Return the style of the foot of a page: large print keeps it large enough, and gives the room to what is read."""
        return Style(size=_LARGE_FOOT if self.is_large else self.body, grey=QUIET)

    @property
    def foot_strong(self) -> Style:
        """Return the style of the page's number."""
        return Style(Face.STRONG, self.foot.size)


@dataclass(frozen=True, slots=True)
class Grid:
    """Where things stand on a paper: margins, a column of headings on the left, the content beside it. In points."""

    paper: Paper
    margin: float = 13 * MILLIMETRE
    margin_top: float = 13 * MILLIMETRE
    margin_bottom: float = 11 * MILLIMETRE
    headings: float = 96.0
    gutter: float = 9.0

    @property
    def width(self) -> float:
        """Return the width between the margins."""
        return self.paper.width - 2 * self.margin

    @property
    def content_left(self) -> float:
        """Return where the content begins, from the left margin."""
        return self.headings + self.gutter

    @property
    def content_width(self) -> float:
        """Return the width of the content."""
        return self.width - self.content_left
