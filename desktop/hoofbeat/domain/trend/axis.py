"""The ticks across a chart: the finest round dates, or minutes, whose labels have room beside each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial
from typing import Protocol

from hoofbeat.domain.lettering import Label, MeasuresText, centred, is_apart, label, without_overlaps
from hoofbeat.domain.ticks import DATE_STEPS, MINUTE_STEPS, MINUTES_PER_HOUR, Calendar, DateStep, minutes_between
from hoofbeat.domain.trend.chart import Chart, Tick
from hoofbeat.domain.trend.lines import Across

_GAP = 1.0
"""Room between two labels, in heights of a line of text."""


class SaysTicks(Protocol):
    """Whoever says dates and minutes in the language of the person."""

    def year(self, day: date, /) -> str:
        """Say the year of a day."""
        ...

    def month(self, day: date, /) -> str:
        """Say the month of a day; the year stands below it."""
        ...

    def day(self, day: date, /) -> str:
        """Say day and month; the year stands below them."""
        ...

    def minutes(self, count: int, /) -> str:
        """Say a number of minutes."""
        ...

    def hours(self, count: int, /) -> str:
        """Say a number of hours."""
        ...


def across_ticks(chart: Chart, words: SaysTicks, measure: MeasuresText) -> tuple[Tick, ...]:
    """Return the ticks below a chart."""
    if chart.across is Across.MINUTES:
        minutes = [(float(step), partial(_minute_ticks, chart, step, words, measure)) for step in MINUTE_STEPS]
        return _first_that_fits(minutes, chart, measure)
    dates = [(step.about_days, partial(_date_ticks, chart, step, words, measure)) for step in DATE_STEPS]
    return _first_that_fits(dates, chart, measure)


def _first_that_fits(
    choices: Iterable[tuple[float, Callable[[], tuple[Tick, ...]]]], chart: Chart, measure: MeasuresText
) -> tuple[Tick, ...]:
    """Try the steps from the finest; those that would be closer than any label is wide are not even tried."""
    gap = _GAP * measure.line_height
    ticks: tuple[Tick, ...] = ()
    for step, make in choices:
        if step / (chart.last - chart.first) * chart.plot.width <= gap:
            continue
        ticks = make()
        if is_apart((tick.label.box for tick in ticks if tick.label), gap):
            break
    return ticks


def _x(chart: Chart, number: float) -> float:
    return chart.plot.left + (number - chart.first) / (chart.last - chart.first) * chart.plot.width


def _minute_ticks(chart: Chart, step: int, words: SaysTicks, measure: MeasuresText) -> tuple[Tick, ...]:
    top = chart.plot.bottom + measure.line_height * 0.3
    ticks = []
    for minute in minutes_between(chart.first, chart.last, step):
        is_hour = step % MINUTES_PER_HOUR == 0
        text = words.hours(minute // MINUTES_PER_HOUR) if is_hour else words.minutes(minute)
        x = _x(chart, minute)
        ticks.append(Tick(x, centred(text, x, top, chart.area, measure)))
    return tuple(ticks)


def _date_ticks(chart: Chart, step: DateStep, words: SaysTicks, measure: MeasuresText) -> tuple[Tick, ...]:
    days = list(step.between(chart.first, chart.last))
    top = chart.plot.bottom + measure.line_height * 0.3
    say = {Calendar.DAYS: words.day, Calendar.MONTHS: words.month, Calendar.YEARS: words.year}[step.counts]
    labels = [centred(say(day), _x(chart, day.toordinal()), top, chart.area, measure) for day in days]
    years = {} if step.counts is Calendar.YEARS else _years(days, labels, words, measure)
    return tuple(Tick(_x(chart, day.toordinal()), each, years.get(day)) for day, each in zip(days, labels, strict=True))


def _years(days: Sequence[date], labels: Sequence[Label], words: SaysTicks, measure: MeasuresText) -> dict[date, Label]:
    """Return the year below the first tick and below each one that begins a year; a new year goes before the first tick's."""
    found: dict[date, Label] = {}
    for index, day in enumerate(days):
        if index == 0 or day.year != days[index - 1].year:
            box = labels[index].box
            found[day] = label(words.year(day), box.left, box.bottom, measure)
    gap = _GAP / 2 * measure.line_height
    ordered = list(found.values())
    if not is_apart((each.box for each in ordered[:2]), gap):
        ordered = ordered[1:]
    kept = set(map(id, without_overlaps(ordered, gap)))
    return {day: each for day, each in found.items() if id(each) in kept}
