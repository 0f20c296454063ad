"""Works out a visit sheet from the records of a journal and from what somebody chose for it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import TypeVar

from hoofbeat.domain import since_last_visit, visits
from hoofbeat.domain.labs import UNITS_AS_WRITTEN, KnowsUnits, Measured, latest_by_test, measured
from hoofbeat.domain.labs.known_tests import KnowsTests
from hoofbeat.domain.medicines import days_since, dose_near, exact_day, last_given, phases_on, plan_doses
from hoofbeat.domain.records import (
    Administration,
    Allergy,
    AllergyStatement,
    Appointment,
    CareTeamMember,
    DosePhase,
    Laboratory,
    Medication,
    MedicineState,
    MedicineUse,
    OwnTest,
    Person,
    Progress,
    Question,
    Record,
    Result,
    Sample,
    TumorFact,
    TumorTopic,
)
from hoofbeat.domain.sheets.kinds import SHEET_FORMS, Section, SheetKind
from hoofbeat.domain.since_last_visit import MedicineSince, OldResultsAdded, SinceItem, Span
from hoofbeat.domain.visit_sheet import (
    AllergyKnowledge,
    AwaitedRow,
    InjectionBefore,
    MedicineRow,
    ResultRow,
    TumorLine,
    VisitSheet,
)

R = TypeVar("R", bound=Record)
_SECTIONS = tuple(
    section for section in SHEET_FORMS[SheetKind.VISIT].sections if section not in SHEET_FORMS[SheetKind.VISIT].extra
)
"""Those of its first two pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetMaterial:
    """The records that a visit sheet is made from; the sensitive ones are among them.

    `new_results` are those since the last visit, with no more than what names them. `old_results_added` stands for results added since
    that are too many to be read one by one; it counts no sensitive one.
    """

    person: Person | None = None
    appointments: Sequence[Appointment] = ()
    questions: Sequence[Question] = ()
    allergies: Sequence[Allergy] = ()
    tumor_facts: Sequence[TumorFact] = ()
    medications: Sequence[Medication] = ()
    phases: Sequence[DosePhase] = ()
    given: Sequence[Administration] = ()
    samples: Sequence[Sample] = ()
    results: Sequence[Result] = ()
    new_results: Sequence[Result] = ()
    own_tests: Sequence[OwnTest] = ()
    laboratories: Sequence[Laboratory] = ()
    team: Sequence[CareTeamMember] = ()
    added: Collection[str] = frozenset()
    stopped: Collection[str] = frozenset()
    old_results_added: OldResultsAdded | None = None
    data_as_of: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetChoice:
    """What somebody chose for a sheet: for which visit, since when, by whom, and what is left out.

    `since` stands in for the last visit; `included` are the ids of sensitive records that may be on the sheet all the same.
    """

    visit: Appointment | None
    today: date
    prepared_by: str = ""
    since: date | None = None
    left_out: Collection[Section] = frozenset()
    included: Collection[str] = frozenset()

    def keep(self, records: Iterable[R]) -> tuple[R, ...]:
        """Return the records that may be on the sheet."""
        return tuple(record for record in records if not record.is_sensitive or record.id in self.included)

    def has(self, section: Section) -> bool:
        """Tell whether a section is on the sheet."""
        return section not in self.left_out


def make_visit_sheet(material: SheetMaterial, choice: SheetChoice, tests: KnowsTests | None = None) -> VisitSheet:
    """Work out what the sheet says."""
    return _Maker(material, choice, tests).sheet()


