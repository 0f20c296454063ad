"""What was chosen is on the paper to the digit, what was not is nowhere in the file, and no text breaks a sheet.

HOOFBEAT_SHEETS sets how many generated records are printed; 300 in the long run.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random

import pikepdf
import pytest

from hoofbeat.domain.catalogue import Catalogue
from hoofbeat.domain.changes import Act, Description
from hoofbeat.domain.records import (
    Administration,
    Allergy,
    DosePhase,
    Laboratory,
    Medication,
    MedicineState,
    Person,
    Progress,
    Record,
    Result,
    Sample,
)
from hoofbeat.domain.sheets.kinds import RECORD_SHEETS, SHEET_FORMS, SheetKind
from hoofbeat.domain.sheets.request import request_for
from hoofbeat.reference.catalogue import load_catalogue
from hoofbeat.services import journals
from hoofbeat.services.journals import Journal
from hoofbeat.services.sheets.making import MadeSheet, Paper, make_sheet
from hoofbeat.wording.dates import date_words
from tests import made_up
from tests.reports import paper
from tests.reports.every_field import every_kind
from tests.reports.paper import letters, texts

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
TODAY = date(2026, 3, 3)
MADE_AT = datetime(2026, 3, 3, 9, 12, tzinfo=UTC)
GENERATED = int(os.environ.get("HOOFBEAT_SHEETS", "15"))
CANARY = "Kanarienvogel"
EACH = pytest.mark.parametrize("kind", list(RECORD_SHEETS), ids=lambda kind: kind.value)

Fill = Callable[..., Journal]


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(RESOURCES / "catalogue" / "lab_tests.json")


@pytest.fixture
def fill(tmp_path: Path) -> Iterator[Fill]:
    """A way to make a journal of these records."""
    opened: list[Journal] = []

    def make(*records: Record) -> Journal:
        journal = journals.create(path=tmp_path / f"{len(opened)}.hoofbeat", name="Maria Gomez")
        opened.append(journal)
        with journal.change() as work:
            work.add(*records)
            work.commit(Description(Act.ADD))
        return journal

    yield make
    for each in opened:
        each.close()


def made(journal: Journal, catalogue: Catalogue, kind: SheetKind, **choices: object) -> MadeSheet:
    request = request_for(kind).replaced(**choices)
    return make_sheet(journal, request, catalogue=catalogue, today=TODAY, made_at=MADE_AT)


UNITS = ("ng/mL", "pg/mL", "mmol/L", "10*3/uL", "µg/L", "")
LABS = ("City Lab", "Łódź Laboratorium", "Labor Österreich", "Ελληνικό Εργαστήριο", "Лаборатория № 5")


def generated(random: Random) -> list[Record]:
    """Results in every form that laboratories print, of several laboratories, and medicines."""
    labs = [made_up.laboratory(name) for name in random.sample(LABS, k=random.randint(1, 4))]
    own = [made_up.own_test(f"Test {number}") for number in range(random.randint(1, 8))]
    taken: list[Sample] = []
    rows: list[Record] = []
    for _ in range(random.randint(0, 12)):
        on = f"{random.randint(2019, 2025)}-{random.randint(1, 12):02}-{random.randint(1, 28):02}"
        taken.append(made_up.sample(on[: random.choice((4, 7, 10))], random.choice([*labs, None])))
        for test in random.sample(own, k=random.randint(1, len(own))):
            value = random.choice(("<", "<=", "> ", "", "", "")) + f"{random.uniform(0, 2000):.{random.randint(0, 3)}f}"
            limit = random.randint(5, 500)
            printed = random.choice((f"0 to {limit}", f"<{limit}", ""))
            flag = random.choice(("", "H", "L*", "(+)"))
            rows.append(
                made_up.result(
                    taken[-1], own=test, value=value, unit=random.choice(UNITS), range=printed, flag=flag,
                    state=Progress.RECEIVED,
                )
            )  # fmt: skip
    states = (MedicineState.TAKING, MedicineState.STOPPED, MedicineState.PLANNED)
    medicines = [
        made_up.medication(f"Medicine {number}", state=random.choice(states)) for number in range(random.randint(0, 9))
    ]
    doses = [
        made_up.every_days(
            random.randint(2, 90), each, amount=f"{random.randint(1, 999)}.{random.randint(1, 9)}", unit="mg"
        )
        for each in medicines
    ]
    return [*labs, *own, *taken, *rows, *medicines, *doses]


@pytest.mark.parametrize("seed", range(GENERATED))
def test_every_value_unit_date_range_flag_and_lab_that_was_chosen_is_on_the_paper(
    fill: Fill, catalogue: Catalogue, seed: int
) -> None:
    random = Random(seed)  # noqa: S311  a test that can be repeated
    records = generated(random)
    journal = fill(*records)
    samples = {each.id: each for each in records if isinstance(each, Sample)}
    labs = {each.id: each.name for each in records if isinstance(each, Laboratory)}
    sheet = made(journal, catalogue, SheetKind.RESULTS)
    is_large = bool(seed % 3 == 0)
    pdf = sheet.pdf(paper=list(Paper)[seed % 2], resources=RESOURCES, is_large=is_large)
    on_paper, in_text = letters(" ".join(texts(pdf))), letters(sheet.text())
    for row in (each for each in records if isinstance(each, Result)):
        taken = samples[row.sample]
        assert taken.taken_on is not None
        said = [row.value_text + row.unit, row.flag, date_words(taken.taken_on, is_short=True)]
        said += [labs[taken.laboratory]] if taken.laboratory else []
        for part in map(letters, said):
            assert part in on_paper
            assert part in in_text
    medicines = letters(
        " ".join(texts(made(journal, catalogue, SheetKind.MEDICINES).pdf(paper=Paper.A4, resources=RESOURCES)))
    )
    for medicine in (each for each in records if isinstance(each, Medication)):
        assert letters(medicine.name) in medicines


def everything_in(pdf: bytes) -> bytes:
    """All that a file holds, its packed streams unpacked, its title and its description too."""
    found = [pdf]
    with paper.opened(pdf) as document:
        for each in document.objects:
            if isinstance(each, pikepdf.Stream):
                found.append(each.read_bytes())
            else:
                found.append(repr(each).encode())
    return b"\n".join(found)


@EACH
def test_what_is_marked_as_sensitive_is_nowhere_in_the_file(fill: Fill, catalogue: Catalogue, kind: SheetKind) -> None:
    journal = fill(*every_kind(CANARY, is_sensitive=True))
    sheet = made(journal, catalogue, kind, visit=None)
    pdf = sheet.pdf(paper=Paper.A4, resources=RESOURCES)
    assert CANARY not in " ".join(texts(pdf))
    assert CANARY not in sheet.text()
    assert CANARY.encode() not in everything_in(pdf)
    assert any("part of" in part for part in sheet.left_out) or not SHEET_FORMS[kind].sections


@EACH
def test_what_is_not_chosen_is_nowhere_in_the_file(fill: Fill, catalogue: Catalogue, kind: SheetKind) -> None:
    sections = frozenset(SHEET_FORMS[kind].sections)
    if not sections:
        return
    journal = fill(*every_kind(CANARY))
    sheet = made(journal, catalogue, kind, visit=None, left_out=sections)
    pdf = sheet.pdf(paper=Paper.A4, resources=RESOURCES)
    if kind is not SheetKind.RESULTS:  # its tests are chosen by name, and a name is what its headings say
        assert CANARY not in " ".join(texts(pdf))
        assert CANARY not in sheet.text()
        assert CANARY.encode() not in everything_in(pdf)


def test_a_test_that_is_not_chosen_is_nowhere_in_the_file(fill: Fill, catalogue: Catalogue) -> None:
    journal = fill(*every_kind(CANARY), taken := made_up.sample("2026-01-01"), made_up.result(taken, "gastrin"))
    sheet = made(journal, catalogue, SheetKind.RESULTS, tests=frozenset({"gastrin"}))
    pdf = sheet.pdf(paper=Paper.A4, resources=RESOURCES)
    assert "Gastrin" in texts(pdf)[0]
    assert CANARY not in sheet.text()
    assert CANARY.encode() not in everything_in(pdf)
    assert sheet.left_out == ("other tests",)


HOSTILE = (
    '<b>bold</i> <img src="/etc/hostname"/> & &amp; <a href="http://example.org">x</a> '
    "\N{RIGHT-TO-LEFT OVERRIDE}abc שלום \N{BRAIN} \x07 {name} %s %(x)s =cmd() "
)
SHOWN = letters(
    HOSTILE.replace("\N{RIGHT-TO-LEFT OVERRIDE}", "[right-to-left override]")
    .replace("\x07", "[U+0007]")
    .replace("\N{BRAIN}", "[brain]")
    .replace("שלום", "")
)
NOTE = " ".join(f"note{number:04}" for number in range(555))
_WITH_LONG_WORDS = (Allergy, Result, Medication, DosePhase, Administration)
CASES = {"hostile": HOSTILE, "without a space": "W" * 10_000, "a note of 5,000 characters": NOTE}


@EACH
@pytest.mark.parametrize("words", list(CASES.values()), ids=list(CASES))
def test_no_text_breaks_a_sheet(fill: Fill, catalogue: Catalogue, kind: SheetKind, words: str) -> None:
    records = every_kind(words)
    if len(words) > 1_000:  # in some records, as in life; all of them together would be a book
        records = [each for each in every_kind("Plain") if not isinstance(each, _WITH_LONG_WORDS)]
        test = made_up.own_test("Test")
        taken = made_up.sample("2026-02-24")
        records += [test, taken, made_up.result(taken, own=test, note=words)]
        records += [made_up.medication("Pill", why=words), made_up.allergy("Substance", reaction=words)]
    journal = fill(*records)
    sheet = made(journal, catalogue, kind)
    pdf = sheet.pdf(paper=Paper.A4, resources=RESOURCES, is_large=words is NOTE)
    assert paper.forbidden(pdf) == []
    pages = texts(pdf)
    for number in {0, 1, len(pages) - 1} & set(range(len(pages))):
        found = paper.words(pdf, number)
        assert paper.outside(found, Paper.A4.value) == []
        assert paper.overlapping(found[:400]) == []


@EACH
def test_hostile_text_prints_as_typed(fill: Fill, catalogue: Catalogue, kind: SheetKind) -> None:
    if not SHEET_FORMS[kind].sections:  # an empty table to fill in by hand holds no record
        return
    journal = fill(*every_kind(HOSTILE))
    text = letters(" ".join(texts(made(journal, catalogue, kind).pdf(paper=Paper.A4, resources=RESOURCES))))
    assert SHOWN.split("abc")[0] in text


def test_sixty_medicines_and_four_hundred_results_all_print(fill: Fill, catalogue: Catalogue) -> None:
    medicines = [made_up.medication(f"Medicine {number:02}") for number in range(60)]
    tests = [made_up.own_test(f"Test {number:02}") for number in range(20)]
    taken = [made_up.sample(f"2026-02-{1 + number:02}") for number in range(20)]
    rows = [
        made_up.result(each, own=test, value=f"{100 + place}.{number}", unit="ng/mL")
        for place, each in enumerate(taken)
        for number, test in enumerate(tests)
    ]
    journal = fill(*medicines, *tests, *taken, *rows)
    for kind, names in (
        (SheetKind.MEDICINES, [each.name for each in medicines]),
        (SheetKind.RESULTS, [f"{row.value_text}ng/mL" for row in rows]),
        (SheetKind.FAMILY, [*(each.name for each in medicines), *(each.name for each in tests)]),
    ):
        text = letters(" ".join(texts(made(journal, catalogue, kind).pdf(paper=Paper.A4, resources=RESOURCES))))
        assert [name for name in names if letters(name) not in text] == []


@EACH
def test_a_name_of_many_words_is_whole_somewhere(fill: Fill, catalogue: Catalogue, kind: SheetKind) -> None:
    journal = fill()
    name = "Maria " + "de la Concepción " * 30
    with journal.reading() as stored:
        person = next(stored.list(Person))
    with journal.change() as work:
        work.correct(person.replaced(name=name))
        work.commit(Description(Act.CORRECT))
    sheet = made(journal, catalogue, kind)
    for is_large in (False, True):
        pages = texts(sheet.pdf(paper=Paper.LETTER, resources=RESOURCES, is_large=is_large))
        assert letters(name) in letters(" ".join(pages))
