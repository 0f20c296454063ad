"""A day of doses in words: what is taken at which time, and what was marked; nothing is said of what has no mark."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from hoofbeat.domain.medicines import DayDose
from hoofbeat.domain.records import Administration, DayPart, GivenState, Medication, MedicineUse
from hoofbeat.domain.values import PartialDate
from hoofbeat.wording.amounts import dose_words
from hoofbeat.wording.dates import date_words, period_words, time_words
from hoofbeat.wording.medicines import part_name
from hoofbeat.wording.translation import tr

_ON_TOP = frozenset({MedicineUse.INJECTION, MedicineUse.INFUSION})


def grouped(doses: Iterable[DayDose]) -> list[tuple[str, list[DayDose]]]:
    """Put doses under the headings of a day: injections and infusions on top, then the parts of the day, then the rest."""
    found = list(doses)
    groups = [(tr("Injections and infusions"), [each for each in found if is_on_top(each.medication)])]
    rest = [each for each in found if not is_on_top(each.medication)]
    groups += [(part_name(part), [each for each in rest if each.part is part]) for part in DayPart]
    groups.append((tr("Any time of the day"), [each for each in rest if each.part is None]))
    return [(title, group) for title, group in groups if group]


def is_on_top(medication: Medication) -> bool:
    """Tell whether a medicine is injected or infused."""
    return medication.use in _ON_TOP


def day_dose_words(dose: DayDose, *, uses_24_hours: bool = False) -> str:
    """Say how much of a dose, and at what time where it has one: "120 mg, 8am"."""
    amount = "" if dose.amount is None else dose_words(dose.amount, dose.unit)
    at = "" if dose.planned.at is None else time_words(dose.planned.at, uses_24_hours=uses_24_hours)
    return ", ".join(text for text in (amount, at) if text)


def tick_words(dose: DayDose, *, uses_24_hours: bool = False) -> str:
    """Say which medicine, how much and when, in one line beside its box."""
    said = day_dose_words(dose, uses_24_hours=uses_24_hours)
    return tr("{medicine}, {dose}").format(medicine=dose.medication.name, dose=said) if said else dose.medication.name


def mark_words(dose: DayDose, *, uses_24_hours: bool = False) -> str:
    """Say what a mark holds beyond the plan: not given and why, another amount, another day or time; else nothing."""
    mark = dose.mark
    if mark is None:
        return ""
    if mark.state is GivenState.NOT_GIVEN:
        why = " ".join(mark.why_not.split())
        return tr("Not given: {why}").format(why=why) if why else tr("Not given")
    said = []
    if mark.amount is not None and (mark.amount, mark.unit) != (dose.amount, dose.unit):
        said.append(dose_words(mark.amount, mark.unit))
    if mark.planned_on is not None and mark.given_at.on != mark.planned_on:
        said.append(date_words(mark.given_at.on))
    if mark.given_at.at is not None and mark.given_at.at != dose.planned.at:
        said.append(time_words(mark.given_at.at, uses_24_hours=uses_24_hours))
    return tr("Given: {details}").format(details=", ".join(said)) if said else ""


def beside_words(medication: Medication, mark: Administration, *, uses_24_hours: bool = False) -> str:
    """Say what was marked beyond the plan of a day."""
    if mark.state is GivenState.NOT_GIVEN:
        why = " ".join(mark.why_not.split())
        said = tr("not given: {why}").format(why=why) if why else tr("not given")
    else:
        amount = "" if mark.amount is None else dose_words(mark.amount, mark.unit)
        at = "" if mark.given_at.at is None else time_words(mark.given_at.at, uses_24_hours=uses_24_hours)
        said = ", ".join(text for text in (amount, at) if text)
    return tr("{medicine}, {dose}").format(medicine=medication.name, dose=said) if said else medication.name


def week_words(first: date, last: date) -> str:
    """Say a week: "2 to 8 March 2026"."""
    return period_words(PartialDate.of(first), PartialDate.of(last))