class _Maker:
    """Works out one sheet. What is left out, and what is sensitive, is dropped here, so that no renderer can print it."""

    def __init__(self, material: SheetMaterial, choice: SheetChoice, tests: KnowsTests | None) -> None:
        self._all = material
        self._choice = choice
        self._tests = tests
        self._units: KnowsUnits = tests or UNITS_AS_WRITTEN
        self._medications = choice.keep(material.medications)
        self._phases = _grouped(choice.keep(material.phases), "medication")
        self._given = _grouped(choice.keep(material.given), "medication")
        self._samples: Mapping[str, Sample] = {each.id: each for each in choice.keep(material.samples)}
        self._rows = measured(choice.keep(material.results), self._samples)
        self._named_rows = self._with_new_ones()
        used = {sample.laboratory for sample in self._samples.values()}
        self._laboratories: Mapping[str, Laboratory] = {
            each.id: each for each in material.laboratories if each.id in used
        }
        self._appointments = choice.keep(material.appointments)
        self._last_visit = visits.last_visit(self._appointments, today=choice.today, visit=choice.visit)
        self._since = choice.since
        if self._since is None and self._last_visit is not None:
            self._since = self._last_visit.starts_at.on.first
        self._names = self._test_names()
        # Results of one moment stand in this order everywhere: later sorting by date keeps it.
        places = {
            test: (not self._comes_first(row.result.catalogue_test), self._names[test].casefold())
            for test, row in {row.test: row for row in self._named_rows}.items()
        }
        for rows in (self._rows, self._named_rows):
            rows.sort(key=lambda row: places[row.test])

    def _with_new_ones(self) -> list[Measured]:
        """Return the results with those that only have a name; where one was read both ways, it is the whole one."""
        whole = {row.result.id for row in self._rows}
        new = measured(self._choice.keep(self._all.new_results), self._samples)
        return [*self._rows, *(row for row in new if row.result.id not in whole)]

    def sheet(self) -> VisitSheet:
        has = self._choice.has
        knowledge, allergies = self._allergies() if has(Section.ALERTS) else (AllergyKnowledge.LEFT_OUT, ())
        own_words = self._choice.visit.since_last_visit.strip() if self._choice.visit else ""
        return VisitSheet(
            person=self._person(),
            visit=self._visit(),
            last_visit=self._last_visit if has(Section.SINCE) and self._choice.since is None else None,
            since=self._since if has(Section.SINCE) else None,
            today=self._choice.today,
            prepared_by=self._choice.prepared_by,
            data_as_of=self._all.data_as_of,
            questions=self._questions() if has(Section.QUESTIONS) else (),
            allergy_knowledge=knowledge,
            allergies=allergies,
            alerts=self._alerts() if has(Section.ALERTS) else (),
            tumor=self._tumor() if has(Section.TUMOR) else (),
            own_words=own_words if has(Section.SINCE) else "",
            since_items=self._since_items() if has(Section.SINCE) else (),
            medicines=self._medicines() if has(Section.MEDICINES) else (),
            results=self._results() if has(Section.RESULTS) else (),
            awaited=self._awaited() if has(Section.RESULTS) else (),
            test_names=MappingProxyType(self._names if has(Section.RESULTS) else {}),
            laboratories=MappingProxyType(self._laboratories if has(Section.RESULTS) else {}),
            team=self._team() if has(Section.TEAM) else (),
            left_out=tuple(section for section in _SECTIONS if not has(section)),
            partly_left_out=tuple(section for section in _SECTIONS if has(section) and self._is_partly_out(section)),
        )

    def _person(self) -> Person | None:
        """Return the person with no more than the header says."""
        person = self._all.person
        return None if person is None else Person(id=person.id, name=person.name, born_on=person.born_on)

    def _visit(self) -> Appointment | None:
        """Return the visit without the words that stand in a section of their own."""
        visit = self._choice.visit
        return None if visit is None else visit.replaced(since_last_visit="", note="")

    def _questions(self) -> tuple[Question, ...]:
        """Return the questions of the visit; without a visit those that are tied to none and not asked yet."""
        return tuple(sorted(self._choice.keep(self._own_questions()), key=_rank))

    def _own_questions(self) -> list[Question]:
        visit = self._choice.visit
        if visit is not None:
            return [each for each in self._all.questions if each.appointment == visit.id]
        return [each for each in self._all.questions if each.appointment is None and not each.is_asked]

    def _allergies(self) -> tuple[AllergyKnowledge, tuple[Allergy, ...]]:
        real = [each for each in self._all.allergies if each.statement is not AllergyStatement.NONE_KNOWN]
        kept = sorted(self._choice.keep(real), key=lambda each: each.statement is not AllergyStatement.DO_NOT_GIVE)
        if kept:
            return AllergyKnowledge.LISTED, tuple(kept)
        if real:
            return AllergyKnowledge.LEFT_OUT, ()
        if self._all.allergies:
            return AllergyKnowledge.NONE_KNOWN, self._choice.keep(self._all.allergies)
        return AllergyKnowledge.NOT_RECORDED, ()

    def _alerts(self) -> tuple[str, ...]:
        person = self._all.person
        return tuple(line.strip() for line in (person.alerts if person else "").splitlines() if line.strip())

    def _tumor(self) -> tuple[TumorLine, ...]:
        kept = self._choice.keep(self._all.tumor_facts)
        if not kept:
            return ()
        lines: list[TumorLine] = []
        for topic in TumorTopic:
            facts = sorted((each for each in kept if each.topic is topic), key=lambda each: str(each.on or ""))
            lines += [TumorLine(topic, fact) for fact in reversed(facts)]
            was_left_out = any(each.topic is topic for each in self._all.tumor_facts)
            if not facts and not was_left_out and topic is not TumorTopic.OTHER:
                lines.append(TumorLine(topic))
        return tuple(lines)

    def _since_items(self) -> tuple[SinceItem, ...]:
        if self._since is None:
            return ()
        span = self._span(self._since)
        shown = {each.id for each in (self._choice.visit, self._last_visit) if each is not None}
        has_results, has_medicines = self._choice.has(Section.RESULTS), self._choice.has(Section.MEDICINES)
        medicines = since_last_visit.medicines_since(span, self._medications, self._phases) if has_medicines else []
        doses = since_last_visit.doses_since(span, self._medications, self._given) if has_medicines else ()
        results = since_last_visit.results_since(span, self._named_rows) if has_results else []
        held = since_last_visit.appointments_since(span, self._appointments, without=shown)
        rows: list[SinceItem] = [*medicines, *results, *held, *doses]
        if has_results and self._all.old_results_added is not None:
            rows.append(self._all.old_results_added)
        return tuple(sorted(rows, key=lambda row: row.when.was_added))

    def _span(self, start: date) -> Span:
        return Span(start, self._choice.today, self._all.added, self._all.stopped)

    def _medicines(self) -> tuple[MedicineRow, ...]:
        """Return what is taken, injections first; then what is planned, then what nobody knows about."""
        rows = [self._medicine_row(each) for each in self._medications if each.state is not MedicineState.STOPPED]
        return tuple(sorted(rows, key=lambda row: (_STATES.index(row.medication.state), _use(row.medication))))

    def _medicine_row(self, medication: Medication) -> MedicineRow:
        phases, given = self._phases.get(medication.id, ()), self._given.get(medication.id, ())
        today = self._choice.today
        last = last_given(given, until=today)
        changed = (
            since_last_visit.medicines_since(self._span(self._since), [medication], self._phases) if self._since else ()
        )
        return MedicineRow(
            medication=medication,
            doses=phases_on(phases, today),
            near=dose_near(phases, today),
            last_given=last,
            days_since=days_since(last.given_at.on, today) if last else None,
            plan=plan_doses(phases, given, today=today, moved_to=exact_day(medication.moved_to)),
            is_changed=any(_is_news(row) for row in changed),
        )

    def _results(self) -> tuple[ResultRow, ...]:
        """Return the newest result of each test: markers and hormones first, then by date."""
        rows = [
            ResultRow(self._name_of(each.latest), each, self._injection_before(each.latest.sample))
            for each in latest_by_test(self._rows, self._units)
        ]
        return tuple(sorted(rows, key=lambda row: not self._comes_first(row.result.latest.result.catalogue_test)))

    def _injection_before(self, sample: Sample) -> InjectionBefore | None:
        if sample.taken_on is None or not sample.taken_on.is_exact or not self._choice.has(Section.MEDICINES):
            return None
        taken_on = sample.taken_on.first
        found = []
        for medication in self._medications:
            last = last_given(self._given.get(medication.id, ()), until=taken_on) if _is_injected(medication) else None
            days = days_since(last.given_at.on, taken_on) if last else None
            if days is not None:
                found.append(InjectionBefore(medication, days))
        return min(found, key=lambda each: each.days, default=None)

    def _awaited(self) -> tuple[AwaitedRow, ...]:
        by_sample: dict[str, list[Measured]] = {}
        for row in self._rows:
            by_sample.setdefault(row.sample.id, []).append(row)
        found = [
            AwaitedRow(
                sample,
                tuple(self._name_of(row) for row in by_sample.get(sample.id, ()) if row.is_awaited),
                self._laboratories.get(sample.laboratory or ""),
            )
            for sample in self._samples.values()
            if is_awaited(sample, by_sample.get(sample.id, ()))
        ]
        return tuple(sorted(found, key=lambda row: str(row.sample.taken_on or "")))

    def _team(self) -> tuple[CareTeamMember, ...]:
        """Return whom one can call: emergency contacts first, then those with a reason to call."""
        kept = [each for each in self._choice.keep(self._all.team) if each.phones.strip() or each.email.strip()]
        return tuple(sorted(kept, key=lambda each: (not each.is_emergency_contact, not each.call_for)))

    def _test_names(self) -> dict[str, str]:
        own: Mapping[str, str] = {test.id: test.name for test in self._all.own_tests}
        found: dict[str, str] = {}
        for row in self._named_rows:
            if row.test in found:
                continue
            known = self._tests.name_of(row.result.catalogue_test) if self._tests else ""
            name = known or own.get(row.result.own_test or "", "") or row.result.code_display or row.test
            found[row.test] = name
        return found

    def _name_of(self, row: Measured) -> str:
        return self._names[row.test]

    def _comes_first(self, test: str) -> bool:
        return self._tests is not None and self._tests.comes_first(test)

    def _is_partly_out(self, section: Section) -> bool:
        """Tell whether a section lacks records because they are marked as sensitive."""
        current = [each for each in self._all.medications if each.state is not MedicineState.STOPPED]
        lists: Mapping[Section, Sequence[Record]] = {
            Section.QUESTIONS: self._own_questions(),
            Section.ALERTS: self._all.allergies,
            Section.TUMOR: self._all.tumor_facts,
            Section.SINCE: self._all.appointments,
            Section.MEDICINES: [*current, *self._all.phases, *self._all.given],
            Section.RESULTS: [*self._all.samples, *self._all.results, *self._all.new_results],
            Section.TEAM: self._all.team,
        }
        return len(self._choice.keep(lists[section])) < len(lists[section])


