"""Results to look at: which tests there are, the newest results, one test's results, and what is awaited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from hoofbeat.domain.catalogue import Catalogue, LabTest
from hoofbeat.domain.known_tests import CatalogueTests
from hoofbeat.domain.labs import KnowsUnits, Measured, Series, list_series, unit_changes
from hoofbeat.domain.names import names_by_test
from hoofbeat.domain.records import OwnTest, Progress, Sample
from hoofbeat.domain.trend import curves_of
from hoofbeat.services.entry import find_test
from hoofbeat.services.lines import ResultLine, result_lines
from hoofbeat.services.medicine_courses import Courses, chosen_courses, read_courses
from hoofbeat.services.test_notes import AboutTest, read_about
from hoofbeat.store import results
from hoofbeat.store.journal import Journal
from hoofbeat.store.repositories import PAGE_SIZE, Repository

_ALL = 1_000_000
"""No limit."""


@dataclass(frozen=True, slots=True)
class TestLine:
    """One test in the list of tests: how many results, and the newest one where there is one."""

    test: str
    name: str
    received: int
    awaited: int
    newest: ResultLine | None


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


@dataclass(frozen=True, slots=True)
class OfferedTest:
    """A test to choose while typing: its name, and the other names it goes by."""

    name: str
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BeforeEntry:
    """What is known of a test when a new result of it is entered: the newest result of each laboratory, newest first.

    `name` is that of the catalogue or of one's own test, "" when the test is new; `units` are the ways to write its unit.
    """

    name: str
    newest: Sequence[ResultLine] = ()
    units: Sequence[str] = ()


def list_tests(journal: Journal, *, catalogue: Catalogue) -> Sequence[TestLine]:
    """Return every test that has a result, received or awaited; the test with the newest sample first."""
    with journal.reading_connection() as connection:
        stored = Repository(connection)
        counts = {each.test: each for each in results.count_by_test(connection)}
        newest = results.newest_of_each_test(connection)
        by_test = {line.test: line for line in result_lines(stored, newest, catalogue)}
        own = stored.get_many(OwnTest, counts)
    in_order = [counts[test] for test in dict.fromkeys([*by_test, *counts]) if test in counts]
    return [
        TestLine(each.test, _name(each.test, own, catalogue), each.received, each.awaited, by_test.get(each.test))
        for each in in_order
    ]


def newest_results(
    journal: Journal, *, catalogue: Catalogue, test: str | None = None, offset: int = 0, limit: int = PAGE_SIZE
) -> Sequence[ResultLine]:
    """Return a page of received results, newest sample first; of one test, if one is named."""
    return _page(journal, catalogue, Progress.RECEIVED, test=test, offset=offset, limit=limit)


def list_awaited(journal: Journal, *, catalogue: Catalogue) -> Sequence[ResultLine]:
    """Return the results that are awaited."""
    return _page(journal, catalogue, Progress.AWAITED, test=None, offset=0, limit=PAGE_SIZE)


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
        name=_name(test, own, catalogue),
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


def list_offered_tests(journal: Journal, *, catalogue: Catalogue) -> Sequence[OfferedTest]:
    """Return the tests to choose from: those with results first, the newest first, then one's own, then the catalogue's."""
    with journal.reading_connection() as connection:
        counted = [each.test for each in results.count_by_test(connection)]
        newest = results.newest_of_each_test(connection)
        used = [*(each.catalogue_test or str(each.own_test or "") for each in newest), *counted]
        own = {str(each.id): each for each in Repository(connection).list(OwnTest)}
    names = names_by_test(own, catalogue)
    known = {test.id: OfferedTest(test.name, (*test.aka, *names.get(test.id, ()))) for test in catalogue.tests}
    known |= {each: OfferedTest(own[each].name, tuple(names[each])) for each in names if each in own}
    return [known[each] for each in dict.fromkeys([*used, *own, *known]) if each in known]


def before_entry(journal: Journal, *, name: str, catalogue: Catalogue) -> BeforeEntry:
    """Return what is known of the test of this name or synonym before a result of it is entered."""
    with journal.reading_connection() as connection:
        stored = Repository(connection)
        test = find_test(stored, name, catalogue)
        if not test:
            return BeforeEntry("")
        found = results.newest_results(connection, test=test, state=Progress.RECEIVED)
        newest: dict[str | None, ResultLine] = {}
        for line in result_lines(stored, found, catalogue):
            newest.setdefault(line.sample.laboratory, line)
        own = stored.get_many(OwnTest, [test])
    in_catalogue = catalogue.find(test)
    spelled = [line.result.unit for line in newest.values()]
    spelled += [form.display for form in in_catalogue.units] if in_catalogue else []
    return BeforeEntry(_name(test, own, catalogue), list(newest.values()), [*dict.fromkeys(filter(None, spelled))])


def _page(
    journal: Journal, catalogue: Catalogue, state: Progress, *, test: str | None, offset: int, limit: int
) -> Sequence[ResultLine]:
    with journal.reading_connection() as connection:
        found = results.newest_results(connection, test=test, state=state, offset=offset, limit=limit)
        return list(result_lines(Repository(connection), found, catalogue))


def _name(test: str, own: dict[str, OwnTest], catalogue: Catalogue) -> str:
    in_catalogue = catalogue.find(test)
    if in_catalogue is not None:
        return in_catalogue.name
    return own[test].name if test in own else test
