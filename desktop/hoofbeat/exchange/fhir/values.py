"""The value of an Observation in every form that FHIR allows, as it would stand on paper, and the range beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from hoofbeat.domain.imports import Reason
from hoofbeat.domain.values import Reading, ReferenceRange, digits_of, read_value
from hoofbeat.exchange.fhir.elements import (
    Json,
    codings,
    concept_text,
    concept_texts,
    decimal,
    mapping,
    mappings,
    moment,
    number_text,
    own_extension,
    period_text,
    quantity_text,
    text,
    unit_of,
)
from hoofbeat.exchange.gathering import joined
from hoofbeat.exchange.measured import Value, is_placeholder, printed_range, text_value


def value_of(holder: Json) -> Value | Reason:
    """Return the value of an Observation or of one of its components, or the reason why there is none."""
    for name, read in _FORMS.items():
        if name in holder:
            found = read(holder[name])
            if isinstance(found, Reason):
                return found
            if found.reading.text:
                return _as_exported(holder, found)
    absent = concept_text(holder.get("dataAbsentReason"))
    return Reason("no value, reason given", {"reason": absent}) if absent else Reason("no value")


def _as_exported(holder: Json, value: Value) -> Value:
    """Return a value as it was printed and with its unit, where an export of Hoofbeat says so beside it.

    Words that say another number than the value do not take its place.
    """
    if "extension" not in holder:
        return value
    printed = text(own_extension(holder, "value-as-printed").get("valueString"))
    unit = text(own_extension(holder, "unit").get("valueString")) or value.unit
    meant = value.reading.number, value.reading.comparator
    said = [text_value(printed).reading, *(read_value(printed, decimal_comma=each) for each in (True, False))]
    if printed and any((each.number, each.comparator) == meant for each in said):
        return Value(
            Reading(printed, value.reading.comparator, value.reading.number), unit, value.unit_code, value.flag
        )
    return Value(value.reading, unit, value.unit_code, value.flag)


def _quantity(sent: Any) -> Value:
    found = mapping(sent)
    digits = number_text(found.get("value"))
    if not digits:
        return Value(Reading(""))
    return Value(_reading(f"{text(found.get('comparator'))}{digits}"), unit_of(found), text(found.get("code")))


_reading = lru_cache(maxsize=4096)(read_value)
"""A laboratory prints the same numbers again and again."""


def _text(sent: Any) -> Value | Reason:
    return _unless_placeholder(text_value(text(sent)))


def _words(sent: Any) -> Value | Reason:
    return _unless_placeholder(Value(Reading(concept_text(sent))))


def _unless_placeholder(value: Value) -> Value | Reason:
    """Return a value, or the words in its place as the reason why there is none."""
    words = value.reading.text
    if words and is_placeholder(words, value.unit):
        return Reason("no value, reason given", {"reason": words})
    return value


def _flag(sent: Any) -> Value:
    return Value(Reading(str(sent).lower() if isinstance(sent, bool) else text(sent)))


def _range(sent: Any) -> Value:
    low, high = (mapping(mapping(sent).get(end)) for end in ("low", "high"))
    units = {unit_of(each) for each in (low, high) if number_text(each.get("value"))}
    if len(units) > 1:
        return Value(Reading(f"{quantity_text(low)} - {quantity_text(high)}"))
    ends = (number_text(low.get("value")), number_text(high.get("value")))
    return Value(Reading(" - ".join(ends).strip()) if any(ends) else Reading(""), next(iter(units), ""))


def _ratio(sent: Any) -> Value:
    parts = [mapping(mapping(sent).get(part)) for part in ("numerator", "denominator")]
    written = [quantity_text(each) for each in parts]
    between = " / " if any(unit_of(each) for each in parts) else ":"
    return Value(Reading(between.join(each for each in written if each)))


def _moment(sent: Any) -> Value:
    return Value(Reading(moment(sent).text))


def _period(sent: Any) -> Value:
    return Value(Reading(period_text(sent)))


def _curve(_sent: Any) -> Reason:
    return Reason("value is a curve")


def _file(_sent: Any) -> Reason:
    return Reason("value is a file")


_FORMS: Mapping[str, Callable[[Any], Value | Reason]] = MappingProxyType(
    {
        "valueQuantity": _quantity,
        "valueString": _text,
        "valueCodeableConcept": _words,
        "valueInteger": _text,
        "valueBoolean": _flag,
        "valueRange": _range,
        "valueRatio": _ratio,
        "valueTime": _moment,
        "valueDateTime": _moment,
        "valuePeriod": _period,
        "valueDecimal": _text,
        "valueSampledData": _curve,
        "valueAttachment": _file,
    }
)


def range_of(holder: Json, value: Value) -> ReferenceRange:
    """Return the laboratory's own range beside a value.

    Limits are given only where one range is meant for this value without condition and in its unit; else all is kept as text. Of
    several, that is the one which its sender calls the normal one.
    """
    sent = mappings(holder.get("referenceRange"))
    if len(sent) == 1:
        return _single_range(sent[0], value)
    all_words = joined(_range_in_words(each) for each in sent)
    normal = [each for each in sent if _is_normal(each) and not _condition(each)]
    if len(normal) != 1:
        return ReferenceRange(text=all_words)
    meant = _single_range(normal[0], value)
    return ReferenceRange(meant.low, meant.high, all_words)


def _is_normal(sent: Json) -> bool:
    return any(each.code == "normal" for each in codings(_meaning(sent)))


def _meaning(sent: Json) -> Any:
    """Return what a range says of itself; an earlier release calls that its meaning."""
    return sent.get("type") or sent.get("meaning")


def _single_range(sent: Json, value: Value) -> ReferenceRange:
    low, high = (mapping(sent.get(end)) for end in ("low", "high"))
    words = text(sent.get("text"))
    if not (number_text(low.get("value")) or number_text(high.get("value"))):
        found = printed_range(words, value.unit) if words else ReferenceRange()
        return found if not _condition(sent) and _is_upright(found) else ReferenceRange(text=_range_in_words(sent))
    found = ReferenceRange(decimal(low.get("value")), decimal(high.get("value")), _with_digits(words, low, high))
    is_plain = not _condition(sent) and all(_is_read(each) and _has_unit_of(each, value) for each in (low, high))
    return found if is_plain and _is_upright(found) else ReferenceRange(text=_range_in_words(sent))


def _is_read(limit: Json) -> bool:
    """Tell whether a limit is understood; a range that lost one of its ends would say something else."""
    return not number_text(limit.get("value")) or decimal(limit.get("value")) is not None


def _with_digits(words: str, low: Json, high: Json) -> str:
    """Return the words of a range, with its limits as sent where their numbers are written otherwise ("1e-07")."""
    sent = [number_text(each.get("value")) for each in (low, high)]
    numbers = [decimal(each.get("value")) for each in (low, high)]
    written = ["" if number is None else digits_of(number) for number in numbers]
    is_kept = written == sent or (words and all(digits in words for digits in sent))
    return words if is_kept else joined((words, _limits_in_words(*sent)))


def _limits_in_words(low: str, high: str) -> str:
    return f"{low} - {high}" if low and high else f">= {low}" if low else f"<= {high}" if high else ""


def _is_upright(found: ReferenceRange) -> bool:
    return found.low is None or found.high is None or found.low <= found.high


def _range_in_words(sent: Json) -> str:
    low, high = quantity_text(sent.get("low")), quantity_text(sent.get("high"))
    return joined((_condition(sent), text(sent.get("text")) or _limits_in_words(low, high)), ": ")


def _condition(sent: Json) -> str:
    """Return the words for whom or what a range is meant, empty for the ordinary one."""
    kind = "" if _is_normal(sent) else concept_text(_meaning(sent))
    age = mapping(sent.get("age"))
    ages = "-".join(quantity_text(age.get(end)) for end in ("low", "high")).strip("-")
    return joined((kind, concept_texts(sent.get("appliesTo") or []), ages), ", ")


def _has_unit_of(limit: Json, value: Value) -> bool:
    """Tell whether a limit is in the unit of the value; one without a unit is."""
    mine = {unit for unit in (text(limit.get("unit")), text(limit.get("code"))) if unit}
    folded = {unit.casefold() for unit in mine}
    return not mine or bool(mine & {value.unit, value.unit_code}) or value.unit.casefold() in folded


def flag_of(holder: Json) -> str:
    """Return the laboratory's flag as sent: its text, else its code, else its display."""
    sent = holder.get("interpretation")
    if not sent:
        return ""
    return joined((_flag_text(each) for each in (sent if isinstance(sent, list) else [sent])), ", ")


def _flag_text(sent: Any) -> str:
    words = text(mapping(sent).get("text"))
    return words or next((each.code for each in codings(sent) if each.code), "") or concept_text(sent)
