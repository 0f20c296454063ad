"""Takes the text of calendar files apart into components and properties; a broken line is set aside and the rest goes on."""

from __future__ import annotations

import json
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from hoofbeat.domain.imports import Reason
from hoofbeat.exchange.refusal import RefusedError

_NAME: Final = re.compile(r"[A-Za-z0-9-]+")
_PARAMETER: Final = re.compile(r';\s*([A-Za-z0-9-]+)=("[^"]*"|[^";:,]*)((?:,(?:"[^"]*"|[^";:,]*))*)')
_ESCAPE: Final = re.compile(r"\\(.)", re.DOTALL)
_FOLD: Final = re.compile(rb"\r?\n[ \t]")
_QUOTED_PRINTABLE: Final = "QUOTED-PRINTABLE"
_DEEPEST: Final = 20


@dataclass(frozen=True, slots=True)
class Property:
    """One line of a component: its name and parameters in capitals, the value as written; `line` counts from 1.

    `is_mended` tells that its quotation marks were out of place and were set aside.
    """

    name: str
    parameters: dict[str, str]
    value: str
    line: int
    is_mended: bool = False

    @property
    def is_quoted_printable(self) -> bool:
        """Tell whether the value is written as calendars of the first version and mail write it."""
        return self.parameters.get("ENCODING", "").upper() == _QUOTED_PRINTABLE

    @property
    def text(self) -> str:
        """The value as text, its escapes resolved."""
        if self.is_quoted_printable:
            return _from_quoted_printable(self.value, self.parameters.get("CHARSET", "")).strip()
        return _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], self.value).strip()


@dataclass(slots=True)
class Component:
    """A component with its lines, the components inside it, and the lines that could not be read."""

    name: str
    line: int
    properties: list[Property] = field(default_factory=list)
    inside: list[Component] = field(default_factory=list)
    broken: list[int] = field(default_factory=list)
    is_closed: bool = False

    def find(self, name: str) -> Property | None:
        """Return the first line of this name, or None."""
        return next((each for each in self.properties if each.name == name), None)

    def list(self, name: str) -> Iterator[Property]:
        """Yield the lines of this name."""
        return (each for each in self.properties if each.name == name)

    def text(self, name: str) -> str:
        """Return the text of the first line of this name, blank where there is none."""
        found = self.find(name)
        return "" if found is None else found.text


def decode(content: bytes) -> str:
    """Return the text of a calendar file in UTF-8, UTF-16, UTF-32 or, where it is none of them, Windows' Western letters.

    Some programs fold their lines in the middle of a letter: these are put together first.
    """
    encoding = json.detect_encoding(content)
    for found, each in ((content, encoding), (_FOLD.sub(b"", content), encoding), (content, "cp1252")):
        try:
            return found.decode(each).lstrip("\ufeff")
        except UnicodeDecodeError:
            continue
    raise RefusedError(Reason("not text"))


def components(text: str) -> list[Component]:
    """Return the outermost components of a text."""
    root = Component("", 0)
    stack = [root]
    for number, line in _unfolded(text):
        found = _property(line, number)
        if found is None:
            stack[-1].broken.append(number)
        elif found.name == "BEGIN":
            made = Component(found.text.upper(), number)
            stack[-1].inside.append(made)
            if len(stack) > _DEEPEST:
                raise RefusedError(Reason("too deep"))
            stack.append(made)
        elif found.name == "END":
            _close(stack, found.text.upper())
        else:
            stack[-1].properties.append(found)
    return root.inside


def _from_quoted_printable(value: str, charset: str) -> str:
    octets = quopri.decodestring(value.encode("utf-8"))
    for encoding in (charset or "utf-8", "utf-8", "cp1252"):
        try:
            return octets.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return value


def _close(stack: list[Component], name: str) -> None:
    """Close the component of this name, and those inside it that were left open; an end without a beginning is nothing."""
    if name in [each.name for each in stack[1:]]:
        while (closed := stack.pop()).name != name:
            pass
        closed.is_closed = True


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines with the number of their first piece; a line that begins with a blank goes on the one before."""
    pieces: list[str] = []
    begun = 0
    is_open = False
    for number, piece in enumerate(re.split("\r\n|\n|\r", text), 1):
        if is_open:
            pieces[-1] = pieces[-1][:-1]
            pieces.append(piece)
            is_open = piece.endswith("=")
            continue
        is_open = piece.endswith("=") and _QUOTED_PRINTABLE in piece.partition(":")[0].upper()
        if piece[:1] in (" ", "\t") and pieces:
            pieces.append(piece[1:])
            continue
        if pieces:
            yield begun, "".join(pieces)
        pieces, begun = ([piece] if piece.strip() else []), number
    if pieces:
        yield begun, "".join(pieces)


def _property(line: str, number: int) -> Property | None:
    found = _parted(line)
    if found is None and '"' in line:
        found = _parted(line.replace('"', ""))
        return None if found is None else Property(*found, line=number, is_mended=True)
    return None if found is None else Property(*found, line=number)


def _parted(line: str) -> tuple[str, dict[str, str], str] | None:
    name = _NAME.match(line)
    if name is None:
        return None
    place = name.end()
    parameters: dict[str, str] = {}
    while found := _PARAMETER.match(line, place):
        parameters.setdefault(found[1].upper(), f"{found[2].strip(chr(34))}{found[3]}")
        place = found.end()
    if line[place : place + 1] != ":":
        return None
    return name[0].upper(), parameters, line[place + 1 :]
