"""Sentences at a field: what is wrong with what was entered, and what to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from hoofbeat.domain.errors import Problem
from hoofbeat.domain.values import PartialDate
from hoofbeat.wording.dates import date_words
from hoofbeat.wording.translation import tr

_SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "missing": "Please fill in “{label}”.",
        "too long": "“{label}” holds more than {longest} characters. Please shorten it.",
        "too small": "“{label}” needs to be {minimum} or more.",
        "too large": "“{label}” needs to be {maximum} or less.",
        "not above zero": "“{label}” needs to be more than 0.",
        "range upside down": "The range starts above its end. Please check both numbers.",
        "ends before it starts": "“{label}” lies before the start. Please check both dates.",
        "not a number": "“{label}” takes a number only. You typed “{text}”.",
        "not a whole number": "“{label}” takes a whole number. You typed “{text}”.",
        "not a date": "“{text}” is not a date that exists. Write it like 2026-03-14, or 2026-03, or 2026.",
        "not a moment": "“{text}” is not a date and time that exist. Write it like 2026-03-14 10:30.",
        "not a time": "“{text}” is not a time. Write it like 10:30.",
        "not a time zone": "“{text}” is not a time zone that Hoofbeat knows. Write it like Europe/Vienna, or leave it empty for the time here.",
        "not yes or no": "“{label}” takes yes or no. You typed “{text}”.",
        "not days of the week": "“{text}” names no days of the week. Write them like Monday, Thursday.",
        "overlaps": "Another dose holds on these days already, from {start}. Please choose other dates, or open that dose to correct it.",
        "needs a day": "Please give the whole date of “{label}”: day, month and year.",
        "not a choice": "“{text}” is none of the choices for “{label}”: {choices}.",
        "no such record": "“{label}”: there is none called “{text}”.",
        "several such records": "“{label}”: there are several called “{text}”. Please give the id.",
        "doubtful number": "“{text}” may mean two numbers. Write it without the comma, or with a decimal point.",
        "value and number differ": "The value “{text}” and the number {number} do not agree. Please give one of them.",
    }
)


def problem_sentence(problem: Problem, label: str) -> str:
    """Say what is wrong with the field of this label."""
    data = {name: _SAID[name](text) if name in _SAID else text for name, text in problem.data.items()}
    return tr(_SENTENCES[problem.code]).format(label=tr(label), **data)


def _date(text: str) -> str:
    return date_words(PartialDate.parse(text)) if text else tr("a day that is not known")


_SAID: Mapping[str, Callable[[str], str]] = MappingProxyType({"start": _date})
"""What a problem carries as it is stored, and how that is said."""
