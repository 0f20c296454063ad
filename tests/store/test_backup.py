from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from hoofbeat.domain.errors import (
    CopyNotVerifiedError,
    DiskFullError,
    FileExistsAlreadyError,
    FolderMissingError,
    JournalDamagedError,
    PlaceNotWritableError,
)
from hoofbeat.domain.records import Kind
from hoofbeat.store import copies
from hoofbeat.store.backup import BackupFolder, Limits, refuse_if_changed
from hoofbeat.store.connection import connected
from hoofbeat.store.content import content_of
from hoofbeat.store.failures import told_about
from hoofbeat.store.folders import StateFolders
from hoofbeat.store.journal import Journal, create_journal, open_journal
from hoofbeat.store.keys import key_of
from tests.store.filled import add_questions, fill

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)


def content(path: Path, passphrase: str | None = None) -> object:
    key = None if passphrase is None else key_of(path, passphrase)
    with connected(path, key=key, is_read_only=True) as connection:
        return content_of(connection)


@pytest.mark.parametrize("passphrase", [None, "correct horse"])
def test_a_backup_holds_everything(path: Path, folders: StateFolders, passphrase: str | None) -> None:
    with create_journal(path, folders=folders, passphrase=passphrase) as journal:
        fill(journal)
        made = journal.back_up()
    assert made.is_verified
    assert made.is_encrypted is (passphrase is not None)
    assert made.size == made.path.stat().st_size
    assert content(made.path, passphrase) == content(path, passphrase)


def test_backups_are_listed_newest_first_by_their_order_and_not_by_the_clock(path: Path, folders: StateFolders) -> None:
    times = iter([NOON, NOON - timedelta(days=20_000), NOON + timedelta(days=3650)])
    with create_journal(path, folders=folders) as journal:
        journal._clock = lambda: next(times)
        made = [journal.back_up() for _ in range(3)]
        assert list(journal.backups.list_backups()) == made[::-1]
    assert [info.made_at.year for info in made] == [2026, 1971, 2036]


def test_only_whole_backups_bear_the_name_of_one(
    journal: Journal, monkeypatch: pytest.MonkeyPatch, folders: StateFolders
) -> None:
    fill(journal)
    journal.back_up()
    add_questions(journal, 1)

    def write(_key: object) -> object:
        return lambda connection, copy: connection.execute("SELECT 1")

    monkeypatch.setattr("hoofbeat.store.backup.by_backup", write)
    with pytest.raises((CopyNotVerifiedError, JournalDamagedError)):
        journal.back_up()
    assert len(journal.backups.list_backups()) == 1
    assert len(list(journal.backups.path.iterdir())) == 1, "nothing half-made stays"
    assert journal.has_changed


