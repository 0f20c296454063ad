from __future__ import annotations

import random
from contextlib import suppress
from pathlib import Path

import pytest

from hoofbeat.domain.errors import HoofbeatError, JournalDamagedError, JournalSwappedError
from hoofbeat.domain.safekeeping import Soundness
from hoofbeat.store.connection import connected
from hoofbeat.store.content import is_sound
from hoofbeat.store.folders import StateFolders
from hoofbeat.store.journal import Journal, create_journal, open_journal
from tests.store.filled import add_questions, fill, question_texts


def closed(path: Path, folders: StateFolders, passphrase: str | None = None) -> None:
    made = create_journal(path, folders=folders, passphrase=passphrase)
    fill(made)
    made.close()


def flip(path: Path, offset: int, bits: int = 0x10) -> None:
    content = bytearray(path.read_bytes())
    content[offset] ^= bits
    path.write_bytes(content)


def soundness(path: Path, folders: StateFolders, passphrase: str | None = None) -> Soundness:
    with open_journal(path, folders=folders, passphrase=passphrase) as opened:
        return opened.verify()


def text_byte(path: Path) -> int:
    """Where a stored text stands, whose change no check of SQLite would notice."""
    return path.read_bytes().index(b"What comes next?") + 3


def test_a_closed_journal_is_as_it_was_closed(path: Path, folders: StateFolders) -> None:
    closed(path, folders)
    assert soundness(path, folders) is Soundness.SEALED
    assert soundness(path, folders) is Soundness.SEALED


def test_a_new_journal_in_the_place_of_another_has_a_seal_of_its_own(path: Path, folders: StateFolders) -> None:
    closed(path, folders)
    create_journal(path, folders=folders, may_replace=True).close()
    assert soundness(path, folders) is Soundness.SEALED


def test_a_journal_from_another_computer_is_checked_and_then_sealed(path: Path, folders: StateFolders) -> None:
    create_journal(path).close()
    assert soundness(path, folders) is Soundness.NEW_HERE
    assert soundness(path, folders) is Soundness.SEALED


def test_a_sound_change_from_outside_is_said_once(path: Path, folders: StateFolders) -> None:
    closed(path, folders)
    with connected(path) as connection:
        connection.execute("UPDATE questions SET text = 'changed elsewhere'")
    assert soundness(path, folders) is Soundness.CHANGED_OUTSIDE
    assert soundness(path, folders) is Soundness.SEALED


def test_a_changed_text_is_noticed_where_sqlite_notices_nothing(path: Path, folders: StateFolders) -> None:
    closed(path, folders)
    flip(path, text_byte(path))
    with connected(path, is_read_only=True) as connection:
        assert is_sound(connection, is_encrypted=False), "the control: SQLite sees no damage"
    assert soundness(path, folders) is Soundness.CHANGED_OUTSIDE


def test_what_was_not_checked_is_not_sealed(path: Path, folders: StateFolders) -> None:
    closed(path, folders)
    flip(path, text_byte(path))
    open_journal(path, folders=folders).close()
    assert soundness(path, folders) is Soundness.CHANGED_OUTSIDE


def test_a_journal_that_was_not_closed_is_not_called_changed_outside(path: Path, folders: StateFolders) -> None:
    closed(path, folders)
    crashed = open_journal(path, folders=folders)
    add_questions(crashed, 1)
    crashed._disconnect()  # what a crash leaves: no seal, and a lock that dies with its process
    assert crashed._lock is not None
    crashed._lock.release()
    assert soundness(path, folders) is Soundness.UNFINISHED


@pytest.mark.parametrize("passphrase", [None, "correct horse"])
def test_every_changed_byte_is_noticed(path: Path, folders: StateFolders, passphrase: str | None) -> None:
    closed(path, folders, passphrase)
    whole = path.read_bytes()
    chosen = random.Random(5)  # noqa: S311  # no secret
    for _ in range(8 if passphrase else 60):
        flip(path, chosen.randrange(len(whole)), 1 << chosen.randrange(8))
        with suppress(HoofbeatError):
            assert soundness(path, folders, passphrase) is not Soundness.SEALED
        path.write_bytes(whole)
        if passphrase is None:
            soundness(path, folders)


