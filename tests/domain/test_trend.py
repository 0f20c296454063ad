"""Charts as data: no line joins two series, nothing is lost, ranges stay with their results, labels stay inside."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoofbeat.domain.labs import Measured, list_series, series_key
from hoofbeat.domain.lettering import Box
from hoofbeat.domain.trend import Across, Chart, Line, Mark, Point, lines_of
from hoofbeat.domain.trend.layout import lay_out, preferred_height
from hoofbeat.domain.trend.looks import look_of
from hoofbeat.domain.values import PartialDate, Period
from hoofbeat.wording.charts import TickWords
from tests import made_up
from tests.chart_cases import CASES, CITY, OTHER, Case, PlainMeasure, lines, many_points, measured

MEASURE = PlainMeasure()


def laid_out(case: Case, *, width: float = 760, height: float | None = None, **options: Any) -> Chart:
    return lay_out(
        case.lines,
        width=width,
        height=preferred_height(case.lines, case.strip, MEASURE) if height is None else height,
        measure=MEASURE,
        words=TickWords(),
        **{"strip": case.strip, "across": case.across, **options},
    )


def chart_of(rows: list[Measured], **options: Any) -> Chart:
    return laid_out(Case(lines(rows)), **options)


def point_of(chart: Chart, row: Measured) -> Point:
    return next(point for point in chart.points if point.row is row)


days = st.dates(date(2015, 1, 1), date(2026, 12, 31))
dates = st.one_of(
    days.map(PartialDate.of),
    days.map(lambda day: PartialDate(day.year, day.month)),
    days.map(lambda day: PartialDate(day.year)),
    st.none(),
)
values = st.one_of(
    st.decimals(0, 5000, places=1).map(str),
    st.sampled_from(["<5", "> 2000", "<=0.5", "trace", "see note", "0", "-3", "1e300", "1e999", "0.0001"]),
)
limits = st.sampled_from(["0 to 93", "< 5", ">= 40", "", "negative", "9 to 2", "0 to 999999", "0 to 3 mmol/L"])
rows = st.lists(
    st.builds(
        lambda on, value, printed, lab, unit, method: Measured(
            made_up.result(
                sample := made_up.sample(None, lab, specimen="serum"), value=value, range=printed, unit=unit
            ).replaced(method=method),
            sample.replaced(taken_on=on),
        ),
        dates,
        values,
        limits,
        st.sampled_from([CITY, OTHER, None]),
        st.sampled_from(["ng/mL", "nmol/L", ""]),
        st.sampled_from(["A", "B", ""]),
    ),
    max_size=25,
)
periods = st.one_of(
    st.none(),
    st.builds(lambda one, two: Period(PartialDate.of(min(one, two)), PartialDate.of(max(one, two))), days, days),
)


def lines_by_key(found: list[Measured]) -> tuple[Line, ...]:
    return lines_of(list_series(found), lambda each: f"{each.key.laboratory} {each.key.method}")


@given(rows, periods)
def test_no_join_crosses_two_series(found: list[Measured], period: Period | None) -> None:
    for line in laid_out(Case(lines_by_key(found)), period=period).lines:
        assert len({series_key(point.row) for point in line.points}) == 1
        for one, two in line.joins:
            assert 0 <= one < two < len(line.points)


@given(rows, periods)
def test_every_result_is_on_the_chart_or_counted_beside_it_once(found: list[Measured], period: Period | None) -> None:
    chart = laid_out(Case(lines_by_key(found)), period=period)
    shown = Counter(point.row.result.id for point in chart.points)
    undated = Counter(row.result.id for _, row in chart.undated)
    assert set(undated) == {row.result.id for row in found if row.sample.taken_on is None}
    assert all(count == 1 for count in (shown + undated).values())
    assert shown.total() + undated.total() + chart.earlier + chart.later == len(found)


@given(rows)
def test_without_a_period_every_dated_result_is_shown(found: list[Measured]) -> None:
    chart = laid_out(Case(lines_by_key(found)))
    assert {point.row.result.id for point in chart.points} == {row.result.id for row in found if row.sample.taken_on}


@given(rows, periods, st.sampled_from([320.0, 760.0, 1400.0]))
def test_labels_stay_inside_and_points_on_their_panel(
    found: list[Measured], period: Period | None, width: float
) -> None:
    chart = laid_out(Case(lines_by_key(found)), period=period, width=width)
    for label in chart.labels:
        assert chart.area.holds(label.box, slack=0.5), label
    for panel in chart.panels:
        for point in (point for line in panel.lines for point in line.points):
            assert panel.area.left <= point.left <= point.x <= point.right <= panel.area.right
            assert panel.area.top <= point.y <= panel.area.bottom


@given(rows)
def test_names_at_the_ends_of_lines_do_not_cover_each_other(found: list[Measured]) -> None:
    for panel in laid_out(Case(lines_by_key(found))).panels:
        boxes = [text.box for line in panel.lines if line.end for text in line.end.texts]
        assert not any(one.overlaps(replace(two, height=two.height - 0.01)) for one, two in combinations(boxes, 2))


@given(rows)
def test_each_panel_has_one_unit(found: list[Measured]) -> None:
    for panel in laid_out(Case(lines_by_key(found))).panels:
        assert len({point.row.result.unit for line in panel.lines for point in line.points}) == 1


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("size", [16.0, 32.0])
def test_every_made_up_chart_keeps_its_labels_inside(name: str, size: float) -> None:
    case, measure = CASES[name](), PlainMeasure(size)
    height = preferred_height(case.lines, case.strip, measure)
    chart = lay_out(
        case.lines, width=760, height=height, measure=measure, words=TickWords(), strip=case.strip, across=case.across
    )
    assert all(chart.area.holds(label.box) for label in chart.labels)
    assert chart.is_empty is (name == "none")


def test_two_laboratories_make_two_lines_that_differ_without_colour() -> None:
    case = CASES["two-laboratories"]()
    placed = list(laid_out(case).lines)
    assert [line.line for line in placed] == list(case.lines)
    assert placed[0].look.shape is not placed[1].look.shape
    assert placed[0].look.dash is not placed[1].look.dash


def test_thirty_lines_differ_in_shape_or_dash() -> None:
    assert len({(look_of(index).shape, look_of(index).dash) for index in range(30)}) == 30


def test_a_value_below_a_limit_stands_at_the_limit_with_its_own_mark() -> None:
    at_most, known = measured("2025-01-14", "<5"), measured("2025-03-14", "5")
    chart = chart_of([at_most, known])
    assert point_of(chart, at_most).mark is Mark.AT_MOST
    assert point_of(chart, known).mark is Mark.VALUE
    assert point_of(chart, at_most).y == point_of(chart, known).y


def test_a_value_above_a_limit_is_marked_upwards() -> None:
    row = measured("2025-01-14", "> 2000")
    assert point_of(chart_of([row]), row).mark is Mark.AT_LEAST


def test_words_have_a_height_of_their_own_and_break_the_line() -> None:
    found = [measured("2025-01-14", "10"), measured("2025-02-14", "trace"), measured("2025-03-14", "12")]
    chart = chart_of(found)
    (panel,) = chart.panels
    assert panel.words_y == point_of(chart, found[1]).y
    assert panel.lines[0].joins == ()
    assert [label.text for label in panel.words] == ["trace"]


def test_each_point_keeps_its_own_range() -> None:
    first, second = measured("2025-01-14", "50", limits="0 to 93"), measured("2025-03-14", "50", limits="10 to 102")
    chart = chart_of([first, second])
    one, two = point_of(chart, first).range, point_of(chart, second).range
    assert one is not None
    assert two is not None
    assert two.top < one.top
    assert two.bottom < one.bottom
    assert one.has_top_end
    assert one.has_bottom_end


def test_a_range_without_a_lower_end_runs_off_the_panel() -> None:
    row = measured("2025-01-14", "3", limits="< 5")
    printed = point_of(chart_of([row]), row).range
    assert printed is not None
    assert printed.has_top_end
    assert not printed.has_bottom_end


@pytest.mark.parametrize("limits_text", ["", "negative", "9 to 2", "0 to 3 mmol/L"])
def test_a_range_that_cannot_stand_on_the_axis_is_not_drawn(limits_text: str) -> None:
    row = measured("2025-01-14", "3", limits=limits_text)
    assert point_of(chart_of([row]), row).range is None


def test_a_limit_far_beyond_all_values_does_not_press_them_flat() -> None:
    found = [measured("2025-01-14", "10", limits="0 to 999999"), measured("2025-03-14", "20", limits="0 to 999999")]
    chart = chart_of(found)
    one, two = (point_of(chart, row) for row in found)
    assert one.y - two.y > 50
    assert one.range is not None
    assert not one.range.has_top_end


def test_a_range_wholly_off_the_axis_is_not_drawn() -> None:
    row = measured("2025-01-14", "1", limits="500 to 900")
    assert point_of(chart_of([row, measured("2025-03-14", "2", limits="")]), row).range is None


def test_a_partly_known_date_is_as_wide_as_what_is_not_known() -> None:
    year, month, day = measured("2024", "10"), measured("2025-03", "11"), measured("2026-01-05", "12")
    chart = chart_of([year, month, day])
    widths = [point.right - point.left for point in (point_of(chart, row) for row in (year, month, day))]
    assert widths[0] == pytest.approx(widths[1] * 366 / 31)
    assert widths[2] == 0


def test_a_date_that_may_lie_among_others_is_passed_by_the_line() -> None:
    found = [measured("2024-03-01", "10"), measured("2024", "11"), measured("2025-01-05", "12")]
    (line,) = chart_of(found).lines
    joined = [(line.points[one].row, line.points[two].row) for one, two in line.joins]
    assert joined == [(found[0], found[2])]


def test_two_results_of_one_day_without_times_are_not_joined() -> None:
    found = [measured("2025-01-14", "10"), measured("2025-01-14", "11"), measured("2025-03-14", "12")]
    (line,) = chart_of(found).lines
    assert [(one, two) for one, two in line.joins] == [(1, 2)]


def test_two_results_of_one_day_with_times_are_joined_in_their_order() -> None:
    found = [measured("2025-01-14", "11", taken_at="10:30"), measured("2025-01-14", "10", taken_at="08:00")]
    (line,) = chart_of(found).lines
    assert [line.points[index].row for index in line.joins[0]] == [found[1], found[0]]


def test_a_period_shows_its_own_results_and_counts_the_others() -> None:
    found = [measured(on, "10") for on in ("2024-12-31", "2025-01-01", "2025-06-30", "2025-07-01", "2026-01-01")]
    chart = chart_of(found, period=Period(PartialDate.parse("2025-01"), PartialDate.parse("2025-06-30")))
    assert [point.row for point in chart.points] == found[1:3]
    assert (chart.earlier, chart.later) == (1, 2)


def test_a_partly_known_date_that_may_lie_in_the_period_is_shown() -> None:
    row = measured("2025", "10")
    chart = chart_of([row], period=Period(PartialDate.parse("2025-06"), PartialDate.parse("2025-07")))
    assert [point.row for point in chart.points] == [row]
    assert point_of(chart, row).left == chart.plot.left


def test_an_empty_period_says_so() -> None:
    chart = chart_of(
        [measured("2025-01-01", "10")], period=Period(PartialDate.parse("2019"), PartialDate.parse("2020"))
    )
    assert chart.is_empty
    assert chart.later == 1


def test_the_fuller_a_line_the_smaller_its_markers() -> None:
    chart = laid_out(many_points())
    assert sum(len(line.points) for line in chart.lines) == 2000
    assert chart.marker_radius < 2


def test_many_names_in_little_height_are_counted() -> None:
    chart = laid_out(CASES["many-lines"](), height=190)
    (panel,) = chart.panels
    named = sum(line.end is not None for line in panel.lines)
    assert panel.more is not None
    assert panel.more.text == f"+{len(panel.lines) - named}"


def test_a_curve_of_minutes_joins_the_values_of_one_sample_only() -> None:
    case = CASES["minutes"]()
    chart = laid_out(case)
    assert chart.across is Across.MINUTES
    for line in chart.lines:
        assert len({point.row.sample.id for point in line.points}) == 1
        assert [point.row.result.minute for point in line.points] == [0, 2, 5, 10, 15, 30]
        assert len(line.joins) == 5


def test_a_number_with_a_thousand_zeros_stands_among_the_words() -> None:
    row = measured("2025-01-14", "5").result.replaced(value=Decimal("1e5000"), value_text="1e5000")
    found = Measured(row, measured("2025-01-14", "5").sample)
    assert point_of(chart_of([found, measured("2025-03-01", "7")]), found).mark is Mark.WORDS


def test_bars_are_open_where_they_run_on_and_unsure_where_the_day_is_not_known() -> None:
    chart = laid_out(CASES["partly-known"]())
    lanreotide, omeprazole = chart.lanes
    assert [(bar.starts, bar.ends) for bar in lanreotide.bars] == [(True, True), (True, False)]
    (bar,) = omeprazole.bars
    assert bar.left < bar.sure_left < bar.sure_right == bar.right
    assert not bar.is_sure


def test_half_an_amount_is_never_written() -> None:
    for width in range(300, 900, 37):
        chart = laid_out(CASES["two-laboratories"](), width=width)
        written = {bar.label.text for lane in chart.lanes for bar in lane.bars if bar.label}
        assert written <= {"90\N{NO-BREAK SPACE}mg", "120\N{NO-BREAK SPACE}mg", "20\N{NO-BREAK SPACE}mg"}


def test_what_is_laid_out_can_be_asked_for_the_day_below_the_pointer() -> None:
    row = measured("2025-06-15", "10")
    chart = chart_of([row, measured("2024-01-01", "9")])
    assert int(chart.day_at(point_of(chart, row).x)) == date(2025, 6, 15).toordinal()


def test_the_first_and_the_last_day_of_the_calendar_can_be_drawn() -> None:
    chart = chart_of([measured("0001-01-01", "10"), measured("9999-12-31", "9")])
    assert len(list(chart.points)) == 2
    assert chart.ticks


def test_a_box_that_touches_another_does_not_overlap_it() -> None:
    assert not Box(0, 0, 10, 10).overlaps(Box(10, 0, 10, 10))
    assert Box(0, 0, 10, 10).overlaps(Box(9, 9, 10, 10))
