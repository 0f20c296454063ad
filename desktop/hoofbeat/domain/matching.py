"""When two records are the same fact: by what they say, never by their ids or by where they come from."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import time
from typing import Generic, TypeVar

from hoofbeat.domain.catalogue import Catalogue
from hoofbeat.domain.code_systems import system_key
from hoofbeat.domain.names import folded, names_of, other_names_of
from hoofbeat.domain.records import Allergy, Appointment, DosePhase, Laboratory, Medication, OwnTest, Result, Sample
from hoofbeat.domain.values import PartialDate, read_value

F = TypeVar("F")


class KnownFacts(Generic[F]):
    """Facts by what they say, so that the same one is found again among many.

    `keys` are what two equal facts share at least one of; `is_same` decides between facts that share one. `sought` are the keys
    under which a fact looks for others, where those are not its own.
    """

    def __init__(
        self,
        keys: Callable[[F], Iterable[Hashable]],
        is_same: Callable[[F, F], bool],
        sought: Callable[[F], Iterable[Hashable]] | None = None,
    ) -> None:
        self._keys = keys
        self._sought = sought
        self._is_same = is_same
        self._by_key: dict[Hashable, list[F]] = {}
        self._asked: F | None = None
        self._keys_asked: Sequence[Hashable] = ()

    def add(self, fact: F) -> None:
        """Make a fact known."""
        for key in self._keys_of(fact):
            self._by_key.setdefault(key, []).append(fact)

    def find(self, fact: F, is_eligible: Callable[[F], bool] = lambda _: True) -> F | None:
        """Return the first known fact that is the same, or None."""
        for key in self._keys_of(fact) if self._sought is None else self._sought(fact):
            for known in self._by_key.get(key, ()):
                if is_eligible(known) and self._is_same(fact, known):
                    return known
        return None

    def _keys_of(self, fact: F) -> Sequence[Hashable]:
        """Return the keys of a fact; those of the last one are kept, as it is looked for and then made known."""
        if fact is not self._asked:
            self._asked, self._keys_asked = fact, tuple(self._keys(fact))
        return self._keys_asked


@dataclass(frozen=True, slots=True)
class SampleFact:
    """A sample with the name of its laboratory."""

    sample: Sample
    laboratory: str


@dataclass(frozen=True, slots=True)
class ResultFact:
    """A result with its sample and the unit that its unit's spelling stands for; `test` is given where it stands for another."""

    result: Result
    sample: SampleFact
    unit: str
    test: str = ""

    @property
    def about(self) -> str:
        """Return the id of the test."""
        return self.test or self.result.catalogue_test or self.result.own_test or ""


@dataclass(frozen=True, slots=True)
class MedicineFact:
    """A medicine with its doses, and what it is compared by, worked out once: a prescription is renewed a hundred times.

    It begins when it began to be taken, else on the first day for which a dose is known; and ends when it was stopped, else on the
    last day of the last dose.
    """

    medication: Medication
    doses: Sequence[DosePhase]
    begins: PartialDate | None = field(init=False)
    ends: PartialDate | None = field(init=False)
    said_doses: frozenset[Hashable] = field(init=False)

    def __post_init__(self) -> None:
        starts = [dose.from_on for dose in self.doses if dose.from_on is not None]
        ends = [dose.until_on for dose in self.doses if dose.until_on is not None]
        begun = self.medication.started_on or min(starts, key=lambda day: day.first, default=None)
        ended = self.medication.stopped_on or max(ends, key=lambda day: day.last, default=None)
        object.__setattr__(self, "begins", begun)
        object.__setattr__(self, "ends", ended)
        object.__setattr__(self, "said_doses", frozenset(map(_dose_key, self.doses)) - {_NO_DOSE})


def known_samples() -> KnownFacts[SampleFact]:
    """Return facts about samples: the same moment, specimen and laboratory."""
    return KnownFacts(_sample_keys, lambda _fact, _known: True)


def known_results() -> KnownFacts[ResultFact]:
    """Return facts about results: the same test, value, unit and moment; a time, specimen or laboratory not given fits any."""
    return KnownFacts(_result_keys, agree_on_sample)


def known_medicines() -> KnownFacts[MedicineFact]:
    """Return facts about medicines: the same name or code, beginning and end, and no other dose."""
    return KnownFacts(_medicine_keys, _is_same_medicine, _sought_medicine_keys)


