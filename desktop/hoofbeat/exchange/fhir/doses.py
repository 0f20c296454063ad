"""What a dosage instruction says: the text as written, and an amount and a rhythm only where they are unmistakable."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final

from hoofbeat.domain.records import DosePhase, Kind, Schedule
from hoofbeat.exchange.dosing import LONGEST_STEP, STEPS, Dose, Rhythm
from hoofbeat.exchange.fhir.elements import (
    Json,
    codings,
    concept_text,
    concept_texts,
    decimal,
    end_of,
    mapping,
    mappings,
    number_text,
    own_fields,
    quantity_text,
    start_of,
    text,
    texts,
    unit_of,
)
from hoofbeat.exchange.gathering import joined

_DAYS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "mon": "Monday",
        "tue": "Tuesday",
        "wed": "Wednesday",
        "thu": "Thursday",
        "fri": "Friday",
        "sat": "Saturday",
        "sun": "Sunday",
    }
)
# Members of Timing.repeat that an unmistakable rhythm may have; any other makes it "as written".
_PLAIN_REPEAT: Final = frozenset({"frequency", "period", "periodUnit", "dayOfWeek", "timeOfDay", "boundsPeriod"})
_CODES: Final[Mapping[str, int]] = MappingProxyType({"QD": 1, "BID": 2, "TID": 3, "QID": 4})

_MOST_TIMES_A_DAY: Final = 24
DOSE_FIELDS: Final = (
    *("amount", "unit", "schedule", "every", "times_per_day", "days_of_week", "day_of_month", "days_on", "days_off"),
    *("morning", "midday", "evening", "bedtime", "at_times", "instructions", "limit"),
)
"""The fields of a dose that an export of Hoofbeat gives beside FHIR's own words for it."""
_UNSAID: Final = {each.name: each.default for each in dataclasses.fields(DosePhase) if each.name in DOSE_FIELDS}


def dose_of(sent: Any) -> Dose:
    """Return the dose of a list of dosage instructions; several are kept as written."""
    instructions = mappings(sent)
    if len(instructions) != 1:
        return Dose(instructions=joined(_in_words(each) for each in instructions))
    (instruction,) = instructions
    rhythm, amount = rhythm_of(instruction), _amount(instruction)
    is_understood = rhythm.schedule is not Schedule.AS_WRITTEN and (amount is not None or not _dose_words(instruction))
    words = _written(instruction) if is_understood else _in_words(instruction)
    value, unit = (None, "") if amount is None else amount
    return Dose(rhythm, value, unit, words)


def own_dose(instruction: Json) -> dict[str, Any]:
    """Return the fields of a dose that an export of Hoofbeat gives, where FHIR's own words beside them still say the same amount."""
    own = own_fields(instruction, Kind.DOSES, *DOSE_FIELDS)
    amount = _amount(instruction)
    is_meant = bool(own) and (amount is None or amount == (own.get("amount"), own.get("unit", "")))
    return {**_UNSAID, **own} if is_meant else {}


def successive(sent: Any) -> list[Json]:
    """Return the instructions of doses that follow each other, the first one first; none where they hold side by side."""
    instructions = mappings(sent)
    if len(instructions) > 1 and all(map(own_dose, instructions)):
        return instructions
    spans = [(start_of(bounds_of(each)).on, end_of(bounds_of(each)).on) for each in instructions]
    dated = sorted(
        ((start.first, end, each) for (start, end), each in zip(spans, instructions, strict=True) if start),
        key=lambda each: each[0],
    )
    follows = all(end is not None and end.first <= later[0] for (_, end, _), later in itertools.pairwise(dated))
    is_each_dated = len(dated) == len(instructions) > 1 and len({each[0] for each in dated}) == len(dated)
    return [each for _, _, each in dated] if follows and is_each_dated else []


def bounds_of(instruction: Json) -> Any:
    """Return from when until when an instruction holds."""
    return mapping(mapping(instruction.get("timing")).get("repeat")).get("boundsPeriod")


