"""Medicines, allergies and encounters of a document, and what only says that there are none."""

from __future__ import annotations

from decimal import Decimal

import pytest

from hoofbeat.domain.records import (
    Allergy,
    AllergyStatement,
    Appointment,
    AppointmentState,
    DosePhase,
    Medication,
    MedicineState,
    MedicineUse,
    Schedule,
)
from tests.exchange.ccda.documents import LOINC, RXNORM, administration, document, read, section
from tests.exchange.fhir.bundles import only, reasons, records

SPAN = '<effectiveTime xsi:type="IVL_TS"><low value="20260107"/><high {high}/></effectiveTime>'
EVERY = '<effectiveTime xsi:type="PIVL_TS" {how} operator="A"><period value="{value}" unit="{unit}"/></effectiveTime>'
PRN = '<precondition><criterion><value xsi:type="CD" displayName="diarrhea"/></criterion></precondition>'


def medicine(
    more: str = "", *, text: str = "", code: str = "10160-0", **members: str
) -> tuple[Medication, DosePhase | None]:
    imported = read(document(section(administration(more=more, **members), code=code, title="Medications", text=text)))
    phases = records(imported, DosePhase)
    return only(imported, Medication), phases[0] if phases else None


def status(words: str) -> str:
    value = f'<value xsi:type="CE" code="{words}" displayName="{words}"/>'
    return f'<entryRelationship typeCode="REFR"><observation><code code="33999-4" codeSystem="{LOINC}"/>{value}</observation></entryRelationship>'


@pytest.mark.parametrize("code", ["10160-0", "10183-2", "42346-7", "29549-3"])
def test_every_section_of_medicines_is_read(code: str) -> None:
    assert medicine(code=code)[0].name == "Lanreotide 120 mg"


@pytest.mark.parametrize(
    ("state", "more", "expected"),
    [
        ("active", "", MedicineState.TAKING),
        ("aborted", "", MedicineState.STOPPED),
        ("suspended", "", MedicineState.NOT_KNOWN),
        ("completed", "", MedicineState.NOT_KNOWN),
        ("completed", SPAN.format(high='value="20260207"'), MedicineState.STOPPED),
        ("completed", status("55561003"), MedicineState.TAKING),
        ("active", status("No longer active"), MedicineState.STOPPED),
        ("completed", status("nonsense"), MedicineState.NOT_KNOWN),
    ],
)
def test_whether_it_is_taken_is_as_the_sender_says(state: str, more: str, expected: MedicineState) -> None:
    assert medicine(more, state=state)[0].state is expected


@pytest.mark.parametrize(
    ("more", "schedule", "every", "times"),
    [
        (EVERY.format(how='institutionSpecified="true"', value="12", unit="h"), Schedule.DAILY, None, 2),
        (EVERY.format(how="", value="12", unit="h"), Schedule.EVERY_HOURS, 12, None),
        (EVERY.format(how="", value="24", unit="h"), Schedule.DAILY, None, 1),
        (EVERY.format(how="", value="1", unit="d"), Schedule.DAILY, None, 1),
        (EVERY.format(how="", value="28", unit="d"), Schedule.EVERY_DAYS, 28, None),
        (EVERY.format(how="", value="4", unit="wk"), Schedule.EVERY_WEEKS, 4, None),
        (EVERY.format(how="", value="1.5", unit="d"), Schedule.AS_WRITTEN, None, None),
        ('<effectiveTime xsi:type="EIVL_TS"><event code="HS"/></effectiveTime>', Schedule.AS_WRITTEN, None, None),
        (PRN, Schedule.AS_NEEDED, None, None),
    ],
)
def test_a_rhythm_is_understood_only_where_it_is_unmistakable(
    more: str, schedule: Schedule, every: int | None, times: int | None
) -> None:
    _, phase = medicine(f'{more}<doseQuantity value="120" unit="mg"/>')
    assert phase is not None
    assert (phase.schedule, phase.every, phase.times_per_day) == (schedule, every, times)
    is_understood = schedule is not Schedule.AS_WRITTEN
    assert (phase.amount, phase.unit) == ((Decimal(120), "mg") if is_understood else (None, ""))


def test_what_is_not_understood_stands_in_words() -> None:
    _, phase = medicine(
        '<effectiveTime xsi:type="EIVL_TS"><event code="HS"/></effectiveTime><doseQuantity value="2" unit="{tablet}"/>'
    )
    assert phase is not None
    assert phase.instructions == "2 tablet at bedtime"


def test_as_needed_says_for_what() -> None:
    taken, phase = medicine(PRN)
    assert (taken.use, phase.instructions if phase else "") == (MedicineUse.AS_NEEDED, "diarrhea")


def test_the_words_of_the_sender_are_kept_and_a_whole_row_is_not_a_direction() -> None:
    _, phase = medicine(
        '<text><reference value="#sig"/></text>',
        text='<table><tr><td>L</td><td ID="sig">deep under the skin</td></tr></table>',
    )
    assert phase is not None
    assert phase.instructions == "deep under the skin"
    _, phase = medicine(
        '<text><reference value="#row"/></text>', text='<table><tr ID="row"><td>L</td><td>x</td></tr></table>'
    )
    assert phase is None


