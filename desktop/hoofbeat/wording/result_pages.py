"""What the lab results page says around the results themselves: series, counts, awaited ones, hidden numbers."""

from __future__ import annotations

from hoofbeat.domain.labs import Part, Series
from hoofbeat.domain.labs.conversions import Converted
from hoofbeat.domain.records import Laboratory, Result, Sample
from hoofbeat.wording.amounts import received_words
from hoofbeat.wording.dates import date_words, day_not_known
from hoofbeat.wording.results import (
    minute_words,
    missing_words,
    range_words,
    report_state_words,
    sample_words,
)
from hoofbeat.wording.translation import ntr, tr


def results_words(count: int) -> str:
    """Say how many results there are."""
    return ntr("{count} result", "{count} results", count).format(count=count)


def series_words(series: Series, laboratory: str) -> str:
    """Name a series: "City Lab, ng/mL, blood"; what was not given is said."""
    latest = series.latest
    parts = [
        laboratory,
        latest.result.unit,
        latest.sample.specimen,
        latest.result.method,
        minute_words(latest.result.minute),
        missing_words(series.key),
    ]
    return ", ".join(part for part in parts if part)


def expected_words(sample: Sample, laboratory: Laboratory | None) -> str:
    """Say by when an awaited result is expected, and from whom: "City Lab, 555 0150. Expected by 27 November 2026."."""
    whom = ", ".join(part for part in (laboratory.name, laboratory.phone) if part) if laboratory else ""
    by = tr("Expected by {date}.").format(date=date_words(sample.expected_on)) if sample.expected_on else ""
    return " ".join(part for part in (f"{whom}." if whom else "", by) if part)


def row_note(result: Result, sample: Sample) -> str:
    """Gather what stands beside a value in the table: state, how the sample was taken, the person's note."""
    parts = [
        report_state_words(result.report_state),
        sample_words(sample),
        " ".join(result.note.split()),
    ]
    return "; ".join(part for part in parts if part)


def line_name(series: Series, laboratory: str, others: list[Series]) -> str:
    """Name a line of the chart: its laboratory, and what tells it from the other lines of that laboratory."""
    name = laboratory or tr("laboratory not given")
    same = [each for each in others if each.key != series.key and each.key.laboratory == series.key.laboratory]
    differing = {part for each in same for part in series.key.differences(each.key)}
    latest = series.latest
    told = {
        Part.SPECIMEN: latest.sample.specimen or tr("specimen not given"),
        Part.METHOD: latest.result.method or tr("method not given"),
        Part.MINUTE: minute_words(latest.result.minute),
        Part.SOURCE: latest.result.source or latest.sample.source,
    }
    return ", ".join([name, *(words for part, words in told.items() if part in differing and words)])


def curve_words(curve: Series, laboratory: str) -> str:
    """Name the table of a dynamic test: its name and day, then what a series is named by, without the minute."""
    sample, first = curve.latest.sample, curve.points[0]
    day = day_not_known(sample.taken_on)
    named = " ".join(sample.procedure.split()) or tr("Test with several samples")
    parts = [named, day, laboratory, first.result.unit, sample.specimen, first.result.method]
    return ", ".join(part for part in parts if part)


def curve_name(curve: Series, laboratory: str) -> str:
    """Name the curve of a dynamic test by its day, and what else is known: "Secretin test, 3 Mar 2026, City Lab"."""
    sample = curve.latest.sample
    day = date_words(sample.taken_on, is_short=True) if sample.taken_on else tr("day not known")
    return ", ".join(part for part in (" ".join(sample.procedure.split()), day, laboratory) if part)


def converted_title(to_unit: str, from_unit: str) -> str:
    """Head the column of values in another unit: it says that they are converted, and from what."""
    return tr("In {unit}, converted from {printed}").format(unit=to_unit, printed=from_unit)


def converted_words(made: Converted, unit: str) -> str:
    """Say a converted value with the range converted along: "5.27 mmol/L (range 3.89 to 5.50)"."""
    value = received_words(f"{made.comparator}{made.number:f}", unit)
    said = range_words(made.range)
    return tr("{value} (range {range})").format(value=value, range=said) if said else value


def suggested_question(test: str, sample: Sample) -> str:
    """Begin a question about a result; the person writes it to their liking."""
    if sample.taken_on is None:
        return tr("What does my result for {test} mean for me?").format(test=test)
    return tr("What does my result for {test} of {date} mean for me?").format(
        test=test, date=date_words(sample.taken_on)
    )
