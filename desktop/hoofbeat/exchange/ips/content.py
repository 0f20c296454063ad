"""What is handed over to be written: the records of one person, with the words that only the caller has."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from hoofbeat.domain.catalogue import Catalogue
from hoofbeat.domain.records import (
    Allergy,
    Appointment,
    DosePhase,
    Laboratory,
    Medication,
    OwnTest,
    Person,
    Result,
    Sample,
    TumorFact,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryContent:
    """The records of a summary. `dose_words` says a dose in words; `zone` is that of appointments which name none."""

    person: Person | None
    allergies: Sequence[Allergy]
    medicines: Sequence[Medication]
    doses: Mapping[str, Sequence[DosePhase]]
    appointments: Sequence[Appointment]
    tumor_facts: Sequence[TumorFact]
    samples: Mapping[str, Sample]
    results: Sequence[Result]
    laboratories: Mapping[str, Laboratory]
    own_tests: Mapping[str, OwnTest]
    catalogue: Catalogue
    dose_words: Callable[[DosePhase], str]
    zone: str
    made_at: datetime
