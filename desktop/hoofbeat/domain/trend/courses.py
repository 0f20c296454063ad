"""What ran beside the results, before it is laid out: each medicine with its dose phases and the days on which it was given."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from hoofbeat.domain.records import Administration, DosePhase, GivenState
from hoofbeat.domain.values import PartialDate


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time with a label, such as a dose that was taken; an end that is None is open.

    One that `goes_on` had not ended by its end: that is only as far as one can tell.
    """

    start: PartialDate | None
    end: PartialDate | None
    label: str = ""
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class StripRow:
    """What ran beside the results: one medicine with its dose phases and the days on which it was given.

    A sensitive one is seen in the window alone.
    """

    name: str
    spans: tuple[Span, ...] = ()
    days: tuple[PartialDate, ...] = ()
    is_sensitive: bool = False


def strip_row(
    name: str,
    phases: Iterable[DosePhase],
    given: Iterable[Administration],
    *,
    label_of: Callable[[DosePhase], str],
    stopped_on: PartialDate | None = None,
    today: date,
) -> StripRow:
    """Make the row of one medicine. A phase without an end ran until the next one began, or the medicine was stopped, or today."""
    begun = [phase for phase in phases if phase.from_on is None or phase.from_on.first <= today]
    labels: dict[tuple[PartialDate | None, PartialDate | None], list[str]] = {}
    for phase in sorted(begun, key=lambda each: str(each.from_on or "")):
        end = phase.until_on or _following_start(phase, begun) or stopped_on
        labels.setdefault((phase.from_on, end), []).append(label_of(phase))
    spans = (_span(start, end, ", ".join(filter(None, texts)), today) for (start, end), texts in labels.items())
    return StripRow(name, tuple(spans), tuple(dose.given_at.on for dose in given if dose.state is GivenState.GIVEN))


def _following_start(phase: DosePhase, phases: Iterable[DosePhase]) -> PartialDate | None:
    """Return when the next phase began; two that begin together go on together."""
    own = phase.from_on
    starts = [each.from_on for each in phases if each.from_on and (own is None or each.from_on.first > own.last)]
    return min(starts, key=lambda start: start.first, default=None)


def _span(start: PartialDate | None, end: PartialDate | None, label: str, today: date) -> Span:
    goes_on = end is None or end.first > today
    return Span(start, PartialDate.of(today) if goes_on else end, label, goes_on)
