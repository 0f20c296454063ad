"""Text set in lines: every character gets a font that has it or is named, words wrap, and nothing in a text is ever markup."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from hoofbeat.reports.theme import Face, Fonts, Style

_SPACE = " "
_NO_BREAK = "\N{NO-BREAK SPACE}"
_ELLIPSIS = "…"
_TABULATOR_WIDTH = 4
_LAST_OF_16_BITS = 0xFFFF
# They choose between two looks of the sign before them and have none of their own.
_STYLE_OF_A_SIGN = frozenset("\N{VARIATION SELECTOR-15}\N{VARIATION SELECTOR-16}")
_LINE_END = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_BREAKABLE = re.compile(r"( +)")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text in one style."""

    text: str
    style: Style


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line in one font, ready to be drawn."""

    text: str
    face: Face
    style: Style
    width: float


Line = tuple[Piece, ...]


def line_width(line: Line) -> float:
    """Return how wide a line is."""
    return sum(piece.width for piece in line)


def printable(text: str, fonts: Fonts, face: Face = Face.REGULAR) -> str:
    """Return a text in which every character is in a font: what none has, and what is invisible, stands by its name.

    Line ends stay; nothing is dropped but the two signs that only choose between looks of another sign.
    """
    if text.isascii() and text.isprintable() and fonts.has_all(face, text):
        return text
    lines = _LINE_END.split(unicodedata.normalize("NFC", text))
    return "\n".join("".join(_shown(character, fonts, face) for character in line) for line in lines)


def _shown(character: str, fonts: Fonts, face: Face) -> str:
    if character == "\t":
        return _SPACE * _TABULATOR_WIDTH
    if character in _STYLE_OF_A_SIGN:
        return ""
    category = unicodedata.category(character)
    if category == "Zs":
        return _NO_BREAK if character in "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{FIGURE SPACE}" else _SPACE
    # ReportLab writes what lies beyond 16 bits wrongly into the table by which a PDF is read back and searched.
    is_readable = category[0] != "C" and ord(character) <= _LAST_OF_16_BITS
    if is_readable and (fonts.has(face, character) or fonts.has(Face.SIGNS, character)):
        return character
    return placeholder(character)


def visual_order(text: str) -> str:
    """Turn runs of right-to-left letters around, as they are drawn from left to right; numbers in them keep their order.

    Letters are not joined, so Arabic is legible and no more than that.
    """
    return _RIGHT_TO_LEFT.sub(lambda run: _NUMBER.sub(lambda number: number[0][::-1], run[0][::-1]), text)


# Hebrew, Syriac, Thaana, N'Ko and Arabic with their presentation forms; within a run, also spaces, signs and numbers between letters.
_LETTER = r"[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]"
_RIGHT_TO_LEFT = re.compile(rf"{_LETTER}(?:[^A-Za-z\u00C0-\u058F\n]*{_LETTER})*")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def placeholder(character: str) -> str:
    """Return the name of a character that cannot be shown: "[grinning face]", "[U+0007]"."""
    name = unicodedata.name(character, "")
    return f"[{name.lower()}]" if name else f"[U+{ord(character):04X}]"


@dataclass(slots=True)
class Typesetter:
    """Breaks texts into lines and remembers them, for one sheet only: a text is measured once for all ways to fill a page."""

    fonts: Fonts
    _lines: dict[tuple[tuple[Span, ...], float], tuple[Line, ...]] = field(default_factory=dict)

    def lines(self, spans: tuple[Span, ...], width: float) -> tuple[Line, ...]:
        """Return the lines of a styled text."""
        key = (spans, width)
        if key not in self._lines:
            self._lines[key] = tuple(set_lines(spans, width, self.fonts))
        return self._lines[key]


def set_lines(spans: Iterable[Span], width: float, fonts: Fonts) -> list[Line]:
    """Break styled text into lines of at most this width: at spaces, and inside a word only where it is wider than a line.

    A line ends in a blank without width unless its last word goes on: whoever reads the PDF aloud needs the words apart.
    """
    lines: list[list[Piece]] = [[]]
    inside_word: set[int] = set()
    filled = 0.0
    for token in _tokens(spans, fonts):
        if token is None:
            lines.append([])
            filled = 0.0
            continue
        for number, part in enumerate(_parts(token, width, fonts)):
            length = line_width(part)
            is_space = not "".join(piece.text for piece in part).strip(_SPACE)
            if filled + length > width and not is_space and lines[-1]:
                if number:
                    inside_word.add(len(lines) - 1)
                lines.append([])
                filled = 0.0
            if is_space and not lines[-1]:
                continue
            lines[-1].extend(part)
            filled += length
    trimmed = [_trimmed(line) for line in lines]
    return [_joined(line) if at in inside_word else _ended(_joined(line)) for at, line in enumerate(trimmed)]


def _ended(line: Line) -> Line:
    return (*line[:-1], replace(line[-1], text=line[-1].text + _SPACE)) if line else line


def cut_lines(lines: Sequence[Line], most: int, width: float, fonts: Fonts) -> tuple[list[Line], bool]:
    """Return at most so many lines, the last one ending in "…" after a whole word where more follow, and whether any were cut.

    Only a word that fills the line alone is cut inside: half a number would be another number.
    """
    if len(lines) <= most:
        return list(lines), False
    kept = list(lines[:most])
    kept[-1] = _with_ellipsis(kept[-1], width, fonts)
    return kept, True


def _tokens(spans: Iterable[Span], fonts: Fonts) -> Iterator[tuple[Piece, ...] | None]:
    """Yield words (which may change style within), runs of spaces, and None for the end of a line."""
    word: list[Piece] = []
    for span in spans:
        for number, line in enumerate(printable(span.text, fonts, span.style.face).split("\n")):
            if number:
                if word:
                    yield tuple(word)
                    word = []
                yield None
            for text in _BREAKABLE.split(line):
                if not text.startswith(_SPACE):
                    word += _pieces(text, span.style, fonts)
                    continue
                if word:
                    yield tuple(word)
                    word = []
                yield tuple(_pieces(text, span.style, fonts))
    if word:
        yield tuple(word)


def _pieces(text: str, style: Style, fonts: Fonts) -> Iterator[Piece]:
    """Cut a text where its font changes."""
    if text and fonts.has_all(style.face, text):
        yield Piece(text, style.face, style, fonts.width(style.face, text, style.size))
        return
    start = 0
    faces = [style.face if fonts.has(style.face, character) else Face.SIGNS for character in text]
    for end in range(1, len(text) + 1):
        if end == len(text) or faces[end] is not faces[start]:
            part = text[start:end]
            yield Piece(part, faces[start], style, fonts.width(faces[start], part, style.size))
            start = end


def _parts(token: Sequence[Piece], width: float, fonts: Fonts) -> Iterator[tuple[Piece, ...]]:
    """Yield a word whole, or in parts that each fit a line."""
    if line_width(tuple(token)) <= width:
        yield tuple(token)
        return
    part: list[Piece] = []
    filled = 0.0
    for piece in token:
        text = ""
        for character in piece.text:
            length = fonts.width(piece.face, character, piece.style.size)
            if filled + length > width and (part or text):
                yield (*part, *_piece(text, piece, fonts))
                part, text, filled = [], "", 0.0
            text += character
            filled += length
        part += _piece(text, piece, fonts)
    yield tuple(part)


def _piece(text: str, like: Piece, fonts: Fonts) -> tuple[Piece, ...]:
    if not text:
        return ()
    return (Piece(text, like.face, like.style, fonts.width(like.face, text, like.style.size)),)


def _trimmed(line: Sequence[Piece]) -> Line:
    """Drop the spaces at the end of a line."""
    kept = list(line)
    while kept and not kept[-1].text.strip(_SPACE):
        kept.pop()
    return tuple(kept)


def _joined(line: Line) -> Line:
    """Put neighbours of one font and style together, so that a line is drawn, and read back, in few stretches."""
    joined: list[Piece] = []
    for piece in line:
        last = joined[-1] if joined else None
        if last is not None and (last.face, last.style) == (piece.face, piece.style):
            joined[-1] = Piece(last.text + piece.text, last.face, last.style, last.width + piece.width)
        else:
            joined.append(piece)
    return tuple(joined)


def _with_ellipsis(line: Line, width: float, fonts: Fonts) -> Line:
    if not line:
        return line
    sign = next(iter(_pieces(f" {_ELLIPSIS}", line[-1].style, fonts)))
    kept = [*line[:-1], replace(line[-1], text=line[-1].text.rstrip(_SPACE))]
    while kept and line_width(tuple(kept)) + sign.width > width:
        last = kept.pop()
        shorter = last.text[:-1] if _is_one_word(kept, last) else last.text.rpartition(_SPACE)[0]
        kept += _piece(shorter, last, fonts)
    return _ended(_joined((*_trimmed(kept), sign)))


def _is_one_word(before: Sequence[Piece], last: Piece) -> bool:
    return _SPACE not in "".join(piece.text for piece in (*before, last)).strip(_SPACE)
