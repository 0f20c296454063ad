from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from hoofbeat.domain.errors import (
    BackupMissingError,
    EmptyJournalFileError,
    FileExistsAlreadyError,
    HoofbeatError,
    JournalDamagedError,
    JournalInUseError,
    JournalNewerError,
    NotAJournalError,
    PassphraseNeededError,
    PassphraseWrongError,
)
from hoofbeat.domain.safekeeping import BackupInfo, Restored, Soundness
from hoofbeat.services import backups
from hoofbeat.store.connection import connected
from hoofbeat.store.content import content_of, is_sound
from hoofbeat.store.folders import StateFolders, hot_path
from hoofbeat.store.journal import Journal, create_journal, open_journal
from tests.store.crashes import with_hot_journal
from tests.store.filled import add_questions, fill, question_texts

OLD, NEW = "old one", "new one"


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def backup(path: Path, folders: StateFolders) -> BackupInfo:
    """A backup of a filled journal, which was changed since and closed."""
    with create_journal(path, folders=folders) as journal:
        fill(journal)
        made = journal.back_up()
        add_questions(journal, 2)
    return made


def restored(backup: BackupInfo, path: Path, folders: StateFolders) -> Restored:
    return backups.restore_backup(source=backup.path, target=path, folders=folders, may_replace=True)


def test_a_restore_brings_back_everything_and_can_be_undone(
    backup: BackupInfo, path: Path, folders: StateFolders
) -> None:
    changed = digest(path)
    outcome = restored(backup, path, folders)
    with connected(path, is_read_only=True) as new, connected(backup.path, is_read_only=True) as old:
        assert content_of(new) == content_of(old)
    with open_journal(path, folders=folders) as journal:
        assert journal.verify() is Soundness.SEALED
        assert "q1" not in question_texts(journal)
    assert outcome.replaced is not None
    assert outcome.replaced in backups.list_backups(path, folders=folders)
    again = backups.undo_restore(outcome, folders=folders)
    assert digest(path) == changed
    with open_journal(path, folders=folders) as journal:
        assert "q1" in question_texts(journal)
        assert journal.verify() is Soundness.UNFINISHED
    backups.undo_restore(again, folders=folders)
    with open_journal(path, folders=folders) as journal:
        assert "q1" not in question_texts(journal)


def test_a_journal_that_is_gone_comes_back_from_the_copies_known_by_its_place(
    backup: BackupInfo, path: Path, folders: StateFolders
) -> None:
    path.unlink()
    (newest, *_) = backups.list_backups(path, folders=folders)
    outcome = backups.restore_backup(source=newest.path, target=path, folders=folders)
    assert outcome.replaced is None
    with open_journal(path, folders=folders) as journal:
        assert question_texts(journal)
    with pytest.raises(BackupMissingError):
        backups.undo_restore(outcome, folders=folders)


def test_where_nothing_is_known_every_copy_is_offered(backup: BackupInfo, path: Path, folders: StateFolders) -> None:
    shutil.rmtree(folders.state)
    assert backup in backups.list_backups(path, folders=folders)


def test_a_file_is_replaced_only_when_it_may(backup: BackupInfo, path: Path, folders: StateFolders) -> None:
    before = digest(path)
    with pytest.raises(FileExistsAlreadyError):
        backups.restore_backup(source=backup.path, target=path, folders=folders)
    with pytest.raises(FileExistsAlreadyError):
        backups.restore_backup(source=path, target=path, folders=folders, may_replace=True)
    assert digest(path) == before


def test_an_open_journal_is_not_replaced(backup: BackupInfo, path: Path, folders: StateFolders) -> None:
    with open_journal(path, folders=folders) as journal:
        with pytest.raises(JournalInUseError):
            restored(backup, path, folders)
        assert "q1" in question_texts(journal)


def newer(content: bytes) -> bytes:
    return content[:60] + b"\0\0\0\x63" + content[64:]


def damaged(content: bytes) -> bytes:
    place = content.index(b"What comes next?")
    return content[:place] + b"w" + content[place + 1 :]


REFUSED = {
    "newer": (newer, JournalNewerError),
    "foreign": (lambda content: content[:68] + b"abcd" + content[72:], NotAJournalError),
    "empty": (lambda _content: b"", EmptyJournalFileError),
    "cut short": (lambda content: content[: 4096 * 20], JournalDamagedError),
    "damaged": (damaged, JournalDamagedError),
}


