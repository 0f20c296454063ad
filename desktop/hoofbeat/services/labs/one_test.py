"""All that is known about one test: its results in series and curves, what is awaited, notes, and medicines beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from hoofbeat.domain.catalogue import Catalogue, LabTest
from hoofbeat.domain.labs import KnowsUnits, Measured, Series, list_series, unit_changes
from hoofbeat.domain.labs.known_tests import CatalogueTests
from hoofbeat.domain.names import name_of_test
from hoofbeat.domain.records import OwnTest, Progress, Sample
from hoofbeat.domain.trend import curves_of
from hoofbeat.services.labs.notes import AboutTest, read_about
from hoofbeat.services.lines import ResultLine, result_lines
from hoofbeat.services.medicine_courses import Courses, chosen_courses, read_courses
from hoofbeat.store import results
from hoofbeat.store.journal import Journal
from hoofbeat.store.repositories import Repository

_ALL = 1_000_000
"""No limit."""


@dataclass(frozen=True, slots=True)
class ResultsOfTest:
    """Everything about one test: what is awaited, and the results in series, the series with the newest result first.

    The timed values of a dynamic test are in `curves`, one for each sample, newest first, and never among the series.
    `lines` are the results by id. `units_before` gives, for the results at which the unit changed, the unit before.
    """

    test: str
    name: str
    awaited: Sequence[ResultLine]
    series: Sequence[Series]
    lines: Mapping[str, ResultLine]
    units_before: Mapping[str, str]
    units: KnowsUnits
    curves: Sequence[Series] = ()
    in_catalogue: LabTest | None = None
    about: AboutTest = field(default_factory=AboutTest)
    courses: Courses = field(default_factory=Courses)

    @property
    def samples(self) -> Sequence[Sample]:
        """The samples of all results, the newest first."""
        return list({line.sample.id: line.sample for line in self.lines.values()}.values())

    def laboratory_of(self, series: Series) -> str:
        """Return the name of the laboratory of a series, "" where it was not given."""
        line = self.lines[series.latest.result.id]
        return line.laboratory.name if line.laboratory else ""


def one_test(journal: Journal, *, test: str, catalogue: Catalogue) -> ResultsOfTest:
    """Return all results of a test, in the catalogue or of one's own."""
    chosen = chosen_courses(journal)
    with journal.reading_connection() as connection:
        stored = Repository(connection)
        found = results.newest_results(connection, test=test, limit=_ALL)
        lines = {line.result.id: line for line in result_lines(stored, found, catalogue)}
        own = stored.get_many(OwnTest, [test])
        about = read_about(stored, test=test, catalogue=catalogue)
        courses = read_courses(stored, chosen)
    rows = [Measured(line.result, line.sample) for line in lines.values()]
    units = CatalogueTests(catalogue)
    over_days = [row for row in rows if not row.is_awaited and row.result.minute is None]
    curves = curves_of(rows, units)
    return ResultsOfTest(
        test=test,
        name=name_of_test(test, own, catalogue),
        awaited=[line for line in lines.values() if line.result.state is Progress.AWAITED],
        series=list_series(over_days, units),
        lines={str(each): line for each, line in lines.items()},
        units_before={str(after.result.id): before.result.unit for before, after in unit_changes(over_days, units)},
        units=units,
        curves=sorted(curves, key=lambda curve: curve.latest.moment, reverse=True),
        in_catalogue=catalogue.find(test),
        about=about,
        courses=courses,
    )
