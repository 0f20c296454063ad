"""Draws charts and number lines, light and dark, at 100 and 200 % text, into a folder: `python -m tests.screenshots.charts`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from hoofbeat.settings import Settings, ThemeChoice
from hoofbeat.ui.appearance import Appearance, load_first_fonts, load_other_fonts
from hoofbeat.ui.widgets.chart.result_chart import ResultChart
from hoofbeat.ui.widgets.number_line import NumberLineView
from tests import made_up
from tests.chart_cases import CASES, Case

WIDTH = 860
NUMBERS = (
    ("120", "0 to 93"),
    ("45", "0 to 93"),
    ("<5", "0 to 93"),
    ("> 2000", "0 to 93"),
    ("12000", "0 to 93"),
    ("138", "135 to 145"),
    ("4.2", "< 5"),
    ("61", ">= 40"),
    ("-1.5", "-2.0 to 2.0"),
    ("7.41", "7.35 to 7.45"),
    ("0.15", "0.10 to 0.20"),
)


def draw(folder: Path) -> Iterator[Path]:
    """Draw every case in every look; yield the pictures' paths."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    load_first_fonts()
    load_other_fonts()
    folder.mkdir(parents=True, exist_ok=True)
    for theme in (ThemeChoice.LIGHT, ThemeChoice.DARK):
        for size in (100, 200):
            appearance = Appearance(application, Settings(theme=theme, text_size=size))
            look = f"{theme.value}-{size}"
            for name, make in CASES.items():
                yield _saved(_chart(make(), appearance), folder / f"chart-{name}-{look}.png")
            yield _saved(_number_lines(appearance), folder / f"number-lines-{look}.png")


def _chart(case: Case, appearance: Appearance) -> QWidget:
    chart = ResultChart(appearance)
    chart.show_lines(case.lines, title="Chromogranin A", strip=case.strip, across=case.across)
    page = _page(chart)
    page.show()
    page.adjustSize()
    chart.view.focus_point(next(iter(list(chart.view.chart.points)[2:]), None))
    return page


def _number_lines(appearance: Appearance) -> QWidget:
    views = []
    for value, limits in NUMBERS:
        view = NumberLineView(appearance)
        view.show_result(made_up.result(made_up.sample(), value=value, range=limits))
        views.append(view)
    return _page(*views)


def _page(*parts: QWidget) -> QWidget:
    page = QFrame()
    page.setProperty("look", "card")
    inside = QVBoxLayout(page)
    for part in parts:
        inside.addWidget(part)
    page.setFixedWidth(WIDTH)
    return page


def _saved(page: QWidget, path: Path) -> Path:
    page.show()
    page.adjustSize()
    pixmap: QPixmap = page.grab()
    pixmap.save(str(path))
    page.close()
    return path


if __name__ == "__main__":
    for picture in draw(Path(sys.argv[1] if len(sys.argv) > 1 else "build/screenshots/charts")):
        print(picture)
