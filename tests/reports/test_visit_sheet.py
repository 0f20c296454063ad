from __future__ import annotations

import subprocess
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from hoofbeat.domain.records import TumorTopic
from hoofbeat.domain.sheet_making import SheetChoice, SheetMaterial, make_visit_sheet
from hoofbeat.domain.sheets.kinds import Section
from hoofbeat.domain.visit_sheet import VisitSheet
from hoofbeat.reports.theme import Paper
from hoofbeat.reports.visit_content import visit_content
from hoofbeat.reports.visit_sheet import render_visit_sheet
from tests.made_up import (
    allergy,
    appointment,
    every_days,
    laboratory,
    medication,
    own_test,
    person,
    question,
    result,
    sample,
    team_member,
    tumor_fact,
)
from tests.reports import journey, paper
from tests.reports.journey import FIRST_PAGES
from tests.reports.paper import letters, texts

FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"
PAPERS = pytest.mark.parametrize("size", list(Paper), ids=lambda size: size.name)


def render(sheet: VisitSheet, size: Paper = Paper.A4) -> bytes:
    content = visit_content(sheet, made_at=journey.MADE_AT)
    return render_visit_sheet(content, paper=size, made_at=journey.MADE_AT, fonts=FONTS)


@PAPERS
def test_page_one_says_all_of_it_in_order(size: Paper) -> None:
    page = texts(render(journey.sheet(), size))[0]
    expected = [
        "Maria Gomez born 2 May 1958",
        "Wednesday 4 March 2026, 10:30am Dr Lee, City Hospital, room 12",
        "Visit sheet, prepared on 3 March 2026 by Ana (daughter). Written by the patient or family. Not a medical record.",
        "What I want from today",
        "1. How long between my scans?",
        "3. Who do I call?",
        "Alerts Do not give Contrast with iodine Allergy Penicillin (rash) Takes a blood thinner",
        "My tumor Where it is Head of the pancreas, 18 mm",
        "Genetic tests, such as MEN1 not tested Operations and other treatments not known to me",
        "Since last visit 12 January 2026 Dr Lee",
        "Fewer days with stomach pain. More tired in the second week after the injection.",
        "24 Feb 2026 3 new results, City Lab: Chromogranin A, Gastrin and Glucose",
        "10 Feb 2026 Stopped Loperamide",
        "2 Feb 2026 Started Creon (pancrelipase), 2 capsules in the morning and in the evening",
        "2 Feb 2026 Changed Omeprazole: from 40 mg every day to 20 mg every day",
        "Medicines now Somatuline (lanreotide) 120 mg every 28 days, under the skin",
        "Last given 6 February 2026 (25 days ago), left side, buttock. Planned next 6 March 2026.",
        "20 mg every day, by mouth changed",
        "Results Test Value Lab’s range, flag Before",
        "24 February 2026, City Lab serum, 12 hours without food, taking acid medicine, 18 days after Somatuline",
        "Chromogranin A 120 ng/mL 0 to 93, “H” <2.0 nmol/L, 18 Nov 2025",
        "same lab: 95 ng/mL, 20 Aug 2025",
        "Gastrin > 1000 pg/mL 13 to 115",
        "Glucose 5.0 mmol/L 3.9 to 5.5",
        "These results came from two labs.",
        "Ask your care team before you change or stop any medicine.",
        "Awaited Gastrin Waiting for result since 1 March 2026, City Lab, 555 0150, expected by 20 March 2026",
        "Data as of 3 March 2026, 9:12am. Printed 3 March 2026.",
        "Page 1 of 2",
        "Hoofbeat keeps your records in order. It does not give medical advice.",
    ]
    at = 0
    for part in expected:
        found = letters(page).find(letters(part), at)
        assert found >= 0, f"{part!r} is missing or out of order in {page!r}"
        at = found


def test_page_two_has_space_for_the_visit_and_whom_to_call() -> None:
    pages = texts(render(journey.sheet()))
    assert len(pages) == 2
    at = 0
    for part in (
        "Maria Gomez, born 2 May 1958",
        "Answers",
        "The plan, as I understood it",
        "Next steps",
        "Whom to call",
    ):
        at = pages[1].index(part, at)
    assert pages[1].index("Ana Gomez", at) < pages[1].index("Dr Lee", at)
    assert "555 0100" in pages[1]
    assert "Written by the patient or family. Not a medical record." in pages[1]