def known_appointments() -> KnownFacts[Appointment]:
    """Return facts about appointments: the same start, and nothing else about them that differs."""
    return KnownFacts(lambda fact: [str(fact.starts_at)], _is_same_appointment)


def known_allergies() -> KnownFacts[Allergy]:
    """Return facts about allergies: the same statement about the same substance, by name or code."""
    return KnownFacts(_allergy_keys, lambda _fact, _known: True)


def known_laboratories() -> KnownFacts[Laboratory]:
    """Return facts about laboratories: the same name, or one of the other names that it goes by."""
    return KnownFacts(_keys_of_names, lambda _fact, _known: True)


def known_own_tests() -> KnownFacts[OwnTest]:
    """Return facts about tests outside the catalogue: the same code, the same name where not both have one, or a name given to it."""
    return KnownFacts(_own_test_keys, _is_same_own_test)


def unit_key(unit: str, catalogue: Catalogue) -> str:
    """Return the UCUM code that a spelling of a unit stands for, else the spelling; the unit "1" is none."""
    known = catalogue.find_unit(unit)
    spelled = unit.strip() if known is None else known.ucum
    return "" if spelled == "1" else spelled


def _sample_keys(fact: SampleFact) -> list[Hashable]:
    sample = fact.sample
    moment = (sample.taken_on, sample.taken_at) if sample.taken_on else sample.taken_text
    return [(moment, folded(sample.specimen), folded(fact.laboratory))]


def _result_keys(fact: ResultFact) -> list[Hashable]:
    result, sample = fact.result, fact.sample.sample
    # Without a date nothing but the laboratory's own words tells two equal values apart.
    day: Hashable = sample.taken_on or (sample.taken_text, fact.sample.laboratory, result.source_id)
    return [(day, fact.about, _value_key(result), fact.unit, result.minute)]


def _value_key(result: Result) -> Hashable:
    """Return what a value is compared by: its number, also where the unit was sent inside the same text."""
    if result.value is not None:
        return (result.comparator or None, result.value)
    reading = read_value(result.value_text)
    return folded(result.value_text) if reading.number is None else (reading.comparator, reading.number)


def agree_on_sample(fact: ResultFact, known: ResultFact) -> bool:
    """Tell whether two results may be of one sample: a time, specimen or laboratory not given fits any."""
    one, other = fact.sample.sample, known.sample.sample
    is_same_laboratory = _fits(folded(fact.sample.laboratory), folded(known.sample.laboratory))
    is_same_specimen = _fits(folded(one.specimen), folded(other.specimen))
    return is_same_laboratory and is_same_specimen and _fits(one.taken_at, other.taken_at)


def have_same_sample(fact: ResultFact, known: ResultFact) -> bool:
    """Tell whether two results name the same time, specimen and laboratory, none of them left open by one only."""
    one, other = fact.sample.sample, known.sample.sample
    names = (folded(fact.sample.laboratory), folded(one.specimen)) == (
        folded(known.sample.laboratory),
        folded(other.specimen),
    )
    return names and one.taken_at == other.taken_at


def contradict(fact: ResultFact, known: ResultFact) -> bool:
    """Tell whether two results of the same test and day cannot both be what one laboratory said of one sample.

    Two that the sender tells apart, by a time or by its own name for each, are two results.
    """
    ids = (fact.result.source_id, known.result.source_id)
    is_told_apart = all(ids) and ids[0] != ids[1]
    have_one_unit = fact.unit == known.unit or not (fact.unit and known.unit)
    return not is_told_apart and have_one_unit and bool(known.result.value_text) and agree_on_sample(fact, known)


def _medicine_keys(fact: MedicineFact) -> list[Hashable]:
    dates: tuple[Hashable, ...] = ((fact.begins, fact.ends), _open_ends(fact))
    return [(name, each) for name in _medicine_names(fact) for each in dates]


def _sought_medicine_keys(fact: MedicineFact) -> list[Hashable]:
    """Return the keys of what may be the same: the same dates, or dates of which each is missing on one side at least.

    A prescription that is renewed every month is so never compared with all the earlier ones.
    """
    begins_open, ends_open = _open_ends(fact)
    fitting = [(True, True), *([(True, False)] if ends_open else []), *([(False, True)] if begins_open else [])]
    dates: list[Hashable] = [
        (fact.begins, fact.ends),
        *fitting,
        *([(False, False)] if begins_open and ends_open else []),
    ]
    return [(name, each) for name in _medicine_names(fact) for each in dates]


