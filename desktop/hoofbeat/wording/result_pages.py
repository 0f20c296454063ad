"""What the lab results page says around the results themselves: series, counts, awaited ones, hidden numbers."""

from __future__ import annotations

from hoofbeat.domain.labs import Series
from hoofbeat.domain.records import Laboratory, Result, Sample
from hoofbeat.wording.dates import date_words
from hoofbeat.wording.results import (
    flag_words,
    minute_words,
    missing_words,
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


def row_note(result: Result, sample: Sample, unit_before: str | None) -> str:
    """Gather what stands beside a value in the table: flag, state, unit change, how the sample was taken, the person's note."""
    parts = [
        minute_words(result.minute),
        flag_words(result.flag),
        report_state_words(result.report_state),
        "" if unit_before is None else tr("other unit than the result before"),
        sample_words(sample),
        " ".join(result.note.split()),
    ]
    return "; ".join(part for part in parts if part)


def suggested_question(test: str, sample: Sample) -> str:
    """Begin a question about a result; the person writes it to their liking."""
    if sample.taken_on is None:
        return tr("What does my result for {test} mean for me?").format(test=test)
    return tr("What does my result for {test} of {date} mean for me?").format(
        test=test, date=date_words(sample.taken_on)
    )
