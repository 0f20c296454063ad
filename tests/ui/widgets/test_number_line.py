"""The number line in the window: one neutral colour, a voice, and nothing where there is nothing to show."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hoofbeat.domain.records import Result
from hoofbeat.settings import Settings, ThemeChoice
from hoofbeat.ui.appearance import Appearance, load_first_fonts
from hoofbeat.ui.widgets.number_line import NumberLineView
from tests import made_up

GREATEST_TINT = 40
"""How far the channels of one pixel may lie apart; warm greys of the theme stay below, any colour lies far above."""


@pytest.fixture(params=[ThemeChoice.LIGHT, ThemeChoice.DARK])
def line(qtbot: QtBot, qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[NumberLineView]:
    load_first_fonts()
    appearance = Appearance(qapp, Settings(theme=request.param))
    made = NumberLineView(appearance)
    qtbot.addWidget(made)
    made.resize(480, made.sizeHint().height())
    yield made
    shiboken6.delete(appearance)


def result(value: str, limits: str) -> Result:
    return made_up.result(made_up.sample(), value=value, range=limits)


@pytest.mark.parametrize("value", ["45", "120", "<5", "> 2000", "99999"])
def test_it_is_grey_wherever_the_value_stands(line: NumberLineView, value: str) -> None:
    line.show_result(result(value, "0 to 93"))
    picture = line.grab().toImage()
    colors = [QColor(picture.pixel(x, y)) for x in range(picture.width()) for y in range(picture.height())]
    tints = [max(color.getRgb()[:3]) - min(color.getRgb()[:3]) for color in colors]  # type: ignore[index]  # a tuple of four
    assert max(tints) <= GREATEST_TINT
    assert len({color.rgb() for color in colors}) > 3


@pytest.mark.parametrize(("value", "limits"), [("trace", "0 to 93"), ("120", ""), ("120", "negative")])
def test_it_hides_where_there_is_nothing_to_show(line: NumberLineView, value: str, limits: str) -> None:
    line.show_result(result("45", "0 to 93"))
    assert not line.isHidden()
    line.show_result(result(value, limits))
    assert line.isHidden()


def test_a_screen_reader_hears_the_value_and_the_range(line: NumberLineView) -> None:
    line.show_result(result("<5", "0 to 93"))
    spoken = QAccessible.queryAccessibleInterface(line)
    assert spoken.role() is QAccessible.Role.Graphic
    assert spoken.text(QAccessible.Text.Name) == (
        "Number line: <5\N{NO-BREAK SPACE}ng/mL (less than 5). Range printed by the lab: 0 to 93\N{NO-BREAK SPACE}ng/mL."
    )
