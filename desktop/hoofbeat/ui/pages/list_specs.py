"""The plain lists: which columns each kind shows, and the words around them."""

from __future__ import annotations

from hoofbeat.domain.records import (
    Allergy,
    Appointment,
    CareTeamMember,
    Kind,
    Medication,
    Question,
    TumorFact,
)
from hoofbeat.ui.models import Column, Ordering
from hoofbeat.ui.pages.record_list import ListSpec
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.wording.translation import tr


def appointments(surroundings: Surroundings) -> ListSpec:
    """Visits, scans and the like, the newest first."""

    def when(row: Appointment) -> str:
        return surroundings.moment_text(row.starts_at)

    return ListSpec(
        kind=Kind.APPOINTMENTS,
        title="Appointments",
        add="Add appointment",
        new="New appointment",
        one="Appointment",
        icon="appointments",
        empty="Keep your visits, scans and blood draws here, with your questions and what was said.",
        example="For example: Dr Lee, Wednesday 4 March, 10:30am, City Hospital.",
        columns=(
            Column("When", when, "starts_at", characters=32),
            Column("What", lambda row: tr(row.kind.label), "kind", characters=12),
            Column("With whom", lambda row: row.with_whom, "with_whom", characters=18),
            Column("Where", lambda row: row.place, "place"),
            Column("State", lambda row: tr(row.state.label), "state", characters=11),
        ),
        ordering=Ordering("starts_at", is_descending=True),
        searched=("with_whom", "place", "about", "what_was_said", "plan", "note"),
    )


def questions(_surroundings: Surroundings) -> ListSpec:
    """Things to ask."""
    return ListSpec(
        kind=Kind.QUESTIONS,
        title="Questions",
        add="Add question",
        new="New question",
        one="Question",
        icon="question",
        empty="Write down what you want to ask, when it comes to mind.",
        example="For example: How long between my scans?",
        columns=(
            Column[Question]("Question", lambda row: row.text, "text"),
            Column("Asked", lambda row: tr("Yes") if row.is_asked else tr("Not yet"), "is_asked", characters=10),
        ),
        searched=("text", "answer", "note"),
    )


def medicines(surroundings: Surroundings) -> ListSpec:
    """Medicines by name."""
    return ListSpec(
        kind=Kind.MEDICINES,
        title="Medicines",
        add="Add medicine",
        new="New medicine",
        one="Medicine",
        icon="medicines",
        empty="Keep your medicines and injections here, under the names on their labels.",
        example="For example: Lanreotide 120 mg, under the skin, every 4 weeks.",
        columns=(
            Column[Medication]("Name", lambda row: row.name, "name"),
            Column("What it is for", lambda row: row.why, "why", characters=24),
            Column("State", lambda row: tr(row.state.label), "state", characters=14),
            Column("Started", lambda row: surroundings.date_text(row.started_on), "started_on", characters=16),
        ),
        ordering=Ordering("name"),
        searched=("name", "generic_name", "why", "note"),
    )


def team(_surroundings: Surroundings) -> ListSpec:
    """The care team."""
    return ListSpec(
        kind=Kind.TEAM,
        title="Care team",
        add="Add person or place",
        new="New member of the care team",
        one="Member of the care team",
        icon="team",
        empty="Keep the people and places that care for you here, with their phone numbers.",
        example="For example: Nurse Priya, City Hospital, call for side effects.",
        columns=(
            Column[CareTeamMember]("Name", lambda row: row.name, "name"),
            Column("Role", lambda row: tr(row.role.label) if row.role else "", "role", characters=28),
            Column("Phones", lambda row: row.phones, characters=16),
            Column("Call for", lambda row: row.call_for, characters=26),
        ),
        searched=("name", "organisation", "phones", "call_for", "note"),
    )


def tumor_facts(surroundings: Surroundings) -> ListSpec:
    """What is known of the tumor."""
    return ListSpec(
        kind=Kind.TUMOR_FACTS,
        title="My tumor in eight lines",
        add="Add a line",
        new="New line",
        one="My tumor: one line",
        icon="tumor-facts",
        empty="Keep what you were told about your tumor here. “Not known to me” is a fine answer.",
        example="For example: Grade, as your report says it.",
        columns=(
            Column[TumorFact]("About", lambda row: tr(row.topic.label), "topic", characters=34),
            Column("What is known", _what_is_known),
            Column("Date", lambda row: surroundings.date_text(row.on), "on", characters=16),
        ),
        searched=("value", "note"),
    )


def allergies(_surroundings: Surroundings) -> ListSpec:
    """Allergies and do-not-give notes."""
    return ListSpec(
        kind=Kind.ALLERGIES,
        title="Allergies and do-not-give notes",
        add="Add allergy or note",
        new="New allergy or do-not-give note",
        one="Allergy or do-not-give note",
        icon="allergy",
        empty="Keep allergies here, and what you should not be given. “None known” is worth a line too.",
        example="For example: Penicillin, rash.",
        columns=(
            Column[Allergy]("What it says", lambda row: tr(row.statement.label), "statement", characters=16),
            Column("To what", lambda row: row.substance, "substance"),
            Column("Reaction", lambda row: row.reaction, "reaction", characters=24),
        ),
        searched=("substance", "reaction", "note"),
    )


def _what_is_known(row: TumorFact) -> str:
    return row.value or tr(row.state.label)
