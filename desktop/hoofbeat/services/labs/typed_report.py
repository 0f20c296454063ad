"""A laboratory report as typed: the texts of its sample and its rows, before any of it is a record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from hoofbeat.domain.errors import NameAmbiguousError, RecordNotFoundError
from hoofbeat.domain.labs.report_rows import NO_TEXTS, ReportRow
from hoofbeat.domain.records import (
    Kind,
    Laboratory,
    Sample,
    SampleId,
    fields_for,
)
from hoofbeat.services import entry
from hoofbeat.store.repositories import Repository


@dataclass(frozen=True, slots=True)
class Report:
    """A report as typed: the texts of its sample by field, its rows, and the laboratory's phone where one was typed."""

    sample: Mapping[str, str] = field(default_factory=lambda: NO_TEXTS)
    rows: Sequence[ReportRow] = ()
    laboratory_phone: str = ""


def sample_to_compare(texts: Mapping[str, str]) -> Sample:
    """Return a sample with the moment and the specimen of these texts, to compare with and not to be kept."""
    declared = fields_for(Kind.SAMPLES)
    return Sample(
        id=SampleId("entered"),
        taken_on=declared["taken_on"].parse(texts.get("taken_on", "")),
        taken_at=declared["taken_at"].parse(texts.get("taken_at", "")),
        specimen=texts.get("specimen", ""),
    )


def find_laboratory(stored: Repository, text: str) -> Laboratory | None:
    """Return the one laboratory that a text means, by its id or one of its names; None where none or several do."""
    if not text.strip():
        return None
    try:
        found = entry.find_by_name(stored, Kind.LABORATORIES, text)
    except (RecordNotFoundError, NameAmbiguousError):
        return None
    return found if isinstance(found, Laboratory) else None
