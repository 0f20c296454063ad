"""The chart in the window: arrow keys, the line of text, the same rows as a table, a voice for screen readers, enough contrast."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from datetime import date

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QAccessible, QFocusEvent, QImage, QKeyEvent, QMouseEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hoofbeat.domain.trend import Point
from hoofbeat.domain.values import PartialDate, Period
from hoofbeat.settings import Settings, ThemeChoice
from hoofbeat.ui.appearance import Appearance, load_first_fonts, load_other_fonts
from hoofbeat.ui.theme import read_theme
from hoofbeat.ui.widgets.chart import result_chart
from hoofbeat.ui.widgets.chart.painter import LINE_COLORS
from hoofbeat.ui.widgets.chart.result_chart import ResultChart
from tests.chart_cases import CASES, lines, many_points, measured
from tests.ui.contrast import contrast

Key = Qt.Key


@pytest.fixture
def appearance(qapp: QApplication) -> Iterator[Appearance]:
    load_first_fonts()
    load_other_fonts()
    made = Appearance(qapp, Settings(theme=ThemeChoice.LIGHT))
    yield made
    shiboken6.delete(made)


@pytest.fixture
def chart(qtbot: QtBot, appearance: Appearance) -> ResultChart:
    made = ResultChart(appearance)
    qtbot.addWidget(made)
    made.resize(820, 480)
    made.show()
    return made


def show(chart: ResultChart, name: str) -> None:
    case = CASES[name]()
    chart.show_lines(case.lines, title="Chromogranin A", strip=case.strip, across=case.across)


def press(chart: ResultChart, *keys: Key) -> None:
    for key in keys:
        QTest.keyClick(chart.view, key)


def focused(chart: ResultChart) -> Point:
    point = chart.view.focused
    assert point is not None
    return point


def test_arrow_keys_go_from_point_to_point_and_the_line_of_text_says_it(chart: ResultChart) -> None:
    show(chart, "two-laboratories")
    assert chart.said.text() == "Arrow keys go from point to point."
    press(chart, Key.Key_Right, Key.Key_Right)
    assert chart.said.text() == (
        "11 June 2024: 187\N{NO-BREAK SPACE}ng/mL, City Lab. Range printed by the lab: 0 to 93\N{NO-BREAK SPACE}ng/mL."
    )
    press(chart, Key.Key_Left, Key.Key_Left, Key.Key_Left)
    assert str(focused(chart).row.sample.taken_on) == "2024-03-05"


def test_up_and_down_go_to_the_nearest_point_of_another_line(chart: ResultChart) -> None:
    show(chart, "two-laboratories")
    press(chart, Key.Key_End, Key.Key_Down)
    assert str(focused(chart).row.sample.taken_on) == "2025-11-18"
    assert "(less than 20)" in chart.said.text()
    press(chart, Key.Key_Down, Key.Key_Home, Key.Key_Up)
    assert str(focused(chart).row.sample.taken_on) == "2024-09-17"


def test_all_points_can_be_reached_by_keyboard(chart: ResultChart) -> None:
    show(chart, "many-lines")
    reached = set()
    placed = list(chart.view.chart.lines)
    press(chart, Key.Key_Right)
    for line in placed:
        press(chart, Key.Key_Home)
        for _ in line.points:
            reached.add(focused(chart).row.result.id)
            press(chart, Key.Key_Right)
        press(chart, Key.Key_Down)
    assert reached == {point.row.result.id for point in chart.view.chart.points}


def test_enter_opens_the_result_that_one_stands_on(chart: ResultChart, qtbot: QtBot) -> None:
    show(chart, "one-line")
    press(chart, Key.Key_End)
    with qtbot.waitSignal(chart.point_opened) as opened:
        press(chart, Key.Key_Return)
    assert opened.args == [focused(chart).row]


def test_keys_that_mean_nothing_to_the_chart_are_left_to_the_page(chart: ResultChart) -> None:
    show(chart, "one-line")
    for key, modifier in (
        (Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
        (Key.Key_Plus, Qt.KeyboardModifier.ControlModifier),
    ):
        event = QKeyEvent(QEvent.Type.KeyPress, key, modifier)
        chart.view.keyPressEvent(event)
        assert not event.isAccepted()


def test_coming_by_tab_stands_on_the_newest_result(chart: ResultChart) -> None:
    show(chart, "one-line")
    QApplication.sendEvent(chart.view, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason))
    assert str(focused(chart).row.sample.taken_on) == "2026-02-24"


def test_a_click_stands_on_the_point_near_it(chart: ResultChart) -> None:
    show(chart, "one-line")
    point = list(chart.view.chart.points)[3]
    mouse(chart, QEvent.Type.MouseButtonPress, point.x + 3, point.y - 2)
    assert focused(chart).row is point.row
    mouse(chart, QEvent.Type.MouseButtonPress, point.x, point.y + 200)
    assert chart.view.focused is None


def mouse(chart: ResultChart, kind: QEvent.Type, x: float, y: float) -> None:
    at = QPointF(x, y)
    button = Qt.MouseButton.LeftButton
    event = QMouseEvent(kind, at, chart.view.mapToGlobal(at), button, button, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(chart.view, event)


def test_zooming_keeps_the_point_one_stands_on_and_counts_the_rest(chart: ResultChart) -> None:
    show(chart, "one-line")
    press(chart, Key.Key_Home, Key.Key_Plus)
    shown = chart.view.chart
    assert chart.view.focused is not None
    assert shown.later > 0
    assert shown.later + len(list(shown.points)) == 8
    press(chart, Key.Key_0)
    assert chart.view.period is None
    assert len(list(chart.view.chart.points)) == 8


def test_zooming_out_again_shows_everything(chart: ResultChart) -> None:
    show(chart, "one-line")
    press(chart, Key.Key_Plus, Key.Key_Plus, Key.Key_Minus, Key.Key_Minus, Key.Key_Minus)
    assert chart.view.period is None


def test_panning_moves_the_time_shown_and_stops_at_its_ends(chart: ResultChart) -> None:
    show(chart, "one-line")
    press(chart, Key.Key_Home, Key.Key_Plus)
    length = chart.view.chart.last - chart.view.chart.first
    for _ in range(6):
        press(chart, Key.Key_PageDown)
    shown = chart.view.chart
    assert shown.later == 0
    assert shown.earlier > 0
    assert shown.last - shown.first == pytest.approx(length, abs=2)
    for _ in range(6):
        press(chart, Key.Key_PageUp)
    assert chart.view.chart.earlier == 0


def test_dragging_pans(chart: ResultChart) -> None:
    show(chart, "one-line")
    press(chart, Key.Key_Home, Key.Key_Plus)
    first = chart.view.chart.first
    mouse(chart, QEvent.Type.MouseButtonPress, 500, 200)
    mouse(chart, QEvent.Type.MouseMove, 300, 200)
    assert chart.view.chart.first > first


def test_leaving_the_period_of_a_point_leaves_the_point(chart: ResultChart) -> None:
    show(chart, "one-line")
    press(chart, Key.Key_Home)
    chart.view.show_period(Period(PartialDate.of(date(2026, 1, 1)), None))
    assert chart.view.focused is None
    assert chart.said.text() == "7 earlier results are not shown. Arrow keys go from point to point."


@pytest.mark.parametrize("name", CASES)
def test_the_table_holds_the_rows_of_the_chart(chart: ResultChart, name: str) -> None:
    show(chart, name)
    shown = chart.view.chart
    expected = {point.row.result.id for point in shown.points} | {row.result.id for _, row in shown.undated}
    found = [chart.table.row_at(row).result.id for row in range(chart.table.rowCount())]
    assert set(found) == expected
    assert len(found) == len(expected)


def test_the_table_is_a_sound_model_with_the_newest_first(chart: ResultChart) -> None:
    QAbstractItemModelTester(chart.table, QAbstractItemModelTester.FailureReportingMode.Fatal)
    show(chart, "two-laboratories")
    cells = [chart.table.index(0, column).data() for column in range(chart.table.columnCount())]
    assert cells == ["24 February 2026", "120\N{NO-BREAK SPACE}ng/mL", "0 to 93\N{NO-BREAK SPACE}ng/mL", "City Lab", ""]
    titles = [chart.table.headerData(column, Qt.Orientation.Horizontal) for column in range(chart.table.columnCount())]
    assert titles == ["Date", "Value", "Lab's range", "Lab", "Flag"]


def test_a_screen_reader_finds_a_chart_that_says_its_lines_and_its_point(chart: ResultChart) -> None:
    show(chart, "two-laboratories")
    spoken = QAccessible.queryAccessibleInterface(chart.view)
    assert spoken.role() is QAccessible.Role.Chart
    assert spoken.text(QAccessible.Text.Name) == "Chart of Chromogranin A"
    assert "Other Lab, ng/mL: 3 results, 2 August 2024 to 18 November 2025." in spoken.text(
        QAccessible.Text.Description
    )
    press(chart, Key.Key_End)
    assert spoken.text(QAccessible.Text.Value) == chart.said.text()


def test_each_step_is_announced(chart: ResultChart, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(result_chart, "announce", lambda _widget, text: said.append(text))
    show(chart, "one-line")
    press(chart, Key.Key_Right, Key.Key_Right)
    assert len(said) == 2
    assert said[-1] == chart.said.text()


def test_a_chart_can_go_while_a_screen_reader_knows_it(qtbot: QtBot, appearance: Appearance) -> None:
    for _ in range(30):
        chart = ResultChart(appearance)
        show(chart, "one-point")
        assert QAccessible.queryAccessibleInterface(chart.view).text(QAccessible.Text.Name)
        shiboken6.delete(chart)
        del chart
        gc.collect()


def test_an_empty_chart_says_so(chart: ResultChart) -> None:
    show(chart, "none")
    press(chart, Key.Key_Right, Key.Key_Down, Key.Key_Plus, Key.Key_End)
    assert chart.view.spoken() == "There is no result with a date yet."
    assert chart.table.rowCount() == 0


def test_larger_text_makes_a_larger_chart(chart: ResultChart, appearance: Appearance) -> None:
    show(chart, "two-laboratories")
    before = chart.view.sizeHint().height()
    appearance.choose_text_size(200)
    assert chart.view.sizeHint().height() > 1.8 * before


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_lines_stand_out_from_the_surface(theme: str) -> None:
    colors = read_theme(theme).colors
    for role in (*LINE_COLORS, "line", "focus", "icon"):
        assert contrast(colors[role], colors["surface"]) >= 3, role


@pytest.mark.parametrize("name", CASES)
def test_every_made_up_chart_paints(chart: ResultChart, name: str) -> None:
    show(chart, name)
    picture = chart.picture("").image().copy(0, 0, 1400, 160)  # without the line at its foot
    assert has_ink(picture) is (name != "none")


def has_ink(picture: QImage) -> bool:
    small = picture.scaled(40, 40)
    return len({small.pixel(x, y) for x in range(40) for y in range(40)}) > 1


def test_the_shape_of_a_point_differs_where_its_value_is_a_limit(chart: ResultChart) -> None:
    chart.show_lines(lines([measured("2025-01-14", "<5"), measured("2025-06-14", "5")]), title="A")
    limit, known = sorted(chart.view.chart.points, key=lambda point: point.x)
    picture = chart.view.grab().toImage()

    def color_at(point: Point) -> int:
        return picture.pixel(round(point.x), round(point.y))

    assert color_at(limit) != color_at(known)


def test_two_thousand_points_are_walked_without_being_laid_out_anew(chart: ResultChart) -> None:
    case = many_points()
    chart.show_lines(case.lines, title="A")
    before = chart.view.chart
    press(chart, Key.Key_End, Key.Key_Left)
    assert chart.view.chart is before
