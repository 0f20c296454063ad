"""How often and since when a medicine is taken: an amount and a rhythm only where they are unmistakable."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from hoofbeat.domain.records import Schedule
from hoofbeat.domain.values import read_value
from hoofbeat.exchange.ccda.elements import (
    attribute,
    child,
    children,
    concept_text,
    end_of,
    form_of,
    moment,
    null_flavor,
    start_of,
)
from hoofbeat.exchange.ccda.narrative import Narrative
from hoofbeat.exchange.dosing import LONGEST_STEP, STEPS, Dose, Rhythm
from hoofbeat.exchange.gathering import joined
from hoofbeat.exchange.measured import is_placeholder
from hoofbeat.exchange.moments import NO_MOMENT, Moment

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_HOURS: Final = 24
_EVENTS: Final = {
    "HS": "at bedtime",
    "AC": "before meals",
    "PC": "after meals",
    "IC": "between meals",
    "ACM": "before breakfast",
    "ACD": "before lunch",
    "ACV": "before dinner",
    "PCM": "after breakfast",
    "PCD": "after lunch",
    "PCV": "after dinner",
    "C": "with meals",
    "CM": "with breakfast",
    "CD": "with lunch",
    "CV": "with dinner",
}


def span_of(administration: Element) -> tuple[Moment, Moment, bool]:
    """Return from when until when a medicine is taken, and whether that is a single moment."""
    for sent in _times(administration):
        if _is_rhythm(sent):
            continue
        start, end = start_of(sent), end_of(sent)
        if start or end:
            return start, end, bool(moment(sent))
    return NO_MOMENT, NO_MOMENT, False


def _times(administration: Element) -> Iterator[Element]:
    """Yield the times of an entry; some put several into one (SXPR_TS), as its components."""
    for sent in administration.findall("effectiveTime"):
        yield from sent.findall("comp") or [sent]


def dose_of(administration: Element, sig: str, narrative: Narrative) -> Dose:
    """Return the dose of an entry; `sig` are the sender's own words for it."""
    rhythm = _rhythm(administration)
    amount, unit, amount_words = _amount(administration, narrative)
    is_understood = rhythm.schedule is not Schedule.AS_WRITTEN and (amount is not None or not amount_words)
    condition = joined(_conditions(administration, narrative), ", ")
    coded = "" if is_understood else joined((amount_words, rhythm.words), " ")
    if rhythm.schedule is Schedule.AS_NEEDED:  # how often at most, which the schedule does not say
        coded = coded or rhythm.words
    words = joined((sig or coded, condition if condition not in sig else ""))
    limit = _limit(administration)
    if not is_understood:
        return Dose(instructions=words, limit=limit)
    return Dose(rhythm, amount, unit, words, limit)


def _rhythm(administration: Element) -> Rhythm:
    periods = [each for each in _times(administration) if _is_rhythm(each)]
    words = joined(map(_period_words, periods), ", ")
    if administration.find("precondition") is not None and _preconditions(administration):
        return Rhythm(Schedule.AS_NEEDED, words=words)
    return _of_period(periods[0], words) if len(periods) == 1 else Rhythm(words=words)


def _is_rhythm(sent: Element) -> bool:
    return (
        form_of(sent).startswith(("PIVL", "EIVL")) or sent.find("period") is not None or sent.find("event") is not None
    )


def _of_period(sent: Element, words: str) -> Rhythm:
    period = sent.find("period")
    number = read_value(attribute(period, "value")).number
    unit = attribute(period, "unit")
    has_more = any(sent.find(name) is not None for name in ("phase", "frequency")) or attribute(sent, "alignment")
    if number is None or number != number.to_integral_value() or not 0 < number <= LONGEST_STEP or has_more:
        return Rhythm(words=words)
    every = int(number)
    is_by_institution = attribute(sent, "institutionSpecified").lower() == "true"
    if unit == "h" and _HOURS % every == 0 and (is_by_institution or every == _HOURS):
        # At times of the house's own choice: twice a day, rather than every twelve hours on the clock.
        return Rhythm(Schedule.DAILY, times_per_day=_HOURS // every, words=words)
    if unit == "d" and every == 1:
        return Rhythm(Schedule.DAILY, times_per_day=1, words=words)
    return Rhythm(STEPS[unit], every=every, words=words) if unit in STEPS else Rhythm(words=words)


def _period_words(sent: Element) -> str:
    event = attribute(sent.find("event"), "code")
    if event:
        return _EVENTS.get(event, event)
    period = sent.find("period")
    digits = attribute(period, "value") or "-".join(
        found for end in ("low", "high") if (found := attribute(child(period, end), "value"))
    )
    unit = attribute(period, "unit") or attribute(child(period, "low"), "unit")
    return f"/ {digits} {unit}".strip() if digits else ""


def _amount(administration: Element, narrative: Narrative) -> tuple[Decimal | None, str, str]:
    """Return the amount of a dose with its unit, and both in words."""
    sent = administration.find("doseQuantity")
    if sent is None:
        return None, "", _rate_words(administration)
    low, high = (attribute(sent.find(end), "value") for end in ("low", "high"))
    digits = attribute(sent, "value") or (low if low == high or not high else "")
    unit = attribute(sent, "unit") or attribute(sent.find("low"), "unit") or attribute(sent.find("high"), "unit")
    unit = unit or concept_text(administration.find("administrationUnitCode"), narrative)
    unit = "" if is_placeholder(unit) or unit == "1" else unit.strip("{}")
    if null_flavor(sent) or (not digits and not low):
        return None, "", _rate_words(administration)
    words = joined((f"{digits or f'{low} - {high}'} {unit}".strip(), _rate_words(administration)), ", ")
    number = read_value(digits).number if digits else None
    has_rate = bool(_rate_words(administration))
    return (None if has_rate or number is None or number <= 0 else number), unit, words


def _rate_words(administration: Element) -> str:
    sent = administration.find("rateQuantity")
    digits = attribute(sent, "value") or attribute(child(sent, "low"), "value")
    return f"{digits} {attribute(sent, 'unit') or attribute(child(sent, 'low'), 'unit')}".strip() if digits else ""


def _limit(administration: Element) -> str:
    sent = administration.find("maxDoseQuantity")
    parts = []
    for name in ("numerator", "denominator"):
        part = child(sent, name)
        if attribute(part, "value"):
            parts.append(f"{attribute(part, 'value')} {attribute(part, 'unit')}".strip())
    return " / ".join(parts)


def _preconditions(administration: Element) -> list[Element]:
    return [each for each in children(administration, "precondition", "criterion") if not null_flavor(each)]


def _conditions(administration: Element, narrative: Narrative) -> list[str]:
    """Return for what a medicine is taken as needed."""
    return [
        joined(
            (narrative.words(each.find("text")), *(concept_text(value, narrative) for value in each.findall("value")))
        )
        for each in _preconditions(administration)
    ]
