"""A made-up record that is too much of everything: what a sheet does with it must be seen before a doctor sees it."""

from __future__ import annotations

from collections.abc import Iterator

from hoofbeat.domain.records import (
    MedicineState,
    MedicineUse,
    Progress,
    Record,
    Side,
    TeamRole,
    TumorTopic,
)
from tests import made_up

LONG_WORD = "Pneumonoultramicroscopicsilicovolcanoconiosis" * 6
HEBREW = "שלום, קיבלתי זריקה ב-12:30"
ARABIC = "تحليل الدم 120 مل"
SIGNS = "😀 🩺 <b>bold</b> <img src=x> & \t ≥ 3 µg ½ A− \u0007 Łódź Ελλάδα Москва"
_SENTENCE = "After the second injection I was tired for a week, slept badly, and ate little but soup and white bread. "
NOTE = (_SENTENCE * 60)[:5_000]
_TESTS = (
    "chromogranin_a", "gastrin", "insulin", "glucagon", "glucose", "pancreatic_polypeptide", "neuron_specific_enolase",
    "hba1c", "creatinine", "hemoglobin",
)  # fmt: skip


def overfull() -> Iterator[Record]:
    """Yield 60 medicines, 400 results, and long texts of every kind, parents first."""
    yield made_up.person(
        f"Maria-Luisa Łucja Ñusta von Hohenstein-Gómez y de la Cruz-Ibáñez {HEBREW}",
        alerts="\n".join([NOTE[:600], "Carcinoid crisis kit in the bag", LONG_WORD, SIGNS]),
        emergency="\n".join([NOTE[:900], HEBREW, "Call the NET team before any anesthetic."]),
        contacts="\n".join(f"Relative {number}, +43 660 555 01{number:02}" for number in range(8)),
        identifiers="Insurance 123 456 789 012 345\nHospital number 4711-AB",
    )
    yield from _visits()
    yield from _medicines()
    yield from _labs()
    for number in range(14):
        long = LONG_WORD if number == 3 else f"Substance {number}"
        yield made_up.allergy(long, reaction=NOTE[:300] if number == 1 else "rash")
    for topic in TumorTopic:
        for number in range(2):
            yield made_up.tumor_fact(topic, f"{topic.value}: {NOTE[: 40 + 260 * number]}", on=made_up.day("2024-05"))
    for number, role in enumerate([*TeamRole, *TeamRole]):
        yield made_up.team_member(
            f"Dr {'Very-Long-Double-Barrelled-Name ' * (number % 3)}Nr {number}",
            role=role,
            organisation="University Hospital for Endocrinology, Gastroenterology and Nuclear Medicine",
            phones=f"+43 1 555 {number:04}, +43 1 555 {number + 100:04}, pager 77{number}",
            email=f"a.very.long.address.of.doctor.number.{number}@hospital.example.org",
            call_for=NOTE[:160] if number % 4 == 0 else "results",
            is_emergency_contact=number % 5 == 0,
        )


def _visits() -> Iterator[Record]:
    visit = made_up.appointment(
        "2026-03-04T10:30",
        with_whom="Professor Dr Dr h.c. Annemarie-Elisabeth Schmidt-Rottluff-Wachenfeld",
        place="University Hospital for Endocrinology, building 9, floor 3, corridor B, room 312",
        about=NOTE[:120],
        since_last_visit=NOTE,
    )
    yield visit
    yield made_up.appointment("2026-01-12", with_whom="Professor Dr Dr h.c. Annemarie-Elisabeth Schmidt")
    for number in range(30):
        yield made_up.appointment(f"2026-{1 + number % 12:02}-{5 + number % 23:02}", about=f"Visit {number} {ARABIC}")
    for number, text in enumerate([NOTE[:700], LONG_WORD, HEBREW, SIGNS, *(f"Question {each}?" for each in range(14))]):
        yield made_up.question(text, visit, rank=number + 1)
    for number in range(30):
        yield made_up.note(
            NOTE if number == 0 else f"Note {number}: {NOTE[: 30 * number]}", f"2026-02-{1 + number % 28:02}"
        )


def _medicines() -> Iterator[Record]:
    states = (MedicineState.TAKING, MedicineState.TAKING, MedicineState.STOPPED, MedicineState.PLANNED)
    uses = (MedicineUse.REGULAR, MedicineUse.INJECTION, MedicineUse.AS_NEEDED)
    for number in range(60):
        name = LONG_WORD if number == 7 else f"Medicine {number} {'with a long trade name ' * (number % 3)}".strip()
        use = uses[number % 3]
        medicine = made_up.medication(
            name,
            generic_name="pancrelipase" if number % 2 else "",
            why=NOTE[:200] if number % 9 == 0 else "stomach acid",
            use=use,
            form="tablet",
            route="by mouth",
            strength="20 mg",
            state=states[number % 4],
            started_on="2025-06",
            why_stopped=NOTE[:200] if number % 4 == 2 else "",
        )
        yield medicine
        if use is MedicineUse.INJECTION:
            yield made_up.every_days(28, medicine, from_on="2025-06-01", amount="120", unit="mg")
            for back in range(8):
                on = f"2025-{5 + back:02}-1{number % 10}T10:00"
                yield made_up.given(on, medicine, amount="120", unit="mg", side=Side.LEFT, site="upper outer buttock")
        else:
            yield made_up.phase(
                medicine, from_on="2025-06-01", instructions=NOTE[:180] if number % 5 == 0 else "2 a day"
            )


def _labs() -> Iterator[Record]:
    laboratories = [made_up.laboratory(name) for name in ("City Lab", "Łódzkie Laboratorium Analityczne Sp. z o.o.")]
    own = made_up.own_test(LONG_WORD)
    yield from laboratories
    yield own
    for number in range(40):
        on = f"202{3 + number % 4}-{1 + number % 12:02}-{1 + number % 28:02}" if number else None
        taken = made_up.sample(on, laboratories[number % 2], specimen="serum", note=NOTE[:300] if number == 4 else "")
        yield taken
        for place, test in enumerate(_TESTS[:9]):
            value = ("120", "<5", ">1000", "12345678901234567890123456789.5")[(number + place) % 4]
            unit = "ng/mL" if number % 3 else "mL/min/1.73.m2"
            yield made_up.result(taken, test, value, unit, note=HEBREW if place == 2 else "")
        yield made_up.result(taken, value="not detected " * (1 + number % 4), own=own, unit="", range="")
    waiting = made_up.sample("2026-02-20", laboratories[0], state=Progress.AWAITED)
    yield waiting
    yield made_up.result(waiting, "gastrin", "", state=Progress.AWAITED)
