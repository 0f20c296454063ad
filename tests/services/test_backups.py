from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hoofbeat.domain.errors import BackupMissingError, DiskFullError, JournalSwappedError
from hoofbeat.domain.safekeeping import Soundness
from hoofbeat.services import backups, choices, drafts
from hoofbeat.store.folders import StateFolders
from hoofbeat.store.journal import Journal, create_journal, open_journal
from tests.store.filled import add_questions

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(backups, "now", made)
    return made


@pytest.fixture
def folders(tmp_path: Path) -> StateFolders:
    return StateFolders(tmp_path / "state", tmp_path / "backups", tmp_path)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.hoofbeat"


@pytest.fixture
def journal(path: Path, folders: StateFolders, clock: Clock) -> Iterator[Journal]:
    with create_journal(path, folders=folders, clock=clock) as made:
        yield made


def count(journal: Journal) -> int:
    return len(backups.list_backups(journal))


def test_while_the_record_changes_there_is_a_copy_every_hour(journal: Journal, clock: Clock) -> None:
    assert backups.back_up_if_due(journal) is None, "nothing was changed"
    for number in range(12):
        clock.now = NOON + timedelta(minutes=20 * number)
        add_questions(journal, 1, start=number)
        backups.back_up_if_due(journal)
    assert [each.made_at for each in backups.list_backups(journal)][::-1] == [
        NOON + timedelta(hours=hour) for hour in range(4)
    ]


def test_a_clock_that_was_set_back_does_not_put_copies_off(journal: Journal, clock: Clock) -> None:
    add_questions(journal, 1)
    backups.back_up_if_due(journal)
    clock.now = NOON - timedelta(days=20_000)
    add_questions(journal, 1, start=1)
    assert backups.back_up_if_due(journal) is not None


def test_closing_makes_a_copy_only_if_something_changed(path: Path, folders: StateFolders) -> None:
    journal = create_journal(path, folders=folders)
    add_questions(journal, 1)
    assert backups.close(journal) is None
    made = backups.list_backups(path, folders=folders)
    assert len(made) == 1
    assert backups.close(open_journal(path, folders=folders)) is None
    assert backups.list_backups(path, folders=folders) == made


def test_drafts_and_choices_are_changes_too(journal: Journal) -> None:
    drafts.save_draft(journal, form="questions", content={"text": "half"})
    assert backups.back_up_if_due(journal) is not None
    choices.choose(journal, name="writing_as", value="Maria")
    assert journal.has_changed


def test_a_failed_copy_is_told_and_stops_neither_closing_nor_reading(
    path: Path, folders: StateFolders, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = create_journal(path, folders=folders)
    add_questions(journal, 1)

    def full(*_arguments: object, **_named: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("hoofbeat.store.copies.sync_file", full)
        with pytest.raises(DiskFullError):
            backups.back_up_if_due(journal)
        failure = backups.close(journal)
    assert isinstance(failure, DiskFullError)
    with open_journal(path, folders=folders) as again:
        assert again.verify() is Soundness.SEALED
        assert count(again) == 0


def test_without_folders_there_are_no_copies_and_none_is_due(path: Path) -> None:
    journal = create_journal(path)
    add_questions(journal, 1)
    assert backups.back_up_if_due(journal) is None
    with pytest.raises(BackupMissingError):
        backups.back_up_now(journal)
    assert backups.close(journal) is None


def test_a_copy_to_take_along_describes_itself(journal: Journal, tmp_path: Path) -> None:
    made = backups.back_up(journal, to=tmp_path / "stick.hoofbeat")
    assert (made.is_verified, made.is_encrypted, made.size) == (
        True,
        False,
        (tmp_path / "stick.hoofbeat").stat().st_size,
    )
    assert count(journal) == 0, "it is none of the program's own"


def test_a_check_looks_through_the_whole_file(journal: Journal) -> None:
    assert backups.check(journal) is Soundness.SEALED


@pytest.mark.parametrize("is_backed_up", [False, True])
def test_closing_tells_that_the_file_was_replaced(path: Path, folders: StateFolders, *, is_backed_up: bool) -> None:
    journal = create_journal(path, folders=folders)
    older = path.with_name("older")
    older.write_bytes(path.read_bytes())
    add_questions(journal, 1)
    if is_backed_up:
        journal.back_up()
    older.replace(path)
    assert isinstance(backups.close(journal), JournalSwappedError)
    assert len(backups.list_backups(path, folders=folders)) == is_backed_up
