"""Giving everything back: what is exported reads back the same, is valid, and runs nowhere."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoofbeat.__main__ import main
from hoofbeat.bootstrap import installation
from hoofbeat.domain.errors import FileExistsAlreadyError, FolderMissingError
from hoofbeat.domain.records import AcidMedicine, Kind, Person, PersonId, Progress, Result, Sample
from hoofbeat.exchange.csv_folder import inert, write_table
from hoofbeat.services import exporting, history, importing, journals, records, sample
from hoofbeat.services.journals import Journal
from hoofbeat.store.journal import create_journal
from hoofbeat.wording.medicines import dose_in_words
from tests.made_up import allergy, appointment, laboratory, medication, result
from tests.made_up import sample as taken
from tests.services.bringing_in import dump
from tests.store.filled import HOSTILE, fill

CATALOGUE = installation().catalogue
MOMENT = datetime(2026, 3, 14, 9, 0, tzinfo=UTC)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with create_journal(tmp_path / "j.hoofbeat") as made:
        yield made


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Journal]:
    with journals.create(path=tmp_path / "other.hoofbeat", name="Maria Gómez") as made:
        yield made


def bring_in(journal: Journal, path: Path, content: bytes) -> None:
    path.write_bytes(content)
    imported = importing.read(path, catalogue=CATALOGUE)
    importing.commit(journal, plan=importing.plan(journal, imported=imported, catalogue=CATALOGUE), catalogue=CATALOGUE)


def test_the_table_of_results_reads_back_all_that_it_says(journal: Journal, other: Journal, tmp_path: Path) -> None:
    lab = laboratory("City Lab")
    fasted = taken("2026-02-03", lab, taken_at="07:34", fasting_hours=Decimal(12), acid_medicine=AcidMedicine.STOPPED)
    fasted = fasted.replaced(acid_medicine_advice="Dr Lee", procedure="Secretin test", state=Progress.AWAITED)
    minutes = [result(fasted, value=str(100 + minute), minute=minute) for minute in (0, 2, 5)]
    awaited = result(fasted, value="").replaced(state=Progress.AWAITED, code_display="Insulin", unit="")
    for each in (lab, fasted, *minutes, awaited):
        records.add(journal, record=each)
    tables = dict(exporting.tables(journal, catalogue=CATALOGUE))
    bring_in(other, tmp_path / "results.csv", tables["results.csv"])
    with other.reading() as stored:
        (found,) = stored.list(Sample)
        results = [(each.minute, each.value_text, each.state) for each in stored.list(Result)]
    for name in (
        "taken_on",
        "taken_at",
        "fasting_hours",
        "acid_medicine",
        "acid_medicine_advice",
        "procedure",
        "state",
    ):
        assert getattr(found, name) == getattr(fasted, name), name
    received = {(minute, str(100 + minute), Progress.RECEIVED) for minute in (0, 2, 5)}
    assert set(results) == received | {(None, "", Progress.AWAITED)}


def summary(journal: Journal) -> dict[str, Any]:
    content = exporting.summary(
        journal, catalogue=CATALOGUE, dose_words=dose_in_words, zone="Europe/Vienna", made_at=MOMENT
    )
    document: dict[str, Any] = json.loads(content, parse_float=str)
    return document


@pytest.mark.parametrize("is_sample", [True, False])
def test_a_complete_record_makes_the_same_journal_again_and_goes_back_without_a_trace(
    journal: Journal, other: Journal, tmp_path: Path, *, is_sample: bool
) -> None:
    if is_sample:
        records.add(journal, record=Person(id=PersonId("maria")))
        sample.fill(journal, today=date(2026, 3, 3), name="Maria Gómez")
    else:
        fill(journal)
    before = dump(other)
    content = exporting.complete_record(journal, made_at=MOMENT)
    bring_in(other, tmp_path / "all.json", content)
    assert dump(other) == dump(journal)
    assert exporting.complete_record(other, made_at=MOMENT) == content
    bring_in(other, tmp_path / "all.json", content)
    assert dump(other) == dump(journal), "a second time it adds nothing"
    history.undo(other)
    assert dump(other) == before


def test_another_record_with_a_person_of_its_own_keeps_that_person(
    journal: Journal, other: Journal, tmp_path: Path
) -> None:
    fill(journal)
    with other.reading() as stored:
        maria = next(stored.list_kind(Kind.PEOPLE))
    records.correct(other, record=maria.replaced(name="Joe", contacts="555 0100"))
    bring_in(other, tmp_path / "all.json", exporting.complete_record(journal, made_at=MOMENT))
    with other.reading() as stored:
        assert [getattr(each, "name", "") for each in stored.list_kind(Kind.PEOPLE)] == ["Joe"]
        assert stored.count(Kind.RESULTS) == 1


def test_a_summary_is_valid_fhir_and_a_document_whose_sections_name_every_entry(journal: Journal) -> None:
    from fhir.resources.R4B.bundle import Bundle

    sample.fill(journal, today=date(2026, 3, 3), name="Łucja <b> & Ñusta")
    document = summary(journal)
    Bundle.model_validate(json.loads(json.dumps(document)))
    composition, *others = [each["resource"] for each in document["entry"]]
    assert composition["resourceType"] == "Composition"
    named = {entry["reference"] for section in composition["section"] for entry in section.get("entry", [])}
    listed = {each["fullUrl"] for each in document["entry"]}
    assert named <= listed
    held = {each["id"] for each in others if each["resourceType"] not in ("Patient", "Organization")}
    assert {f"urn:uuid:{each}" for each in held} == named


def test_an_empty_journal_gives_a_valid_summary_too(journal: Journal) -> None:
    from fhir.resources.R4B.bundle import Bundle

    document = summary(journal)
    Bundle.model_validate(json.loads(json.dumps(document)))
    (composition,) = [each["resource"] for each in document["entry"]]
    assert all("emptyReason" in section for section in composition["section"])


@pytest.mark.parametrize("text", ["5.0", "<0.50", "1200", ">2000", "0.0000001"])
def test_results_keep_their_digits_through_a_summary(
    journal: Journal, other: Journal, tmp_path: Path, text: str
) -> None:
    lab = laboratory()
    blood = taken("2026-02-24", lab, specimen="serum")
    value = result(blood, "gastrin", text, flag="H")
    records.add(journal, record=value, along_with=[lab, blood])
    content = exporting.summary(
        journal, catalogue=CATALOGUE, dose_words=dose_in_words, zone="Europe/Vienna", made_at=MOMENT
    )
    bring_in(other, tmp_path / "summary.json", content)
    with other.reading() as stored:
        (found,) = stored.list(Result)
    assert (found.value_text, found.value, found.unit, found.flag) == (text, value.value, "ng/mL", "H")
    assert found.catalogue_test == "gastrin"


def test_what_a_summary_says_of_care_reads_back(journal: Journal, other: Journal, tmp_path: Path) -> None:
    visit = appointment("2026-03-29 01:30").replaced(zone="Europe/Vienna", minutes=120, with_whom="Dr Lee")
    for record in (visit, allergy(substance="latex"), medication(name="Lanreotide")):
        records.add(journal, record=record)
    content = exporting.summary(journal, catalogue=CATALOGUE, dose_words=dose_in_words, zone="UTC", made_at=MOMENT)
    assert b"2026-03-29T04:30:00+02:00" in content, "two hours later the clocks have gone forward"
    bring_in(other, tmp_path / "summary.json", content)
    found = dump(other)
    assert [str(each.starts_at) for each in found[Kind.APPOINTMENTS]] == ["2026-03-29T01:30"]  # type: ignore[attr-defined]
    assert [each.substance for each in found[Kind.ALLERGIES]] == ["latex"]  # type: ignore[attr-defined]
    assert [each.name for each in found[Kind.MEDICINES]] == ["Lanreotide"]  # type: ignore[attr-defined]


def test_tables_hold_every_record_with_a_dictionary_of_their_columns(journal: Journal, tmp_path: Path) -> None:
    sample.fill(journal, today=date(2026, 3, 3))
    count = exporting.write_tables(journal, folder=tmp_path / "tables", catalogue=CATALOGUE)
    files = {each.stem: read_table(each.read_bytes()) for each in (tmp_path / "tables").iterdir()}
    assert len(files) == count == len(Kind) + 1
    with journal.reading() as stored:
        assert {kind: len(files[kind.value]) for kind in Kind} == {kind: stored.count(kind) for kind in Kind}
    described = {(row["table"], row["column"]) for row in files["data-dictionary"]}
    assert all((name, column) in described for name in map(str, Kind) for row in files[name] for column in row)


def read_table(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_tables_never_take_the_place_of_something_else(journal: Journal, tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    exporting.write_tables(journal, folder=folder, catalogue=CATALOGUE)
    with pytest.raises(FileExistsAlreadyError):
        exporting.write_tables(journal, folder=folder, catalogue=CATALOGUE)
    exporting.write_tables(journal, folder=folder, catalogue=CATALOGUE, may_replace=True)
    (folder / "my own notes.txt").write_text("mine")
    with pytest.raises(FileExistsAlreadyError):
        exporting.write_tables(journal, folder=folder, catalogue=CATALOGUE, may_replace=True)
    with pytest.raises(FolderMissingError):
        exporting.write_tables(journal, folder=tmp_path / "stick" / "tables", catalogue=CATALOGUE)
    assert {each.name for each in tmp_path.iterdir()} >= {"tables"}
    assert not [each for each in tmp_path.iterdir() if each.name.startswith(".tables")]


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\tx", "\rx", "|calc", "%x", "\uff1d1"])
def test_what_a_spreadsheet_would_run_is_made_a_text(text: str) -> None:
    assert inert(text) == f"'{text}"


@given(st.decimals(allow_nan=False, allow_infinity=False).map(lambda number: f"{number:f}") | st.integers().map(str))
def test_plain_numbers_are_left_alone(text: str) -> None:
    assert inert(text) == text


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=20), min_size=2, max_size=2))
def test_every_text_survives_a_table(texts: list[str]) -> None:
    first, second = texts
    (row,) = read_table(write_table(["one", "two"], [{"one": first, "two": second}]))
    assert [row["one"].removeprefix("'") or "", row["two"].removeprefix("'") or ""] == [
        each.replace("\0", "\ufffd").removeprefix("'") for each in texts
    ]


def test_the_command_line_exports_by_the_ending_of_the_name(
    journal: Journal, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(journal)
    journal.close()
    path = str(tmp_path / "j.hoofbeat")
    for out in ("all.json", "summary.fhir.json", "tables"):
        assert main(["export", path, str(tmp_path / out)]) == 0
        assert main(["export", path, str(tmp_path / out)]) == 1, "nothing is written over unasked"
        assert main(["export", path, str(tmp_path / out), "--replace"]) == 0
    capsys.readouterr()
    assert main(["export", path, str(tmp_path / "all.docx")]) == 2
    assert "ends in none of" in capsys.readouterr().err
    assert HOSTILE[0] in (tmp_path / "all.json").read_text(encoding="utf-8")
    assert Decimal("0.50") == Decimal(read_table((tmp_path / "tables" / "results.csv").read_bytes())[0]["value"])
