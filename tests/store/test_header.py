from __future__ import annotations

import hashlib
import struct
from pathlib import Path

import pytest

from hoofbeat.domain.errors import (
    EmptyJournalFileError,
    FileMissingError,
    FileUnreadableError,
    HoofbeatError,
    JournalDamagedError,
    JournalNewerError,
    NotAJournalError,
    PassphraseNeededError,
)
from hoofbeat.store.folders import StateFolders
from hoofbeat.store.header import read_header
from hoofbeat.store.journal import create_journal, open_journal
from hoofbeat.store.tables import SCHEMA_VERSION
from tests.store.filled import fill


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def with_number(content: bytes, offset: int, number: int) -> bytes:
    return content[:offset] + struct.pack(">I", number) + content[offset + 4 :]


REFUSED = {
    "a newer version": (lambda whole: with_number(whole, 60, 99), JournalNewerError),
    "another program's file": (lambda whole: with_number(whole, 68, 0x1234), NotAJournalError),
    "a database without a version": (lambda whole: with_number(whole, 60, 0), NotAJournalError),
    "an empty file": (lambda _whole: b"", EmptyJournalFileError),
    "a text": (lambda _whole: b"Dear doctor, " * 11, NotAJournalError),
    "a file shorter than a header": (lambda whole: whole[:50], NotAJournalError),
    "half a journal": (lambda whole: whole[: len(whole) // 2 // 4096 * 4096], JournalDamagedError),
    "a journal without its last bytes": (lambda whole: whole[:-10], JournalDamagedError),
    "noise of whole pages": (lambda whole: bytes(range(256)) * 32, PassphraseNeededError),
}


@pytest.mark.parametrize(("change", "expected"), REFUSED.values(), ids=REFUSED)
def test_a_file_that_is_no_journal_is_refused_and_left_alone(
    path: Path, folders: StateFolders, change: object, expected: type[HoofbeatError]
) -> None:
    made = create_journal(path)
    fill(made)
    made.close()
    other = path.with_name("other.hoofbeat")
    other.write_bytes(change(path.read_bytes()))  # type: ignore[operator]  # each is a function of bytes
    before = digest(other)
    with pytest.raises(expected):
        open_journal(other, folders=folders).verify()
    assert digest(other) == before
    assert not list(path.parent.glob("*other*-journal"))


def test_a_journal_that_was_cut_short_is_refused_before_it_is_opened(path: Path) -> None:
    create_journal(path).close()
    path.write_bytes(path.read_bytes()[:-4096])
    with pytest.raises(JournalDamagedError):
        read_header(path)


def test_a_refused_file_gets_no_lock_file_beside_it(path: Path) -> None:
    path.write_bytes(b"not a journal")
    with pytest.raises(NotAJournalError):
        open_journal(path)
    assert list(path.parent.iterdir()) == [path]


def test_a_newer_journal_says_both_versions(path: Path) -> None:
    create_journal(path).close()
    path.write_bytes(with_number(path.read_bytes(), 60, 7))
    with pytest.raises(JournalNewerError) as told:
        open_journal(path)
    assert (told.value.found, told.value.supported) == (7, SCHEMA_VERSION)


def test_no_file_and_a_folder_are_told_apart(path: Path) -> None:
    with pytest.raises(FileMissingError):
        open_journal(path)
    with pytest.raises(FileUnreadableError):
        open_journal(path.parent)
