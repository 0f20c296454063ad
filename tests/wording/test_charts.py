"""What a chart says: the value as printed, what its sign means, the lab, the range; and what is not drawn."""

from __future__ import annotations

from datetime import date

import pytest

from hoofbeat.domain.trend.layout import lay_out
from hoofbeat.domain.values import PartialDate, Period
from hoofbeat.wording.charts import TickWords, chart_words, empty_chart_words, number_line_words, point_words
from tests import made_up
from tests.chart_cases import CASES, PlainMeasure, lines, measured

NB = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("on", "value", "limits", "flag", "said"),
    [
        (
            "2026-02-24",
            "120",
            "0 to 93",
            "H",
            f"24 February 2026: 120{NB}ng/mL, City Lab. Range printed by the lab: 0 to 93{NB}ng/mL. Your lab printed “H” next to this value.",
        ),
        (
            "2025-11-18",
            "<5",
            "",
            "",
            f"18 November 2025: <5{NB}ng/mL (less than 5), City Lab. No range printed by the lab.",
        ),
        (
            "2025-11",
            "> 2000",
            "",
            "",
            f"November 2025 (day not known): > 2000{NB}ng/mL (more than 2000), City Lab. No range printed by the lab.",
        ),
        (
            "2019",
            "≤5.0",
            "",
            "",
            f"2019 (day not known): ≤5.0{NB}ng/mL (5.0 or less), City Lab. No range printed by the lab.",
        ),
        (None, "1,2", "", "", f"date not known: 1,2{NB}ng/mL, City Lab. No range printed by the lab."),
    ],
)
def test_a_point_in_words(on: str | None, value: str, limits: str, flag: str, said: str) -> None:
    assert point_words(measured(on, value, limits=limits, flag=flag), "City Lab") == said


def test_ticks_in_words() -> None:
    words, day = TickWords(), date(2026, 3, 3)
    assert [words.year(day), words.month(day), words.day(day)] == ["2026", "Mar", "3 Mar"]
    assert [words.minutes(30), words.hours(12)] == [f"30{NB}min", f"12{NB}h"]


def test_the_month_of_a_tick_never_holds_its_year() -> None:
    assert TickWords().month(date(5, 5, 1)) == "May"


def test_a_chart_says_its_lines_and_what_is_not_drawn() -> None:
    case = CASES["partly-known"]()
    period = Period(PartialDate(2023), PartialDate(2024))
    chart = lay_out(case.lines, width=700, height=300, measure=PlainMeasure(), words=TickWords(), period=period)
    assert chart_words(chart) == (
        "City Lab, ng/mL: 3 results, 4 May 2023 to 2024. "
        "1 result without a date stands in the table only. "
        "3 earlier results are not shown. 2 later results are not shown."
    )


def test_an_empty_chart_says_why() -> None:
    assert empty_chart_words(None) == "There is no result with a date yet."
    said = empty_chart_words(Period(PartialDate(2019), PartialDate(2020)))
    assert said == "There is no result in this time: 2019 to 2020."


def test_a_number_line_in_words() -> None:
    result = made_up.result(made_up.sample(), value="<5", range="0 to 93")
    assert (
        number_line_words(result)
        == f"Number line: <5{NB}ng/mL (less than 5). Range printed by the lab: 0 to 93{NB}ng/mL."
    )


def test_lines_without_a_unit_are_said_without_one() -> None:
    chart = lay_out(
        lines([measured("2026-02-24", "1.02", unit="")]),
        width=700,
        height=300,
        measure=PlainMeasure(),
        words=TickWords(),
    )
    assert chart_words(chart) == "City Lab: 1 result, 24 February 2026."