def route_of(sent: Any) -> str:
    """Return how a medicine is given, where all instructions say the same."""
    routes = {concept_text(each.get("route")) for each in mappings(sent)} - {""}
    return routes.pop() if len(routes) == 1 else ""


def rhythm_of(instruction: Json) -> Rhythm:
    """Return the rhythm of one instruction."""
    if _is_as_needed(instruction):
        return Rhythm(Schedule.AS_NEEDED)
    timing = mapping(instruction.get("timing"))
    repeat = mapping(timing.get("repeat"))
    if not repeat:
        return _rhythm_of_code(timing)
    if set(repeat) - _PLAIN_REPEAT:
        return Rhythm()
    return _rhythm_of_repeat(repeat)


def _rhythm_of_code(timing: Json) -> Rhythm:
    codes = {each.code.upper() for each in codings(timing.get("code"))}
    known = [_CODES[code] for code in codes if code in _CODES]
    if "event" in timing or len(codes) != 1 or not known:
        return Rhythm()
    return Rhythm(Schedule.DAILY, times_per_day=known[0])


def _rhythm_of_repeat(repeat: Json) -> Rhythm:
    times, days = texts(repeat.get("timeOfDay")), texts(repeat.get("dayOfWeek"))
    step = (_whole(repeat.get("frequency")), _whole(repeat.get("period")), text(repeat.get("periodUnit")))
    if times and days:
        return Rhythm()
    if times:
        return _at_times(times, step)
    return _on_days(days, step) if days else _in_steps(step)


def _at_times(times: list[str], step: tuple[int | None, int | None, str]) -> Rhythm:
    frequency, *period = step
    if frequency not in (None, len(times)) or period not in ([None, ""], [1, "d"]):
        return Rhythm()
    return Rhythm(Schedule.DAILY, times_per_day=len(times), at_times=", ".join(each[:5] for each in times))


def _on_days(days: list[str], step: tuple[int | None, int | None, str]) -> Rhythm:
    if step not in ((None, None, ""), (len(days), 1, "wk")) or not set(days) <= set(_DAYS):
        return Rhythm()
    return Rhythm(Schedule.DAYS_OF_WEEK, days_of_week=", ".join(_DAYS[day] for day in days))


def _in_steps(step: tuple[int | None, int | None, str]) -> Rhythm:
    match step:
        case (int(often), 1, "d") if often <= _MOST_TIMES_A_DAY:
            return Rhythm(Schedule.DAILY, times_per_day=often)
        case (1, int(apart), ("d" | "wk" | "h") as unit) if apart <= LONGEST_STEP:
            return Rhythm(STEPS[unit], every=apart)
    return Rhythm()


def _is_as_needed(instruction: Json) -> bool:
    return (
        instruction.get("asNeededBoolean") is True
        or any(instruction.get(name) for name in ("asNeededCodeableConcept", "asNeededFor"))
        or instruction.get("asNeeded") is True
    )


def _whole(value: Any) -> int | None:
    number = decimal(value)
    return int(number) if number is not None and number == number.to_integral_value() and 0 < number < 10_000 else None


def _rates(instruction: Json) -> list[Json]:
    """Return what is said of the amount; earlier releases put it into the instruction itself."""
    return mappings(instruction.get("doseAndRate")) or [instruction]


def _amount(instruction: Json) -> tuple[Decimal, str] | None:
    rates = _rates(instruction)
    dose = mapping(rates[0].get("doseQuantity"))
    is_plain = len(rates) == 1 and not dose.get("comparator") and not any(name.startswith("rate") for name in rates[0])
    value = decimal(dose.get("value"))
    return (value, unit_of(dose)) if is_plain and value is not None and value > 0 else None


def _dose_words(instruction: Json) -> str:
    return joined(_rate_words(each) for each in _rates(instruction))


def _rate_words(rate: Json) -> str:
    span = mapping(rate.get("doseRange"))
    ends = " to ".join(each for each in map(quantity_text, (span.get("low"), span.get("high"))) if each)
    ratio = mapping(rate.get("rateRatio"))
    speed = " per ".join(
        each for each in map(quantity_text, (ratio.get("numerator"), ratio.get("denominator"))) if each
    )
    return joined((quantity_text(rate.get("doseQuantity")), ends, speed, quantity_text(rate.get("rateQuantity"))))


