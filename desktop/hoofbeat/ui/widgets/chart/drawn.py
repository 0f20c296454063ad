"""What a chart in the window is made from: lines, medicines below them, the time shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hoofbeat.domain.labs import UNITS_AS_WRITTEN, KnowsUnits
from hoofbeat.domain.lettering import MeasuresText
from hoofbeat.domain.trend import Across, Chart, Line, StripRow
from hoofbeat.domain.trend.layout import lay_out
from hoofbeat.domain.values import Period
from hoofbeat.wording.charts import TickWords


@dataclass(frozen=True, slots=True)
class Drawn:
    """The lines of results with what stands beside them; `period` is the time shown, None for all of it."""

    lines: Sequence[Line] = ()
    strip: Sequence[StripRow] = ()
    across: Across = Across.DATES
    units: KnowsUnits = UNITS_AS_WRITTEN
    period: Period | None = None

    def laid_out(self, width: float, height: float, measure: MeasuresText) -> Chart:
        """Return the chart of this in an area of so many pixels."""
        return lay_out(
            self.lines,
            width=width,
            height=height,
            measure=measure,
            words=TickWords(),
            strip=self.strip,
            period=self.period,
            across=self.across,
            units=self.units,
        )