_STATES = (MedicineState.TAKING, MedicineState.NOT_KNOWN, MedicineState.PLANNED, MedicineState.STOPPED)
_USES = (MedicineUse.INJECTION, MedicineUse.INFUSION, MedicineUse.REGULAR, MedicineUse.AS_NEEDED)


def _use(medication: Medication) -> int:
    return _USES.index(medication.use)


def _is_injected(medication: Medication) -> bool:
    return medication.use in (MedicineUse.INJECTION, MedicineUse.INFUSION)


def _is_news(row: MedicineSince) -> bool:
    return not row.when.was_added


def _rank(question: Question) -> int:
    """Return the place of a question; those without one stand behind, in the order they were added."""
    return question.rank if question.rank is not None else 10_000


def is_awaited(sample: Sample, rows: Collection[Measured]) -> bool:
    """Tell whether something of a sample has not come back; the results, where there are any, know better than the sample."""
    if rows:
        return any(row.is_awaited for row in rows)
    return sample.state is Progress.AWAITED


def _grouped(records: Iterable[R], reference: str) -> dict[str, tuple[R, ...]]:
    found: dict[str, list[R]] = {}
    for record in records:
        found.setdefault(getattr(record, reference), []).append(record)
    return {key: tuple(group) for key, group in found.items()}
