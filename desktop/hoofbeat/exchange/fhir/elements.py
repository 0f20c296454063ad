"""The data types of FHIR as they are really sent: whatever has not the expected form reads as empty, never as a failure."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import time
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

from hoofbeat.domain.catalogue import is_loinc_system
from hoofbeat.domain.records import Kind, fields_for
from hoofbeat.domain.values import PartialDate, is_measurable
from hoofbeat.exchange.gathering import joined
from hoofbeat.exchange.moments import NO_MOMENT, Moment

Json = Mapping[str, Any]

OWN_EXTENSIONS: Final = "urn:hoofbeat:"
"""Where the names begin under which Hoofbeat keeps what FHIR has no place for."""

SAID_BESIDE: Final = "said-beside"
"""The name of the extension of a note that only says in words, for other programs, what stands in extensions of its resource."""

_NOTHING: Final[Json] = {}
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_MOMENT = re.compile(
    r"(\d{4}(?:-\d{2}(?:-\d{2})?)?)(?:[T ](\d{2}):(\d{2})(?::\d{2}(?:[.,]\d+)?)?\s*(Z|z|[+-]\d{2}:?\d{2})?)?"
)
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,3})?")


def mapping(value: Any) -> Json:
    """Return an object, or an empty one in place of anything else; of a list, its first member (earlier releases differ)."""
    if isinstance(value, dict):
        return value
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return value[0]
    return _NOTHING


def mappings(value: Any) -> list[Json]:
    """Return the objects of a list, or a single object as a list of one."""
    if isinstance(value, dict):
        return [value]
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def content_key(value: Any) -> str:
    """Return what tells one part of a file from another by all that it says; senders repeat the same parts thousands of times."""
    return repr(value)


def text(value: Any) -> str:
    """Return a text without blanks around it, or "" in place of anything else."""
    if type(value) is not str:
        return ""
    return value.strip() if value.isascii() and "\0" not in value else _UNSTORABLE.sub("\ufffd", value).strip()


def texts(value: Any) -> list[str]:
    """Return the texts of a list, or a single text as a list of one."""
    found = value if isinstance(value, list) else [value]
    return [each for each in map(text, found) if each]


@dataclass(frozen=True, slots=True)
class Coding:
    """A code of a code system with the words that the sender put beside it."""

    code: str = ""
    system: str = ""
    display: str = ""

    @property
    def is_loinc(self) -> bool:
        """Tell whether the code is a LOINC number."""
        return is_loinc_system(self.system)


def codings(concept: Any) -> list[Coding]:
    """Return the codings of a CodeableConcept; a bare Coding or code counts as one."""
    if concept is None:
        return []
    if isinstance(concept, str):
        return [Coding(text(concept))]
    found = mapping(concept)
    listed = mappings(found.get("coding")) or ([found] if "code" in found else [])
    return [Coding(text(each.get("code")), text(each.get("system")), text(each.get("display"))) for each in listed]


def concept_text(concept: Any) -> str:
    """Return the words for a CodeableConcept: its text, else the first display, else the first code."""
    if concept is None:
        return ""
    if isinstance(concept, str):
        return text(concept)
    words = text(mapping(concept).get("text"))
    if words:
        return words
    found = codings(concept)
    return next((each.display for each in found if each.display), "") or next(
        (each.code for each in found if each.code), ""
    )


def concept_texts(concepts: Any) -> str:
    """Return the words for a list of CodeableConcepts, one after the other."""
    listed = concepts if isinstance(concepts, list) else [concepts]
    return joined(map(concept_text, listed))


def has_code(concepts: Any, codes: Collection[str]) -> bool:
    """Tell whether one of the concepts bears one of these codes (or words), in any case."""
    return any(
        word.casefold() in codes
        for concept in (concepts if isinstance(concepts, list) else [concepts])
        for word in _words(concept)
    )


def _words(concept: Any) -> Iterator[str]:
    if not isinstance(concept, dict):
        yield text(concept)
        return
    for coding in (*mappings(concept.get("coding")), concept):
        yield text(coding.get("code"))
    yield text(concept.get("text"))


def notes(resource: Json, *names: str) -> str:
    """Return the free notes of a resource, one a line; `names` are other members that hold such a text."""
    names = (*names, "note")
    if not any(name in resource for name in names):
        return ""
    listed = mappings(resource.get("note"))
    found = [text(each.get("text")) for each in listed if not own_extension(each, SAID_BESIDE)]
    found += [text(resource.get(name)) for name in names]
    return joined(found, "\n")


def moment(value: Any) -> Moment:
    """Return a date, dateTime or instant."""
    sent = text(value)
    return _moment(sent) if sent else NO_MOMENT


@lru_cache(maxsize=2048)
def _moment(sent: str) -> Moment:
    found = _MOMENT.fullmatch(sent)
    if not found:
        return Moment(sent)
    day, hour, minute, offset = found.groups()
    try:
        on = PartialDate.parse(day)
        at = time(int(hour), int(minute)) if hour and on.is_exact else None
    except ValueError:
        return Moment(sent)
    return Moment(sent, on, at, (offset or "").upper())


def start_of(period: Any) -> Moment:
    """Return the beginning of a Period."""
    return moment(mapping(period).get("start"))


def end_of(period: Any) -> Moment:
    """Return the end of a Period."""
    return moment(mapping(period).get("end"))


def period_text(period: Any) -> str:
    """Return a Period as sent, as an ISO interval."""
    start, end = start_of(period), end_of(period)
    return f"{start.text}/{end.text}" if end else start.text


def number_text(value: Any) -> str:
    """Return the digits of a number as sent; a number sent as a text counts, a yes or no does not."""
    return text(value)


def decimal(value: Any) -> Decimal | None:
    """Return a number, or None in place of anything else, also of one that nothing measures."""
    digits = number_text(value)
    number = Decimal(digits) if _NUMBER.fullmatch(digits) else None
    return number if number is not None and is_measurable(number) else None


def unit_of(quantity: Json) -> str:
    """Return the unit of a Quantity: its words, else its code."""
    return text(quantity.get("unit")) or text(quantity.get("units")) or text(quantity.get("code"))


def quantity_text(quantity: Any) -> str:
    """Return a Quantity in one text, such as "<5 mg"."""
    found = mapping(quantity)
    digits = number_text(found.get("value"))
    return f"{text(found.get('comparator'))}{digits} {unit_of(found)}".strip() if digits else ""


def own_extension(resource: Json, name: str) -> Json:
    """Return the extension of this name that Hoofbeat itself writes, empty where there is none."""
    if "extension" not in resource:
        return _NOTHING
    address = f"{OWN_EXTENSIONS}{name}"
    return next((each for each in mappings(resource.get("extension")) if each.get("url") == address), _NOTHING)


def own_fields(resource: Json, kind: Kind, *names: str) -> dict[str, Any]:
    """Return the fields of a record that an export of Hoofbeat gives as extensions; one that cannot be read is left out."""
    found: dict[str, Any] = {}
    if "extension" not in resource:
        return found
    declared = fields_for(kind)
    for name in names:
        sent = text(own_extension(resource, name.replace("_", "-")).get("valueString"))
        with contextlib.suppress(ValueError):
            if sent:
                found[name] = declared[name].parse(sent)
    return found


def person_name(names: Any) -> str:
    """Return the name that a person goes by: the official or usual one, else the first."""
    listed = mappings(names)
    preferred = [each for use in ("official", "usual", None) for each in listed if use in (each.get("use"), None)]
    for name in preferred:
        words = " ".join([*texts(name.get("given")), *texts(name.get("family"))])
        if words or text(name.get("text")):
            return words or text(name.get("text"))
    return ""


def actor_name(resource: Json) -> str:
    """Return the name of a person, an organization or a place."""
    named = resource.get("name")
    return text(named) if isinstance(named, str) else person_name(named)