def test_nobody_is_judged_on_paper() -> None:
    text = " ".join(texts(render(journey.sheet()))).casefold()
    for word in ("abnormal", "elevated", "critical", "worse", "better", "stable", "overdue", "missed", "trend"):
        assert word not in text


@PAPERS
def test_the_largest_type_that_fits_is_taken_and_none_is_below_ten_points(size: Paper) -> None:
    full = {round(word.size, 1) for word in paper.words(render(journey.sheet(), size))}
    empty = {round(word.size, 1) for word in paper.words(render(nothing(), size))}
    assert min(full) >= 10
    assert min(empty) == 11.5


def nothing() -> VisitSheet:
    return make_visit_sheet(SheetMaterial(), SheetChoice(visit=None, today=journey.TODAY))


@PAPERS
def test_an_empty_journal_prints(size: Paper) -> None:
    pages = texts(render(nothing(), size))
    assert len(pages) == 2
    for part in (
        "Name not recorded",
        "No visit chosen",
        "Allergies not recorded",
        "No medicine recorded",
        "Page 1 of 2",
    ):
        assert part in pages[0]


@pytest.mark.parametrize("section", FIRST_PAGES, ids=lambda section: section.value)
def test_a_section_left_out_is_not_on_the_paper_and_its_absence_is_said(section: Section) -> None:
    marks = {
        Section.QUESTIONS: "How long between my scans?",
        Section.ALERTS: "Penicillin",
        Section.TUMOR: "Head of the pancreas",
        Section.SINCE: "Fewer days",
        Section.MEDICINES: "Creon",
        Section.RESULTS: "Riverside",
        Section.TEAM: "Ana Gomez",
    }
    pdf = render(journey.sheet({"left_out": {section}}))
    text = " ".join(texts(pdf))
    for other, mark in marks.items():
        assert (mark in text) is (other is not section), mark
    assert "Left out by choice" in texts(pdf)[0]


