"""A record that is fuller than any layout likes: long names, long words, many rows. Its scenes show that nothing is cut."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

OVERFULL = ("overfull",)
NAME = "Maria Magdalena Konstantinopoulou-Wolfeschlegelstein van der Heijden"
_WORD = "Pneumonoultramicroscopicsilicovolcanoconiosis"
_LABORATORIES = (
    "Institute of Laboratory Medicine and Clinical Chemistry of the University Hospital, Outpatient Building B",
    "Quest",
)
_TEST = "5-Hydroxyindoleacetic acid, 24-hour urine, corrected for creatinine, liquid chromatography"
_MEDICINE = "Pancreatin Extended Release Gastro-resistant Microspheres 25,000 units (pancrelipase)"
_SENTENCE = "Ask who plans the next scan and whether the disc of the last one has to be brought along this time as well"


def fill(journal: Any, _author: str) -> Any:
    """Add one of each kind with the longest words, and many of those that come in numbers."""
    from hoofbeat.domain import records as kinds
    from hoofbeat.domain.values import PartialDate, WallTime
    from hoofbeat.services import records

    today = date(2026, 3, 3)
    visit = kinds.Appointment(
        id=kinds.AppointmentId(records.new_id()),
        starts_at=WallTime.parse(f"{today + timedelta(days=1)}T10:30"),
        with_whom="Professor Dr Wolfeschlegelsteinhausenbergerdorff, Department of Endocrinology and Nuclear Medicine",
        place=_LABORATORIES[0],
        to_bring="\n".join(f"{_SENTENCE} ({number})" for number in range(1, 5)),
        preparation=_SENTENCE,
        companion=NAME,
    )
    made: list[Any] = [visit]
    made += [
        kinds.Question(id=kinds.QuestionId(records.new_id()), text=f"{_SENTENCE}, {_WORD}?", appointment=visit.id)
        for _ in range(6)
    ]
    for number in range(12):
        medicine = kinds.Medication(
            id=kinds.MedicationId(records.new_id()),
            name=f"{_MEDICINE} {number}" if number % 3 == 0 else f"{_WORD} {number}",
            started_on=PartialDate(2025),
            why=_SENTENCE,
        )
        dose = kinds.DosePhase(
            id=kinds.DosePhaseId(records.new_id()),
            medication=medicine.id,
            morning=Decimal("12.5"),
            bedtime=Decimal("0.25"),
            unit="capsules",
            instructions=_SENTENCE,
        )
        made += [medicine, dose]
    made.append(
        kinds.Allergy(id=kinds.AllergyId(records.new_id()), substance=f"{_WORD} and iodine", reaction=_SENTENCE)
    )
    made += [
        kinds.CareTeamMember(
            id=kinds.CareTeamMemberId(records.new_id()),
            name=f"{NAME} {number}",
            organisation=_LABORATORIES[0],
            phones="+49 30 555 0100 extension 12345, at night +49 30 555 0199",
            call_for=_SENTENCE,
        )
        for number in range(3)
    ]
    made += _results()
    return records.add(journal, record=made[-1], along_with=made[:-1])


def _results() -> list[Any]:
    from hoofbeat.domain import records as kinds
    from hoofbeat.domain.values import PartialDate
    from hoofbeat.services import records

    labs = [kinds.Laboratory(id=kinds.LaboratoryId(records.new_id()), name=name) for name in _LABORATORIES]
    test = kinds.OwnTest(id=kinds.OwnTestId(records.new_id()), name=_TEST)
    made: list[Any] = [*labs, test]
    for number in range(40):
        sample = kinds.Sample(
            id=kinds.SampleId(records.new_id()),
            taken_on=PartialDate.of(date(2026, 2, 20) - timedelta(days=23 * number)),
            laboratory=labs[number % 2].id,
            fasting_hours=Decimal(12),
            acid_medicine=kinds.AcidMedicine.STOPPED,
            acid_medicine_advice=NAME,
        )
        value = "see the note on the second page" if number % 7 == 3 else f"{12345678 + number * 977}.250"
        made += [
            sample,
            kinds.Result(
                id=kinds.ResultId(records.new_id()),
                sample=sample.id,
                own_test=test.id,
                value_text=value,
                value=None if " " in value else Decimal(value),
                unit="micromol/24 h per 1.73 m2",
                range_text="adults below 47 without medicines that disturb the test",
                flag="HH*",
            ),
        ]
    return made


def _open(page: Any) -> None:
    from functools import partial

    from tests.screenshots.__main__ import let_work, settle, wait_for

    lines: list[Any] = []
    catalogue = page.surroundings.installation().catalogue
    page.surroundings.tasks.read(partial(_tests, catalogue), then=lines.extend)
    settle(page.surroundings.tasks)
    page.open_test(lines[0].test)
    wait_for(lambda: page.inner is not None)
    settle(page.surroundings.tasks)
    let_work(100)


def _tests(catalogue: Any, journal: Any) -> Any:
    from hoofbeat.services.labs import overview

    return overview.list_tests(journal, catalogue=catalogue)


def _open_tables(page: Any) -> None:
    from tests.screenshots.__main__ import let_work

    _open(page)
    bar = page.inner.scroll_area.verticalScrollBar()
    bar.setValue(round(bar.maximum() * 0.35))
    let_work(50)


def _to_chart(page: Any) -> None:
    _open(page)
    page.inner.scroll_area.ensureWidgetVisible(page.inner.charts[0].chart)


def _open_visit(page: Any) -> None:
    from functools import partial

    from hoofbeat.services import visits

    def read(journal: Any) -> Any:
        return visits.appointments(journal, today=page.surroundings.today(), limit=1)

    page.surroundings.tasks.read(partial(read), then=lambda view: page.show_record(view.ahead[0].appointment.id))


_SIZES = (100, 200)
SCENES: tuple[tuple[Any, ...], ...] = (
    *(
        (name, name, None, OVERFULL, _SIZES)
        for name in ("home", "timeline", "results", "medicines", "appointments", "about_me", "help", "share")
    ),
    ("results-test", "results", _open, OVERFULL, _SIZES),
    ("results-test-tables", "results", _open_tables, OVERFULL, _SIZES),
    ("results-test-chart", "results", _to_chart, OVERFULL, _SIZES),
    ("visit", "appointments", _open_visit, OVERFULL, _SIZES),
)
