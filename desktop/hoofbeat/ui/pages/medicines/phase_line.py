"""The doses of one medicine as a quiet line of time: one stretch for each, as long as it held. The list below it says the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from hoofbeat.domain.medicines import HeldPhase, line_of_phases
from hoofbeat.domain.records import DosePhase
from hoofbeat.ui.appearance import Appearance
from hoofbeat.ui.widgets.chart.painter import range_color
from hoofbeat.wording.dates import date_words, period_words
from hoofbeat.wording.medicines import dose_in_words
from hoofbeat.wording.translation import tr

_BAR = 1.5
_HEIGHT = 3.0
_NARROWEST = 240
_WIDEST_EM = 46


@dataclass(frozen=True, slots=True)
class Stretch:
    """One dose on the line: where it begins and ends, as parts of the whole, and its words."""

    begins: float
    ends: float
    words: str
    starts: str


def stretches(held: Sequence[HeldPhase], today: date) -> tuple[Stretch, ...]:
    """Lay the doses out from the first start to today, or to the last start still to come; one without a start is left out."""
    known = [each for each in held if each.span.start is not None]
    starts = [each.span.start.first for each in known if each.span.start is not None]
    if not starts:
        return ()
    first = min(starts)
    ends = [each.span.end.last for each in known if each.span.end is not None]
    last = max([today, *starts, *(end for end in ends if end > today)]) + timedelta(days=1)
    whole = (last - first).days
    made = []
    for each, start in zip(known, starts, strict=True):
        end = last if each.span.end is None else each.span.end.last + timedelta(days=1)
        words = dose_in_words(each.phase) or tr("Dose not recorded")
        starts_on = date_words(each.span.start or start, is_short=True)
        made.append(Stretch((start - first).days / whole, min((end - first).days / whole, 1.0), words, starts_on))
    return tuple(made)


class PhaseLine(QWidget):
    """Paints the line. Words that have no room are left to the list below."""

    def __init__(self, appearance: Appearance, phases: Sequence[DosePhase], today: date) -> None:
        super().__init__()
        self._appearance = appearance
        held = line_of_phases(phases)
        self.stretches = stretches(held, today)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        said = "; ".join(
            f"{period_words(each.span.start, each.span.end, today=today)}: {dose_in_words(each.phase)}"
            for each in held
            if each.span.start is not None
        )
        self.setAccessibleName(tr("Doses in the order of time. {doses}").format(doses=said))

    @override
    def sizeHint(self) -> QSize:
        em = self.fontMetrics().height()
        return QSize(em * _WIDEST_EM, round(em * _HEIGHT))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(_NARROWEST, round(self.fontMetrics().height() * _HEIGHT))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for number, each in enumerate(self.stretches):
            self._paint(painter, each, is_even=number % 2 == 0)
        painter.end()

    def _paint(self, painter: QPainter, stretch: Stretch, *, is_even: bool) -> None:
        theme, metrics = self._appearance.theme, self.fontMetrics()
        em, width = metrics.height(), self.width() - 1
        left, right = round(stretch.begins * width), round(stretch.ends * width)
        bar = QRectF(left, em * 1.3, max(right - left, 2), em * _BAR)
        painter.fillRect(bar, range_color(theme) if is_even else theme.color("surface"))
        painter.setPen(QPen(theme.color("line"), 1))
        painter.drawRect(bar)
        painter.setPen(theme.color("quiet_text"))
        room = right - left - em // 2
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if metrics.horizontalAdvance(stretch.starts) <= room:
            painter.drawText(QRectF(left, 0, room, em * 1.2), flags, stretch.starts)
        painter.setPen(theme.color("text"))
        if metrics.horizontalAdvance(stretch.words) <= room:
            painter.drawText(bar.adjusted(em / 3, 0, 0, 0), flags, stretch.words)
