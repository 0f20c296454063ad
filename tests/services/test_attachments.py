"""Papers: kept whole beside what they are about, given out as they came, and never lost with what they lie beside."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import event

from hoofbeat.bootstrap import installation
from hoofbeat.domain.errors import (
    AttachmentsDamagedError,
    FileEmptyError,
    FileExistsAlreadyError,
    FileMissingError,
    FileTooLargeError,
    FileUnreadableError,
    ImportRefusedError,
    RecordNotFoundError,
)
from hoofbeat.domain.imports import ImportPlan
from hoofbeat.domain.records import Attachment, Kind, Record
from hoofbeat.domain.timeline import Event, Group, TimelineFilter
from hoofbeat.domain.values import PartialDate
from hoofbeat.exchange.formats import LARGEST
from hoofbeat.services import (
    attachments,
    backups,
    exporting,
    find,
    hand_over,
    history,
    importing,
    lines,
    records,
    timeline,
)
from hoofbeat.store.connection import connected
from hoofbeat.store.folders import StateFolders
from hoofbeat.store.journal import Journal, create_journal, open_journal
from hoofbeat.wording.errors import sentence
from hoofbeat.wording.found import found_words
from hoofbeat.wording.imports import reason_sentence
from hoofbeat.wording.timeline import entry_words
from tests.made_up import appointment, laboratory, medication, result
from tests.made_up import sample as taken
from tests.store.conftest import MIGRATIONS

CATALOGUE = installation().catalogue
MOMENT = datetime(2026, 3, 14, 9, 0, tzinfo=UTC)
TODAY = date(2026, 3, 14)
OTHER = "another one"
PDF = b"%PDF-1.4\n\x00\x01 made up"


@pytest.fixture
def folders(tmp_path: Path) -> StateFolders:
    return StateFolders(tmp_path / "state", tmp_path / "backups", MIGRATIONS)


@pytest.fixture
def journal(tmp_path: Path, folders: StateFolders) -> Iterator[Journal]:
    with create_journal(tmp_path / "j.hoofbeat", folders=folders) as made:
        yield made


@pytest.fixture
def visit(journal: Journal) -> Record:
    made = appointment("2026-03-14 10:30", with_whom="Dr Lee")
    records.add(journal, record=made)
    return made


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "letter of Dr Lee.pdf"
    path.write_bytes(PDF)
    return path


def keep(journal: Journal, path: Path, beside: Record, kind: Kind = Kind.APPOINTMENTS, title: str = "") -> Attachment:
    (kept,), _ = attachments.attach(journal, paths=[path], kind=kind, record_id=beside.id, today=TODAY, title=title)
    return kept


def papers(journal: Journal) -> list[Attachment]:
    with journal.reading() as stored:
        return list(stored.list(Attachment))


def stored_contents(path: Path) -> int:
    with connected(path, is_read_only=True) as connection:
        return int(connection.execute("SELECT count(*) FROM attachment_contents").fetchone()[0])


def test_a_file_is_kept_with_its_name_type_and_size_and_comes_out_as_it_went_in(
    journal: Journal, visit: Record, letter: Path, tmp_path: Path
) -> None:
    kept = keep(journal, letter, visit)
    assert (kept.title, kept.file_name, kept.media_type, kept.size) == (
        *("letter of Dr Lee", "letter of Dr Lee.pdf", "application/pdf"),
        len(PDF),
    )
    assert str(kept.day) == "2026-03-14"
    assert papers(journal) == [kept]
    letter.unlink()
    assert attachments.content_of(journal, attachment=kept) == PDF
    attachments.save_copy(journal, attachment=kept, to=tmp_path / "out.pdf")
    assert (tmp_path / "out.pdf").read_bytes() == PDF
    with pytest.raises(FileExistsAlreadyError):
        attachments.save_copy(journal, attachment=kept, to=tmp_path / "out.pdf")


def test_a_paper_lies_beside_a_visit_a_sample_a_medicine_or_the_person(journal: Journal, letter: Path) -> None:
    lab, visit, pill = laboratory(), appointment("2026-03-14"), medication(name="Lanreotide")
    blood = taken("2026-02-24", lab)
    value = result(blood, "gastrin", "5")
    for each in (visit, pill):
        records.add(journal, record=each)
    records.add(journal, record=value, along_with=[lab, blood])
    keep(journal, letter, visit, title="to the visit")
    keep(journal, letter, pill, Kind.MEDICINES, "leaflet")
    keep(journal, letter, value, Kind.RESULTS, "report of the lab")
    listed = {
        kind: [each.title for each in attachments.list_beside(journal, kind=kind, record_ids=[record.id])]
        for kind, record in ((Kind.APPOINTMENTS, visit), (Kind.SAMPLES, blood), (Kind.MEDICINES, pill))
    }
    assert listed == {
        Kind.APPOINTMENTS: ["to the visit"],
        Kind.SAMPLES: ["report of the lab"],
        Kind.MEDICINES: ["leaflet"],
    }
    assert attachments.list_beside(journal, kind=Kind.PEOPLE, record_ids=()) == []


def test_a_paper_outlives_what_it_lay_beside_and_goes_back_to_it_with_undo(
    journal: Journal, visit: Record, letter: Path
) -> None:
    kept = keep(journal, letter, visit)
    records.remove(journal, kind=Kind.APPOINTMENTS, record_id=visit.id)
    (loose,) = attachments.list_beside(journal, kind=Kind.PEOPLE, record_ids=())
    assert loose == kept.replaced(appointment=None)
    history.undo(journal)
    assert papers(journal) == [kept]


def test_removing_renaming_and_adding_are_taken_back_and_made_again_with_the_content(
    journal: Journal, visit: Record, letter: Path
) -> None:
    kept = keep(journal, letter, visit)
    records.correct(journal, record=kept.replaced(title="Letter after the scan"))
    records.remove(journal, kind=Kind.ATTACHMENTS, record_id=kept.id)
    assert papers(journal) == []
    history.undo(journal)
    assert papers(journal)[0].title == "Letter after the scan"
    history.undo(journal)
    history.undo(journal)
    assert papers(journal) == []
    history.redo(journal)
    assert attachments.content_of(journal, attachment=papers(journal)[0]) == PDF


def test_the_same_content_twice_is_stored_once(journal: Journal, visit: Record, letter: Path) -> None:
    before = journal.path.stat().st_size
    other = letter.with_name("copy.pdf")
    large = os.urandom(400_000)
    letter.write_bytes(large)
    other.write_bytes(large)
    both, change = attachments.attach(
        journal, paths=[letter, other], kind=Kind.APPOINTMENTS, record_id=visit.id, today=TODAY
    )
    assert [each.title for each in both] == ["letter of Dr Lee", "copy"]
    assert change.description.count == 2
    assert stored_contents(journal.path) == 1
    assert journal.path.stat().st_size - before < 600_000
    with connected(journal.path, is_read_only=True) as connection:
        logged = connection.execute("SELECT max(length(coalesce(before, after, record))) FROM change_items").fetchone()
    assert logged[0] < 2_000, "the change log holds no content"


def test_what_cannot_be_kept_is_refused_in_a_sentence_and_nothing_is_kept(
    journal: Journal, visit: Record, letter: Path, tmp_path: Path
) -> None:
    empty, huge = tmp_path / "empty.pdf", tmp_path / "huge.pdf"
    empty.touch()
    huge.touch()
    os.truncate(huge, 25 * 1024 * 1024 + 1)
    for path, error in (
        (empty, FileEmptyError),
        (huge, FileTooLargeError),
        (tmp_path, FileUnreadableError),
        (tmp_path / "gone.pdf", FileMissingError),
    ):
        with pytest.raises(error) as told:
            attachments.attach(journal, paths=[letter, path], kind=Kind.APPOINTMENTS, record_id=visit.id, today=TODAY)
        assert path.name in sentence(told.value)
    assert "has 26 MB, and a paper can have up to 25 MB" in sentence(
        FileTooLargeError(huge, 25 * 1024**2 + 1, 25 * 1024**2)
    )
    with pytest.raises(RecordNotFoundError):
        attachments.attach(journal, paths=[letter], kind=Kind.APPOINTMENTS, record_id="nobody", today=TODAY)
    assert papers(journal) == []
    assert stored_contents(journal.path) == 0


def test_a_file_as_large_as_may_be_is_kept(journal: Journal, visit: Record, letter: Path) -> None:
    os.truncate(letter, 25 * 1024 * 1024)
    assert keep(journal, letter, visit).size == 25 * 1024 * 1024


@pytest.mark.skipif(sys.platform == "win32", reason="there a name is always text")
def test_a_name_that_is_no_text_is_kept_as_far_as_it_is(journal: Journal, visit: Record, tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/brief \xff.txt"))
    path.write_bytes(b"hello")
    assert keep(journal, path, visit).file_name == "brief \ufffd.txt"


def test_no_list_of_papers_reads_a_content(journal: Journal, visit: Record, letter: Path) -> None:
    kept = keep(journal, letter, visit)
    asked: list[str] = []
    with journal.reading_connection() as connection:
        event.listen(connection.engine, "before_cursor_execute", lambda *said: asked.append(said[2]))
    attachments.list_beside(journal, kind=Kind.APPOINTMENTS, record_ids=[visit.id])
    list(lines.listing(journal, kind=Kind.ATTACHMENTS, catalogue=CATALOGUE))
    history.history_of(journal, kind=Kind.ATTACHMENTS, record_id=kept.id)
    assert len(asked) >= 3
    assert not [each for each in asked if "attachment_contents" in each]


@pytest.mark.parametrize(
    "damage", ["UPDATE attachment_contents SET content = x'00'", "DELETE FROM attachment_contents"]
)
def test_a_damaged_content_is_named_by_a_check_and_never_given_out_and_adding_it_again_mends_it(
    journal: Journal, folders: StateFolders, visit: Record, letter: Path, damage: str
) -> None:
    kept = keep(journal, letter, visit, title="Letter of March")
    backups.check(journal)
    journal.close()
    with connected(journal.path) as connection:
        connection.execute(damage)
    with open_journal(journal.path, folders=folders) as opened:
        with pytest.raises(AttachmentsDamagedError) as told:
            backups.check(opened)
        assert "“Letter of March”" in sentence(told.value)
        with pytest.raises(AttachmentsDamagedError):
            attachments.content_of(opened, attachment=kept)
        keep(opened, letter, visit, title="Letter of March, again")
        assert attachments.content_of(opened, attachment=kept) == PDF
        backups.check(opened)


@pytest.mark.parametrize("passphrase", [None, "a passphrase"])
def test_contents_travel_in_backups_restores_and_hand_overs(
    tmp_path: Path, folders: StateFolders, letter: Path, passphrase: str | None
) -> None:
    visit = appointment("2026-03-14")
    path = tmp_path / "own.hoofbeat"
    with create_journal(path, passphrase=passphrase, folders=folders) as journal:
        records.add(journal, record=visit)
        kept = keep(journal, letter, visit)
        made = journal.back_up()
        hand_over.hand_over(journal, to=tmp_path / "given.hoofbeat", passphrase=OTHER)
    for file in (path, made.path, tmp_path / "given.hoofbeat"):
        if passphrase is not None or file.name == "given.hoofbeat":
            assert PDF not in file.read_bytes()
    backups.restore_backup(source=made.path, target=tmp_path / "back.hoofbeat", folders=folders, passphrase=passphrase)
    for file, key in ((tmp_path / "back.hoofbeat", passphrase), (tmp_path / "given.hoofbeat", OTHER)):
        with open_journal(file, passphrase=key, folders=folders) as opened:
            assert attachments.content_of(opened, attachment=kept) == PDF
            backups.check(opened)


def bring_in(journal: Journal, path: Path) -> ImportPlan:
    imported = importing.read(path, catalogue=CATALOGUE)
    plan = importing.plan(journal, imported=imported, catalogue=CATALOGUE)
    importing.commit(journal, plan=plan, catalogue=CATALOGUE)
    return plan


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Journal]:
    with create_journal(tmp_path / "other.hoofbeat") as made:
        yield made


def exported(journal: Journal, path: Path) -> Path:
    with path.open("wb") as file:
        file.writelines(exporting.complete_pieces(journal, made_at=MOMENT))
    return path


@pytest.mark.parametrize("is_on_one_line", [False, True])
def test_the_complete_record_takes_the_contents_along_and_brings_them_back(
    journal: Journal, other: Journal, visit: Record, letter: Path, tmp_path: Path, *, is_on_one_line: bool
) -> None:
    kept = keep(journal, letter, visit)
    letter.write_bytes(b'"quoted": "text" \xff')
    second = keep(journal, letter, visit, title='a note: "' + "0" * 64 + '": "QUJD"')
    path = exported(journal, tmp_path / "all.json")
    if is_on_one_line:
        path.write_text(json.dumps(json.loads(path.read_bytes())))
    plan = bring_in(other, path)
    assert plan.not_taken == ()
    assert papers(other) == [kept, second]
    assert [attachments.content_of(other, attachment=each) for each in papers(other)] == [PDF, letter.read_bytes()]
    assert exporting.complete_record(other, made_at=MOMENT) == exporting.complete_record(journal, made_at=MOMENT)
    assert not bring_in(other, path).has_changes, "a second time it adds nothing"
    history.undo(other)
    assert papers(other) == []


def test_a_complete_record_far_over_the_limit_of_other_files_is_read_back(
    journal: Journal, other: Journal, visit: Record, letter: Path, tmp_path: Path
) -> None:
    letter.write_bytes(b"x" * (20 * 1024 * 1024))
    wanted = [keep(journal, letter, visit)]
    path = exported(journal, tmp_path / "all.json")
    assert path.stat().st_size > LARGEST
    bring_in(other, path)
    assert papers(other) == wanted
    attachments.refuse_damaged(other)


@pytest.mark.parametrize(
    "spoilt",
    [(b'": "JVBERi', b'": "XVBERi'), (b'": "JVBERi', b'": "!VBERi'), (b'"size": ', b'"size": 1'), (b"JVBERi", b"")],
)
def test_a_paper_whose_content_is_not_in_the_file_is_left_out_and_said(
    journal: Journal, other: Journal, visit: Record, letter: Path, spoilt: tuple[bytes, bytes]
) -> None:
    keep(journal, letter, visit, title="Letter of March")
    path = exported(journal, letter.with_name("all.json"))
    assert spoilt[0] in path.read_bytes()
    path.write_bytes(path.read_bytes().replace(*spoilt))
    plan = bring_in(other, path)
    assert [reason_sentence(each.why) for each in plan.not_taken] == [
        "The content of the paper “Letter of March” is not in the file, or is damaged there."
    ]
    assert papers(other) == []
    with other.reading() as stored:
        assert stored.count(Kind.APPOINTMENTS) == 1, "all else is taken"


def test_a_file_that_changes_between_the_look_and_the_saving_brings_in_nothing(
    journal: Journal, other: Journal, visit: Record, letter: Path, tmp_path: Path
) -> None:
    keep(journal, letter, visit)
    path = exported(journal, tmp_path / "all.json")
    imported = importing.read(path, catalogue=CATALOGUE)
    plan = importing.plan(other, imported=imported, catalogue=CATALOGUE)
    for spoil in (lambda: path.write_bytes(b"{}"), path.unlink):
        spoil()
        with pytest.raises(ImportRefusedError) as told:
            importing.commit(other, plan=plan, catalogue=CATALOGUE)
        assert told.value.code == "content gone"
    with other.reading() as stored:
        assert not any(stored.has_any(kind) for kind in Kind)


def test_in_a_folder_of_files_the_papers_of_a_complete_record_are_left_out_and_said(
    journal: Journal, other: Journal, visit: Record, letter: Path, tmp_path: Path
) -> None:
    keep(journal, letter, visit)
    folder = tmp_path / "folder"
    folder.mkdir()
    exported(journal, folder / "all.json")
    plan = bring_in(other, folder)
    assert [each.why.code for each in plan.not_taken] == ["no content"]
    assert papers(other) == []


def test_tables_come_with_the_files_under_safe_names_and_a_row_for_each(
    journal: Journal, visit: Record, letter: Path, tmp_path: Path
) -> None:
    keep(journal, letter, visit, title="../Łetter: of <March>")
    letter.write_bytes(b"another")
    keep(journal, letter, visit, title="Łetter of March")
    folder = tmp_path / "tables"
    exporting.write_tables(journal, folder=folder, catalogue=CATALOGUE)
    rows = read_table((folder / "attachments.csv").read_bytes())
    assert [row["file"] for row in rows] == ["attachments/Łetter of March.pdf", "attachments/Łetter of March.txt"]
    assert [(folder / row["file"]).read_bytes() for row in rows] == [PDF, b"another"]
    described = read_table((folder / "data-dictionary.csv").read_bytes())
    assert ("attachments", "file") in {(row["table"], row["column"]) for row in described}
    exporting.write_tables(journal, folder=folder, catalogue=CATALOGUE, may_replace=True)
    (folder / "attachments" / "my own.txt").write_text("mine")
    with pytest.raises(FileExistsAlreadyError):
        exporting.write_tables(journal, folder=folder, catalogue=CATALOGUE, may_replace=True)


def test_a_damaged_paper_keeps_no_table_back(journal: Journal, visit: Record, letter: Path, tmp_path: Path) -> None:
    keep(journal, letter, visit)
    journal.close()
    with connected(journal.path) as connection:
        connection.execute("UPDATE attachment_contents SET content = x'00'")
    with open_journal(journal.path) as opened:
        exporting.write_tables(opened, folder=tmp_path / "tables", catalogue=CATALOGUE)
    (row,) = read_table((tmp_path / "tables" / "attachments.csv").read_bytes())
    assert (row["title"], row["file"]) == ("letter of Dr Lee", "")


def read_table(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_the_timeline_tells_of_papers_by_title_on_their_day(journal: Journal, visit: Record, letter: Path) -> None:
    kept = keep(journal, letter, visit, title="Letter from Dr Lee")
    records.correct(journal, record=kept.replaced(on=PartialDate.parse("2026-02"), is_sensitive=True))
    shown = timeline.page(journal, wanted=TimelineFilter(), catalogue=lambda: CATALOGUE).entries
    assert [(each.event, str(each.on), entry_words(each)) for each in shown][-1] == (
        *(Event.PAPER, "2026-02"),
        "Letter from Dr Lee (PDF)",
    )
    for words, count in ((("lee", "letter"), 1), (("nobody",), 0)):
        wanted = TimelineFilter(groups=frozenset({Group.PAPERS}), words=words)
        assert len(timeline.page(journal, wanted=wanted, catalogue=lambda: CATALOGUE).entries) == count
    everything = timeline.entries(journal, wanted=TimelineFilter(), catalogue=lambda: CATALOGUE)
    assert Event.PAPER not in {each.event for each in everything}, "what is sensitive is on no sheet"


def test_find_finds_papers_by_their_words_and_not_by_the_digits_of_their_hash(
    journal: Journal, visit: Record, letter: Path
) -> None:
    kept = keep(journal, letter, visit, title="Brief über die Kontrolle")
    finder = find.RecordFinder()
    (group,) = finder.search(journal, text="kontrolle uber", catalogue=lambda: CATALOGUE)
    assert (group.kind, list(group.items)) == (Kind.ATTACHMENTS, [kept])
    assert found_words(kept) == ("Brief über die Kontrolle", "Added 14 March 2026, PDF, 1\N{NO-BREAK SPACE}KB")
    assert not finder.search(journal, text=kept.sha256[:8], catalogue=lambda: CATALOGUE)
    finder.forget()
