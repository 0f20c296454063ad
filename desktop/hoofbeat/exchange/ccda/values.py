"""The value of an observation in every form that CDA allows, as it would stand on paper, and the range beside it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from hoofbeat.domain.imports import Reason
from hoofbeat.domain.values import Reading, ReferenceRange, read_value
from hoofbeat.exchange.ccda.elements import (
    answer_text,
    attribute,
    child,
    children,
    codings,
    concept_text,
    form_of,
    interval_text,
    moment,
    null_flavor,
    original_text,
    plain,
)
from hoofbeat.exchange.ccda.narrative import Narrative
from hoofbeat.exchange.gathering import joined
from hoofbeat.exchange.measured import Value, is_placeholder, is_same_unit, printed_range, text_value

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_NULL_FLAVORS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "NI": "no information",
        "UNK": "unknown",
        "NA": "not applicable",
        "NAV": "not available now",
        "ASKU": "asked but unknown",
        "NASK": "not asked",
        "MSK": "withheld",
        "OTH": "other",
        "NAVU": "not available",
        "TRC": "trace",
    }
)
_LOWEST, _HIGHEST = "NINF", "PINF"
_NORMAL: Final = "N"
_UNITS: Final = "246514001"
"""The code (SNOMED CT) of an observation that says the unit of the one it stands in."""


def value_of(observation: Element, narrative: Narrative) -> Value | Reason:
    """Return the value of an observation, the first of several that is one, or the reason why there is none."""
    reason = Reason("no value")
    for sent in observation.findall("value"):
        found = _read(sent, narrative)
        if isinstance(found, Value) and not is_placeholder(found.reading.text, found.unit):
            return found if found.unit else _with_unit_beside(found, observation, narrative)
        if isinstance(found, Reason):
            return found
        absent = found.reading.text.strip() or null_words(sent)
        reason = Reason("no value, reason given", {"reason": absent}) if absent else reason
    return reason


def _with_unit_beside(value: Value, observation: Element, narrative: Narrative) -> Value:
    """Return a value with the unit that an observation within its own states, as some do for values that are words."""
    for each in children(observation, "entryRelationship", "observation"):
        if attribute(each.find("code"), "code") == _UNITS:
            units = (answer_text(sent, narrative) or plain(sent) for sent in each.findall("value"))
            return dataclasses.replace(value, unit=next((unit for unit in units if unit), ""))
    return value


def null_words(element: Element | None) -> str:
    """Return in words why something was left out."""
    flavor = null_flavor(element)
    return _NULL_FLAVORS.get(flavor, flavor)


def _read(sent: Element, narrative: Narrative) -> Value | Reason:
    form = form_of(sent)
    read = _FORMS.get(form)
    if read is None:
        read = next((each for prefix, each in _FAMILIES.items() if form.startswith(prefix)), _by_content)
    return read(sent, narrative)


def _by_content(sent: Element, narrative: Narrative) -> Value | Reason:
    """Read a value without a type by what it holds."""
    if attribute(sent, "value") or attribute(sent, "unit"):
        return _quantity(sent, narrative)
    if sent.find("low") is not None or sent.find("high") is not None:
        return _interval(sent, narrative)
    return _words(sent, narrative) if codings(sent)[0].code else _text(sent, narrative)


def _quantity(sent: Element, narrative: Narrative) -> Value:
    """Read a physical quantity; the number or the unit may stand only in a translation of it."""
    alternatives = sent.findall("translation")
    digits, unit = attribute(sent, "value"), _unit(sent, narrative)
    if null_flavor(sent) and is_placeholder(digits, unit):
        digits = ""
    if not digits:
        for each in alternatives:
            digits = attribute(each, "value")
            if digits:
                unit = _unit(each, narrative) or unit
                break
    if not digits:
        # Some put the whole into words, within the value or in a translation of it.
        words = (original_text(each, narrative) for each in (sent, *alternatives))
        return text_value(next((each for each in words if each), "") or plain_value(sent))
    reading = read_value(digits)
    if not unit:
        unit = next((each for each in _units_in_words(digits, sent, alternatives, narrative) if each), "")
    if reading.number is None and not unit:
        return text_value(digits)
    return Value(reading, unit, attribute(sent, "unit"))


def plain_value(sent: Element) -> str:
    """Return the text directly within a value, without that of its translations."""
    return " ".join((sent.text or "").split())


def _unit(sent: Element, narrative: Narrative) -> str:
    unit = attribute(sent, "unit")
    return "" if is_placeholder(unit) else unit or _unit_words(sent, narrative)


def _unit_words(sent: Element, narrative: Narrative) -> str:
    """Return the unit of a translation (PQR), which stands beside its code or in its words."""
    if sent.tag != "translation":
        return ""
    return original_text(sent, narrative) or attribute(sent, "displayName") or attribute(sent, "code")


def _units_in_words(digits: str, sent: Element, alternatives: list[Element], narrative: Narrative) -> Iterator[str]:
    """Yield the units that stand beside a number only in words, with or without the same number before them."""
    for each in (sent, *alternatives):
        words = original_text(each, narrative)
        number, unit = (words, "") if not words.startswith(digits) else (digits, words[len(digits) :].strip())
        yield unit if number == digits else words if not any(sign.isdigit() for sign in words[:1]) else ""
        if attribute(each, "value") in ("", digits):
            yield attribute(each, "unit") or attribute(each, "displayName") if each is not sent else ""


def _text(sent: Element, narrative: Narrative) -> Value | Reason:
    if attribute(sent, "representation").upper() == "B64" or attribute(sent, "mediaType").startswith(
        ("image", "audio")
    ):
        return Reason("value is a file")
    words = narrative.lines_of(sent) or narrative.words(sent) or attribute(sent, "value")
    if not words:
        words = next((plain(each) for each in sent.findall("originalText")), "")
    one_line = " ".join(words.split())
    return (
        Value(Reading(words)) if len(words) > len(one_line) + 200 else text_value(words if "\n" in words else one_line)
    )


def _words(sent: Element, narrative: Narrative) -> Value:
    return Value(Reading(answer_text(sent, narrative) or plain_value(sent)))


def _flag(sent: Element, _narrative: Narrative) -> Value:
    return Value(Reading(attribute(sent, "value").lower()))


def _interval(sent: Element, narrative: Narrative) -> Value:
    """Read an interval of quantities: one end that is open, or infinite, makes it a limit."""
    low, high = (_limit(sent.find(end), narrative) for end in ("low", "high"))
    unit = low.unit or high.unit
    if low.digits and high.digits:
        if low.unit and high.unit and not is_same_unit(low.unit, high.unit):
            return Value(Reading(f"{low.digits} {low.unit} - {high.digits} {high.unit}"))
        return Value(Reading(f"{low.digits} - {high.digits}"), unit)
    if low.digits or high.digits:
        sign = (">=" if low.is_included else ">") if low.digits else ("<=" if high.is_included else "<")
        return Value(read_value(f"{sign}{low.digits or high.digits}"), unit)
    middle = sent.find("center")
    return _quantity(sent if middle is None else middle, narrative)


class _Limit:
    """One end of an interval, empty where it is open."""

    def __init__(self, digits: str = "", unit: str = "", *, is_included: bool = True) -> None:
        self.digits = digits
        self.unit = unit
        self.is_included = is_included

    @property
    def number(self) -> Decimal | None:
        """Return the number of its digits."""
        return read_value(self.digits).number if self.digits else None


def _limit(sent: Element | None, narrative: Narrative) -> _Limit:
    if sent is None or null_flavor(sent) in (_LOWEST, _HIGHEST):
        return _Limit()
    value = _quantity(sent, narrative)
    digits = value.reading.text if value.reading.number is not None else ""
    return _Limit(digits, value.unit, is_included=attribute(sent, "inclusive").lower() != "false")


def _ratio(sent: Element, narrative: Narrative) -> Value:
    above, below = (child(sent, part) for part in ("numerator", "denominator"))
    parts = [Value(Reading("")) if each is None else _quantity(each, narrative) for each in (above, below)]
    has_unit = any(each.unit not in ("", "1") for each in parts)
    written = [f"{each.reading.text} {each.unit if has_unit else ''}".strip() for each in parts]
    return Value(Reading((" / " if has_unit else ":").join(each for each in written if each)))


def _moment(sent: Element, _narrative: Narrative) -> Value:
    return Value(Reading(moment(sent).text or interval_text(sent)))


_FORMS: Mapping[str, Callable[[Element, Narrative], Value | Reason]] = MappingProxyType(
    {
        **dict.fromkeys(("PQ", "REAL", "INT", "MO", "PPD_PQ"), _quantity),
        **dict.fromkeys(("ST", "ED", "SC"), _text),
        **dict.fromkeys(("CD", "CE", "CV", "CO", "CS", "CR"), _words),
        "BL": _flag,
        "BN": _flag,
        **dict.fromkeys(("TS", "IVL_TS", "PIVL_TS"), _moment),
    }
)
# Data types with parameters, such as IVL_PQ and RTO_PQ_PQ, by their beginning.
_FAMILIES: Mapping[str, Callable[[Element, Narrative], Value | Reason]] = MappingProxyType(
    {"IVL": _interval, "RTO": _ratio}
)


def range_of(observation: Element, value: Value, narrative: Narrative) -> ReferenceRange:
    """Return the laboratory's own range beside a value.

    Limits are given only where one range is meant for this value without condition and in its unit; else all is kept as text. Of
    several, that is the one whose interpretation its sender gives as normal.
    """
    sent = [
        (each, _one_range(each, value, narrative))
        for each in children(observation, "referenceRange", "observationRange")
    ]
    found = [(each, read) for each, read in sent if read]
    if len(found) == 1:
        return found[0][1]
    all_words = joined(_in_words(read) for _, read in found)
    normal = [read for each, read in found if attribute(each.find("interpretationCode"), "code") == _NORMAL]
    if len(normal) != 1:
        return ReferenceRange(text=all_words)
    return ReferenceRange(normal[0].low, normal[0].high, all_words)


def _one_range(sent: Element, value: Value, narrative: Narrative) -> ReferenceRange:
    words = narrative.words(sent.find("text"))
    limits = sent.find("value")
    found = ReferenceRange() if limits is None else _range_value(limits, value, narrative)
    if not found:
        found = printed_range(words, value.unit)
    elif words and words != found.text and any(sign.isalnum() for sign in words):
        found = ReferenceRange(found.low, found.high, _with_limits(words, found))
    condition = _condition(sent, narrative)
    if condition:
        return ReferenceRange(text=f"{condition}: {_in_words(found)}")
    is_upright = found.low is None or found.high is None or found.low <= found.high
    return found if is_upright else ReferenceRange(text=_in_words(found))


def _range_value(sent: Element, value: Value, narrative: Narrative) -> ReferenceRange:
    form = form_of(sent)
    if sent.find("low") is None and sent.find("high") is None:
        read = _read(sent, narrative)
        return (
            printed_range(read.reading.text, value.unit)
            if isinstance(read, Value) and read.reading.text
            else ReferenceRange()
        )
    if form.endswith("TS"):
        return ReferenceRange(text=interval_text(sent))
    low, high = (_limit(sent.find(end), narrative) for end in ("low", "high"))
    words = _limits_in_words(low, high)
    units = {each.unit for each in (low, high) if each.digits and each.unit not in ("", "1")}
    has_other_unit = any(not is_same_unit(unit, value.unit) for unit in units)
    if has_other_unit:
        unit = " ".join(sorted(units))
        return ReferenceRange(text=f"{words} {unit}")
    is_strict = not all(each.is_included for each in (low, high) if each.digits)
    return ReferenceRange(low.number, high.number, words if is_strict else "")


def _limits_in_words(low: _Limit, high: _Limit) -> str:
    if low.digits and high.digits:
        return f"{low.digits} - {high.digits}"
    if low.digits:
        return f"{'>=' if low.is_included else '>'} {low.digits}"
    return f"{'<=' if high.is_included else '<'} {high.digits}" if high.digits else ""


def _with_limits(words: str, found: ReferenceRange) -> str:
    """Return the words of a range, with its limits behind them where the words say other numbers."""
    digits = [str(limit) for limit in (found.low, found.high) if limit is not None]
    return words if all(each in words for each in digits) else joined((words, _in_words(found)))


def _in_words(found: ReferenceRange) -> str:
    if found.text:
        return found.text
    low, high = ("" if limit is None else str(limit) for limit in (found.low, found.high))
    return f"{low} - {high}" if low and high else f">= {low}" if low else f"<= {high}" if high else ""


def _condition(sent: Element, narrative: Narrative) -> str:
    """Return the words for whom a range is meant, empty for the ordinary one."""
    criteria = children(sent, "precondition", "criterion")
    return joined((joined((_criterion(each, narrative),)) for each in criteria), ", ")


def _criterion(sent: Element, narrative: Narrative) -> str:
    found = sent.find("value")
    said = "" if found is None else _criterion_value(found, narrative)
    return joined((narrative.words(sent.find("text")), concept_text(sent.find("code"), narrative), said), " ")


def _criterion_value(sent: Element, narrative: Narrative) -> str:
    read = _read(sent, narrative)
    return f"{read.reading.text} {read.unit}".strip() if isinstance(read, Value) else ""


def flag_of(observation: Element, narrative: Narrative) -> str:
    """Return the laboratory's flag as sent: its code, else its words."""
    sent = observation.findall("interpretationCode")
    return joined((attribute(each, "code") or concept_text(each, narrative) for each in sent), ", ")
