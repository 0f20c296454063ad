"""Dates and times in words: "3 March 2026", "Wednesday 4 March 2026, 10:30am", "March 2019", "3 to 5 March 2026"."""

from __future__ import annotations

from datetime import date, datetime, time

from hoofbeat.domain.values import PartialDate, WallTime
from hoofbeat.wording.translation import ntr, tr

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
SHORT_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NOON = 12


def date_words(on: date | PartialDate, *, is_short: bool = False) -> str:
    """Say a date as far as it is known: "3 March 2026", "March 2026", "2026"; short for tables: "3 Mar 2026"."""
    known = on if isinstance(on, PartialDate) else PartialDate.of(on)
    if known.month is None:
        return f"{known.year}"
    month = _month(known.month, is_short=is_short)
    if known.day is None:
        return tr("{month} {year}").format(month=month, year=known.year)
    return tr("{day} {month} {year}").format(day=known.day, month=month, year=known.year)


def day_and_month(on: date, *, is_short: bool = False) -> str:
    """Say a date whose year stands beside it: "3 March"."""
    return tr("{day} {month}").format(day=on.day, month=_month(on.month, is_short=is_short))


def weekday_date_words(on: date | PartialDate) -> str:
    """Say a date with its weekday, as for appointments; a partly known date has none."""
    if isinstance(on, PartialDate) and not on.is_exact:
        return date_words(on)
    day = on.first if isinstance(on, PartialDate) else on
    return tr("{weekday} {date}").format(weekday=tr(WEEKDAYS[day.weekday()]), date=date_words(day))


def time_words(at: time, *, uses_24_hours: bool = False) -> str:
    """Say a time on the clock: "10:30am", "2pm", "midday", "midnight"; or "10:30", "14:00"."""
    if uses_24_hours:
        return f"{at:%H:%M}"
    if at.minute == 0 and at.hour in (0, _NOON):
        return tr("midday") if at.hour else tr("midnight")
    minutes = f":{at.minute:02}" if at.minute else ""
    half = tr("{time}am") if at.hour < _NOON else tr("{time}pm")
    return half.format(time=f"{at.hour % _NOON or _NOON}{minutes}")


def moment_words(moment: WallTime, *, uses_24_hours: bool = False) -> str:
    """Say when an appointment is: "Wednesday 4 March 2026, 10:30am"."""
    on = weekday_date_words(moment.on)
    return on if moment.at is None else _date_and_time(on, moment.at, uses_24_hours=uses_24_hours)


def timestamp_words(moment: datetime, *, uses_24_hours: bool = False) -> str:
    """Say a moment of the record's own history: "3 March 2026, 9:12am"."""
    return _date_and_time(date_words(moment.date()), moment.time(), uses_24_hours=uses_24_hours)


def period_words(start: PartialDate | None, end: PartialDate | None, *, today: date | None = None) -> str:
    """Say a span: "3 to 5 March 2026", "28 February to 3 March 2026", "since 2019", "until March 2019".

    One without an end that begins after `today` is "from 8 March 2026".
    """
    if start is None or end is None:
        if start is not None and today is not None and start.first > today:
            return tr("from {date}").format(date=date_words(start))
        if start is not None:
            return tr("since {date}").format(date=date_words(start))
        return "" if end is None else tr("until {date}").format(date=date_words(end))
    if start == end:
        return date_words(start)
    return tr("{start} to {end}").format(start=_start_of_period(start, end), end=date_words(end))


def day_not_known(on: PartialDate | None) -> str:
    """Say a date and, where that is so, that the day is not known."""
    if on is None:
        return tr("date not known")
    return date_words(on) if on.is_exact else tr("{date} (day not known)").format(date=date_words(on))


def days_ago(days: int) -> str:
    """Say how many days have gone by."""
    if days == 0:
        return tr("today")
    return ntr("{count} day ago", "{count} days ago", days).format(count=days)


def list_words(texts: list[str] | tuple[str, ...]) -> str:
    """Join texts as a sentence does: "a", "a and b", "a, b and c"."""
    if len(texts) < 2:
        return "".join(texts)
    return tr("{most} and {last}").format(most=", ".join(texts[:-1]), last=texts[-1])


def _month(month: int, *, is_short: bool) -> str:
    return tr((SHORT_MONTHS if is_short else MONTHS)[month - 1])


def _date_and_time(on: str, at: time, *, uses_24_hours: bool) -> str:
    return tr("{date}, {time}").format(date=on, time=time_words(at, uses_24_hours=uses_24_hours))


def _start_of_period(start: PartialDate, end: PartialDate) -> str:
    """Leave out of the start what the end says too."""
    if start.year != end.year or start.month is None or end.month is None:
        return date_words(start)
    if start.day is None or end.day is None:
        return date_words(start) if start.day or end.day else _month(start.month, is_short=False)
    return str(start.day) if start.month == end.month else day_and_month(start.first)
