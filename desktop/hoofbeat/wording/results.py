"""What may be said about a result: the value and the range as printed, inside or outside that range, and never more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from hoofbeat.domain.labs import UNITS_AS_WRITTEN, KnowsUnits, Part, SeriesKey, Standing, standing
from hoofbeat.domain.records import AcidMedicine, Result, Sample
from hoofbeat.domain.values import PartialDate, ReferenceRange, digits_of, read_range
from hoofbeat.wording.amounts import NO_BREAK, hours_words, received_words, shown_unit
from hoofbeat.wording.dates import date_words, day_not_known
from hoofbeat.wording.translation import tr


def value_words(result: Result) -> str:
    """Say a value with its unit exactly as it was printed: "<5 ng/mL"."""
    return received_words(result.value_text, result.unit)


def range_words(printed: ReferenceRange) -> str:
    """Say the range as the laboratory gave it: "0 to 93"; one-sided "up to 5", "from 40"; a text that says more as it is."""
    limits, text = _limits_words(printed), printed.text.strip()
    understood = read_range(text)
    is_two_sided = understood.low is not None and understood.high is not None
    if not text or (is_two_sided and (understood.low, understood.high) == (printed.low, printed.high)):
        return limits
    known = [digits_of(limit) for limit in (printed.low, printed.high) if limit is not None]
    return text if all(limit in text for limit in known) else tr("{limits} ({text})").format(limits=limits, text=text)


def _limits_words(printed: ReferenceRange) -> str:
    if printed.low is not None and printed.high is not None:
        return tr("{start} to {end}").format(start=digits_of(printed.low), end=digits_of(printed.high))
    if printed.high is not None:
        return tr("up to {end}").format(end=digits_of(printed.high))
    return "" if printed.low is None else tr("from {start}").format(start=digits_of(printed.low))


def range_with_unit(result: Result) -> str:
    """Say the range with the unit of the value behind its numbers; a range kept as text alone stays as it is."""
    said = range_words(result.range)
    is_number = result.range_low is not None or result.range_high is not None
    return (
        f"{said}{NO_BREAK}{result.unit}"
        if said and is_number and shown_unit(result.unit) and result.unit not in said
        else said
    )


def range_sentence(result: Result, units: KnowsUnits = UNITS_AS_WRITTEN) -> str:
    """Say the printed range and where the value lies to it: the only sentence there is about a value."""
    said = range_with_unit(result)
    if not said:
        return tr("Your lab printed no range next to this value.")
    printed = tr("Your lab printed a range of {range}.").format(range=said)
    verdict = standing_words(standing(result, units))
    return f"{printed} {verdict}" if verdict else printed


_STANDINGS: Mapping[Standing, str] = MappingProxyType(
    {
        Standing.INSIDE: "This value is inside the range printed by your lab.",
        Standing.OUTSIDE: "This value is outside the range printed by your lab.",
        Standing.CANNOT_TELL: "",
    }
)


def standing_words(place: Standing) -> str:
    """Say inside or outside; where it cannot be told, nothing."""
    return tr(_STANDINGS[place])


def care_team_sentence() -> str:
    """Return the sentence that stands below every sentence about a value."""
    return tr("Only your care team can tell you what it means for you.")


def flag_sentence(flag: str) -> str:
    """Quote the flag that the laboratory printed."""
    return tr("Your lab printed “{flag}” next to this value.").format(flag=flag) if flag.strip() else ""


def flag_words(flag: str) -> str:
    """Quote the flag in a table."""
    return tr("lab printed “{flag}”").format(flag=flag) if flag.strip() else ""


def awaited_words(since: PartialDate | None) -> str:
    """Say that a result has not come back yet."""
    if since is None:
        return tr("Waiting for result")
    return tr("Waiting for result since {date}").format(date=date_words(since))


def laboratories_sentence() -> str:
    """Say why results of several laboratories are shown apart."""
    return tr(
        "These results came from two labs. Labs measure this test in different ways, so the numbers cannot be compared."
    )


def curves_apart_sentence() -> str:
    """Say that the timed values of a dynamic test are not among the results over time."""
    return tr("The timed values of a test with several samples are drawn apart, over its minutes.")


def units_not_converted_sentence() -> str:
    """Say why two units of a test are shown side by side and neither is computed from the other."""
    return tr("For this test there is no sure way to turn one of these units into the other, so Hoofbeat does not.")


def units_sentence(unit: str, earlier: str) -> str:
    """Say that the unit changed."""
    nothing = tr("no unit")
    return tr("This result uses {unit}. Earlier ones used {earlier}.").format(
        unit=unit or nothing, earlier=earlier or nothing
    )


_DIFFERENCES: Mapping[Part, str] = MappingProxyType(
    {
        Part.LABORATORY: "other lab",
        Part.METHOD: "other method",
        Part.SPECIMEN: "other specimen",
        Part.UNIT: "other unit",
    }
)
_MISSING: Mapping[Part, str] = MappingProxyType(
    {
        Part.LABORATORY: "laboratory not given",
        Part.METHOD: "method not given",
        Part.SPECIMEN: "specimen not given",
    }
)


def difference_words(differences: Iterable[Part]) -> str:
    """Say in what an earlier result differs, so that the two are not compared."""
    return ", ".join(tr(_DIFFERENCES[part]) for part in differences if part in _DIFFERENCES)


def missing_words(key: SeriesKey) -> str:
    """Say which parts of a series were not given."""
    return ", ".join(tr(_MISSING[part]) for part in key.missing)


_ACID: Mapping[AcidMedicine, str] = MappingProxyType(
    {
        AcidMedicine.TAKING: "taking acid medicine",
        AcidMedicine.NOT_TAKING: "no acid medicine",
        AcidMedicine.STOPPED: "acid medicine stopped before the test",
    }
)


def sample_words(sample: Sample) -> str:
    """Say how a sample was taken: "12 hours without food, taking acid medicine"."""
    said: list[str] = []
    if sample.fasting_hours is not None:
        fasting = tr("{hours} without food").format(hours=hours_words(sample.fasting_hours))
        said.append(fasting if sample.fasting_hours else tr("not fasting"))
    if sample.acid_medicine is not None:
        acid = tr(_ACID[sample.acid_medicine])
        advice = " ".join(sample.acid_medicine_advice.split())
        said.append(tr("{acid} (advised by {who})").format(acid=acid, who=advice) if advice else acid)
    return ", ".join(said)


def ask_before_change_sentence() -> str:
    """Return the sentence that stands beside everything about preparation."""
    return tr("Ask your care team before you change or stop any medicine.")


def taken_words(sample: Sample) -> str:
    """Say when a sample was taken."""
    return day_not_known(sample.taken_on)


_STATES: Mapping[str, str] = MappingProxyType(
    {
        "corrected": "corrected by the lab",
        "amended": "changed by the lab",
        "appended": "added to by the lab",
        "preliminary": "preliminary",
    }
)


def report_state_words(state: str) -> str:
    """Say the state of a result in its report where it is not simply final; an unknown state stays as received."""
    if state in ("", "final"):
        return ""
    return tr(_STATES[state]) if state in _STATES else state


def minute_words(minute: int | None) -> str:
    """Say the minute of a test with several samples."""
    if minute is None:
        return ""
    return tr("minute {minute}").format(minute=minute)
