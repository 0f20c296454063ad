"""Going through time on a chart: closer, farther, earlier, later, all of it, and dragging it along."""

from __future__ import annotations

from typing import Protocol

from hoofbeat.domain.trend import Chart, Point, walk
from hoofbeat.domain.values import Period

_ZOOM = 2.0


class ShowsTime(Protocol):
    """A chart that shows all of its time or a part of it."""

    @property
    def chart(self) -> Chart:
        """The chart of the time shown."""

    @property
    def whole(self) -> Chart:
        """The chart of all the time there is."""

    @property
    def period(self) -> Period | None:
        """The time shown; None is all of it."""

    @property
    def focused(self) -> Point | None:
        """The point that one stands on."""

    def show_period(self, period: Period | None) -> None:
        """Show the results of this time alone; None shows them all."""


class Steering:
    """Changes which time a chart shows."""

    def __init__(self, view: ShowsTime) -> None:
        self._view = view
        self._dragged_from: tuple[float, Chart] | None = None

    def zoom_in(self) -> None:
        """Show half the time, around the point that one stands on, or the middle."""
        self._zoom(1 / _ZOOM)

    def zoom_out(self) -> None:
        """Show twice the time."""
        self._zoom(_ZOOM)

    def show_all(self) -> None:
        """Show all the time there is."""
        self._view.show_period(None)

    def pan(self, share: float) -> None:
        """Move the time shown by a share of it: later where that is above 0."""
        if self._view.period is not None:
            chart = self._view.chart
            self._view.show_period(walk.moved(chart, self._view.whole, share * (chart.last - chart.first)))

    def grasp(self, x: float) -> None:
        """Begin to drag the chart at x."""
        self._dragged_from = (x, self._view.chart)

    def drag(self, x: float) -> None:
        """Move the time shown as far as the pointer was moved since the chart was grasped."""
        if self._dragged_from is not None and self._view.period is not None:
            start, chart = self._dragged_from
            days = (start - x) / chart.plot.width * (chart.last - chart.first)
            self._view.show_period(walk.moved(chart, self._view.whole, days))

    def let_go(self) -> None:
        """Drag no more."""
        self._dragged_from = None

    def _zoom(self, factor: float) -> None:
        view = self._view
        if not view.chart.is_empty:
            view.show_period(walk.zoomed(view.chart, view.whole, factor, view.focused))
