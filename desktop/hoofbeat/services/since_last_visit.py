"""What is new since the last visit, or since another day, worked out from the record."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from hoofbeat.domain.records import Appointment, Laboratory, Progress
from hoofbeat.domain.since_last_visit import SinceLastVisit
from hoofbeat.services.lines import ResultLine, result_lines
from hoofbeat.store import results, since
from hoofbeat.store.journal import Journal
from hoofbeat.store.repositories import Repository

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from hoofbeat.domain.catalogue import Catalogue

__all__ = ["SinceLastVisit", "SinceView", "since_last_visit", "view"]


@dataclass(frozen=True, slots=True)
class SinceView:
    """What is new, with the results still awaited, the names of laboratories, and those of tests by the ids of their results."""

    news: SinceLastVisit | None
    awaited: Sequence[ResultLine] = ()
    laboratories: Mapping[str, str] = field(default_factory=dict)
    test_names: Mapping[str, str] = field(default_factory=dict)


def since_last_visit(
    journal: Journal, *, today: date, visit_id: str | None = None, start: date | None = None
) -> SinceLastVisit | None:
    """Return what is new since the visit before one, or since a day; None where there was no visit before."""
    with journal.reading_connection() as connection:
        stored = Repository(connection)
        visit = stored.find(Appointment, visit_id) if visit_id else None
        last = since.find_last_visit(connection, today=today, visit=visit)
        first = start or (last.starts_at.on.first if last is not None else None)
        if first is None:
            return None
        known = last if start is None else None
        return since.read_since(connection, first, today=today, last=known, without=visit_id or "")


def view(
    journal: Journal,
    *,
    today: date,
    catalogue: Callable[[], Catalogue],
    visit_id: str | None = None,
    start: date | None = None,
) -> SinceView:
    """Return the same with all that it takes to read it."""
    news = since_last_visit(journal, today=today, visit_id=visit_id, start=start)
    if news is None:
        return SinceView(None)
    with journal.reading_connection() as connection:
        stored = Repository(connection)
        came = [row.result for each in news.results for row in each.results]
        waiting = results.newest_results(connection, state=Progress.AWAITED) if news.awaited else ()
        known = catalogue() if came or waiting else None
        used = [each.sample.laboratory for each in news.results if each.sample.laboratory]
        return SinceView(
            news,
            awaited=list(result_lines(stored, waiting, known)) if known is not None else (),
            laboratories={key: each.name for key, each in stored.get_many(Laboratory, used).items()},
            test_names={line.result.id: line.test_name for line in result_lines(stored, came, known)} if known else {},
        )
