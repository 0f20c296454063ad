"""How much and how often as people write it ("1-0-1", "twice daily", "20 mg at bedtime"), understood wholly or not at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from hoofbeat.domain.medicines.amounts import AMOUNT, read_amount
from hoofbeat.domain.medicines.clock_times import clock_doses
from hoofbeat.domain.medicines.rhythms import weekdays_of
from hoofbeat.domain.records import DayPart, Schedule

_LONGEST_STEP = 365
_MOST_TIMES_A_DAY = 24
_UNIT = r"[a-zµμ%]+(?:/m?l)?"
_WITH_AMOUNT = re.compile(rf"(?P<amount>{AMOUNT})\s*(?P<unit>{_UNIT})\b\s*(?P<rest>.*)", re.IGNORECASE)
_NOT_A_UNIT = re.compile(
    r"x|times?|h|hours?|hourly|d|days?|daily|weeks?|weekly|months?|am|pm|a|the|on|off|and|in|at|to|or|of|as|if|when|every|each|per|once|twice",
    re.IGNORECASE,
)
_LONGEST_TEXT = 200
_STRENGTHS = frozenset({"mg", "g", "mcg", "µg", "μg", "ug", "microgram", "micrograms", "ng", "iu", "units", "mmol"})
"""Units that say how strong one tablet is, so that a count beside it is a number of tablets."""
_NUMBERS: Mapping[str, int] = MappingProxyType(
    {
        name: number
        for number, name in enumerate(
            ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], 1
        )
    }
)
_ADVERBS: Mapping[str, int] = MappingProxyType({"once": 1, "twice": 2, "thrice": 3})
_N = rf"(?P<n>\d+|{'|'.join(_NUMBERS)})"


@dataclass(frozen=True, slots=True)
class WrittenDose:
    """The fields of a dose phase that a text stands for."""

    values: Mapping[str, Any]


def read_dose(text: str, *, amount: Decimal | None = None, unit: str = "") -> WrittenDose | None:
    """Understand how much and how often; None where any word of it is not understood. `amount` and `unit` may stand apart."""
    rest = " ".join(text.replace("–", "-").split()).strip(" .,;")
    if len(rest) > _LONGEST_TEXT:
        return None
    found = _WITH_AMOUNT.fullmatch(rest)
    if found and not _NOT_A_UNIT.fullmatch(found["unit"]):
        if amount is not None:
            return None
        try:
            amount, unit, rest = read_amount(found["amount"]), found["unit"], found["rest"]
        except ValueError:
            return None
    said = _read_phrases(rest)
    if said is None or not said:
        return None
    return _joined(said, amount, unit)


def _joined(said: dict[str, Any], amount: Decimal | None, unit: str) -> WrittenDose | None:
    parts = said.pop("parts", ())
    counts: Mapping[str, Decimal] = said.pop("counts", {})
    if parts and (counts or amount is None or "times_per_day" in said):
        return None
    if counts and amount is not None and unit.casefold() not in _STRENGTHS:
        return None  # "2 capsules 1-0-1" may be one or two capsules each time
    if "limit" in said and said.get("schedule") is not Schedule.AS_NEEDED:
        return None  # "up to 3 times a day" is no rhythm
    if "times_per_day" in said and "at_times" in said and said["times_per_day"] != len(clock_doses(said["at_times"])):
        return None
    values: dict[str, Any] = {"schedule": Schedule.DAILY, **said, "amount": amount, "unit": unit, **counts}
    values |= dict.fromkeys((part.value for part in parts), amount)
    return WrittenDose({name: value for name, value in values.items() if value not in (None, "")})


def _read_phrases(text: str) -> dict[str, Any] | None:
    """Read phrase after phrase; two that say the same thing differently are not understood."""
    said: dict[str, Any] = {}
    rest = text.lower().strip()
    while rest:
        for pattern, read in _PHRASES:
            match = pattern.match(rest)
            values = read(match) if match else None
            if match and values is not None:
                break
        else:
            return None
        if "parts" in values and "parts" in said:
            values = {"parts": tuple(dict.fromkeys((*said.pop("parts"), *values["parts"])))}
        if set(values) & set(said):
            return None
        said |= values
        rest = re.sub(r"^(?:[\s,;]+|and\b)+", "", rest[match.end() :])
    return said


def _number(text: str) -> int:
    return _NUMBERS.get(text) or int(text)


def _daily(_match: re.Match[str]) -> dict[str, Any]:
    return {"schedule": Schedule.DAILY}


def _often(match: re.Match[str]) -> dict[str, Any] | None:
    count = _ADVERBS.get(match["n"]) or _number(match["n"])
    return {"schedule": Schedule.DAILY, "times_per_day": count} if 1 <= count <= _MOST_TIMES_A_DAY else None


_STEPS: Mapping[str, Schedule] = MappingProxyType(
    {"h": Schedule.EVERY_HOURS, "d": Schedule.EVERY_DAYS, "w": Schedule.EVERY_WEEKS}
)


def _every(match: re.Match[str]) -> dict[str, Any] | None:
    count = _number(match["n"])
    return {"schedule": _STEPS[match["step"][0]], "every": count} if 1 <= count <= _LONGEST_STEP else None


def _step(schedule: Schedule, count: int) -> Callable[[re.Match[str]], dict[str, Any]]:
    return lambda _match: {"schedule": schedule, "every": count}


def _counts(match: re.Match[str]) -> dict[str, Any] | None:
    """Read "1-0-1" and "1-0-1-0": morning, midday, evening, bedtime."""
    amounts = [read_amount(each) for each in re.split(r"\s*-\s*", match[0].strip())]
    counts = {part.value: each for part, each in zip(DayPart, amounts, strict=False) if each}
    return {"schedule": Schedule.DAILY, "counts": counts} if counts else None


def _weekdays(match: re.Match[str]) -> dict[str, Any] | None:
    named = re.sub(r"days\b", "day", match["days"]).strip(" ,;&")
    days = weekdays_of(named)
    return {"schedule": Schedule.DAYS_OF_WEEK, "days_of_week": named.title().replace(" And ", ", ")} if days else None


def _day_of_month(match: re.Match[str]) -> dict[str, Any] | None:
    day = int(match["n"])
    return {"schedule": Schedule.DAY_OF_MONTH, "day_of_month": day} if 1 <= day <= 31 else None


def _cycle(match: re.Match[str]) -> dict[str, Any] | None:
    on, off = int(match["on"]), int(match["off"])
    is_possible = 1 <= on <= _LONGEST_STEP and 1 <= off <= _LONGEST_STEP
    return {"schedule": Schedule.CYCLE, "days_on": on, "days_off": off} if is_possible else None


def _clock(match: re.Match[str]) -> dict[str, Any] | None:
    times = match["times"].strip(" ,;")
    return {"at_times": times} if clock_doses(times) else None


def _as_needed(_match: re.Match[str]) -> dict[str, Any]:
    return {"schedule": Schedule.AS_NEEDED}


def _limit(match: re.Match[str]) -> dict[str, Any]:
    return {"limit": match[0].strip(" ,;.")}


def _in(part: DayPart) -> Callable[[re.Match[str]], dict[str, Any]]:
    return lambda _match: {"parts": (part,)}


_NOON = r"(?:at\s+)?(?:midday|noon|lunchtime|lunch)"
_DAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:days?)?\b\.?"
_ONE_TIME = r"\d{1,2}(?:[:.]\d{2})?\s*(?:[ap]\.?m\b\.?)?(?:\s*\([^)]*\))?"
_WORDS: tuple[tuple[str, Callable[[re.Match[str]], dict[str, Any] | None]], ...] = (
    (r"(?:at most|no more than|not more than|max(?:imum|\.)?|up to)\b.*$", _limit),
    (rf"{AMOUNT}\s*(?:-\s*(?:{AMOUNT})\s*){{2,3}}(?=$|[\s,;])", _counts),
    (r"(?P<on>\d+)\s*(?:days?)?\s*on\s*(?:,|and|then|/)?\s*(?P<off>\d+)\s*(?:days?)?\s*off\b", _cycle),
    (r"(?P<n>once|twice|thrice)\s*(?:(?:a|per|each|every)\s+day|daily|/\s*day)", _often),
    (rf"{_N}\s*(?:x|times?)\s*(?:(?:a|per|each|every)\s+day\b|daily\b|/\s*d(?:ay)?\b)", _often),
    (r"every\s+(?:other|second|2nd)\s+day\b", _step(Schedule.EVERY_DAYS, 2)),
    (r"every\s+(?:other|second|2nd)\s+week\b|fortnightly\b", _step(Schedule.EVERY_WEEKS, 2)),
    (rf"(?:every\s+|q\s?){_N}\s*-?\s*(?P<step>h(?:ours?|rs?|ourly)?|d(?:ays?)?|w(?:eeks?|ks?)?)\b", _every),
    (rf"{_N}\s*-?\s*(?P<step>h(?:ourly)|w(?:eekly))\b", _every),
    (r"(?:once\s+(?:a\s+week|weekly)|weekly|(?:every|each|per|a)\s+week)\b", _step(Schedule.EVERY_WEEKS, 1)),
    (r"(?:hourly|every\s+hour)\b", _step(Schedule.EVERY_HOURS, 1)),
    (r"(?:daily|every\s*day|each\s+day|a\s+day)\b", _daily),
    (r"(?:bid|b\.i\.d\.?|bd)\b", lambda _m: {"schedule": Schedule.DAILY, "times_per_day": 2}),
    (r"(?:tid|t\.i\.d\.?|tds)\b", lambda _m: {"schedule": Schedule.DAILY, "times_per_day": 3}),
    (r"(?:qid|q\.i\.d\.?|qds)\b", lambda _m: {"schedule": Schedule.DAILY, "times_per_day": 4}),
    (r"(?:as|if|when|where)\s+(?:needed|required|necessary)\b|prn\b", _as_needed),
    (
        r"on\s+(?:the\s+)?(?:day\s+)?(?P<n>\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?(?:each|every|the)\s+month\b",
        _day_of_month,
    ),
    (r"(?:in\s+the|each|every)\s+morning\b|mornings?\b", _in(DayPart.MORNING)),
    (rf"{_NOON}\b", _in(DayPart.MIDDAY)),
    (r"(?:in\s+the|each|every)\s+evening\b|evenings?\b", _in(DayPart.EVENING)),
    (r"(?:at|before|each|every)\s+(?:bed\s?time|bed|night)\b|bed\s?time\b|nightly\b", _in(DayPart.BEDTIME)),
    (rf"(?:on\s+|every\s+|each\s+)?(?P<days>{_DAY}(?:(?:\s*[,;&/]\s*|\s+and\s+|\s+){_DAY})*)", _weekdays),
    (rf"(?:at\s+)?(?P<times>{_ONE_TIME}(?:(?:\s*[,;&]\s*|\s+and\s+){_ONE_TIME})*)", _clock),
    (
        r"(?:once|one\s+time|a\s+single\s+time)\b(?!\s+(?:a|per|each|every|daily|weekly))",
        lambda _m: {"schedule": Schedule.ONCE},
    ),
)
_PHRASES = tuple((re.compile(pattern), read) for pattern, read in _WORDS)