@pytest.mark.parametrize(("change", "expected"), REFUSED.values(), ids=REFUSED)
def test_a_copy_that_is_no_good_is_refused_and_the_journal_stays(
    backup: BackupInfo, path: Path, folders: StateFolders, change: object, expected: type[HoofbeatError]
) -> None:
    before = digest(path)
    backup.path.write_bytes(change(backup.path.read_bytes()))  # type: ignore[operator]  # each is a function of bytes
    with pytest.raises(expected) as told:
        restored(backup, path, folders)
    assert told.value.path == backup.path  # type: ignore[attr-defined]  # all of these have one
    assert digest(path) == before
    assert [each.name for each in path.parent.iterdir() if each.name.endswith((".new", ".waiting"))] == []


def test_an_encrypted_copy_needs_its_passphrase(path: Path, folders: StateFolders) -> None:
    with create_journal(path, folders=folders, passphrase=OLD) as journal:
        add_questions(journal, 1)
        made = journal.back_up()
    before = digest(path)
    for passphrase, expected in ((None, PassphraseNeededError), (NEW, PassphraseWrongError)):
        with pytest.raises(expected):
            backups.restore_backup(
                source=made.path, target=path, folders=folders, may_replace=True, passphrase=passphrase
            )
    assert digest(path) == before
    backups.restore_backup(source=made.path, target=path, folders=folders, may_replace=True, passphrase=OLD)
    with open_journal(path, folders=folders, passphrase=OLD) as journal:
        assert question_texts(journal) == {"q0": "Question 0"}


def test_the_rollback_journal_of_the_old_file_never_meets_the_new_one(
    backup: BackupInfo, path: Path, folders: StateFolders
) -> None:
    with_hot_journal(path)
    old, hot = digest(path), digest(hot_path(path))
    outcome = restored(backup, path, folders)
    assert not hot_path(path).exists()
    with open_journal(path, folders=folders) as journal:
        assert journal.check_through() in Soundness
        assert "q1" not in question_texts(journal)
    assert outcome.replaced is not None
    assert (digest(outcome.replaced.path), digest(hot_path(outcome.replaced.path))) == (old, hot)
    backups.undo_restore(outcome, folders=folders)
    with open_journal(path, folders=folders) as journal:
        assert journal.check_through() in Soundness
        assert "q1" in question_texts(journal)


def test_the_control_copying_over_a_hot_journal_damages(backup: BackupInfo, path: Path, folders: StateFolders) -> None:
    with_hot_journal(path)
    path.write_bytes(backup.path.read_bytes())
    with connected(backup.path, is_read_only=True) as connection:
        before = content_of(connection)
    with connected(path) as connection:
        is_damaged = not is_sound(connection, is_encrypted=False)
        assert is_damaged or content_of(connection) != before


def test_a_copy_with_a_rollback_journal_is_recovered_before_it_is_brought_back(
    backup: BackupInfo, path: Path, folders: StateFolders, tmp_path: Path
) -> None:
    stick = tmp_path / "copied while changing.hoofbeat"
    shutil.copy(path, stick)
    with_hot_journal(stick)
    before = digest(stick), digest(hot_path(stick))
    restored(BackupInfo(stick, backup.made_at, 0, is_verified=False, is_encrypted=False), path, folders)
    assert (digest(stick), digest(hot_path(stick))) == before
    with open_journal(path, folders=folders) as journal:
        assert journal.check_through() in Soundness
        assert "q1" in question_texts(journal)


def test_an_import_is_preceded_by_a_copy_when_asked(journal: Journal) -> None:
    add_questions(journal, 1)
    made = backups.back_up_now(journal)
    assert made in backups.list_backups(journal)


def test_a_journal_that_a_new_one_replaces_is_kept_among_its_copies(
    backup: BackupInfo, path: Path, folders: StateFolders
) -> None:
    before = digest(path)
    with create_journal(path, folders=folders, may_replace=True) as journal:
        (kept,) = backups.list_backups(journal)
        assert question_texts(journal) == {}
    assert kept.is_replaced
    assert digest(kept.path) == before
    backups.restore_backup(source=kept.path, target=path, folders=folders, may_replace=True)
    with open_journal(path, folders=folders) as journal:
        assert "q1" in question_texts(journal)