def damaged(path: Path, folders: StateFolders) -> Journal:
    """A journal with a broken index, which opens and fails its check."""
    closed(path, folders)
    break_index(path)
    return open_journal(path, folders=folders)


def break_index(path: Path) -> None:
    """Empty the first page of an index, in place."""
    with connected(path, is_read_only=True) as connection:
        root = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'ix_questions_source_id'").fetchone()
    content = bytearray(path.read_bytes())
    content[(root[0] - 1) * 4096 : root[0] * 4096] = bytes(4096)
    path.write_bytes(content)


def test_a_damaged_journal_is_read_and_never_written_to_nor_backed_up(path: Path, folders: StateFolders) -> None:
    journal = damaged(path, folders)
    before = path.read_bytes()
    assert question_texts(journal)
    with pytest.raises(JournalDamagedError):
        add_questions(journal, 1)
    with pytest.raises(JournalDamagedError):
        journal.back_up()
    with pytest.raises(JournalDamagedError):
        journal.verify()
    journal.close()
    assert path.read_bytes() == before
    assert journal.backups.list_backups() == ()
    with open_journal(path, folders=folders) as again, pytest.raises(JournalDamagedError):
        again.verify()


def test_the_first_change_waits_for_the_check(path: Path, folders: StateFolders) -> None:
    closed(path, folders)
    found: list[Soundness | None] = []
    with open_journal(path, folders=folders) as journal:
        found.append(journal._watch.soundness)
        add_questions(journal, 1)
        found.append(journal._watch.soundness)
    assert found == [None, Soundness.SEALED], "opening does not check"


def test_a_thorough_check_looks_behind_the_seal(path: Path, folders: StateFolders) -> None:
    closed(path, folders)
    journal = open_journal(path, folders=folders)
    journal.verify()
    assert journal.check_through() is Soundness.SEALED
    journal.close()


def test_a_state_folder_that_takes_no_file_stops_nothing(path: Path, folders: StateFolders) -> None:
    folders.state.write_text("in the way")
    closed(path, folders)
    journal = open_journal(path, folders=folders)
    assert journal.verify() is Soundness.NEW_HERE
    add_questions(journal, 1)
    journal.close()


def test_a_seal_says_nothing_of_the_person(path: Path, folders: StateFolders) -> None:
    named = path.with_name("Maria Gomez.hoofbeat")
    closed(named, folders)
    for seal in folders.state.rglob("*"):
        assert "Maria" not in seal.name
        assert not seal.is_file() or b"Maria" not in seal.read_bytes()


@pytest.mark.parametrize("has_written", [False, True])
def test_a_file_that_was_damaged_while_open_is_not_sealed_on_closing(
    path: Path, folders: StateFolders, *, has_written: bool
) -> None:
    closed(path, folders)
    journal = open_journal(path, folders=folders)
    journal.verify()
    if has_written:
        add_questions(journal, 1)
    break_index(path)
    journal.close()
    with open_journal(path, folders=folders) as again, pytest.raises(JournalDamagedError):
        again.verify()


def test_a_file_that_was_replaced_while_open_is_neither_sealed_nor_backed_up(path: Path, folders: StateFolders) -> None:
    closed(path, folders)
    older = path.with_name("older")
    older.write_bytes(path.read_bytes())
    journal = open_journal(path, folders=folders)
    add_questions(journal, 1)
    older.replace(path)
    with pytest.raises(JournalSwappedError):
        journal.back_up()
    with pytest.raises(JournalSwappedError):
        journal.copy_to(path.with_name("copy"))
    journal.close()
    assert journal.backups.list_backups() == ()
    assert soundness(path, folders) is Soundness.UNFINISHED, "it is checked, as nobody knows what is in it"


def test_damage_that_a_page_meets_is_remembered(path: Path, folders: StateFolders) -> None:
    closed(path, folders)
    journal = open_journal(path, folders=folders)
    journal.verify()
    add_questions(journal, 1)
    with pytest.raises(JournalDamagedError), journal.reading():
        raise JournalDamagedError(path)
    with pytest.raises(JournalDamagedError):
        add_questions(journal, 1, start=1)
    journal.close()
    assert soundness(path, folders) is Soundness.UNFINISHED
