from __future__ import annotations

import gc
import hashlib
import logging
from pathlib import Path

import pytest

from hoofbeat.domain.errors import (
    HoofbeatError,
    JournalInUseError,
    NotAJournalError,
    PassphraseEmptyError,
    PassphraseNeededError,
    PassphraseWrongError,
)
from hoofbeat.domain.records import CareTeamMember, Person
from hoofbeat.domain.safekeeping import Soundness
from hoofbeat.services import history, protection
from hoofbeat.store.connection import connect, connected
from hoofbeat.store.content import Content, content_of
from hoofbeat.store.folders import StateFolders, hot_path
from hoofbeat.store.journal import create_journal, open_journal
from hoofbeat.store.keys import Key, key_of, new_key
from tests.store.crashes import with_hot_journal
from tests.store.filled import HOSTILE, add_questions, fill, question_texts

HARD = 'it\'s "hard" ñ € 🦓 \\ %s ;--'
OTHER, WRONG = "another", "wrong"
CANARIES = ("Maria", "Lanreotide", "What comes next?", "Pancreastatin", "DROP TABLE", "CREATE TABLE", "Europe/Vienna")


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def content(path: Path, passphrase: str | None) -> Content:
    key = None if passphrase is None else key_of(path, passphrase)
    with connected(path, key=key, is_read_only=True) as connection:
        return content_of(connection)


def filled(path: Path, folders: StateFolders, passphrase: str | None = None) -> None:
    with create_journal(path, folders=folders, passphrase=passphrase) as journal:
        fill(journal)


def canaries_in(folder: Path) -> list[tuple[str, str]]:
    return [
        (file.name, word)
        for file in folder.rglob("*")
        if file.is_file()
        for word in CANARIES
        for coded in (word.encode(), word.encode("utf-16-le"))
        if coded in file.read_bytes()
    ]


def test_adding_changing_and_removing_keeps_everything(path: Path, folders: StateFolders) -> None:
    filled(path, folders)
    before = content(path, None)
    protection.add_passphrase(path=path, passphrase=HARD, folders=folders)
    assert content(path, HARD) == before
    protection.change_passphrase(path=path, current=HARD, passphrase=OTHER, folders=folders)
    assert content(path, OTHER) == before
    protection.remove_passphrase(path=path, current=OTHER, folders=folders)
    assert content(path, None) == before
    with open_journal(path, folders=folders) as journal:
        assert journal.verify() is Soundness.SEALED
        assert not history.redo(journal).kept
        assert not history.undo(journal).kept


@pytest.mark.parametrize("passphrase", [HARD, " ", "x", "nul \x00 inside", "x'" + "0" * 96 + "'", "long " * 500])
def test_any_passphrase_works_that_is_not_empty(path: Path, folders: StateFolders, passphrase: str) -> None:
    filled(path, folders, passphrase)
    with open_journal(path, passphrase=passphrase, folders=folders) as journal:
        add_questions(journal, 1)
    with pytest.raises(PassphraseWrongError):
        open_journal(path, passphrase=passphrase + "x", folders=folders)


def test_an_empty_passphrase_is_refused(path: Path, folders: StateFolders) -> None:
    with pytest.raises(PassphraseEmptyError):
        create_journal(path, passphrase="")
    assert not path.exists()
    filled(path, folders)
    before = digest(path)
    with pytest.raises(PassphraseEmptyError):
        protection.add_passphrase(path=path, passphrase="", folders=folders)
    assert digest(path) == before


@pytest.mark.parametrize("made_by", ["creation", "addition", "change"])
def test_the_passphrase_opens_it_in_other_programs_of_sqlcipher_too(
    path: Path, folders: StateFolders, made_by: str
) -> None:
    filled(path, folders, {"creation": HARD, "change": "first"}.get(made_by))
    if made_by == "addition":
        protection.add_passphrase(path=path, passphrase=HARD, folders=folders)
    if made_by == "change":
        protection.change_passphrase(path=path, current="first", passphrase=HARD, folders=folders)
    connection = connect(path)
    connection.set_key(HARD)
    assert connection.execute("SELECT count(*) FROM questions").fetchone() == (1,)
    connection.close()


@pytest.mark.parametrize("tried", [None, "", "wrong", HARD + " "])
def test_a_wrong_passphrase_says_so_and_touches_nothing(path: Path, folders: StateFolders, tried: str | None) -> None:
    filled(path, folders, HARD)
    before = digest(path)
    expected = PassphraseNeededError if tried is None else PassphraseEmptyError if not tried else PassphraseWrongError
    for is_read_only in (True, False):
        with pytest.raises(expected):
            open_journal(path, passphrase=tried, is_read_only=is_read_only, folders=folders)
    with pytest.raises(expected):
        protection.remove_passphrase(path=path, current=tried, folders=folders)  # type: ignore[arg-type]  # None is one case
    assert digest(path) == before
    with open_journal(path, passphrase=HARD, folders=folders) as journal:
        assert journal.verify() is Soundness.SEALED


