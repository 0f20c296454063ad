"""Compares what a file holds with a journal: which findings are new, which are already there, and what they need to stand."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Generator, Iterable, Sequence
from itertools import takewhile
from typing import Any, Final, TypeVar

from hoofbeat.domain import import_choices, matching
from hoofbeat.domain.calendars import is_of_calendar
from hoofbeat.domain.catalogue import Catalogue
from hoofbeat.domain.checks import problems_of
from hoofbeat.domain.imports import (
    NO_IMPORT_CHOICES,
    Finding,
    ImportedFile,
    ImportPlan,
    NotTaken,
    PlannedRecord,
    Reason,
    Verdict,
)
from hoofbeat.domain.matching import KnownFacts, MedicineFact, ResultFact, SampleFact, unit_key
from hoofbeat.domain.progress import Progress
from hoofbeat.domain.records import (
    Allergy,
    Appointment,
    AppointmentState,
    DosePhase,
    Laboratory,
    LaboratoryId,
    Medication,
    MedicationId,
    Person,
    Record,
    Result,
    Sample,
    SampleId,
)
from hoofbeat.domain.seen_people import differences
from hoofbeat.services.calendar_appointments import CalendarAppointments
from hoofbeat.services.known_records import Known
from hoofbeat.services.meant_tests import MeantTests

COMPARE: Final = "compare"
_PACE: Final = 200
_JUDGED_AHEAD: Final = (Laboratory, Sample, Result)
R = TypeVar("R", bound=Record)
F = TypeVar("F")
_COMPARED: Final = ("state", "report_state", "flag", "range_low", "range_high", "range_text", "reaction")


class Planner:
    """Judges the findings of one file in their order: what others refer to comes before them.

    It may judge some before the file is read to its end, if it is made to know what the journal holds of their days.
    """

    def __init__(self, catalogue: Catalogue, people: frozenset[int] | None) -> None:
        self._catalogue = catalogue
        self._people = people
        self._judged = 0
        self._is_waiting = False
        self._planned: dict[str, PlannedRecord] = {}
        self._not_valid: list[NotTaken] = []
        self._tests = MeantTests(catalogue)
        self._units: dict[str, str] = {}
        # Whose a record of this file is: two people may share a fact, and it is still two facts.
        self._person_of: dict[str, int | None] = {}
        self._sample_of: dict[str, SampleFact] = {}
        self._doses_of: dict[str, list[DosePhase]] = {}
        # The first finding that each known result was found to be: what it left open is settled by that.
        self._found_as: dict[str, ResultFact] = {}
        self._laboratory_names: dict[str, str] = {}
        self._laboratories = matching.known_laboratories()
        self._samples = matching.known_samples()
        self._stored: list[ResultFact] = []
        self._results = matching.known_results()
        # The doses that each medicine has and will have, by its id.
        self._doses: dict[str, list[DosePhase]] = {}
        self._medicines = matching.known_medicines()
        self._appointments = matching.known_appointments()
        self._by_calendar = CalendarAppointments()
        self._allergies = matching.known_allergies()
        self._stored_people: list[Person] = []

    def know(self, known: Known) -> None:
        """Take note of records of the journal; those of the laboratory and one's own tests come before the samples and results."""
        self._tests.know(known.own_tests)
        self._laboratory_names |= {each.id: each.name for each in known.laboratories}
        _fill(self._laboratories, known.laboratories)
        samples = {each.id: self._sample_fact(each) for each in known.samples}
        _fill(self._samples, samples.values())
        results = [self._result_fact(each, samples[each.sample]) for each in known.results]
        _fill(self._results, results)
        self._stored += results
        self._doses |= _grouped(known.doses, lambda dose: dose.medication)
        _fill(self._medicines, [MedicineFact(each, tuple(self._doses.get(each.id, ()))) for each in known.medicines])
        _fill(self._appointments, known.appointments)
        self._by_calendar.know(known.appointments, cancelled_by_calendar=known.cancelled_by_calendar)
        _fill(self._allergies, known.allergies)
        self._stored_people += known.people

    def judge_ahead(self, findings: Sequence[Finding]) -> int:
        """Judge the next findings of a file that is still read, and return how many were judged.

        Only what stands for itself can be: from the first medicine on, which is judged by all its doses, the others wait.
        """
        judged = 0
        if not self._is_waiting:
            judged = sum(1 for _ in takewhile(lambda each: isinstance(each.record, _JUDGED_AHEAD), findings))
            self._is_waiting = judged < len(findings)
        for finding in findings[:judged]:
            self._judge(finding)
        self._judged += judged
        return judged

    def planning(self, imported: ImportedFile, as_of: int) -> Generator[Progress, None, ImportPlan]:
        """Judge what was not judged ahead, and return the plan."""
        doses = (finding.record for finding in imported.findings if isinstance(finding.record, DosePhase))
        self._doses_of = _grouped(doses, lambda dose: dose.medication)
        for done in range(self._judged, len(imported.findings)):
            self._judge(imported.findings[done])
            if done % _PACE == 0:
                yield Progress(done, len(imported.findings), COMPARE)
        return self._finished(imported, as_of)

    def _judge(self, finding: Finding) -> None:
        """Give one finding its verdict."""
        if self._is_left_out(finding):
            self._plan(finding, finding.record, Verdict.LEFT_OUT)
            return
        self._person_of[finding.record.id] = finding.person
        match finding.record:
            case Laboratory() as laboratory:
                self._judge_laboratory(finding, laboratory)
            case Sample() as sample:
                self._judge_sample(finding, sample)
            case Result() as result:
                self._judge_result(finding, result)
            case Medication() as medicine:
                fact = MedicineFact(medicine, self._doses_of.get(medicine.id, ()))
                self._judge_fact(finding, fact, self._medicines, lambda known: known.medication)
            case DosePhase() as dose:
                self._judge_dose(finding, dose)
            case Appointment() as appointment:
                self._judge_appointment(finding, appointment)
            case Allergy() as allergy:
                self._judge_fact(finding, allergy, self._allergies, lambda known: known)

    def _is_left_out(self, finding: Finding) -> bool:
        """Tell whether a record is of somebody who was not chosen; a laboratory is nobody's."""
        is_everybodys = self._people is None or finding.person is None or isinstance(finding.record, Laboratory)
        return not is_everybodys and finding.person not in (self._people or ())

    def _judge_laboratory(self, finding: Finding, laboratory: Laboratory) -> None:
        """A laboratory waits until a new sample needs it. Under another of its names, its samples are found all the same."""
        known = self._laboratories.find(laboratory)
        self._laboratory_names[laboratory.id] = laboratory.name if known is None else known.name
        self._plan(finding, laboratory, Verdict.ALREADY_THERE, same_as="" if known is None else known.id)

    def _judge_sample(self, finding: Finding, sample: Sample) -> None:
        """A sample waits until a new result needs it; of several equal ones, that of the same report is the same."""
        fact = self._sample_fact(sample)
        self._sample_of[sample.id] = fact
        report = sample.source_id
        known = self._samples.find(fact, lambda each: each.sample.source_id == report) or self._samples.find(fact)
        self._plan(finding, sample, Verdict.ALREADY_THERE, same_as="" if known is None else known.sample.id)

    def _judge_result(self, finding: Finding, result: Result) -> None:
        tested = self._tests.with_its_test(result, self._sample_of[result.sample].sample)
        fact = self._result_fact(tested, self._sample_of[result.sample])
        known = self._find_result(fact, finding)
        if known is not None:
            self._found_as.setdefault(known.result.id, fact)
            self._plan_known(finding, tested, known.result)
        elif self._is_valid(finding, tested):
            self._results.add(fact)
            needed = self._needed_sample(tested.sample)
            self._plan(finding, tested if needed == tested.sample else tested.replaced(sample=needed), Verdict.NEW)

    def _find_result(self, fact: ResultFact, finding: Finding) -> ResultFact | None:
        """Return the known result that says the same: rather one that says all of it than one that leaves something open."""

        def is_free(known: ResultFact) -> bool:
            first = self._found_as.get(known.result.id)
            fits = first is None or matching.agree_on_sample(fact, first)
            return fits and self._is_of_same_person(known.result, finding)

        def is_exact(known: ResultFact) -> bool:
            return is_free(known) and matching.have_same_sample(fact, known)

        return self._results.find(fact, is_exact) or self._results.find(fact, is_free)

    def _needed_sample(self, sample_id: SampleId) -> SampleId:
        """Return the sample that a new result belongs to: the one already there, else the file's, which is new then."""
        planned = self._planned[sample_id]
        if planned.same_as:
            return SampleId(planned.same_as)
        if planned.verdict is not Verdict.NEW and isinstance(planned.record, Sample):
            sample = planned.record
            laboratory = self._needed_laboratory(sample.laboratory)
            record = sample if laboratory == sample.laboratory else sample.replaced(laboratory=laboratory)
            self._planned[sample_id] = PlannedRecord(planned.finding, record, Verdict.NEW)
        return sample_id

    def _needed_laboratory(self, laboratory_id: LaboratoryId | None) -> LaboratoryId | None:
        planned = self._planned.get(laboratory_id or "")
        if planned is None or laboratory_id is None:
            return None
        if planned.same_as:
            return LaboratoryId(planned.same_as)
        if planned.verdict is not Verdict.NEW:
            self._planned[laboratory_id] = dataclasses.replace(planned, verdict=Verdict.NEW)
        return laboratory_id

    def _judge_appointment(self, finding: Finding, sent: Appointment) -> None:
        """An appointment that its calendar names again is the same one: it is brought up to date where the calendar moved it."""
        # Only a calendar says later what became of an appointment; a copy of a record may be an old one.
        known = self._by_calendar.find(sent) if is_of_calendar(sent) else None
        if known is None:
            self._judge_fact(finding, sent, self._appointments, lambda known: known)
            return
        updated = self._by_calendar.brought_up_to_date(known, sent)
        if updated == known:
            self._plan_known(finding, sent, known)
        elif self._is_valid(finding, updated):
            self._plan(finding, updated, Verdict.CHANGED, same_as=known.id)

    def _judge_dose(self, finding: Finding, dose: DosePhase) -> None:
        """A dose goes with its medicine; one that a known medicine does not have yet is new, and becomes that medicine's."""
        medicine = self._planned.get(dose.medication)
        if medicine is None:
            return
        if medicine.verdict is Verdict.LEFT_OUT:
            self._plan(finding, dose, Verdict.LEFT_OUT)
            return
        own = dose.replaced(medication=MedicationId(medicine.same_as)) if medicine.same_as else dose
        others = self._doses.setdefault(own.medication, [])
        known = matching.find_dose(own, others) if medicine.same_as else None
        if known is not None or (medicine.same_as and matching.says_nothing(own)):
            same_as = "" if known is None else known.id
            self._plan(finding, dose, Verdict.ALREADY_THERE, same_as=same_as, is_repeated=medicine.is_repeated)
        elif self._is_valid(finding, own):
            others.append(own)
            self._plan(finding, own, Verdict.NEW)

    def _judge_fact(
        self, finding: Finding, fact: F, known_facts: KnownFacts[F], record_of: Callable[[F], Record]
    ) -> None:
        known = known_facts.find(fact, lambda each: self._is_of_same_person(record_of(each), finding))
        if known is not None:
            self._plan_known(finding, finding.record, record_of(known))
        elif self._is_valid(finding, finding.record):
            known_facts.add(fact)
            self._plan(finding, finding.record, Verdict.NEW)

    def _is_of_same_person(self, known: Record, finding: Finding) -> bool:
        return self._person_of.get(known.id, finding.person) == finding.person

    def _is_valid(self, finding: Finding, record: Record) -> bool:
        """Tell whether a record may be saved; if not, it is named as not taken."""
        problems = problems_of(record)
        self._not_valid += [
            NotTaken(finding.where, Reason("not valid", {"field": problem.field})) for problem in problems[:1]
        ]
        return not problems

    def _sample_fact(self, sample: Sample) -> SampleFact:
        name = "" if sample.laboratory is None else self._laboratory_names.get(sample.laboratory, "")
        return SampleFact(sample, name)

    def _result_fact(self, result: Result, sample: SampleFact) -> ResultFact:
        if result.unit not in self._units:
            self._units[result.unit] = unit_key(result.unit, self._catalogue)
        return ResultFact(result, sample, self._units[result.unit], self._tests.stands_for(result.own_test or ""))

    def _plan_known(self, finding: Finding, record: Record, known: Record) -> None:
        differs = tuple(name for name in _COMPARED if getattr(record, name, None) != getattr(known, name, None))
        is_repeated = known.id in self._person_of
        stored = None if is_repeated else known
        more: dict[str, Any] = {"is_repeated": is_repeated, "differs": differs, "stored": stored}
        self._plan(finding, record, Verdict.ALREADY_THERE, same_as=known.id, **more)

    def _plan(self, finding: Finding, record: Record, verdict: Verdict, **more: Any) -> None:
        self._planned[record.id] = PlannedRecord(finding, record, verdict, **more)

    def _contradicted(self) -> None:
        """Mark new results that say otherwise than a stored one of the same test and day which the file does not repeat."""
        stored: dict[tuple[Any, str, int | None], list[ResultFact]] = {}
        for fact in self._stored:
            day = fact.sample.sample.taken_on
            if day is not None and day.is_exact and fact.result.id not in self._found_as:
                stored.setdefault((day, fact.about, fact.result.minute), []).append(fact)
        if not stored:
            return
        for key, planned in self._planned.items():
            sent = planned.finding.record
            if (
                planned.verdict is not Verdict.NEW
                or not isinstance(sent, Result)
                or not isinstance(planned.record, Result)
            ):
                continue
            fact = self._result_fact(planned.record, self._sample_of[sent.sample])
            candidates = stored.get((fact.sample.sample.taken_on, fact.about, planned.record.minute), [])
            other = next((each for each in candidates if matching.contradict(fact, each)), None)
            if other is not None:
                candidates.remove(other)
                self._planned[key] = dataclasses.replace(
                    planned, verdict=Verdict.CONFLICT, same_as=other.result.id, stored=other.result
                )

    def _judge_series(self, imported: ImportedFile) -> None:
        """Cancel the dates to come that a calendar gave before and no longer gives."""
        again = {planned.same_as for planned in self._planned.values() if not _calls_off(planned)}
        for sent in imported.series:
            for each in self._by_calendar.taken_out(sent):
                if each.id not in again:
                    cancelled = each.replaced(state=AppointmentState.CANCELLED)
                    self._plan(Finding(cancelled, sent.where), cancelled, Verdict.CHANGED, same_as=each.id)

    def _finished(self, imported: ImportedFile, as_of: int) -> ImportPlan:
        """Return the plan, with contradictions left as they are in the journal."""
        self._contradicted()
        self._judge_series(imported)
        plan = ImportPlan(
            file=imported,
            planned=tuple(self._planned.values()),
            along=tuple(self._tests.along),
            not_taken=(*imported.not_taken, *self._not_valid),
            differences=differences(imported.people, self._stored_people),
            people=self._people,
            as_of=as_of,
        )
        return import_choices.settled(plan, NO_IMPORT_CHOICES)


def _calls_off(planned: PlannedRecord) -> bool:
    """Tell whether a finding only says that something is off, which is no word that it takes place again."""
    sent = planned.record
    is_off = isinstance(sent, Appointment) and sent.state is AppointmentState.CANCELLED
    return is_off and planned.verdict is not Verdict.CHANGED


def _fill(facts: KnownFacts[F], known: Iterable[F]) -> None:
    for each in known:
        facts.add(each)


def _grouped(records: Iterable[R], key: Callable[[R], str]) -> dict[str, list[R]]:
    groups: dict[str, list[R]] = {}
    for record in records:
        groups.setdefault(key(record), []).append(record)
    return groups
