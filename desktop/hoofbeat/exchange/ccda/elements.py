"""The data types of CDA as they are really sent: whatever has not the expected form reads as empty, never as a failure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import time
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from hoofbeat.domain.catalogue import is_loinc_number, is_loinc_system
from hoofbeat.domain.values import PartialDate
from hoofbeat.exchange.fhir.elements import moment as iso_moment
from hoofbeat.exchange.moments import NO_MOMENT, Moment

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from hoofbeat.exchange.ccda.narrative import Narrative

LOINC: Final = "2.16.840.1.113883.6.1"
_LONGEST_NAME: Final = 250
_STAMP: Final = re.compile(
    r"(\d{4})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:\d{2}(?:[.,]\d+)?)?)?)?)?)?\s*(Z|z|[+-]\d{4}|[+-]\d{2}:\d{2})?"
)
_CLEAN: Final = re.compile("[!-~]+(?: [!-~]+)*")
_SIGNS: Final = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


def attribute(element: Element | None, name: str) -> str:
    """Return an attribute in one line: what stands there, without the line ends and blanks that some senders leave in."""
    if element is None:
        return ""
    sent = element.get(name)
    if sent is None or _CLEAN.fullmatch(sent):
        return sent or ""
    return _SIGNS.sub("\ufffd", " ".join(sent.split()))


def null_flavor(element: Element | None) -> str:
    """Return why a sender left something out ("UNK", "NI"), empty where nothing is said."""
    return attribute(element, "nullFlavor")


def child(element: Element | None, *path: str) -> Element | None:
    """Return the first element at the end of a path of names."""
    for name in path:
        if element is None:
            return None
        element = element.find(name)
    return element


def children(element: Element | None, *path: str) -> Iterator[Element]:
    """Yield all elements at the end of a path of names."""
    if element is None:
        return
    if not path:
        yield element
        return
    for found in element.findall(path[0]):
        yield from children(found, *path[1:])


def plain(element: Element | None) -> str:
    """Return the text of an element and of all within, in one line."""
    return "" if element is None else _SIGNS.sub("\ufffd", " ".join("".join(element.itertext()).split()))


def form_of(element: Element) -> str:
    """Return the data type that an element says it has ("PQ"), whatever prefix its sender puts before it."""
    return attribute(element, "type").rpartition(":")[2].upper()


@dataclass(frozen=True, slots=True)
class Coding:
    """A code of a code system with the words that the sender put beside it."""

    code: str = ""
    system: str = ""
    display: str = ""

    @property
    def is_loinc(self) -> bool:
        """Tell whether the code is a LOINC number, and not a local one that only names LOINC's system."""
        return is_loinc_system(self.system) and is_loinc_number(self.code)


def codings(concept: Element | None) -> list[Coding]:
    """Return the code of a concept and its translations."""
    if concept is None:
        return []
    return [_coding(each) for each in (concept, *concept.findall("translation"))]


def _coding(sent: Element) -> Coding:
    system = attribute(sent, "codeSystem")
    if not system and attribute(sent, "codeSystemName").casefold() == "loinc":
        system = LOINC
    return Coding(attribute(sent, "code"), system, attribute(sent, "displayName"))


def best_coding(concept: Element | None, preferred: Iterable[str] = ()) -> Coding:
    """Return the code that says most: one of the preferred systems, else the first that is a code at all."""
    found = [each for each in codings(concept) if each.code]
    for system in preferred:
        fitting = next((each for each in found if each.system == system), None)
        if fitting is not None:
            return fitting
    return found[0] if found else Coding()


def concept_text(concept: Element | None, narrative: Narrative) -> str:
    """Return the words for a concept: the sender's own, else those beside its code or a translation of it, else the code."""
    if concept is None:
        return ""
    own = original_text(concept, narrative)
    if own and len(own) <= _LONGEST_NAME:
        return own
    return answer_text(concept, narrative)


def answer_text(concept: Element, narrative: Narrative) -> str:
    """Return the words for a coded answer: those beside its code, else the sender's own, else the bare code."""
    found = codings(concept)
    words = (*(each.display for each in found[:1]), original_text(concept, narrative))
    rest = (
        *(each.display for each in found),
        *(original_text(each, narrative) for each in concept.findall("translation")),
    )
    return next((each for each in (*words, *rest, *(each.code for each in found)) if each), "")


def original_text(concept: Element, narrative: Narrative) -> str:
    """Return the words that a sender started from, which may stand in the text of the section."""
    return narrative.words(concept.find("originalText"))


def moment(element: Element | None) -> Moment:
    """Return a point in time (TS), from its attribute."""
    return stamp(attribute(element, "value")) if element is not None else NO_MOMENT


@lru_cache(maxsize=4096)
def stamp(sent: str) -> Moment:
    """Return a moment written as "20130710222500.000-0500", cut short anywhere; also one in ISO, which some senders use."""
    found = _STAMP.fullmatch(sent)
    if not found:
        return iso_moment(sent)
    year, month, day, hour, minute, offset = found.groups()
    try:
        # A month or day of 00 says that it is not known.
        known = [part for part in (month, day) if part and part != "00"] if month != "00" else []
        on = PartialDate(int(year), *map(int, known))
        at = time(int(hour), int(minute or 0)) if hour and on.is_exact else None
    except ValueError:
        return Moment(sent)
    return Moment(sent, on, at, _offset(offset or ""))


def _offset(sent: str) -> str:
    plain_offset = sent.upper().replace(":", "")
    return plain_offset if len(plain_offset) != 5 else f"{plain_offset[:3]}:{plain_offset[3:]}"


def start_of(interval: Element | None) -> Moment:
    """Return the beginning of an interval, or the one moment that stands in its place."""
    return moment(child(interval, "low")) or moment(interval) or moment(child(interval, "center"))


def end_of(interval: Element | None) -> Moment:
    """Return the end of an interval."""
    return moment(child(interval, "high"))


def interval_text(interval: Element | None) -> str:
    """Return an interval as sent, its ends joined as in ISO."""
    start, end = start_of(interval), end_of(interval)
    both = start and end and end.text != start.text
    return f"{start.text}/{end.text}" if both else start.text or end.text


def identity(act: Element) -> str:
    """Return what its sender knows an entry by: the first id that is one."""
    for each in act.findall("id"):
        found = "^".join(part for part in (attribute(each, "root"), attribute(each, "extension")) if part)
        if found and not null_flavor(each):
            return found
    return ""


def has_template(element: Element, *roots: str) -> bool:
    """Tell whether an element follows one of these templates, in any version."""
    return any(attribute(each, "root") in roots for each in element.findall("templateId"))


def person_name(entity: Element | None) -> str:
    """Return the name that a person goes by: the legal or usual one, else the first."""
    names = list(children(entity, "name"))
    preferred = [each for use in ("L", "") for each in names if attribute(each, "use").upper() == use] or names
    return next((words for words in map(_name_words, preferred) if words), "")


def _name_words(name: Element) -> str:
    if null_flavor(name):
        return ""
    parts = [plain(part) for kind in ("given", "family") for part in name.findall(kind)]
    return " ".join(part for part in parts if part) or plain(name)


def address_text(holder: Element | None) -> str:
    """Return an address in one line."""
    address = child(holder, "addr")
    if address is None or null_flavor(address):
        return ""
    parts = [plain(each) for each in address if each.tag != "useablePeriod"] or [plain(address)]
    return ", ".join(dict.fromkeys(part for part in parts if part))
