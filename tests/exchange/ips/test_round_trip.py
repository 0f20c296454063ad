"""What the summary in FHIR says of results, medicines, allergies and appointments is read back letter for letter."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import TypeVar

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from hoofbeat.bootstrap import installation
from hoofbeat.domain.records import (
    AcidMedicine,
    Allergy,
    AllergyStatement,
    Appointment,
    AppointmentKind,
    AppointmentState,
    DosePhase,
    Laboratory,
    Medication,
    MedicineState,
    Record,
    Result,
    Sample,
    Schedule,
)
from hoofbeat.exchange.fhir.reader import read_fhir
from hoofbeat.exchange.ips.bundle import write_summary
from hoofbeat.exchange.ips.content import SummaryContent
from hoofbeat.exchange.measured import is_placeholder, text_value
from hoofbeat.wording.medicines import dose_in_words
from tests.made_up import allergy, appointment, laboratory, medication, person, phase, result, sample

R = TypeVar("R", bound=Record)
CATALOGUE = installation().catalogue
WORDS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Sm"]), min_size=1, max_size=12)
PRINTED = st.one_of(
    st.from_regex(r"(<|>|<=|≤|>= )?[0-9]{1,4}([.,][0-9]{1,3})?( ng/mL)?", fullmatch=True),
    st.sampled_from(
        ["1,234", "1.2e3", "5.4 x10(3)/uL", "500 to 10,000 IU/mL", "trace", "not detected", "+", "0.50", "-"]
    ),
    WORDS,
)


def there_and_back(*stored: Record) -> list[Record]:
    """Write records into a summary, and return what the reader of FHIR finds in it."""

    def of(kind: type[R]) -> list[R]:
        return [each for each in stored if isinstance(each, kind)]

    content = SummaryContent(
        person=person(),
        allergies=of(Allergy),
        medicines=of(Medication),
        doses={
            one.medication: [each for each in of(DosePhase) if each.medication == one.medication]
            for one in of(DosePhase)
        },
        appointments=of(Appointment),
        tumor_facts=[],
        samples={each.id: each for each in of(Sample)},
        results=of(Result),
        laboratories={each.id: each for each in of(Laboratory)},
        own_tests={},
        catalogue=CATALOGUE,
        dose_words=dose_in_words,
        zone="Europe/Vienna",
        made_at=datetime(2026, 3, 14, 9, 0, tzinfo=UTC),
    )
    found = read_fhir(write_summary(content), name="s.json", loinc_codes=frozenset(CATALOGUE.loinc_codes))
    return [each.record for each in found.findings]


def only(kind: type[R], found: list[Record]) -> R:
    (one,) = [each for each in found if isinstance(each, kind)]
    return one


@settings(max_examples=25)
@given(
    PRINTED,
    st.sampled_from(["", "ng/mL", "pmol/L", "x10E3/uL"]),
    st.sampled_from(["0 to 93", "<= 5", "", "see below"]),
    st.none() | st.integers(-1440, 10_080),
    st.sampled_from(["", "H", "L"]),
)
def test_a_result_comes_back_as_it_was_printed(
    printed: str, unit: str, limits: str, minute: int | None, flag: str
) -> None:
    assume(not is_placeholder(printed, unit) and not is_placeholder(printed))
    blood = sample("2026-02-24", lab := laboratory())
    value = text_value(printed)
    sent = result(blood, value=printed, unit=unit or value.unit, range=limits, minute=minute, flag=flag)
    sent = sent.replaced(value=value.reading.number, comparator=value.reading.comparator or "")
    found = only(Result, there_and_back(lab, blood, sent))
    for name in ("value_text", "value", "comparator", "unit", "minute", "range_low", "range_high", "flag"):
        assert getattr(found, name) == getattr(sent, name), name


def test_words_that_say_another_number_do_not_take_the_place_of_the_value() -> None:
    blood = sample()
    sent = result(blood, value="5.4").replaced(value_text="54", value=Decimal("5.4"))
    found = only(Result, there_and_back(blood, sent))
    assert (found.value_text, found.value) == ("5.4", Decimal("5.4"))


@settings(max_examples=15)
@given(st.sampled_from(AllergyStatement), WORDS, st.just("") | WORDS, st.just("") | WORDS)
def test_an_allergy_and_a_note_of_what_must_not_be_given_come_back(
    statement: AllergyStatement, substance: str, reaction: str, note: str
) -> None:
    sent = allergy(substance, statement=statement, reaction=reaction, note=note)
    found = only(Allergy, there_and_back(sent))
    for name in ("statement", "substance", "reaction", "note"):
        assert getattr(found, name) == getattr(sent, name), name


@settings(max_examples=20)
@given(
    st.sampled_from(["2026-07-04", "2026-07", "2026-03-29T01:30", "2026-10-25T02:30", "2026-01-02T23:59"]),
    st.sampled_from(["Europe/Vienna", "America/New_York", "Asia/Kolkata", "UTC"]),
    st.none() | st.integers(1, 600),
    st.tuples(st.just("") | WORDS, st.just("") | WORDS),
    st.tuples(
        st.sampled_from(AppointmentKind),
        st.sampled_from(AppointmentState),
    ),
)
def test_an_appointment_comes_back_also_one_whose_time_is_not_known(
    at: str,
    zone: str,
    minutes: int | None,
    words: tuple[str, str],
    kind_and_state: tuple[AppointmentKind, AppointmentState],
) -> None:
    sent = appointment(at, minutes=minutes, with_whom=words[0], place=words[1])
    kind, state = kind_and_state
    sent = sent.replaced(kind=kind, state=state, zone=zone if "T" in at else "", about="Follow-up", note="Bring the CD")
    found = only(Appointment, there_and_back(sent))
    for name in ("starts_at", "zone", "minutes", "with_whom", "place", "kind", "state", "about", "note"):
        assert getattr(found, name) == getattr(sent, name), name


@settings(max_examples=15)
@given(
    st.sampled_from(MedicineState),
    st.sampled_from(["0.5", "120", "60.0"]),
    st.sampled_from([(Schedule.EVERY_DAYS, 28), (Schedule.EVERY_HOURS, 8), (Schedule.AS_NEEDED, None)]),
    WORDS,
)
def test_a_medicine_comes_back_with_its_dose(
    state: MedicineState, amount: str, rhythm: tuple[Schedule, int | None], why: str
) -> None:
    taken = medication("Lanreotide", state=state, started_on="2025-11", route="under the skin", why=why)
    dose = phase(taken, amount=amount, unit="mg", schedule=rhythm[0], every=rhythm[1], from_on="2025-12-01")
    found = there_and_back(taken, dose)
    medicine, given_dose = only(Medication, found), only(DosePhase, found)
    for name in ("name", "state", "started_on", "route", "why"):
        assert getattr(medicine, name) == getattr(taken, name), name
    assert (given_dose.amount, given_dose.unit) == (Decimal(amount), "mg")
    assert (given_dose.schedule, given_dose.every) == rhythm


@settings(max_examples=15)
@given(
    st.none() | st.sampled_from(["00:05", "07:34"]),
    st.none() | st.sampled_from(["12", "10.5"]),
    st.none() | st.sampled_from(AcidMedicine),
    st.sampled_from(["", "Secretin test"]),
)
def test_how_a_sample_was_taken_comes_back_and_is_said_in_words_too(
    at: str | None, hours: str | None, acid: AcidMedicine | None, procedure: str
) -> None:
    blood = sample("2026-02-24", taken_at=at, acid_medicine=acid, procedure=procedure)
    blood = blood.replaced(fasting_hours=None if hours is None else Decimal(hours))
    found = there_and_back(blood, result(blood).replaced(note="Repeat in May"))
    again = only(Sample, found)
    for name in ("taken_on", "taken_at", "fasting_hours", "acid_medicine", "procedure"):
        assert getattr(again, name) == getattr(blood, name), name
    assert only(Result, found).note == "Repeat in May"


def test_all_doses_of_a_medicine_come_back_each_as_it_was() -> None:
    taken = medication("Prednisone", started_on="2025-11")
    first = phase(taken, amount="20", unit="mg", schedule=Schedule.DAILY, from_on="2025-12-01", until_on="2025-12-31")
    then = phase(taken, unit="mg", schedule=Schedule.DAILY, from_on="2026-01-01")
    then = then.replaced(morning=Decimal(10), evening=Decimal("2.5"), amount=None, limit="no more than 15 mg a day")
    found = [each for each in there_and_back(taken, first, then) if isinstance(each, DosePhase)]
    for sent, back in zip((first, then), found, strict=True):
        for name in (
            "amount",
            "unit",
            "schedule",
            "from_on",
            "until_on",
            "morning",
            "evening",
            "limit",
            "instructions",
        ):
            assert getattr(back, name) == getattr(sent, name), name
