"""XML of unknown origin to a tree of elements without namespaces: no document type, no entities, bounded depth and size."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from hoofbeat.domain.imports import Reason
from hoofbeat.exchange.refusal import RefusedError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

DEEPEST: Final = 200
MOST_ELEMENTS: Final = 1_000_000
_MOST_SIGNS: Final = MOST_ELEMENTS + 10_000
"""Signs that begin something: elements, and the few comments and instructions beside them."""
_LONGEST_TAG: Final = re.compile(r"<[A-Za-z_][^<>]{100000}")
"""A tag of that many signs has more attributes than anybody means, and each costs memory before it can be counted."""
_PIECE: Final = 1 << 18
_HL7: Final = "{urn:hl7-org:v3}"
_INSTANCE: Final = "{http://www.w3.org/2001/XMLSchema-instance}"
_DECLARED: Final = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})""")
_WEB_PAGE: Final = re.compile(
    r"\s*(?:<!--.*?-->\s*|<\?.*?\?>\s*)*(?:<!doctype\s+html|<html[\s>])", re.IGNORECASE | re.DOTALL
)
_CUT_OFF: Final = frozenset({3, 5, 6, 20})
"""Codes of expat for a text that ends in the middle: no element, unclosed token, partial character and the like."""

Advance = Callable[[int, int], None]


def read_tree(content: bytes, advance: Advance | None = None) -> Element:
    """Return the outermost element. Raises RefusedError where the bytes are no XML that can be trusted."""
    text = decode(content)
    if _WEB_PAGE.match(text[:4096]):
        raise RefusedError(Reason("web page"))
    # Counted by their signs first, which takes no time: to count them while they are taken apart takes seconds.
    if text.count("<") - text.count("</") > _MOST_SIGNS or _LONGEST_TAG.search(text):
        raise RefusedError(Reason("too many parts"))
    return _parsed(text, advance)


def decode(content: bytes) -> str:
    """Return the text of XML in UTF-8, UTF-16 or the encoding that it declares. Raises RefusedError."""
    for mark, name in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"<\0", "utf-16-le"), (b"\0<", "utf-16-be")):
        if content.startswith(mark):
            return _decoded(content, name)
    try:
        return content.decode("utf-8-sig").strip("\0 \t\r\n")
    except UnicodeDecodeError:
        declared = _DECLARED.search(content[:300])
        name = declared[1].decode("ascii").lower() if declared else "utf-8"
        # What calls itself UTF-8 and is not comes from a Windows program that never noticed.
        return _decoded(content, "cp1252" if name.startswith("utf") else name)


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding).lstrip("\ufeff").strip("\0 \t\r\n")
    except (UnicodeDecodeError, LookupError) as error:
        raise RefusedError(Reason("not text")) from error


def _parsed(text: str, advance: Advance | None) -> Element:
    from xml.etree.ElementTree import ParseError

    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import XMLParser

    parser = XMLParser(target=_Target(), forbid_dtd=True)
    try:
        for start in range(0, len(text), _PIECE):
            parser.feed(text[start : start + _PIECE])
            if advance is not None:
                advance(min(start + _PIECE, len(text)), len(text))
        root: Element = parser.close()
    except DefusedXmlException as error:
        raise RefusedError(Reason("has entities")) from error
    except ParseError as error:
        raise RefusedError(_reason(error)) from error
    return root


def _reason(error: SyntaxError) -> Reason:
    code = getattr(error, "code", 0)
    line, column = getattr(error, "position", (0, 0))
    return Reason("cut off") if code in _CUT_OFF else Reason("not xml", {"line": str(line), "column": str(column + 1)})


class _Target:
    """Builds the tree, and refuses one that is deeper or larger than any health record."""

    def __init__(self) -> None:
        from xml.etree.ElementTree import TreeBuilder

        builder = TreeBuilder()
        self._start, self.end, self.data, self.close = (
            builder.start,
            self._ended(builder.end),
            builder.data,
            builder.close,
        )
        self._depth = self._count = 0
        self._names: dict[str, str] = {}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._count += 1
        if self._depth > DEEPEST:
            raise RefusedError(Reason("too deep"))
        if self._count > MOST_ELEMENTS:
            raise RefusedError(Reason("too many parts"))
        for name in attributes:
            if name[0] == "{":
                attributes = {self._plain(each): value for each, value in attributes.items()}
                break
        self._start(self._names.get(tag) or self._plain(tag), attributes)

    def _ended(self, end: Callable[[str], object]) -> Callable[[str], None]:
        def ended(tag: str) -> None:
            self._depth -= 1
            end(self._names[tag])

        return ended

    def _plain(self, name: str) -> str:
        """Return a name without its namespace, where that is HL7's own; others keep theirs, so that they are not mixed up."""
        plain = self._names.get(name)
        if plain is None:
            plain = self._names[name] = name.removeprefix(_HL7).removeprefix(_INSTANCE)
        return plain
