"""The person whose journal this is, who looks after them, what is known of the tumor, and what must not be given."""

from __future__ import annotations

from typing import NewType

from hoofbeat.domain import fields
from hoofbeat.domain.fields import Choice, record
from hoofbeat.domain.records.kinds import Record
from hoofbeat.domain.values import PartialDate

PersonId = NewType("PersonId", str)
CareTeamMemberId = NewType("CareTeamMemberId", str)
TumorFactId = NewType("TumorFactId", str)
AllergyId = NewType("AllergyId", str)


@record
class Person(Record):
    """The person whose journal this is."""

    id: PersonId
    name: str = fields.text("Name", default="")
    born_on: PartialDate | None = fields.partial_date("Born on", default=None)
    identifiers: str = fields.long_text(
        "Patient numbers", default="", help="One a line, for example a hospital number."
    )
    contacts: str = fields.long_text("Contacts", default="", help="Address, phones, whom to call.")
    language: str = fields.text("Language", default="")
    alerts: str = fields.long_text(
        "What staff need to know at once", default="", help="One a line. It stands at the top of the visit sheet."
    )
    emergency: str = fields.long_text(
        "What your team wrote for an emergency",
        default="",
        help="In their words. It is printed on the emergency sheet.",
    )


class TeamRole(Choice):
    """What a member of the care team does."""

    ONCOLOGIST = "oncologist", "Cancer doctor (oncologist)"
    ENDOCRINOLOGIST = "endocrinologist", "Hormone doctor (endocrinologist)"
    SURGEON = "surgeon", "Surgeon"
    GASTROENTEROLOGIST = "gastroenterologist", "Stomach and bowel doctor (gastroenterologist)"
    NUCLEAR_MEDICINE = "nuclear medicine", "Nuclear medicine doctor"
    FAMILY_DOCTOR = "family doctor", "Family doctor"
    NURSE = "nurse", "Nurse"
    DIETITIAN = "dietitian", "Dietitian"
    PHARMACIST = "pharmacist", "Pharmacist"
    PLACE = "place", "Hospital, clinic or office"
    FAMILY = "family", "Family or friend"
    OTHER = "other", "Other"


@record
class CareTeamMember(Record):
    """A person or a place of the care team."""

    id: CareTeamMemberId
    name: str = fields.text("Name")
    role: TeamRole | None = fields.choice(TeamRole, "Role", default=None)
    organisation: str = fields.text("Hospital or practice", default="", suggests="team.organisation")
    phones: str = fields.text("Phones", default="")
    email: str = fields.text("E-mail", default="")
    address: str = fields.long_text("Address", default="")
    call_for: str = fields.text("Call for", default="", help="For example: results, side effects, new appointments.")
    is_emergency_contact: bool = fields.flag("Call in an emergency", default=False)


class TumorTopic(Choice):
    """The eight lines of "My tumor", and what else is worth a line."""

    SITE = "site", "Where it is"
    HORMONE = "hormone", "Hormone it makes"
    GRADE = "grade", "Grade"
    KI67 = "ki-67", "Ki-67"
    SPREAD = "spread", "Where it has spread"
    SSTR_SCAN = "sstr scan", "Somatostatin receptor scan"
    GENETICS = "genetics", "Genetic tests, such as MEN1"
    OPERATIONS = "operations", "Operations and other treatments"
    OTHER = "other", "Something else"


class Knowledge(Choice):
    """How far something is known; *not known* is a fine answer."""

    KNOWN = "known", "known"
    NOT_KNOWN = "not known", "not known to me"
    NOT_TESTED = "not tested", "not tested"


@record
class TumorFact(Record):
    """One line of "My tumor in eight lines"."""

    id: TumorFactId
    topic: TumorTopic = fields.choice(TumorTopic, "About")
    state: Knowledge = fields.choice(Knowledge, "How far it is known", default=Knowledge.KNOWN)
    value: str = fields.text("What is known", default="", help="In the words of the report or of your team.")
    on: PartialDate | None = fields.partial_date("Date", default=None)


class AllergyStatement(Choice):
    """What a line of the allergy list says; an empty list means *not recorded*, never *none*."""

    ALLERGY = "allergy", "Allergy"
    DO_NOT_GIVE = "do not give", "Do not give"
    NONE_KNOWN = "none known", "None known"


@record
class Allergy(Record):
    """An allergy, a do-not-give note, or the statement that none is known."""

    id: AllergyId
    statement: AllergyStatement = fields.choice(AllergyStatement, "What it says", default=AllergyStatement.ALLERGY)
    substance: str = fields.text("To what", default="")
    reaction: str = fields.text("Reaction", default="")
    noticed_on: PartialDate | None = fields.partial_date("Since", default=None)
    state: str = fields.text("State as received", default="", is_typed=False)
    code: str = fields.text("Code as received", default="", is_typed=False, is_in_reports=False)
    code_system: str = fields.text("Code system as received", default="", is_typed=False, is_in_reports=False)
