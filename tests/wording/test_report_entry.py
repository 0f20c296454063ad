"""What the form of a report says about a row and around the rows."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from hoofbeat.domain.errors import Problem
from hoofbeat.domain.injections import SinceInjection
from hoofbeat.domain.labs.plausibility import SecondLook
from hoofbeat.domain.labs.report_rows import ReportRow
from hoofbeat.wording import report_entry
from tests import made_up


@dataclass(frozen=True)
class Known:
    test_name: str = "Gastrin"
    problems: tuple[Problem, ...] = ()
    looks: tuple[SecondLook, ...] = ()


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ({"test": "gastrin"}, "Gastrin"),
        ({"test": "Gastrin"}, ""),
        ({"test": "gastrin", "value_text": "<5"}, "Gastrin, less than 5"),
        ({"test": "gastrin", "value_text": "5.0", "range_text": "13-115"}, "Gastrin, 5.0, range 13 to 115"),
        ({"test": "gastrin", "value_text": "NEG"}, "Gastrin, “NEG”, kept as words"),
        ({"test": "gastrin", "range_text": "see note"}, "Gastrin, range “see note”, kept as words"),
        ({}, ""),
    ],
)
def test_a_row_says_how_it_is_read(texts: dict[str, str], said: str) -> None:
    assert report_entry.row_words(ReportRow(texts), Known()) == said


def test_what_is_missing_is_told_only_when_it_is_to_be_saved() -> None:
    known = Known(problems=(Problem("value_text", "missing"),))
    row = ReportRow({"test": "Gastrin"})
    assert report_entry.row_words(row, known, says_missing=False) == ""
    assert report_entry.row_words(row, known) == "No value yet. Type it, or say that it is not back yet."


def test_a_new_test_and_one_that_is_not_back_yet_are_named() -> None:
    new = ReportRow({"test": "Iron tea", "value_text": "7"})
    assert report_entry.row_words(new, Known("")) == "Iron tea (not in our list, kept under this name), 7"
    assert report_entry.row_words(ReportRow({"test": "Gastrin"}, is_awaited=True), Known()) == "Gastrin, not back yet"


@pytest.mark.parametrize(
    ("days", "hours", "said"),
    [
        (12, None, "Lanreotide: given 12 days before (12 February 2026)."),
        (1, 1, "Lanreotide: given 1 day and 1 hour before (12 February 2026)."),
        (0, 5, "Lanreotide: given 5 hours before (12 February 2026)."),
        (0, None, "Lanreotide: given on the same day (12 February 2026)."),
    ],
)
def test_the_time_since_an_injection_is_said(days: int, hours: int | None, said: str) -> None:
    since = SinceInjection(made_up.medication("Lanreotide"), made_up.given("2026-02-12"), days, hours)
    assert report_entry.injection_sentence(since) == said


def test_every_problem_of_a_row_belongs_to_a_column_and_has_its_sentence() -> None:
    row = ReportRow({"test": "x", "value_text": "1,234", "minute": "soon"})
    problems = (
        Problem("catalogue_test", "missing"),
        Problem("value_text", "doubtful number", {"text": "1,234"}),
        Problem("minute", "not a whole number", {"text": "soon"}),
        Problem("own_test", "several such records", {"text": "x"}),
    )
    said = report_entry.problems_words(row, Known(problems=problems))
    assert len(said) == len(problems)
    assert "“Minute” takes a whole number. You typed “soon”." in said
