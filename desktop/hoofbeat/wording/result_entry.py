"""What the form of a result says: how a value is understood before it is saved, and what is worth a second look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType

from hoofbeat.domain.labs.plausibility import Doubt, SecondLook
from hoofbeat.domain.values import Reading, read_range
from hoofbeat.wording.amounts import received_words
from hoofbeat.wording.dates import date_words
from hoofbeat.wording.results import range_words, taken_words, value_words
from hoofbeat.wording.translation import tr

_COMPARATORS: Mapping[str, str] = MappingProxyType(
    {"<": "less than {number}", "<=": "{number} or less", ">": "more than {number}", ">=": "{number} or more"}
)


def reading_words(reading: Reading, unit: str) -> str:
    """Say how a value is understood: "less than 5 ng/mL"; nothing while there is none or it is in doubt."""
    if reading.number is None:
        is_said = reading.text.strip() and not reading.is_doubtful
        return tr("Kept as words: {text}").format(text=reading.text.strip()) if is_said else ""
    return tr("Understood as {value}").format(value=comparison_words(reading, unit))


def comparison_words(reading: Reading, unit: str) -> str:
    """Say the number of a reading with its sign in words: "less than 5 ng/mL"."""
    number = received_words(str(reading.number), unit)
    return tr(_COMPARATORS[reading.comparator]).format(number=number) if reading.comparator else number


def doubtful_question(text: str) -> str:
    """Ask which of two numbers a text means."""
    return tr("“{text}” may mean two numbers. Which one is it?").format(text=text)


def plain_number(number: Decimal) -> str:
    """Write a number to choose from, without any comma."""
    return f"{number:f}"


def range_reading_words(text: str) -> str:
    """Say how a range is understood: "from 40"; a text that is none is kept as it is."""
    if not text.strip():
        return ""
    understood = read_range(text)
    if understood.low is None and understood.high is None:
        return tr("Kept as words: {text}").format(text=text.strip())
    return tr("Understood as {value}").format(value=range_words(understood))


def last_time_words(parts: Sequence[str]) -> str:
    """Say what the laboratory printed last time and what to do about it; nothing where there is nothing."""
    if not parts:
        return ""
    return tr("Last time: {parts}. It is saved only if you take it.").format(parts=", ".join(parts))


def taken_as_last_time_words(parts: Sequence[str]) -> str:
    """Say what was taken over from the last time."""
    return tr("As last time: {parts}. Change it if your report says otherwise.").format(parts=", ".join(parts))


def new_test_words(name: str) -> str:
    """Say that a test is not in the list and is kept all the same."""
    return tr("“{name}” is not in our list of tests. It is kept under this name.").format(name=name)


def second_look_sentence(look: SecondLook) -> str:
    """Ask to check something unlikely in a result that is being entered."""
    return _SENTENCES[look.doubt](look)


def _tenfold(look: SecondLook) -> str:
    earlier = look.earlier or look.entered
    return tr("Please check: last time {last} ({date}), now {now}.").format(
        last=value_words(earlier.result), date=taken_words(earlier.sample), now=value_words(look.entered.result)
    )


def _other_unit(look: SecondLook) -> str:
    earlier = look.earlier or look.entered
    nothing = tr("no unit")
    return tr("Please check the unit: last time {last}, now {now}.").format(
        last=earlier.result.unit or nothing, now=look.entered.result.unit or nothing
    )


def _still_to_come(look: SecondLook) -> str:
    on = look.entered.sample.taken_on
    return tr("Please check the date: {date} is still to come.").format(date=date_words(on) if on else "")


def _before_birth(look: SecondLook) -> str:
    on = look.entered.sample.taken_on
    return tr("Please check the date: {date} lies before the date of birth.").format(date=date_words(on) if on else "")


def _unknown_unit(look: SecondLook) -> str:
    return tr("Please check the unit: “{unit}” is none that we know.").format(unit=look.entered.result.unit)


def _two_decimal_signs(look: SecondLook) -> str:
    return tr("Please check: “{text}” has two decimal signs.").format(text=look.entered.result.value_text)


def _range_upside_down(look: SecondLook) -> str:
    return tr("Please check the range: “{text}” ends below its start.").format(text=look.entered.result.range_text)


def _there_already(look: SecondLook) -> str:
    earlier = look.earlier or look.entered
    return tr("You already have {value} of {date}.").format(
        value=value_words(earlier.result), date=taken_words(earlier.sample)
    )


_SENTENCES = MappingProxyType(
    {
        Doubt.TENFOLD: _tenfold,
        Doubt.OTHER_UNIT: _other_unit,
        Doubt.STILL_TO_COME: _still_to_come,
        Doubt.BEFORE_BIRTH: _before_birth,
        Doubt.THERE_ALREADY: _there_already,
        Doubt.UNKNOWN_UNIT: _unknown_unit,
        Doubt.TWO_DECIMAL_SIGNS: _two_decimal_signs,
        Doubt.RANGE_UPSIDE_DOWN: _range_upside_down,
    }
)
