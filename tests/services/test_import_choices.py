"""What is there already under another name, what contradicts it, what was chosen in the preview, and what a sender's tables are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hoofbeat.bootstrap import installation
from hoofbeat.domain.errors import ImportRefusedError
from hoofbeat.domain.import_choices import resolved, settled
from hoofbeat.domain.imports import ImportChoices, ImportPlan, Verdict
from hoofbeat.domain.records import RECORD_TYPES, Kind, Record, Result
from hoofbeat.domain.resolution import Resolution
from hoofbeat.domain.tables import DateOrder, TableChoices
from hoofbeat.services import history, importing, journals, records, table_choices
from hoofbeat.services.journals import Journal
from tests.made_up import laboratory, own_test

CATALOGUE = installation().catalogue
HEADING = "Date,Test,Result,Units,Laboratory\n"


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    journal = journals.create(path=tmp_path / "j.hoofbeat", name="Maria Gomez")
    yield journal
    journal.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def planned(journal: Journal, folder: Path, *rows: str, name: str = "labs.csv", heading: str = HEADING) -> ImportPlan:
    path = folder / name
    path.write_text(heading + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return importing.plan(journal, imported=importing.read(path, catalogue=CATALOGUE), catalogue=CATALOGUE)


def bring_in(journal: Journal, plan: ImportPlan) -> dict[str, int]:
    importing.commit(journal, plan=plan, catalogue=CATALOGUE)
    return {kind.value: count for kind, count in importing.summary_of(plan).added.items()}


def dump(journal: Journal) -> dict[Kind, list[Record]]:
    with journal.reading() as stored:
        return {kind: sorted(stored.list(each), key=lambda one: one.id) for kind, each in RECORD_TYPES.items()}


def values(journal: Journal) -> list[str]:
    return sorted(each.value_text for each in dump(journal)[Kind.RESULTS] if isinstance(each, Result))


def all_of(journal: Journal, kind: Kind) -> list[Any]:
    return dump(journal)[kind]


def test_a_result_without_a_laboratory_is_one_of_the_named_ones_and_not_all_of_them(
    journal: Journal, folder: Path
) -> None:
    bring_in(journal, planned(journal, folder, "2026-01-05,Gastrin,80,pg/mL,"))
    both = ("2026-01-05,Gastrin,80,pg/mL,City Lab", "2026-01-05,Gastrin,80,pg/mL,Lake Lab")
    assert bring_in(journal, planned(journal, folder, *both)) == {"samples": 1, "results": 1}
    assert bring_in(journal, planned(journal, folder, *both)) == {}


def test_another_name_of_a_laboratory_means_the_same_one(journal: Journal, folder: Path) -> None:
    known = laboratory("City Lab").replaced(other_names="CL Medical\nCity Laboratories Inc")
    records.add(journal, record=known)
    bring_in(journal, planned(journal, folder, "2026-01-05,Gastrin,80,pg/mL,city laboratories  inc"))
    assert [each.laboratory for each in all_of(journal, Kind.SAMPLES)] == [known.id]


def test_another_name_of_an_own_test_means_the_same_one(journal: Journal, folder: Path) -> None:
    known = own_test("Ferritin").replaced(other_names="Ferritin, serum\nFERR")
    records.add(journal, record=known)
    bring_in(journal, planned(journal, folder, "2026-01-05,ferr,80,ng/mL,"))
    (result,) = all_of(journal, Kind.RESULTS)
    assert (result.own_test, result.code_display) == (known.id, "ferr")


def test_a_name_that_is_only_like_one_of_the_catalogue_stays_with_the_own_test_that_has_it(
    journal: Journal, folder: Path
) -> None:
    known = own_test("Gastrin, S")
    records.add(journal, record=known)
    bring_in(
        journal, planned(journal, folder, '2026-01-05,"Gastrin, S",80,pg/mL,', "2026-01-05,Plasma glucagon,70,pg/mL,")
    )
    found = {(each.code_display, each.catalogue_test, each.own_test) for each in all_of(journal, Kind.RESULTS)}
    assert found == {("Gastrin, S", "", known.id), ("Plasma glucagon", "glucagon", None)}


def test_an_own_test_that_stands_for_one_of_the_catalogue_is_that_one(journal: Journal, folder: Path) -> None:
    bring_in(journal, planned(journal, folder, "2026-01-05,Magentest,80,pg/mL,"))
    (own,) = all_of(journal, Kind.OWN_TESTS)
    records.correct(journal, record=own.replaced(same_as="gastrin"))
    rows = ("2026-01-05,Magentest,80,pg/mL,", "2026-02-05,Magentest,85,pg/mL,", "2026-01-05,Gastrin,80,pg/mL,")
    assert bring_in(journal, planned(journal, folder, *rows)) == {"samples": 1, "results": 1}
    newer = next(each for each in all_of(journal, Kind.RESULTS) if each.value_text == "85")
    assert (newer.catalogue_test, newer.own_test, newer.code_display) == ("gastrin", None, "Magentest")


def test_a_changed_value_in_a_newer_download_is_shown_and_changes_nothing_by_itself(
    journal: Journal, folder: Path
) -> None:
    bring_in(journal, planned(journal, folder, "2026-01-05,Gastrin,80,pg/mL,City Lab"))
    newer = planned(
        journal,
        folder,
        "2026-01-05,Gastrin,88,pg/mL,City Lab",
        "2026-02-05,Gastrin,90,pg/mL,City Lab",
        name="newer.csv",
    )
    (conflict,) = newer.conflicts
    assert isinstance(conflict.stored, Result)
    assert (conflict.stored.value_text, conflict.stored.source) == ("80", "imported from labs.csv")
    assert bring_in(journal, newer) == {"samples": 1, "results": 1}
    assert values(journal) == ["80", "90"]


@pytest.mark.parametrize(
    ("resolution", "after"),
    [(Resolution.KEEP, ["80"]), (Resolution.TAKE, ["88"]), (Resolution.BOTH, ["80", "88"])],
)
def test_a_contradiction_is_settled_as_chosen_and_goes_back_in_one_step(
    journal: Journal, folder: Path, resolution: Resolution, after: list[str]
) -> None:
    bring_in(journal, planned(journal, folder, "2026-01-05,Gastrin,80,pg/mL,City Lab"))
    before = dump(journal)
    plan = resolved(planned(journal, folder, "2026-01-05,Gastrin,88,pg/mL,City Lab"), resolution)
    bring_in(journal, plan)
    assert values(journal) == after
    if resolution is not Resolution.KEEP:
        history.undo(journal)
        assert dump(journal) == before


def test_a_value_that_the_file_repeats_is_not_contradicted_by_another_of_the_same_day(
    journal: Journal, folder: Path
) -> None:
    bring_in(journal, planned(journal, folder, "2026-01-05,Glucose,80,mg/dL,"))
    assert planned(journal, folder, "2026-01-05,Glucose,80,mg/dL,", "2026-01-05,Glucose,95,mg/dL,").conflicts == []


@pytest.mark.parametrize(
    "row",
    [
        "2026-01-05,Gastrin,88,pg/mL,Lake Lab",
        "2026-01-06,Gastrin,88,pg/mL,City Lab",
        "2026-01-05,Gastrin,88,pmol/L,City Lab",
        "2026-01-05,Insulin,88,pg/mL,City Lab",
    ],
)
def test_another_laboratory_day_unit_or_test_is_no_contradiction(journal: Journal, folder: Path, row: str) -> None:
    bring_in(journal, planned(journal, folder, "2026-01-05,Gastrin,80,pg/mL,City Lab"))
    assert planned(journal, folder, row).conflicts == []


def test_a_row_that_was_left_out_takes_its_sample_and_its_test_along(journal: Journal, folder: Path) -> None:
    before = dump(journal)
    plan = planned(journal, folder, "2026-01-05,Odd test,80,pg/mL,City Lab")
    (finding,) = (each.finding for each in plan.planned if isinstance(each.record, Result))
    assert bring_in(journal, settled(plan, ImportChoices(left=frozenset({finding.record.id})))) == {}
    assert dump(journal) == before
    again = settled(settled(plan, ImportChoices(left=frozenset({finding.record.id}))), ImportChoices())
    assert bring_in(journal, again) == {"samples": 1, "results": 1}


def test_what_was_left_out_stays_out_when_the_journal_changed_meanwhile(journal: Journal, folder: Path) -> None:
    plan = planned(journal, folder, "2026-01-05,Gastrin,80,pg/mL,", "2026-01-06,Gastrin,81,pg/mL,")
    first = next(each for each in plan.planned if isinstance(each.record, Result))
    plan = settled(plan, ImportChoices(left=frozenset({first.finding.record.id})))
    records.add(journal, record=laboratory("City Lab"))
    importing.commit(journal, plan=plan, catalogue=CATALOGUE)
    assert values(journal) == ["81"]


def test_what_is_there_already_names_who_said_so(journal: Journal, folder: Path) -> None:
    bring_in(journal, planned(journal, folder, "2026-01-05,Gastrin,80,pg/mL,"))
    plan = planned(journal, folder, "2026-01-05,Gastrin,80,pg/mL,", name="newer.csv")
    (result,) = (each for each in plan.planned if isinstance(each.record, Result))
    assert (result.verdict, result.stored and result.stored.source) == (Verdict.ALREADY_THERE, "imported from labs.csv")


def test_what_is_said_of_a_senders_table_is_asked_once(journal: Journal, folder: Path) -> None:
    path = folder / "first.csv"
    path.write_text("Date,Test,Result\n03/04/2026,Gastrin,80\n")
    with pytest.raises(ImportRefusedError) as caught:
        table_choices.read_with(journal, path=path, catalogue=CATALOGUE)
    assert (caught.value.code, caught.value.data) == ("date order in doubt", {"example": "03/04/2026", "table": ""})
    said = TableChoices(date_order=DateOrder.MONTH_FIRST)
    (table,) = table_choices.read_with(journal, path=path, catalogue=CATALOGUE, said=said).tables
    table_choices.remember(journal, table=table, layout=table.layout)
    newer = folder / "second.csv"
    newer.write_text("date,test,RESULT\n05/06/2026,Gastrin,90\n")
    imported = table_choices.read_with(journal, path=newer, catalogue=CATALOGUE)
    assert [str(each.record.taken_on) for each in imported.findings if hasattr(each.record, "taken_on")] == [
        "2026-05-06"
    ]