def test_a_damaged_file_that_does_not_unlock_says_that_it_changed(path: Path, folders: StateFolders) -> None:
    filled(path, folders, HARD)
    with pytest.raises(PassphraseWrongError) as told:
        open_journal(path, passphrase=WRONG, folders=folders)
    assert not told.value.is_changed
    whole = bytearray(path.read_bytes())
    whole[100] ^= 1
    path.write_bytes(whole)
    with pytest.raises(PassphraseWrongError) as told:
        open_journal(path, passphrase=HARD, folders=folders)
    assert told.value.is_changed


def test_an_encrypted_newer_or_foreign_file_is_refused(path: Path, folders: StateFolders) -> None:
    key = new_key(HARD)
    path.touch()
    with connected(path, key=key) as connection:
        connection.execute("CREATE TABLE other (x)")
    before = digest(path)
    with pytest.raises(NotAJournalError):
        open_journal(path, passphrase=HARD, folders=folders)
    assert digest(path) == before


def test_an_encrypted_journal_holds_no_plain_text_anywhere(path: Path, folders: StateFolders, tmp_path: Path) -> None:
    filled(path, folders)
    assert canaries_in(path.parent), "the control: a plain journal shows its words"
    protection.add_passphrase(path=path, passphrase=HARD, folders=folders)
    key = key_of(path, HARD)
    with open_journal(path, passphrase=HARD, folders=folders) as journal:
        add_questions(journal, 1)
        journal.back_up()
        journal.copy_to(tmp_path / "copy.hoofbeat")
    with_hot_journal(path, key)
    assert hot_path(path).exists()
    assert canaries_in(tmp_path) == []
    with open_journal(path, passphrase=HARD, folders=folders) as journal:
        assert journal.check_through() in Soundness
        assert question_texts(journal)["q0"] == "Question 0"
    assert canaries_in(tmp_path) == []


def test_a_wrong_passphrase_does_not_play_back_a_rollback_journal(path: Path, folders: StateFolders) -> None:
    filled(path, folders, HARD)
    with_hot_journal(path, key_of(path, HARD))
    before = digest(path), digest(hot_path(path))
    with pytest.raises(PassphraseWrongError):
        open_journal(path, passphrase=WRONG, folders=folders)
    assert (digest(path), digest(hot_path(path))) == before
    assert not list(path.parent.glob("*.new*"))


def test_older_copies_are_named_and_replaced_only_after_a_new_one_stands(
    path: Path, folders: StateFolders, tmp_path: Path
) -> None:
    with create_journal(path, folders=folders) as journal:
        fill(journal)
        made = [journal.back_up(), journal.back_up()]
    older = protection.add_passphrase(path=path, passphrase=HARD, folders=folders)
    assert set(older) == set(made)
    with open_journal(path, passphrase=HARD, folders=folders) as journal:
        fresh = protection.replace_older_copies(journal, older)
        assert journal.backups.list_backups() == (fresh,)
    assert canaries_in(tmp_path) == []
    assert protection.change_passphrase(path=path, current=HARD, passphrase=OTHER, folders=folders) == (fresh,)
    assert protection.remove_passphrase(path=path, current=OTHER, folders=folders) == (fresh,)


def test_an_open_journal_keeps_its_passphrase(path: Path, folders: StateFolders) -> None:
    filled(path, folders, HARD)
    with open_journal(path, passphrase=HARD, folders=folders), pytest.raises(JournalInUseError):
        protection.remove_passphrase(path=path, current=HARD, folders=folders)


def test_the_key_is_never_shown(path: Path, folders: StateFolders, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    filled(path, folders)
    protection.add_passphrase(path=path, passphrase=HARD, folders=folders)
    key = key_of(path, HARD)
    assert repr(key) == "Key()"
    with pytest.raises(HoofbeatError) as told:
        open_journal(path, passphrase=HARD + "x", folders=folders)
    seen = caplog.text + repr(told.value) + str(told.value)
    with connected(path, key=key) as connection:
        statements: list[str] = []
        connection.set_trace_callback(statements.append)
        connection.execute("SELECT count(*) FROM questions").fetchall()
    for secret in (HARD, key.raw):
        assert secret not in seen + "".join(statements)


def test_a_closed_journal_lets_go_of_its_key(path: Path, folders: StateFolders) -> None:
    journal = create_journal(path, folders=folders, passphrase=HARD)
    raw = journal._key.raw if journal._key else ""
    journal.close()
    gc.collect()
    held = [each for each in gc.get_objects() if isinstance(each, Key) and each.raw == raw]
    assert held == []


def test_hostile_texts_survive_both_ways(path: Path, folders: StateFolders) -> None:
    filled(path, folders)
    protection.add_passphrase(path=path, passphrase=HARD, folders=folders)
    with open_journal(path, passphrase=HARD, folders=folders) as journal, journal.reading() as found:
        notes = [found.get(Person, "person").note, found.get(CareTeamMember, "member").note]
    assert notes == list(HOSTILE[:2])
