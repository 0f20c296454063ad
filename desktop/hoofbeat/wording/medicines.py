"""A dose in words ("120 mg every 28 days"), what was given last, and what is planned; never a word on what should have been."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from hoofbeat.domain.day_parts import amount_in, counts_of_one
from hoofbeat.domain.medicines import (
    ClockChange,
    DoseNear,
    DosePlan,
    MedicineChange,
    MedicineEvent,
    PlanRule,
    TakenCount,
    clock_doses,
    weekdays_of,
)
from hoofbeat.domain.records import Administration, DayPart, DosePhase, GivenState, Medication, MedicineUse, Schedule
from hoofbeat.domain.values import PartialDate, Period, WallTime
from hoofbeat.wording.amounts import NO_BREAK, dose_words, number_words
from hoofbeat.wording.dates import (
    MONTHS,
    WEEKDAYS,
    date_words,
    day_and_month,
    day_not_known,
    days_ago,
    list_words,
    moment_words,
    period_words,
)
from hoofbeat.wording.translation import ntr, tr


def dose_in_words(phase: DosePhase) -> str:
    """Say how much and how often: "120 mg every 28 days", "2 capsules in the morning"; what the label says comes last."""
    clock = _amounts_at_the_clock(phase)
    parts = clock or _parts_of_the_day(phase)
    how_much = "" if phase.amount is None else dose_words(phase.amount, phase.unit)
    if how_much and parts:
        how_much = tr("{amount}:").format(amount=how_much) if not clock and counts_of_one(phase) else ""
    rhythm = rhythm_words(phase, has_parts=bool(parts), has_clock=bool(clock))
    told = " ".join(text for text in (how_much, parts, rhythm) if text)
    written = " ".join(phase.instructions.split())
    if not told or not written or _says_it_too(written, told, phase):
        return written or told
    return tr("{dose} (as written: {text})").format(dose=told, text=written)


def rhythm_words(phase: DosePhase, *, has_parts: bool = False, has_clock: bool = False) -> str:
    """Say how often: "every 28 days", "every 4 weeks" (which is not monthly), "on Monday and Thursday"."""
    if phase.schedule is Schedule.DAILY:
        often = _times_a_day(phase, has_parts=has_parts)
    else:
        often = _RHYTHMS[phase.schedule](phase)
        if phase.times_per_day and phase.schedule is not Schedule.EVERY_HOURS:
            often = ", ".join(text for text in (often, _times(phase.times_per_day)) if text)
    clock = "" if has_clock else " ".join(phase.at_times.split())
    if clock:
        often = tr("{rhythm} at {times}").format(rhythm=often, times=clock.removeprefix("at ")).strip()
    limit = " ".join(phase.limit.split())
    return tr("{rhythm}, {limit}").format(rhythm=often, limit=limit).lstrip(", ") if limit else often


def _says_it_too(written: str, told: str, phase: DosePhase) -> bool:
    """Tell whether what is written says the amount too, where nothing but the amount is understood."""
    return phase.schedule is Schedule.AS_WRITTEN and written.startswith(told.replace(NO_BREAK, " "))


def _amounts_at_the_clock(phase: DosePhase) -> str:
    """Say the amounts of the times on the clock, where these have amounts of their own."""
    doses = clock_doses(phase.at_times)
    if not any(each.amount is not None for each in doses):
        return ""
    said = [(phase.amount if each.amount is None else each.amount, each.at) for each in doses]
    return list_words(
        [
            tr("{dose} at {time}").format(
                dose="" if amount is None else dose_words(amount, phase.unit), time=f"{at:%H:%M}"
            )
            for amount, at in said
        ]
    )


def _times_a_day(phase: DosePhase, *, has_parts: bool) -> str:
    if phase.times_per_day:
        return _times(phase.times_per_day)
    return "" if has_parts else tr("every day")


def _times(count: int) -> str:
    return ntr("once a day", "{count} times a day", count).format(count=count)


def _every_hours(phase: DosePhase) -> str:
    return _every(phase, "every hour", "every {count} hours")


def _every_days(phase: DosePhase) -> str:
    return _every(phase, "every day", "every {count} days")


def _every_weeks(phase: DosePhase) -> str:
    return _every(phase, "every week", "every {count} weeks")


def _every(phase: DosePhase, one: str, many: str) -> str:
    return ntr(one, many, phase.every).format(count=phase.every) if phase.every else ""


def _on_weekdays(phase: DosePhase) -> str:
    days = weekdays_of(phase.days_of_week)
    named = list_words([tr(WEEKDAYS[day]) for day in days]) if days else " ".join(phase.days_of_week.split())
    return tr("on {days}").format(days=named) if named else ""


def _on_day_of_month(phase: DosePhase) -> str:
    return tr("on day {day} of each month").format(day=phase.day_of_month) if phase.day_of_month else ""


def _in_cycles(phase: DosePhase) -> str:
    if not phase.days_on or not phase.days_off:
        return ""
    on = dose_words(phase.days_on, "days")
    return tr("for {on}, then {off} without").format(on=on, off=dose_words(phase.days_off, "days"))


_RHYTHMS: Mapping[Schedule, Callable[[DosePhase], str]] = MappingProxyType(
    {
        Schedule.EVERY_HOURS: _every_hours,
        Schedule.EVERY_DAYS: _every_days,
        Schedule.EVERY_WEEKS: _every_weeks,
        Schedule.DAYS_OF_WEEK: _on_weekdays,
        Schedule.DAY_OF_MONTH: _on_day_of_month,
        Schedule.CYCLE: _in_cycles,
        Schedule.AS_NEEDED: lambda _phase: tr("as needed"),
        Schedule.ONCE: lambda _phase: tr("once"),
        Schedule.AS_WRITTEN: lambda _phase: "",
    }
)


_IN_THE_PART: Mapping[DayPart, str] = MappingProxyType(
    {
        DayPart.MORNING: "in the morning",
        DayPart.MIDDAY: "at midday",
        DayPart.EVENING: "in the evening",
        DayPart.BEDTIME: "at bedtime",
    }
)
_PARTS: Mapping[DayPart, str] = MappingProxyType(
    {
        DayPart.MORNING: "Morning",
        DayPart.MIDDAY: "Midday",
        DayPart.EVENING: "Evening",
        DayPart.BEDTIME: "Bedtime",
    }
)


def part_name(part: DayPart) -> str:
    """Name a part of the day, as a heading."""
    return tr(_PARTS[part])


def dose_in_part(phase: DosePhase, part: DayPart) -> str:
    """Say how much is taken in one part of the day: "2 capsules", "20 mg: 1", with the rhythm where it is not every day."""
    amount = amount_in(phase, part)
    if amount is None:
        return ""
    how_much = _amount_in_part(phase, amount)
    if phase.amount is not None and counts_of_one(phase):
        how_much = tr("{strength}: {count}").format(strength=dose_words(phase.amount, phase.unit), count=how_much)
    often = "" if phase.schedule is Schedule.DAILY else rhythm_words(phase, has_parts=True)
    written = " ".join(phase.instructions.split())
    return ", ".join(text for text in (how_much, often, written) if text)


def _parts_of_the_day(phase: DosePhase) -> str:
    """Say the amounts of the parts of the day; an amount that is always the same is said once."""
    given = [(amount, tr(_IN_THE_PART[part])) for part in DayPart if (amount := amount_in(phase, part)) is not None]
    said = [(_amount_in_part(phase, amount), when) for amount, when in given]
    if len({amount for amount, _ in given}) == 1:
        return f"{said[0][0]} {list_words([when for _, when in said])}"
    return list_words([f"{amount} {when}" for amount, when in said])


def _amount_in_part(phase: DosePhase, amount: Decimal) -> str:
    return number_words(amount) if counts_of_one(phase) else dose_words(amount, phase.unit)


def doses_in_words(phases: Iterable[DosePhase]) -> str:
    """Say all doses that hold at the same time."""
    return "; ".join(text for phase in phases if (text := dose_in_words(phase)))


def with_end(said: str, phase: DosePhase) -> str:
    """Say behind a dose until when it is taken, where that is known."""
    if phase.until_on is None or phase.schedule is Schedule.ONCE:
        return said
    return tr("{dose}, until {date}").format(dose=said, date=date_words(phase.until_on))


def current_dose_words(doses: Iterable[DosePhase], near: DoseNear | None) -> str:
    """Say the doses that hold, with their end where they have one; where none does, the next one, else the last one, with its date."""
    said = "; ".join(with_end(text, phase) for phase in doses if (text := dose_in_words(phase)))
    if said or near is None:
        return said
    phase, span = near.held.phase, near.held.span
    dose = dose_in_words(phase) or tr("a dose not recorded")
    if not near.is_coming and span.end is not None:
        return tr("until {date}: {dose}").format(date=date_words(span.end), dose=dose)
    if span.start is None or phase.schedule is Schedule.CYCLE:
        return dose  # a cycle says its start itself
    return tr("from {date}: {dose}").format(date=date_words(span.start), dose=dose)


def medicine_name(medication: Medication) -> str:
    """Say a medicine as on its label, with the generic name and the strength behind it."""
    name, generic = medication.name, medication.generic_name.strip()
    if generic and generic.casefold() not in name.casefold():
        name = tr("{name} ({generic})").format(name=name, generic=generic)
    strength = medication.strength.strip()
    return f"{name} {strength}" if strength and strength not in name else name


def question_about_medicine(medication: Medication) -> str:
    """Begin a question about a medicine; the person writes it to their liking."""
    return tr("What do I need to know about {medicine}?").format(medicine=medicine_name(medication))


def given_words(dose: Administration, *, today: date | None = None) -> str:
    """Say one dose given: "6 February 2026 (25 days ago), left side, thigh"."""
    on = dose.given_at.on
    said = day_not_known(on)
    if today is not None and on.is_exact:
        said = tr("{date} ({ago})").format(date=said, ago=days_ago((today - on.first).days))
    amount = "" if dose.amount is None else dose_words(dose.amount, dose.unit)
    side = "" if dose.side is None else tr(dose.side.label)
    return ", ".join(text for text in (said, amount, side, dose.site.strip()) if text)


def not_given_words(dose: Administration) -> str:
    """Say a dose that was not given, with the reason as typed."""
    said = tr("{date}: not given").format(date=day_not_known(dose.planned_on or dose.given_at.on))
    return f"{said}, {dose.why_not.strip()}" if dose.why_not.strip() else said


def administration_words(dose: Administration) -> str:
    """Say a dose, given or not."""
    return given_words(dose) if dose.state is GivenState.GIVEN else not_given_words(dose)


def unmarked_words(day: date, *, today: date | None = None) -> str:
    """Say a planned day that has come: "Planned for 3 March. Not marked as given." The year is said when it is another."""
    said = day_and_month(day) if today is not None and today.year == day.year else date_words(day)
    return tr("Planned for {date}. Not marked as given.").format(date=said)


def next_dates_words(plan: DosePlan) -> str:
    """Say the next planned dates: "6 March, 3 April and 1 May 2026"."""
    dates = plan.dates
    said = [
        day_and_month(day) if index + 1 < len(dates) and dates[index + 1].year == day.year else date_words(day)
        for index, day in enumerate(dates)
    ]
    return list_words(said)


_RULES: Mapping[PlanRule, str] = MappingProxyType(
    {
        PlanRule.FROM_LAST_GIVEN: "Counted from the last one given.",
        PlanRule.FROM_START: "Counted from the start.",
        PlanRule.CALENDAR: "Fixed by the calendar.",
        PlanRule.MOVED: "Moved by hand; the rhythm goes on from there.",
    }
)


def rule_words(rule: PlanRule) -> str:
    """Say which rule made a planned date."""
    return tr(_RULES[rule])


def change_words(change: MedicineChange) -> str:
    """Say what happened to a medicine: "Started Creon, 2 capsules in the morning", "Changed ...: from ... to ..."."""
    name = medicine_name(change.medication)
    if change.event is MedicineEvent.STARTED:
        dose = doses_in_words(change.after)
        return tr("Started {medicine}").format(medicine=f"{name}, {dose}" if dose else name)
    if change.event is MedicineEvent.STOPPED:
        why = " ".join(change.medication.why_stopped.split())
        stopped = tr("Stopped {medicine}").format(medicine=name)
        return tr("{stopped} (reason: {why})").format(stopped=stopped, why=why) if why else stopped
    return _dose_change_words(name, change)


def _dose_change_words(name: str, change: MedicineChange) -> str:
    before, after = doses_in_words(change.before), doses_in_words(change.after)
    changed = tr("Changed {medicine}: from {before} to {after}").format(
        medicine=name, before=before or tr("a dose not recorded"), after=after or tr("a dose not recorded")
    )
    reason = " ".join(change.reason.split())
    return tr("{changed} (reason: {why})").format(changed=changed, why=reason) if reason else changed


def order_by_words(phase: DosePhase, next_on: date, order_on: date) -> str:
    """Say by when to order, with the sum shown: "Order by 20 February 2026 (14 days before 6 March)"."""
    return tr("Order by {date} ({days} before {next})").format(
        date=date_words(order_on), days=dose_words(phase.order_days_before or 0, "days"), next=day_and_month(next_on)
    )


def cycles_words(spans: Sequence[Period]) -> str:
    """Say the days on of a cycle: "Days on: 1 to 14 March 2026, then 29 March to 11 April 2026."."""
    said = tr(", then ").join(period_words(each.start, each.end) for each in spans)
    return tr("Days on: {spans}.").format(spans=said) if said else ""


def taken_words(weeks: Sequence[TakenCount], months: Sequence[TakenCount]) -> list[str]:
    """Say how often something was marked as given: this week and the weeks before, this month and the months before."""
    return [
        tr("Marked by week, from Monday: {counts}.").format(counts=_counts([_week(each) for each in weeks])),
        tr("Marked by month: {counts}.").format(counts=_counts([_month_count(each) for each in months])),
    ]


def _counts(said: Sequence[str]) -> str:
    return ", ".join(said)


def _week(each: TakenCount) -> str:
    return tr("{date}: {count}").format(date=day_and_month(each.starts_on, is_short=True), count=each.count)


def _month_count(each: TakenCount) -> str:
    return tr("{month}: {count}").format(month=tr(MONTHS[each.starts_on.month - 1]), count=each.count)


_CLOCK_CHANGES: Mapping[ClockChange, str] = MappingProxyType(
    {
        ClockChange.SKIPPED: "The clocks {place} go forward that night and leave out {moment}. It is kept as you typed it.",
        ClockChange.DOUBLED: "The clocks {place} go back that night and show {moment} twice. It is kept as you typed it.",
    }
)


def clock_change_words(change: ClockChange, moment: WallTime, *, zone: str = "", uses_24_hours: bool = False) -> str:
    """Say what a change of the clocks does to a time that was typed, here or in another zone."""
    place = tr("in {zone}").format(zone=zone.replace("_", " ")) if zone else tr("here")
    return tr(_CLOCK_CHANGES[change]).format(place=place, moment=moment_words(moment, uses_24_hours=uses_24_hours))


def still_to_come_words(on: PartialDate) -> str:
    """Say that a dose is marked on a day that has not come."""
    return tr("Please check the date: {date} is still to come.").format(date=date_words(on))


def look_alike_words(name: str) -> str:
    """Say that another medicine has a name much like this one."""
    return tr("{name} is another medicine with a name much like this one. Please compare with the label.").format(
        name=name
    )


def suggested_use_words(use: MedicineUse) -> str:
    """Say what the form, the way or the name of a medicine suggests about its use."""
    return tr("This looks like an infusion.") if use is MedicineUse.INFUSION else tr("This looks like an injection.")


def use_button_words(use: MedicineUse) -> str:
    """Name the act that follows the suggestion."""
    return tr("Set the use to infusion") if use is MedicineUse.INFUSION else tr("Set the use to injection")
