"""The way from a record, met in a list of another page, to the page where it is at home."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from hoofbeat.domain.records import (
    Administration,
    Allergy,
    Appointment,
    Attachment,
    CareTeamMember,
    DosePhase,
    Kind,
    Medication,
    NextStep,
    Person,
    Question,
    Record,
    Result,
    Sample,
    Sharing,
    TumorFact,
    kind_of,
)
from hoofbeat.ui.surroundings import Surroundings

if TYPE_CHECKING:
    from hoofbeat.services.journals import Journal

Prepare = Callable[[Any], object]


def open_record(surroundings: Surroundings, record: Record) -> None:
    """Show a record on its page."""
    sample = _sample_of(record)
    if sample:
        surroundings.tasks.read(partial(_test_of, sample), then=partial(_open_test, surroundings))
        return
    page, prepare = _door(record)
    surroundings.host.show_page(page, prepare)


def _sample_of(record: Record) -> str:
    """Return the sample that a record is, or that a paper lies beside: it is at home on the page of its test."""
    if isinstance(record, Sample):
        return record.id
    return record.sample or "" if isinstance(record, Attachment) else ""


def open_test(surroundings: Surroundings, test: str) -> None:
    """Show one test."""
    surroundings.host.show_page("results", lambda page: page.open_test(test))


def _door(record: Record) -> tuple[str, Prepare | None]:
    match record:
        case Appointment():
            return "appointments", lambda page: page.show_record(record.id)
        case Question() | NextStep():
            return _beside_a_visit(record)
        case Medication():
            return "medicines", lambda page: page.show_record(record.id)
        case DosePhase() | Administration():
            return "medicines", lambda page: page.show_record(record.medication)
        case TumorFact() | CareTeamMember():
            return "about_me", lambda page: page.continue_draft(kind_of(type(record)), record.id)
    return _other_door(record)


def _beside_a_visit(record: Question | NextStep) -> tuple[str, Prepare | None]:
    visit = record.appointment
    if visit is not None:
        return "appointments", lambda page: page.show_record(visit)
    if isinstance(record, Question):
        return "appointments", lambda page: page.continue_draft(Kind.QUESTIONS, record.id)
    return _other_door(record)


def _beside_what_it_belongs_to(paper: Attachment) -> tuple[str, Prepare | None]:
    if paper.appointment is not None:
        return "appointments", lambda page: page.show_record(paper.appointment)
    if paper.medication is not None:
        return "medicines", lambda page: page.show_record(paper.medication)
    return "about_me", None


def _other_door(record: Record) -> tuple[str, Prepare | None]:
    match record:
        case Attachment():
            return _beside_what_it_belongs_to(record)
        case Allergy():
            return "medicines", lambda page: page.open_allergy(record)
        case Person():
            return "about_me", None
        case Sharing():
            return "share", None
        case Result():
            return "results", lambda page: page.open_result(record.id)
    # What has no page of its own opens as a form on the page of the whole history.
    return "timeline", lambda page: page.open_kind(kind_of(type(record)), record.id)


def _test_of(sample_id: str, journal: Journal) -> str:
    with journal.reading() as stored:
        found = next(stored.list(Result, sample=sample_id), None)
    return "" if found is None else found.catalogue_test or found.own_test or ""


def _open_test(surroundings: Surroundings, test: str) -> None:
    if test:
        open_test(surroundings, test)
    else:
        surroundings.host.show_page("results")
