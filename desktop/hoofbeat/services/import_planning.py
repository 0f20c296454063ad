"""Compares what a file holds with a journal: which findings are new, which are already there, and what they need to stand."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Callable, Generator, Iterable, Sequence
from typing import Any, Final, TypeVar

from hoofbeat.domain import import_choices, matching
from hoofbeat.domain.calendars import IDENTITY, brought_up_to_date, is_of_calendar, own_id, same_date, taken_out
from hoofbeat.domain.catalogue import Catalogue, LabTest
from hoofbeat.domain.changes import Act
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
from hoofbeat.domain.names import meant_test
from hoofbeat.domain.progress import Progress
from hoofbeat.domain.received_tests import catalogue_test_of
from hoofbeat.domain.records import (
    Allergy,
    Appointment,
    AppointmentState,
    DosePhase,
    Kind,
    Laboratory,
    LaboratoryId,
    Medication,
    MedicationId,
    OwnTest,
    OwnTestId,
    Person,
    Record,
    Result,
    Sample,
    SampleId,
)
from hoofbeat.domain.seen_people import differences
from hoofbeat.services.zones import in_utc
from hoofbeat.store.history import last_act
from hoofbeat.store.repositories import Repository

COMPARE: Final = "compare"
_PACE: Final = 200
R = TypeVar("R", bound=Record)
F = TypeVar("F")
_COMPARED: Final = ("state", "report_state", "flag", "range_low", "range_high", "range_text", "reaction")


@dataclasses.dataclass(frozen=True, slots=True)
class Known:
    """What the journal holds of the kinds and days that a file speaks of."""

    people: Sequence[Person]
    laboratories: Sequence[Laboratory]
    own_tests: Sequence[OwnTest]
    samples: Sequence[Sample]
    results: Sequence[Result]
    medicines: Sequence[Medication]
    doses: Sequence[DosePhase]
    appointments: Sequence[Appointment]
    allergies: Sequence[Allergy]
    cancelled_by_calendar: frozenset[str] = frozenset()


def known_of(records: Repository, imported: ImportedFile) -> Known:
    """Read from the journal what the findings of a file have to be compared with."""
    found = [finding.record for finding in imported.findings]
    sought = [each for each in found if isinstance(each, Sample)]
    samples = list(records.list_in(Sample, "taken_on", {each.taken_on for each in sought} - {None}))
    if any(each.taken_on is None for each in sought):
        samples += records.list(Sample, taken_on=None)
    sent = [each for each in found if isinstance(each, Appointment)]
    appointments = list(records.list_in(Appointment, "starts_at", {each.starts_at for each in sent}))
    uids = {each.uid for each in imported.series}
    named = {each.source_id for each in sent} | {f"{IDENTITY}{uid}" for uid in uids}
    appointments += records.list_in(Appointment, "source_id", named - {""})
    appointments += records.list_in(Appointment, "series", (uids | {each.series for each in sent}) - {""})
    appointments += records.get_many(Appointment, list({own_id(each.source_id) for each in sent} - {""})).values()
    has_medicines = any(isinstance(each, Medication) for each in found)
    return Known(
        people=list(records.list(Person)),
        laboratories=list(records.list(Laboratory)) if sought else [],
        own_tests=list(records.list(OwnTest)) if sought else [],
        samples=samples,
        results=list(records.list_in(Result, "sample", [each.id for each in samples])),
        medicines=list(records.list(Medication)) if has_medicines else [],
        doses=list(records.list(DosePhase)) if has_medicines else [],
        appointments=list({each.id: each for each in appointments}.values()),
        cancelled_by_calendar=frozenset(each.id for each in appointments if _is_cancelled_by_calendar(records, each)),
        allergies=list(records.list(Allergy)) if any(isinstance(each, Allergy) for each in found) else [],
    )


def _is_cancelled_by_calendar(records: Repository, appointment: Appointment) -> bool:
    """Tell whether it was a file that said so, and nobody here."""
    if appointment.state is not AppointmentState.CANCELLED:
        return False
    return last_act(records.connection, Kind.APPOINTMENTS, appointment.id, "state") is Act.IMPORT


def planning(
    known: Known, imported: ImportedFile, catalogue: Catalogue, *, people: frozenset[int] | None, as_of: int
) -> Generator[Progress, None, ImportPlan]:
    """Give every finding its verdict, telling how far it came."""
    planner = _Planner(known, imported, catalogue, people)
    for done, finding in enumerate(imported.findings):
        planner.judge(finding)
        if done % _PACE == 0:
            yield Progress(done, len(imported.findings), COMPARE)
    return planner.finished(as_of)


class _Planner:
    """Judges the findings of one file in their order: what others refer to comes before them."""

    def __init__(
        self, known: Known, imported: ImportedFile, catalogue: Catalogue, people: frozenset[int] | None
    ) -> None:
        self._known = known
        self._imported = imported
        self._catalogue = catalogue
        self._people = people
        self._planned: dict[str, PlannedRecord] = {}
        self._not_taken = list(imported.not_taken)
        self._along: list[OwnTest] = []
        # What the catalogue answered: a file asks the same for every value of a test.
        self._tests: dict[tuple[str, ...], LabTest | None] = {}
        self._units: dict[str, str] = {}
        # Whose a record of this file is: two people may share a fact, and it is still two facts.
        self._person_of: dict[str, int | None] = {}
        self._sample_of: dict[str, SampleFact] = {}
        self._doses_of = _grouped(
            (finding.record for finding in imported.findings if isinstance(finding.record, DosePhase)),
            lambda dose: dose.medication,
        )
        self._index()

    def _index(self) -> None:
        known = self._known
        self._own_tests_by_id = {str(each.id): each for each in known.own_tests}
        self._stands_for = {
            each: meant_test(test, self._own_tests_by_id, self._catalogue)
            for each, test in self._own_tests_by_id.items()
            if test.same_as
        }
        # The first finding that each known result was found to be: what it left open is settled by that.
        self._found_as: dict[str, ResultFact] = {}
        self._laboratory_names = {each.id: each.name for each in known.laboratories}
        self._laboratories = _filled(matching.known_laboratories(), known.laboratories)
        self._own_tests = _filled(matching.known_own_tests(), known.own_tests)
        samples = {each.id: self._sample_fact(each) for each in known.samples}
        self._samples = _filled(matching.known_samples(), samples.values())
        self._stored = [self._result_fact(each, samples[each.sample]) for each in known.results]
        self._results = _filled(matching.known_results(), self._stored)
        # The doses that each medicine has and will have, by its id.
        self._doses = _grouped(known.doses, lambda dose: dose.medication)
        medicines = [MedicineFact(each, tuple(self._doses.get(each.id, ()))) for each in known.medicines]
        self._medicines = _filled(matching.known_medicines(), medicines)
        self._appointments = _filled(matching.known_appointments(), known.appointments)
        self._by_identity: dict[str, Appointment] = {each.id: each for each in known.appointments}
        self._by_identity |= {each.source_id: each for each in known.appointments if is_of_calendar(each)}
        self._allergies = _filled(matching.known_allergies(), known.allergies)

    def judge(self, finding: Finding) -> None:
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
        tested = self._with_its_test(result, self._sample_of[result.sample].sample)
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

    def _with_its_test(self, result: Result, sample: Sample) -> Result:
        asked = (result.code_system, result.code, result.code_display, sample.specimen)
        if asked not in self._tests:
            self._tests[asked] = catalogue_test_of(result, sample, self._catalogue)
        test = self._tests[asked]
        if test is not None and not self._is_kept_apart(result, test):
            term = test.find_term(result.code)
            minute = result.minute if term is None or term.minute is None else term.minute
            return result.replaced(catalogue_test=test.id, minute=minute)
        meant = self._own_test(result)
        if self._catalogue.find(meant) is not None:
            return result.replaced(catalogue_test=meant)
        return result.replaced(own_test=OwnTestId(meant))

    def _is_kept_apart(self, result: Result, test: LabTest) -> bool:
        """Tell whether the journal has the very name of a result as a test of one's own, while the catalogue's is only like it."""
        is_certain = (
            test.find_term(result.code) is not None or self._catalogue.find_by_name(result.code_display) is test
        )
        return not is_certain and self._own_tests.find(_as_own_test(result)) is not None

    def _own_test(self, result: Result) -> str:
        """Return the id of one's own test that a result is of, or of the test that this one was merged into."""
        wanted = _as_own_test(result)
        known = self._own_tests.find(wanted)
        if known is None:
            self._own_tests.add(wanted)
            self._along.append(wanted)
            return wanted.id
        return meant_test(known, self._own_tests_by_id, self._catalogue)

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
        known = self._of_calendar(sent) if is_of_calendar(sent) else None
        if known is None:
            self._judge_fact(finding, sent, self._appointments, lambda known: known)
            return
        updated = brought_up_to_date(known, sent, may_restore=known.id in self._known.cancelled_by_calendar)
        if updated == known:
            self._plan_known(finding, sent, known)
        elif self._is_valid(finding, updated):
            self._plan(finding, updated, Verdict.CHANGED, same_as=known.id)

    def _of_calendar(self, sent: Appointment) -> Appointment | None:
        """Return the known appointment that a calendar names."""
        known = self._by_identity.get(sent.source_id) or self._by_identity.get(own_id(sent.source_id))
        return known or (same_date(self._known.appointments, sent, in_utc=in_utc) if sent.series else None)

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
        self._not_taken += [
            NotTaken(finding.where, Reason("not valid", {"field": problem.field})) for problem in problems[:1]
        ]
        return not problems

    def _sample_fact(self, sample: Sample) -> SampleFact:
        name = "" if sample.laboratory is None else self._laboratory_names.get(sample.laboratory, "")
        return SampleFact(sample, name)

    def _result_fact(self, result: Result, sample: SampleFact) -> ResultFact:
        if result.unit not in self._units:
            self._units[result.unit] = unit_key(result.unit, self._catalogue)
        stands_for = self._stands_for.get(result.own_test or "", "")
        return ResultFact(result, sample, self._units[result.unit], stands_for)

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

    def _judge_series(self) -> None:
        """Cancel the dates to come that a calendar gave before and no longer gives."""
        known = [each for each in self._known.appointments if is_of_calendar(each)]
        again = {planned.same_as for planned in self._planned.values() if not _calls_off(planned)}
        for sent in self._imported.series:
            for each in taken_out(known, sent):
                if each.id not in again:
                    cancelled = each.replaced(state=AppointmentState.CANCELLED)
                    self._plan(Finding(cancelled, sent.where), cancelled, Verdict.CHANGED, same_as=each.id)

    def finished(self, as_of: int) -> ImportPlan:
        """Return the plan, with contradictions left as they are in the journal."""
        self._contradicted()
        self._judge_series()
        plan = ImportPlan(
            file=self._imported,
            planned=tuple(self._planned.values()),
            along=tuple(self._along),
            not_taken=tuple(self._not_taken),
            differences=differences(self._imported.people, self._known.people),
            people=self._people,
            as_of=as_of,
        )
        return import_choices.settled(plan, NO_IMPORT_CHOICES)


def _calls_off(planned: PlannedRecord) -> bool:
    """Tell whether a finding only says that something is off, which is no word that it takes place again."""
    sent = planned.record
    is_off = isinstance(sent, Appointment) and sent.state is AppointmentState.CANCELLED
    return is_off and planned.verdict is not Verdict.CHANGED


def _filled(facts: KnownFacts[F], known: Iterable[F]) -> KnownFacts[F]:
    for each in known:
        facts.add(each)
    return facts


def _grouped(records: Iterable[R], key: Callable[[R], str]) -> dict[str, list[R]]:
    groups: dict[str, list[R]] = {}
    for record in records:
        groups.setdefault(key(record), []).append(record)
    return groups


def _as_own_test(result: Result) -> OwnTest:
    """Return the test of one's own that a result is of where the catalogue has none."""
    return OwnTest(
        id=OwnTestId(str(uuid.uuid4())),
        name=result.code_display or result.code,
        code=result.code,
        code_system=result.code_system,
        source=result.source,
    )