def test_times_route_reason_and_code_are_kept() -> None:
    route = '<routeCode nullFlavor="NA"><originalText><reference value="Subcutaneous"/></originalText></routeCode>'
    why = '<entryRelationship typeCode="RSON"><observation><value xsi:type="CD" displayName="carcinoid syndrome"/></observation></entryRelationship>'
    taken, phase = medicine(SPAN.format(high='nullFlavor="UNK"') + route + why)
    assert (str(taken.started_on), taken.stopped_on, taken.route, taken.why) == (
        "2026-01-07",
        None,
        "Subcutaneous",
        "carcinoid syndrome",
    )
    assert (taken.code, taken.code_system) == ("1", RXNORM)
    assert phase is not None
    assert (str(phase.from_on), phase.until_on) == ("2026-01-07", None)


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        (administration().replace('moodCode="EVN"', 'moodCode="EVN" negationInd="true"'), "negated"),
        (administration("No known medications"), "says nothing"),
        (administration("Patient is not on any medication").replace("Patient is ", ""), "says nothing"),
        (administration(state="nullified"), "state"),
        (administration(""), "no name"),
    ],
)
def test_what_is_no_medicine_is_named(sent: str, why: str) -> None:
    imported = read(
        document(
            section(
                sent.replace(' displayName=""', "").replace(
                    'code="1"', 'code="1"' if why != "no name" else 'nullFlavor="UNK"'
                ),
                code="10160-0",
                title="Medications",
            )
        )
    )
    assert [code for _, code in reasons(imported)] == [why]
    assert not imported.findings


def test_a_date_that_does_not_exist_is_told() -> None:
    sent = administration(more='<effectiveTime><low value="20240231"/></effectiveTime>')
    imported = read(document(section(sent, code="10160-0")))
    assert (only(imported, Medication).started_on, imported.findings[0].remarks) == (None, ("date not read",))


def allergy(substance: str, *, value: str = "419199007", negated: bool = False, more: str = "") -> str:
    denial = ' negationInd="true"' if negated else ""
    agent = f'<participant typeCode="CSM"><participantRole><playingEntity>{substance}</playingEntity></participantRole></participant>'
    return (
        f'<act><statusCode code="active"/><entryRelationship typeCode="SUBJ"><observation{denial}><code code="ASSERTION"/>'
        f'<effectiveTime><low value="19980501"/></effectiveTime><value xsi:type="CD" code="{value}"/>{agent if substance else ""}{more}</observation></entryRelationship></act>'
    )


def read_allergy(sent: str) -> Allergy:
    return only(read(document(section(sent, code="48765-2", title="Allergies"))), Allergy)


def test_an_allergy_says_to_what_since_when_and_what_happens() -> None:
    severity = '<entryRelationship typeCode="SUBJ"><observation><code code="SEV"/><value xsi:type="CD" displayName="Mild"/></observation></entryRelationship>'
    hives = f'<entryRelationship typeCode="MFST"><observation><value xsi:type="CD" displayName="Hives"/>{severity}</observation></entryRelationship>'
    found = read_allergy(allergy('<code code="70618" displayName="Penicillin"/>', more=hives))
    assert (found.substance, found.reaction, str(found.noticed_on)) == ("Penicillin", "Hives (Mild)", "1998-05-01")


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        (allergy("", value="416098002", negated=True), "no known drug allergies"),
        (allergy('<code nullFlavor="NA"/>', negated=True), "no known allergies"),
        (allergy("<name>No Known Allergies</name>"), "No Known Allergies"),
        (allergy("", value="160244002"), "no known allergies"),
    ],
)
def test_none_known_is_a_statement_of_its_own(sent: str, words: str) -> None:
    found = read_allergy(sent)
    assert (found.statement, found.substance) == (AllergyStatement.NONE_KNOWN, words)


def test_an_allergy_that_is_denied_is_not_one() -> None:
    imported = read(document(section(allergy('<code displayName="Penicillin"/>', negated=True), code="48765-2")))
    assert [code for _, code in reasons(imported)] == ["negated"]


def encounter(
    mood: str = "EVN",
    time: str = '<effectiveTime><low value="202601071030-0500"/><high value="202601071100-0500"/></effectiveTime>',
) -> str:
    who = "<performer><assignedEntity><assignedPerson><name><given>Ada</given><family>Lee</family></name></assignedPerson></assignedEntity></performer>"
    where = '<participant typeCode="LOC"><participantRole><playingEntity><name>NET clinic</name></playingEntity></participantRole></participant>'
    return (
        f'<encounter classCode="ENC" moodCode="{mood}"><code displayName="Office visit"/>{time}{who}{where}</encounter>'
    )


def test_an_encounter_that_was_and_one_that_is_planned_become_appointments() -> None:
    imported = read(document(section(encounter(), code="46240-8"), section(encounter("INT"), code="18776-5")))
    was, planned = records(imported, Appointment)
    assert (was.state, planned.state) == (AppointmentState.DONE, AppointmentState.PLANNED)
    assert (str(was.starts_at), was.zone, was.minutes) == ("2026-01-07T10:30", "Etc/GMT+5", 30)
    assert (was.with_whom, was.place, was.about) == ("Ada Lee", "NET clinic", "Office visit")


def test_an_encounter_without_a_date_is_named() -> None:
    assert reasons(read(document(section(encounter(time=""), code="46240-8", title="Visits")))) == [
        ("Visits entry[0]", "no date")
    ]


def test_what_goes_into_a_muscle_is_an_injection() -> None:
    given = administration(more='<routeCode code="C28161" displayName="Intramuscular"/>')
    assert only(read(document(section(given, code="10160-0"))), Medication).use is MedicineUse.INJECTION
