"""All that a visit sheet says, as plain data in the order of the paper. Caps and sentences belong to whoever renders it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum

from hoofbeat.domain.labs import LatestResult
from hoofbeat.domain.medicines import DoseNear, DosePlan
from hoofbeat.domain.records import (
    Administration,
    Allergy,
    Appointment,
    CareTeamMember,
    DosePhase,
    Laboratory,
    Medication,
    Person,
    Question,
    Sample,
    TumorFact,
    TumorTopic,
)
from hoofbeat.domain.sheets.kinds import Section
from hoofbeat.domain.since_last_visit import SinceItem


class AllergyKnowledge(Enum):
    """What the sheet may say about allergies when it lists none: never "none" for what was only left out."""

    LISTED = "listed"
    NONE_KNOWN = "none known"
    NOT_RECORDED = "not recorded"
    LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True)
class TumorLine:
    """One line of "My tumor"; without a fact nothing is recorded about the topic."""

    topic: TumorTopic
    fact: TumorFact | None = None


@dataclass(frozen=True, slots=True)
class MedicineRow:
    """A medicine with the doses that hold now, the last one given and what is planned next.

    `near` is the dose to come, or the one that ended, where none holds.
    """

    medication: Medication
    doses: tuple[DosePhase, ...] = ()
    last_given: Administration | None = None
    days_since: int | None = None
    plan: DosePlan | None = None
    is_changed: bool = False
    near: DoseNear | None = None


@dataclass(frozen=True, slots=True)
class InjectionBefore:
    """The last injection or infusion before a sample was taken, and the days between."""

    medication: Medication
    days: int


@dataclass(frozen=True, slots=True)
class ResultRow:
    """The newest result of a test, with the one before; `injection` is the last one before the sample."""

    test_name: str
    result: LatestResult
    injection: InjectionBefore | None = None


@dataclass(frozen=True, slots=True)
class AwaitedRow:
    """Results of one sample that have not come back."""

    sample: Sample
    test_names: tuple[str, ...]
    laboratory: Laboratory | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitSheet:
    """What a visit sheet says. Lists are whole: the paper has the caps."""

    person: Person | None = None
    visit: Appointment | None = None
    last_visit: Appointment | None = None
    since: date | None = None
    today: date
    prepared_by: str = ""
    data_as_of: datetime | None = None
    questions: tuple[Question, ...] = ()
    allergy_knowledge: AllergyKnowledge = AllergyKnowledge.NOT_RECORDED
    allergies: tuple[Allergy, ...] = ()
    alerts: tuple[str, ...] = ()
    tumor: tuple[TumorLine, ...] = ()
    own_words: str = ""
    since_items: tuple[SinceItem, ...] = ()
    medicines: tuple[MedicineRow, ...] = ()
    results: tuple[ResultRow, ...] = ()
    awaited: tuple[AwaitedRow, ...] = ()
    test_names: Mapping[str, str] = field(default_factory=dict)
    laboratories: Mapping[str, Laboratory] = field(default_factory=dict)
    team: tuple[CareTeamMember, ...] = ()
    left_out: tuple[Section, ...] = ()
    partly_left_out: tuple[Section, ...] = ()