def _written(instruction: Json) -> str:
    """Return the words of an instruction that its sender wrote."""
    return joined(
        (
            text(instruction.get("text")),
            text(instruction.get("patientInstruction")),
            concept_texts(instruction.get("additionalInstruction") or instruction.get("additionalInstructions") or []),
            _needed_for(instruction),
        )
    )


def _needed_for(instruction: Json) -> str:
    return concept_texts(instruction.get("asNeededCodeableConcept") or instruction.get("asNeededFor") or [])


def _in_words(instruction: Json) -> str:
    """Return an instruction in words: those of its sender, else what its coded parts say."""
    if text(instruction.get("text")):
        return _written(instruction)
    timing = mapping(instruction.get("timing"))
    measured = f"{_dose_words(instruction)} {_repeat_words(timing)}".strip()
    return joined((measured, concept_text(timing.get("code")), _written(instruction)))


_UNITS_OF_TIME: Final[Mapping[str, str]] = MappingProxyType(
    {"s": "second", "min": "minute", "h": "hour", "d": "day", "wk": "week", "mo": "month", "a": "year"}
)
_WHEN: Final[Mapping[str, str]] = MappingProxyType(
    {
        "MORN": "in the morning",
        "NOON": "at midday",
        "AFT": "in the afternoon",
        "EVE": "in the evening",
        "NIGHT": "at night",
        "HS": "at bedtime",
        "WAKE": "after waking",
        "C": "with a meal",
        "CM": "with breakfast",
        "CD": "with lunch",
        "CV": "with dinner",
        "AC": "before a meal",
        "ACM": "before breakfast",
        "ACD": "before lunch",
        "ACV": "before dinner",
        "PC": "after a meal",
        "PCM": "after breakfast",
        "PCD": "after lunch",
        "PCV": "after dinner",
    }
)


def _repeat_words(timing: Json) -> str:
    """Say a timing: "4 times a day", "1 to 2 times every 6 hours, on Monday, at 08:00, with breakfast"."""
    repeat = mapping(timing.get("repeat"))
    days = [_DAYS.get(each, each) for each in texts(repeat.get("dayOfWeek"))]
    times = [each[:5] for each in texts(repeat.get("timeOfDay"))]
    parts = (
        joined((_times_words(repeat), _step_words(repeat)), " "),
        f"on {' and '.join(days)}" if days else "",
        f"at {' and '.join(times)}" if times else "",
        *(_WHEN.get(each, each) for each in texts(repeat.get("when"))),
        _for_words(repeat),
    )
    return joined(parts, ", ")


def _times_words(repeat: Json) -> str:
    often, most = number_text(repeat.get("frequency")), number_text(repeat.get("frequencyMax"))
    if often == "1" and not most:
        return "" if repeat.get("period") else "once"
    if often and most:
        return f"{often} to {most} times"
    return f"{often or most} times" if often or most else ""


def _step_words(repeat: Json) -> str:
    unit = text(repeat.get("periodUnit"))
    named = _UNITS_OF_TIME.get(unit, unit)
    period, most = number_text(repeat.get("period")), number_text(repeat.get("periodMax"))
    if not period or not named:
        return ""
    if most:
        return f"every {period} to {most} {named}s"
    if period == "1":
        return f"a {named}" if _times_words(repeat) else f"every {named}"
    return f"every {period} {named}s"


def _for_words(repeat: Json) -> str:
    """Say for how long or how often altogether, where that is sent."""
    length, unit = number_text(repeat.get("duration")), text(repeat.get("durationUnit"))
    count = number_text(repeat.get("count"))
    named = _UNITS_OF_TIME.get(unit, unit)
    bounds = quantity_text(repeat.get("boundsDuration"))
    return joined(
        (
            f"over {length} {named}{'' if length == '1' else 's'}" if length and named else "",
            f"{count} times in all" if count and count != "1" else "",
            f"for {bounds}" if bounds else "",
        ),
        ", ",
    )