def test_a_copy_that_reads_back_differently_is_thrown_away(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(journal)
    by_backup = copies.by_backup

    def forgetful(key: Any) -> copies.Write:
        def write(connection: Any, copy: Path) -> None:
            by_backup(key)(connection, copy)
            with connected(copy, key=key) as target:
                target.execute("PRAGMA foreign_keys = OFF")
                target.execute("DELETE FROM results")

        return write

    monkeypatch.setattr("hoofbeat.store.backup.by_backup", forgetful)
    with pytest.raises(CopyNotVerifiedError):
        journal.back_up()
    assert journal.backups.list_backups() == ()


def test_a_changed_backup_is_known_by_its_name(journal: Journal) -> None:
    fill(journal)
    made = journal.back_up()
    refuse_if_changed(made.path)
    whole = bytearray(made.path.read_bytes())
    whole[whole.index(b"What comes next?")] ^= 1
    made.path.write_bytes(whole)
    with pytest.raises(JournalDamagedError):
        refuse_if_changed(made.path)


def test_a_backup_does_not_hold_reading_or_changing_back(journal: Journal) -> None:
    add_questions(journal, 3)
    with journal.reading() as found:
        journal.back_up()
        assert found.count(Kind.QUESTIONS) == 3
    add_questions(journal, 1, start=3)


def made_up(folder: BackupFolder, number: int, made_at: datetime, size: int = 10) -> None:
    folder.path.mkdir(parents=True, exist_ok=True)
    name = f"{number:04d}-{made_at:%Y-%m-%dT%H-%M-%SZ}-{number:012x}.hoofbeat"
    (folder.path / name).write_bytes(b"x" * size)


def numbers(folder: BackupFolder) -> list[int]:
    return [int(info.path.name[:4]) for info in folder.list_backups()]


def test_a_year_of_daily_backups_leaves_the_newest_ten_and_one_a_week(tmp_path: Path) -> None:
    folder = BackupFolder(tmp_path, "id")
    for day in range(800):
        made_up(folder, day + 1, NOON + timedelta(days=day))
        folder._thin()
    kept = numbers(folder)
    assert kept[:10] == list(range(800, 790, -1))
    weeks = [info.made_at.isocalendar()[:2] for info in folder.list_backups()]
    assert len(set(weeks)) == 52
    assert 60 <= len(kept) <= 62


def test_a_wrong_clock_deletes_nothing_that_counts(tmp_path: Path) -> None:
    folder = BackupFolder(tmp_path, "id")
    for day in range(20):
        made_up(folder, day + 1, NOON + timedelta(weeks=day))
        folder._thin()
    before = set(numbers(folder))
    assert len(before) == 20
    for number, made_at in ((21, NOON - timedelta(days=20_000)), (22, NOON + timedelta(days=3650))):
        made_up(folder, number, made_at)
        folder._thin()
    assert set(numbers(folder)) == before | {21, 22}


def test_the_size_is_limited_but_three_stay(tmp_path: Path) -> None:
    folder = BackupFolder(tmp_path, "id", limits=Limits(total_bytes=1000))
    for number in range(1, 9):
        made_up(folder, number, NOON + timedelta(hours=number), size=200)
    folder._thin()
    assert numbers(folder) == [8, 7, 6, 5, 4]
    for number in range(9, 12):
        made_up(folder, number, NOON + timedelta(hours=number), size=900)
        folder._thin()
    assert numbers(folder) == [11, 10, 9]


def test_the_order_of_a_thousand_random_days_always_keeps_the_newest_ten(tmp_path: Path) -> None:
    folder = BackupFolder(tmp_path, "id")
    chosen = random.Random(3)  # noqa: S311  # no secret
    for number in range(1, 200):
        made_up(folder, number, NOON + timedelta(days=chosen.randrange(-3000, 3000)))
        folder._thin()
        assert numbers(folder)[:10] == list(range(number, max(number - 10, 0), -1))
        assert len(numbers(folder)) <= 62


def test_an_id_from_a_file_cannot_lead_to_another_folder(tmp_path: Path) -> None:
    assert BackupFolder(tmp_path, "../../elsewhere").path.parent == tmp_path


def test_what_else_lies_in_the_folder_is_left_alone(journal: Journal) -> None:
    journal.back_up()
    other = journal.backups.path / "letter.txt"
    other.write_text("mine")
    add_questions(journal, 1)
    journal.back_up()
    assert other.read_text() == "mine"
    assert len(journal.backups.list_backups()) == 2


def test_what_a_crash_left_half_made_goes_with_the_next_backup(journal: Journal) -> None:
    journal.back_up()
    left = journal.backups.path / f".backup.{'0' * 32}.new"
    left.write_bytes(b"half")
    journal.back_up()
    assert not left.exists()


def test_a_copy_to_take_along_does_not_replace_a_file_unless_it_may(journal: Journal, tmp_path: Path) -> None:
    out = tmp_path / "stick" / "copy.hoofbeat"
    with pytest.raises(FolderMissingError):
        journal.copy_to(out)
    out.parent.mkdir()
    journal.copy_to(out)
    with pytest.raises(FileExistsAlreadyError):
        journal.copy_to(out)
    add_questions(journal, 1)
    journal.copy_to(out, may_replace=True)
    assert content(out) == content(journal.path)
    with pytest.raises(FileExistsAlreadyError):
        journal.copy_to(journal.path, may_replace=True)


def test_a_copy_opens_as_a_journal(journal: Journal, tmp_path: Path) -> None:
    fill(journal)
    out = tmp_path / "copy.hoofbeat"
    journal.copy_to(out)
    with open_journal(out) as copy:
        assert copy.id == journal.id


@pytest.mark.parametrize(
    ("number", "expected"), [(28, DiskFullError), (30, PlaceNotWritableError), (122, DiskFullError)]
)
def test_the_system_s_errors_get_their_names(path: Path, number: int, expected: type[Exception]) -> None:
    with pytest.raises(expected), told_about(path):
        raise OSError(number, "from the system")