def _open_ends(fact: MedicineFact) -> tuple[bool, bool]:
    return fact.begins is None, fact.ends is None


def _medicine_names(fact: MedicineFact) -> list[Hashable]:
    medicine = fact.medication
    names: list[Hashable] = [folded(medicine.name)]
    return (
        [*names, (system_key(medicine.code_system), medicine.code)] if medicine.code and medicine.code_system else names
    )


def _is_same_medicine(fact: MedicineFact, known: MedicineFact) -> bool:
    if not _may_have_same_doses(fact, known):
        return False
    if (fact.begins, fact.ends) == (known.begins, known.ends):
        return True
    is_undated = None in (fact.begins, known.begins) and None in (fact.ends, known.ends)
    is_same_state = fact.medication.state is known.medication.state
    return is_undated and is_same_state and _are_request_and_statement(fact.medication, known.medication)


# What an id of the sender begins with, in FHIR and in C-CDA.
_ORDERS = frozenset(
    {"MedicationRequest", "MedicationOrder", "substanceAdministration INT", "substanceAdministration RQO"}
)
_STATEMENTS = frozenset({"MedicationStatement", "substanceAdministration EVN"})


def _are_request_and_statement(one: Medication, other: Medication) -> bool:
    """Tell whether one came as a prescription and the other as a word on what is taken: then a missing date says nothing."""
    kinds = [medicine.source_id.partition("/")[0] for medicine in (one, other)]
    return any(kind in _ORDERS for kind in kinds) and any(kind in _STATEMENTS for kind in kinds)


def _may_have_same_doses(one: MedicineFact, other: MedicineFact) -> bool:
    return not one.said_doses or not other.said_doses or not one.said_doses.isdisjoint(other.said_doses)


def find_dose(dose: DosePhase, known: Iterable[DosePhase]) -> DosePhase | None:
    """Return the dose of the same medicine that says the same, or None; times that lie apart make two of them."""
    return next((each for each in known if _dose_key(each) == _dose_key(dose) and not _lie_apart(each, dose)), None)


def says_nothing(dose: DosePhase) -> bool:
    """Tell whether a dose has neither an amount nor a rhythm nor words."""
    return _dose_key(dose) == _NO_DOSE


def _lie_apart(one: DosePhase, other: DosePhase) -> bool:
    return any(
        earlier.until_on is not None and later.from_on is not None and earlier.until_on.last < later.from_on.first
        for earlier, later in ((one, other), (other, one))
    )


def _dose_key(dose: DosePhase) -> Hashable:
    numbers = (dose.amount, dose.every, dose.times_per_day, dose.day_of_month, dose.days_on, dose.days_off)
    parts = (dose.morning, dose.midday, dose.evening, dose.bedtime)
    words = (folded(dose.unit), folded(dose.days_of_week), folded(dose.at_times), folded(dose.instructions))
    return (dose.schedule.value, numbers, parts, words)


_NO_DOSE = ("as written", (None,) * 6, (None,) * 4, ("",) * 4)


def _is_same_appointment(fact: Appointment, known: Appointment) -> bool:
    pairs = ((fact.about, known.about), (fact.with_whom, known.with_whom), (fact.zone, known.zone))
    return all(_fits(folded(one), folded(other)) for one, other in pairs)


def _allergy_keys(fact: Allergy) -> list[Hashable]:
    keys: list[Hashable] = [(fact.statement.value, folded(fact.substance))]
    return (
        [*keys, (fact.statement.value, system_key(fact.code_system), fact.code)]
        if fact.code and fact.code_system
        else keys
    )


def _own_test_keys(fact: OwnTest) -> list[Hashable]:
    keys = _keys_of_names(fact)
    return [(system_key(fact.code_system), fact.code), *keys] if fact.code else keys


def _keys_of_names(fact: Laboratory | OwnTest) -> list[Hashable]:
    return [*dict.fromkeys(name for name in map(folded, names_of(fact)) if name)]


def _is_same_own_test(fact: OwnTest, known: OwnTest) -> bool:
    if folded(fact.name) in map(folded, other_names_of(known)):  # somebody said so, whatever the codes
        return True
    if fact.code and known.code:
        return (system_key(fact.code_system), fact.code) == (system_key(known.code_system), known.code)
    return not set(_keys_of_names(fact)).isdisjoint(_keys_of_names(known))


def _fits(one: str | time | None, other: str | time | None) -> bool:
    """Tell whether two statements agree; one that is missing agrees with any."""
    return not one or not other or one == other
