"""JSON taken apart member by member: numbers keep their digits as text, and what cannot be trusted is refused."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Generator, Iterator
from typing import Any, Final, NamedTuple

from hoofbeat.domain.imports import Reason
from hoofbeat.exchange.refusal import RefusedError

_LONGEST_NUMBER: Final = 60
_SPACE: Final = re.compile(r"[ \t\n\r]*")
_BLANK: Final = re.compile(r"\s*")


class Member(NamedTuple):
    """One member of the outermost object or list, or of the list that was asked for; `place` is its number there.

    With `is_contradictory` an object inside names one of its own members twice, so that neither can be believed.
    `reached` is the position in the text behind it.
    """

    name: str
    place: int | None
    value: Any
    is_contradictory: bool
    reached: int


def decode(content: bytes) -> str:
    """Return the text of JSON bytes in UTF-8, UTF-16 or UTF-32, with or without a byte order mark. Raises RefusedError."""
    if not content.strip(b" \t\r\n\0"):
        raise RefusedError(Reason("empty"))
    try:
        return content.decode(json.detect_encoding(content)).lstrip("\ufeff")
    except UnicodeDecodeError as error:
        raise RefusedError(Reason("not text")) from error


def members(text: str, listed: str) -> Iterator[Member]:
    """Yield the members of the outermost object or list; those of the list named `listed` one by one.

    The members of an outermost list have no name. Numbers come as the text of their digits. Raises RefusedError.
    """
    try:
        yield from _Reading(text, listed).outermost()
    except json.JSONDecodeError as error:
        raise RefusedError(_reason(error)) from error
    except RecursionError as error:
        raise RefusedError(Reason("too deep")) from error


def is_by_lines(text: str) -> bool:
    """Tell whether a text holds one object a line (NDJSON), as whole records of many people are handed out."""
    start = _BLANK.match(text).end()  # type: ignore[union-attr]  # it fits anywhere; a copy of the text would be as large as the file
    end = text.find("\n", start)
    if end < 0:
        return False
    first = text[start:end].rstrip()
    return first.startswith("{") and first.endswith("}") and text.startswith("{", _BLANK.match(text, end).end())  # type: ignore[union-attr]


def line_members(text: str) -> Iterator[Member]:
    """Yield the objects of a text of one a line, their place being the number of the line. Raises RefusedError."""
    reading = _Reading(text, "")
    at, end = 0, len(text.rstrip())
    for number, line in enumerate(text.split("\n"), 1):
        at += len(line) + 1
        if line.strip(" \t\r\0"):
            yield _line_member(reading, line, number, at, is_last=at >= end)


def _line_member(reading: _Reading, line: str, number: int, reached: int, *, is_last: bool) -> Member:
    try:
        value, is_contradictory = reading.whole(line)
    except json.JSONDecodeError as error:
        is_cut_off = is_last and _reason(error).code == "cut off"
        raise RefusedError(Reason("cut off") if is_cut_off else Reason("not ndjson", {"line": str(number)})) from error
    except RecursionError as error:
        raise RefusedError(Reason("too deep")) from error
    return Member("", number, value, is_contradictory, reached)


class _Reading:
    """One pass over a text. The generators below return the position behind what they read."""

    def __init__(self, text: str, listed: str) -> None:
        self._text = text
        self._listed = listed
        self._is_contradictory = False
        self._decoder = json.JSONDecoder(
            parse_float=_number, parse_int=_whole_number, parse_constant=_no_number, object_pairs_hook=self._pairs
        )

    def outermost(self) -> Iterator[Member]:
        start = self._after_space(0)
        if self._text.startswith("{", start):
            end = yield from self._object(start + 1)
        elif self._text.startswith("[", start):
            end = yield from self._list("", start + 1)
        else:
            _, end = self._decoder.raw_decode(self._text, start)
        end = self._after_space(end)
        if self._text[end:].strip("\0"):
            raise json.JSONDecodeError("Extra data", self._text, end)

    def whole(self, text: str) -> tuple[Any, bool]:
        """Return the one value of a text, and whether it contradicts itself."""
        self._is_contradictory = False
        return self._decoder.decode(text.strip("\0")), self._is_contradictory

    def _object(self, at: int) -> Generator[Member, None, int]:
        at = self._after_space(at)
        while not self._text.startswith("}", at):
            if not self._text.startswith('"', at):
                raise json.JSONDecodeError("Expecting a name", self._text, at)
            name, at = self._decoder.raw_decode(self._text, at)
            at = self._after_space(self._behind(":", at))
            if name == self._listed and self._text.startswith("[", at):
                at = yield from self._list(name, at + 1)
            else:
                member = self._member(name, None, at)
                at = member.reached
                yield member
            at = self._behind_comma("}", at)
        return at + 1

    def _list(self, name: str, at: int) -> Generator[Member, None, int]:
        at = self._after_space(at)
        place = 0
        while not self._text.startswith("]", at):
            member = self._member(name, place, at)
            yield member
            place += 1
            at = self._behind_comma("]", member.reached)
        return at + 1

    def _member(self, name: str, place: int | None, at: int) -> Member:
        self._is_contradictory = False
        value, reached = self._decoder.raw_decode(self._text, at)
        return Member(name, place, value, self._is_contradictory, reached)

    def _behind_comma(self, closing: str, at: int) -> int:
        """Return the position of the next member, or of the closing sign."""
        at = self._after_space(at)
        if self._text.startswith(closing, at):
            return at
        at = self._after_space(self._behind(",", at))
        if self._text.startswith(closing, at):
            raise json.JSONDecodeError("Expecting a value", self._text, at)
        return at

    def _behind(self, sign: str, at: int) -> int:
        at = self._after_space(at)
        if not self._text.startswith(sign, at):
            raise json.JSONDecodeError(f"Expecting {sign}", self._text, at)
        return at + 1

    def _after_space(self, at: int) -> int:
        found = _SPACE.match(self._text, at)
        return found.end() if found else at

    def _pairs(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(pairs)
        if len(made) != len(pairs):
            self._is_contradictory = True
        return made


def _reason(error: json.JSONDecodeError) -> Reason:
    is_cut_off = error.pos >= len(error.doc.rstrip(" \t\r\n\0")) or error.msg.startswith("Unterminated string")
    if is_cut_off:
        return Reason("cut off")
    return Reason("not json", {"line": str(error.lineno), "column": str(error.colno)})


def _number(digits: str) -> str:
    """Return the digits as they are; a number too large for any measurement is a fault of the file."""
    if len(digits) > _LONGEST_NUMBER or not math.isfinite(float(digits)):
        raise RefusedError(Reason("number too large"))
    return digits


def _whole_number(digits: str) -> str:
    if len(digits) > _LONGEST_NUMBER:
        raise RefusedError(Reason("number too large"))
    return digits


def _no_number(_name: str) -> Any:
    raise RefusedError(Reason("not a number"))
