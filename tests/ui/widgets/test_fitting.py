"""What one types into, ticks and reads keeps its words in sight, however long they are."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QCheckBox, QLabel
from pytestqt.qtbot import QtBot

from hoofbeat.ui.editors import ChoiceBox
from hoofbeat.ui.theme import read_theme, style_sheet
from hoofbeat.ui.widgets.parts import label
from hoofbeat.ui.widgets.tick_line import tick_lines

LONG = "Ask who plans the next scan and whether the disc of the last one has to be brought along this time as well"


def test_a_list_to_choose_from_has_room_for_its_longest_words(qtbot: QtBot) -> None:
    box = ChoiceBox()
    qtbot.addWidget(box)
    box.addItems(["Yes", "After a new diagnosis, long ago"])
    assert box.sizeHint().width() > box.fontMetrics().horizontalAdvance("After a new diagnosis, long ago")
    box.addItem(LONG)
    assert box.sizeHint().width() < box.fontMetrics().horizontalAdvance(LONG)


@pytest.mark.parametrize("word", ["https://example.org/" + "a" * 200, "Pneumonoultramicroscopicsilicovolcanoconiosis"])
def test_a_word_longer_than_a_line_may_be_broken_and_loses_no_letter(qtbot: QtBot, word: str) -> None:
    made = label(f"See {word}")
    qtbot.addWidget(made)
    assert made.minimumSizeHint().width() < made.fontMetrics().horizontalAdvance("m" * 25)
    assert made.text().replace("\N{ZERO WIDTH SPACE}", "") == f"See {word}"


def test_ticks_with_many_words_stand_below_each_other_and_wrap(qtbot: QtBot) -> None:
    boxes = [QCheckBox(), QCheckBox()]
    made = tick_lines([(boxes[0], LONG), (boxes[1], "scan disc")])
    qtbot.addWidget(made)
    assert made.minimumSizeHint().width() < made.fontMetrics().horizontalAdvance(LONG) / 2
    words = [each for each in made.findChildren(QLabel) if each.text() == LONG]
    assert words[0].wordWrap()


def test_ticks_with_few_words_stand_beside_each_other(qtbot: QtBot) -> None:
    boxes = [QCheckBox(), QCheckBox()]
    made = tick_lines([(boxes[0], "scan disc"), (boxes[1], "medicines & more")])
    qtbot.addWidget(made)
    made.resize(800, 60)
    made.show()
    assert boxes[0].y() == boxes[1].y()
    assert boxes[1].text() == "medicines && more"


def test_ticks_and_arrows_grow_with_the_text() -> None:
    small, large = (style_sheet(read_theme("light"), points) for points in (10.5, 21))
    assert "indicator { width: 20px; height: 20px; }" in small
    assert "indicator { width: 40px; height: 40px; }" in large
