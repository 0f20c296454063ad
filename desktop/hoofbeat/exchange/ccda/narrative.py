"""The text that stands beside the entries of a section: found by its ids, and its words line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_BREAKS: Final = frozenset({"br", "paragraph", "item", "list", "tr", "table", "caption"})
_SPACES: Final = re.compile(r"[ \t\r\f\v\u00a0]+")
_LONGEST_REFERENCE: Final = 200
_DAY_IN_HEADING: Final = re.compile(r"\d{1,4}[-/]\d{1,2}[-/]\d{1,4}|\d{1,2},? \d{4}")
_HEADINGS_LOOKED_AT: Final = 500


class Narrative:
    """The texts of a document by their ids."""

    def __init__(self, texts: Iterator[Element]) -> None:
        self._by_id: dict[str, Element] = {}
        for text in texts:
            for element in text.iter():
                name = element.get("ID") or element.get("id")
                if name:
                    self._by_id.setdefault(name.strip(), element)

    def referred(self, holder: Element | None) -> Element | None:
        """Return the element of the text that something refers to, None where it refers to nothing that is there."""
        reference = None if holder is None else holder.find("reference")
        address = "" if reference is None else (reference.get("value") or "").strip()
        return self._by_id.get(address.removeprefix("#")) if address else None

    def words(self, holder: Element | None) -> str:
        """Return the words of an element in one line: its own, else those that it refers to; of a row, its first cell."""
        if holder is None:
            return ""
        own = lines(holder)
        if own:
            return " ".join(own.split())
        referred = self.referred(holder)
        if referred is None:
            return _bare_words(holder)
        if referred.tag == "tr":
            referred = next(iter(referred), referred)
        return " ".join(lines(referred).split())

    def lines_of(self, holder: Element | None) -> str:
        """Return the words of an element, or those that it refers to, line by line."""
        if holder is None:
            return ""
        referred = self.referred(holder)
        return lines(holder) or ("" if referred is None else lines(referred))


def _bare_words(holder: Element) -> str:
    """Return what stands in the place of a reference, where a sender put the words themselves there ("Oral")."""
    reference = holder.find("reference")
    value = "" if reference is None else (reference.get("value") or "").strip()
    is_address = value.startswith("#") or ":" in value or "/" in value or len(value) > _LONGEST_REFERENCE
    return "" if is_address or any(sign.isdigit() for sign in value) else value


def lines(element: Element) -> str:
    """Return the words of an element, a line for each line of the text; footnotes and all marks are words like others."""
    if not len(element):
        return " ".join((element.text or "").replace("\0", "\ufffd").split())
    parts: list[str] = []
    stack: list[tuple[Element, bool]] = [(element, False)]
    while stack:
        each, is_left = stack.pop()
        if is_left:
            if each.tag in _BREAKS:
                parts.append("\n")
            elif each.tag in ("td", "th"):
                parts.append(" ")
            if each is not element and each.tail:
                parts.append(_flat(each.tail))
            continue
        if each.tag in _BREAKS and each is not element:
            parts.append("\n")
        if each.text:
            parts.append(_flat(each.text))
        stack.append((each, True))
        stack.extend((inner, False) for inner in reversed(each) if inner.tag != "reference")
    found = (_SPACES.sub(" ", line).strip() for line in "".join(parts).split("\n"))
    return "\n".join(line for line in found if line)


def _flat(text: str) -> str:
    """Return text with its own line ends as blanks: in XML they are only layout."""
    return text.replace("\r", " ").replace("\n", " ").replace("\0", "\ufffd")


def may_have_more_rows(text: Element, count: int) -> bool:
    """Tell at once whether a text may have more than so many rows; one with a column for each time has several in each."""
    rows = [row for row in text.iter("tr") if row.find("td") is not None]
    return len(rows) > count or any(
        words.startswith("most recent") or _DAY_IN_HEADING.search(words)
        for words in (lines(each).casefold() for each in islice(text.iter("th"), _HEADINGS_LOOKED_AT))
    )


def has_list_beside(text: Element) -> bool:
    """Tell whether items of a list hold numbers outside of tables, which no row says."""
    items = (item for item in text.iter("item") if item.find(".//table") is None)
    return any(sign.isdigit() for item in items for sign in lines(item))
