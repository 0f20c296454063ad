"""What a chart says in words: its ticks, the result that one stands on, and what it shows; never a word on where values go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

from hoofbeat.domain.labs import Measured
from hoofbeat.domain.records import Result
from hoofbeat.domain.trend import Across, Chart, PlacedLine
from hoofbeat.domain.values import PartialDate, Period, digits_of
from hoofbeat.wording.amounts import NO_BREAK
from hoofbeat.wording.dates import date_words, day_and_month, day_not_known, list_words, period_words
from hoofbeat.wording.results import flag_sentence, minute_words, range_with_unit, value_words
from hoofbeat.wording.translation import ntr, tr


class TickWords:
    """Says the ticks of a chart: short, with the year on a line of its own."""

    def year(self, day: date, /) -> str:
        """Say the year of a day: "2026"."""
        return str(day.year)

    def month(self, day: date, /) -> str:
        """Say the month of a day: "Mar"."""
        return date_words(PartialDate(day.year, day.month), is_short=True).replace(str(day.year), "").strip()

    def day(self, day: date, /) -> str:
        """Say day and month: "3 Mar"."""
        return day_and_month(day, is_short=True)

    def minutes(self, count: int, /) -> str:
        """Say minutes: "30 min"."""
        return tr("{count} min").format(count=count).replace(" ", NO_BREAK)

    def hours(self, count: int, /) -> str:
        """Say hours: "12 h"."""
        return tr("{count} h").format(count=count).replace(" ", NO_BREAK)


_COMPARATORS: Mapping[str, str] = MappingProxyType(
    {"<": "less than {value}", "<=": "{value} or less", ">": "more than {value}", ">=": "{value} or more"}
)


def comparator_words(result: Result) -> str:
    """Say what the sign before a number means: "less than 5"; nothing where there is none."""
    if result.value is None or result.comparator not in _COMPARATORS:
        return ""
    digits = result.value_text.lstrip("<>=≤≥ \N{NO-BREAK SPACE}").rstrip() or digits_of(result.value)
    return tr(_COMPARATORS[result.comparator]).format(value=digits)


def when_words(row: Measured) -> str:
    """Say when a value belongs: the day of its sample, or the minute of its test."""
    return minute_words(row.result.minute) if row.result.minute is not None else day_not_known(row.sample.taken_on)


def value_and_sign_words(result: Result) -> str:
    """Say a value as printed and what its sign means: "<5 ng/mL (less than 5)"."""
    meaning = comparator_words(result)
    return f"{value_words(result)} ({meaning})" if meaning else value_words(result)


def point_words(row: Measured, name: str) -> str:
    """Say one point of a chart: date, value as printed, laboratory, the range that it printed, its flag."""
    said = range_with_unit(row.result)
    printed = (
        tr("Range printed by the lab: {range}.").format(range=said) if said else tr("No range printed by the lab.")
    )
    first = tr("{when}: {value}, {name}.").format(
        when=when_words(row), value=value_and_sign_words(row.result), name=name
    )
    return " ".join(part for part in (first, printed, flag_sentence(row.result.flag)) if part)


def chart_words(chart: Chart) -> str:
    """Say what a chart shows: each line with its unit, how many results, from when to when."""
    return " ".join([*(_line_words(line, chart.across) for line in chart.lines), *_apart_words(chart)])


def _line_words(line: PlacedLine, across: Across) -> str:
    count = ntr("{count} result", "{count} results", len(line.points)).format(count=len(line.points))
    name = f"{line.line.name}, {line.line.unit}" if line.line.unit else line.line.name
    if across is Across.MINUTES:
        return tr("{name}: {count}.").format(name=name, count=count)
    days = [point.row.sample.taken_on for point in line.points if point.row.sample.taken_on is not None]
    first, last = min(days, key=lambda day: day.first), max(days, key=lambda day: day.last)
    return tr("{name}: {count}, {period}.").format(name=name, count=count, period=period_words(first, last))


def _apart_words(chart: Chart) -> list[str]:
    said = []
    if chart.undated:
        count = len(chart.undated)
        said.append(
            ntr(
                "{count} result without a date stands in the table only.",
                "{count} results without a date stand in the table only.",
                count,
            ).format(count=count)
        )
    said += _beside_words(chart.earlier, tr("earlier")) + _beside_words(chart.later, tr("later"))
    return said


def not_shown_words(chart: Chart) -> str:
    """Say how many results lie outside the time shown, or have no date; nothing where all are seen."""
    return " ".join(_apart_words(chart))


def strip_words(names: Sequence[str]) -> str:
    """Say which medicines stand below a chart, and that this says no more than when they were taken."""
    if not names:
        return ""
    return tr("Below the results: when these medicines were taken or given: {names}.").format(
        names=list_words([*names])
    )


def _beside_words(count: int, side: str) -> list[str]:
    if not count:
        return []
    text = ntr("{count} {side} result is not shown.", "{count} {side} results are not shown.", count)
    return [text.format(count=count, side=side)]


def empty_chart_words(period: Period | None) -> str:
    """Say that there is nothing to draw."""
    if period is None or (period.start is None and period.end is None):
        return tr("There is no result with a date yet.")
    return tr("There is no result in this time: {period}.").format(period=period_words(period.start, period.end))


def picture_words() -> str:
    """Return what stands below a chart that leaves the program."""
    return tr("Written by the patient or family. Not a medical record.")


def left_out_words(count: int) -> str:
    """Say how many results a picture does not show because they are marked to be kept off sheets."""
    if not count:
        return ""
    return ntr(
        "{count} result that is kept off sheets is not in it.",
        "{count} results that are kept off sheets are not in it.",
        count,
    ).format(count=count)


def number_line_words(result: Result) -> str:
    """Say a number line: the value and the range that the laboratory printed."""
    return tr("Number line: {value}. Range printed by the lab: {range}.").format(
        value=value_and_sign_words(result), range=range_with_unit(result)
    )