def many_rows() -> VisitSheet:
    """Everything beyond its cap: 60 medicines, 400 results of 40 tests, 12 questions, 9 alerts, 16 lines about the tumor."""
    medicines = tuple(medication(f"Medicine {number:02}", started_on="2026-02-01") for number in range(60))
    samples = tuple(sample(f"2026-02-{1 + number % 27:02}", journey.CITY) for number in range(40))
    tests = tuple(own_test(f"Test {number:02}") for number in range(40))
    return journey.sheet(
        questions=tuple(question(f"Question {number:02}?", journey.VISIT, rank=number + 1) for number in range(12)),
        person=person(alerts="\n".join(f"Alert {number:02}" for number in range(9))),
        allergies=tuple(allergy(f"Substance {number:02}") for number in range(30)),
        tumor_facts=tuple(
            tumor_fact(topic, f"Fact {number} about {topic.value}") for topic in TumorTopic for number in range(2)
        ),
        medications=medicines,
        phases=tuple(every_days(28, each, amount=120, unit="mg", from_on="2026-02-01") for each in medicines),
        samples=samples,
        own_tests=tests,
        results=tuple(
            result(samples[number // 10], own=tests[number % 40], value=f"{number}.{number % 10}")
            for number in range(400)
        ),
        team=tuple(team_member(f"Member {number:02}", phones=f"555 0{number:03}") for number in range(40)),
    )


@PAPERS
def test_what_page_one_cannot_take_stands_on_the_next_pages(size: Paper) -> None:
    made = many_rows()
    pages = texts(render(made, size))
    text = " ".join(pages)
    names = [
        *(f"Question {number:02}?" for number in range(12)),
        *(f"Alert {number:02}" for number in range(9)),
        *(f"Substance {number:02}" for number in range(30)),
        *(f"Medicine {number:02}" for number in range(60)),
        *(f"Test {number:02}" for number in range(40)),
        *(f"Member {number:02}" for number in range(40)),
        *(f"Fact 1 about {topic.value}" for topic in TumorTopic),
    ]
    assert [name for name in names if name not in text] == []
    for row in made.results:
        assert letters(row.result.latest.result.value_text + "ng/mL") in letters(text)
    for word in ("What I want from today", "Alerts", "My tumor", "Since last visit", "Medicines now", "Results"):
        assert word in pages[0]
    assert f"Page {len(pages)} of {len(pages)}" in pages[-1]


def test_caps_hold_on_page_one_and_the_rest_is_counted() -> None:
    roomy = journey.sheet(
        questions=tuple(question(f"Question {number}?", journey.VISIT, rank=number + 1) for number in range(9)),
        person=person(alerts="\n".join(f"Alert {number}" for number in range(7))),
        medications=(),
        results=(),
        samples=(),
    )
    first, *later = texts(render(roomy))
    assert [number for number in range(9) if f"Question {number}?" in first] == [0, 1, 2, 3, 4]
    assert [number for number in range(7) if f"Alert {number}" in first] == [0, 1]
    assert "+4 more on page 2" in first
    assert "+5 more on page 2" in first
    assert all(f"Question {number}?" in " ".join(later) for number in range(5, 9))
    assert "If there is time" in first


def test_own_words_are_printed_up_to_sixty_and_whole_on_page_two() -> None:
    long = " ".join(f"word{number}" for number in range(90))
    visit = journey.VISIT.replaced(since_last_visit=long)
    first, second, *_ = texts(render(journey.sheet({"visit": visit})))
    assert "word59 …" in first
    assert "word60" not in first
    assert long in second


HOSTILE = (
    '<b>bold</i> <img src="/etc/hostname"/> & &amp; <a href="http://example.org">x</a> '
    "\N{RIGHT-TO-LEFT OVERRIDE}abc \N{BRAIN} \x07 {name} %s =cmd() " + "W" * 300
)
HOSTILE_SHOWN = letters(
    HOSTILE.replace("\N{RIGHT-TO-LEFT OVERRIDE}", "[right-to-left override]")
    .replace("\x07", "[U+0007]")
    .replace("\N{BRAIN}", "[brain]")
)


def hostile() -> VisitSheet:
    lab, test = laboratory(HOSTILE), own_test(HOSTILE)
    taken = sample("2026-02-24", lab, specimen=HOSTILE, note=HOSTILE)
    medicine = medication(HOSTILE, generic_name=HOSTILE, route=HOSTILE, strength=HOSTILE)
    return journey.sheet(
        {
            "visit": journey.VISIT.replaced(with_whom=HOSTILE, place=HOSTILE, since_last_visit=HOSTILE),
            "prepared_by": HOSTILE,
        },
        person=person(HOSTILE, alerts=HOSTILE),
        questions=(question(HOSTILE, journey.VISIT),),
        allergies=(allergy(HOSTILE, reaction=HOSTILE),),
        tumor_facts=(tumor_fact(TumorTopic.SITE, HOSTILE),),
        medications=(medicine,),
        phases=(every_days(28, medicine, unit=HOSTILE, amount=1, instructions=HOSTILE),),
        given=(),
        laboratories=(lab,),
        own_tests=(test,),
        samples=(taken,),
        results=(result(taken, own=test, unit=HOSTILE, flag=HOSTILE, method=HOSTILE, range_text=HOSTILE),),
        team=(team_member(HOSTILE, phones=HOSTILE, call_for=HOSTILE, organisation=HOSTILE),),
    )


@PAPERS
def test_hostile_text_prints_as_typed_and_does_nothing(size: Paper) -> None:
    pdf = render(hostile(), size)
    assert paper.forbidden(pdf) == []
    text = letters(" ".join(texts(pdf)))
    assert text.count(HOSTILE_SHOWN) >= 15


@PAPERS
@pytest.mark.parametrize("make", [journey.sheet, nothing, many_rows, hostile])
def test_nothing_is_cut_off_and_nothing_overlaps(make: object, size: Paper) -> None:
    assert callable(make)
    pdf = render(make(), size)
    for number in range(min(len(texts(pdf)), 4)):
        words = paper.words(pdf, number)
        assert paper.outside(words, size.value) == []
        assert paper.overlapping(words) == []


@pytest.mark.parametrize(
    "name", ["André Łucja Ñusta", "Ελένη Ωμέγα", "Ольга Їжак", "Nguyễn Þórður İpek", "O’Brien-Šťastný"]
)
def test_names_of_many_scripts_print(name: str) -> None:
    assert name in texts(render(journey.sheet(person=person(name))))[0]


def test_a_name_too_long_for_the_head_is_whole_on_page_two() -> None:
    name = "Maria " + "de la Concepción " * 30
    pages = texts(render(journey.sheet(person=person(name))))
    assert letters(name) in letters(pages[1])


def test_a_note_of_five_thousand_characters_is_whole() -> None:
    note = " ".join(f"note{number:04}" for number in range(560))
    taken = sample("2026-02-24", journey.CITY, note=note)
    pages = texts(render(journey.sheet(samples=(taken,), results=(result(taken),))))
    text = " ".join(pages)
    assert all(f"note{number:04}" in text for number in range(560))


def test_fonts_are_embedded_and_the_file_says_nothing_of_the_record() -> None:
    pdf = render(journey.sheet())
    fonts = paper.fonts(pdf)
    assert fonts
    assert all(fonts.values()), fonts
    for private in (b"Maria", b"Gomez", b"pancreas", b"Dr Lee"):
        assert private not in pdf


def test_the_same_sheet_at_the_same_moment_is_the_same_file() -> None:
    made = journey.sheet()
    assert render(made) == render(made)
    assert render(made) != render(replace(made, prepared_by="somebody else"))


@pytest.mark.needs("qpdf")
@pytest.mark.parametrize("make", [journey.sheet, nothing, hostile])
def test_the_file_is_sound(make: object, tmp_path: Path) -> None:
    assert callable(make)
    path = tmp_path / "sheet.pdf"
    path.write_bytes(render(make()))
    checked = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_a_medicine_whose_day_has_come_is_said_without_blame() -> None:
    late = {"today": journey.TODAY + timedelta(days=5)}
    assert "Planned for 6 March. Not marked as given." in texts(render(journey.sheet(late)))[0]


def test_the_day_since_when_may_be_chosen_and_is_said() -> None:
    first = texts(render(journey.sheet({"since": date(2025, 6, 1)})))[0]
    assert "Since 1 June 2025" in first


def test_a_row_added_since_is_said_with_its_old_date() -> None:
    old = medication("Old tablet", started_on="2026-01-03")
    made = journey.sheet(medications=(old,), added={old.id}, results=(), samples=())
    assert "Started Old tablet (dated 3 January 2026, added since)" in texts(render(made))[0]


def test_an_appointment_without_a_time_or_a_day_prints() -> None:
    visit = appointment("2026-03")
    assert "March 2026" in texts(render(journey.sheet({"visit": visit})))[0]


def test_a_screen_reader_meets_headings_paragraphs_and_a_table_with_named_columns() -> None:
    heard = paper.structure(render(journey.sheet()))
    assert heard[0] == ("H1", "Maria Gomez born 2 May 1958")
    assert [text for role, text in heard if role == "H2"][:4] == [
        "What I want from today",
        "Alerts",
        "My tumor",
        "Since last visit",
    ]
    assert [text for role, text in heard if role == "TH"] == ["Test", "Value", "Lab’s range, flag", "Before"]
    at = heard.index(("TD", "Gastrin"))
    assert heard[at + 1 : at + 3] == [("TD", "> 1000 pg/mL"), ("TD", "13 to 115")]
    assert ("P", "1. How long between my scans?") in heard


def test_what_is_heard_is_what_is_printed() -> None:
    pdf = render(hostile())
    heard = letters("".join(text for _, text in paper.structure(pdf)))
    assert heard.count(HOSTILE_SHOWN) >= 15


def test_title_and_language_are_set() -> None:
    with paper.opened(render(journey.sheet())) as document:
        assert str(document.docinfo["/Title"]) == "Visit sheet"
        assert str(document.Root.Lang) == "en"
        assert bool(document.Root.MarkInfo.Marked)
        assert "/Author" not in document.docinfo


def test_the_label_of_a_tumor_line_is_not_said_twice() -> None:
    page = texts(render(journey.sheet()))[0]
    assert "Grade 2" in page
    assert "Grade Grade" not in page


def test_a_last_visit_with_somebody_else_is_said() -> None:
    other = appointment("2026-01-12T10:30", with_whom="Dr Novak")
    page = texts(render(journey.sheet(appointments=(journey.VISIT, other))))[0]
    assert "12 January 2026 Dr Novak none earlier with the person of this visit" in page
    assert "none earlier" not in texts(render(journey.sheet()))[0]


def test_each_allergy_has_a_row_of_its_own_while_there_is_room_and_all_are_on_page_one_anyway() -> None:
    few = journey.sheet(allergies=tuple(allergy(f"Substance {number}") for number in range(3)))
    assert texts(render(few))[0].count("Allergy Substance") == 3
    many = journey.sheet(allergies=tuple(allergy(f"Substance {number}") for number in range(9)))
    page = texts(render(many))[0]
    assert "Allergies Substance 0; Substance 1" in page
    assert "Substance 8" in page


def test_the_codes_of_an_allergy_are_said_in_plain_words() -> None:
    sent = allergy("Latex", state="active, confirmed, intolerance, criticality low")
    page = texts(render(journey.sheet(allergies=(sent,))))[0]
    assert "Latex (intolerance, sender’s mark for risk: “low”)" in page
