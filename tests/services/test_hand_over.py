"""An encrypted copy for somebody else: it opens with its passphrase, holds the same, and shows nothing to others."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hoofbeat.domain.errors import (
    CopyNotVerifiedError,
    DiskFailedError,
    FileExistsAlreadyError,
    FolderMissingError,
    PassphraseEmptyError,
    PassphraseWrongError,
)
from hoofbeat.services import hand_over as service
from hoofbeat.services.hand_over import hand_over, suggested_passphrase
from hoofbeat.store.journal import Journal, create_journal, open_journal
from tests.services.bringing_in import dump
from tests.store.filled import fill

PASSPHRASE = "for Ana, ñ and '\""  # noqa: S105  # it protects nothing


@pytest.fixture(params=[None, "another one"], ids=["plain", "encrypted"])
def journal(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Journal]:
    with create_journal(tmp_path / "j.hoofbeat", passphrase=request.param) as made:
        fill(made)
        yield made


def test_the_copy_opens_with_its_own_passphrase_and_holds_the_same(journal: Journal, tmp_path: Path) -> None:
    made = hand_over(journal, to=tmp_path / "for-ana.hoofbeat", passphrase=PASSPHRASE)
    assert made.is_encrypted
    assert b"SQLite format" not in made.path.read_bytes()
    assert "Gómez".encode() not in made.path.read_bytes()
    with open_journal(made.path, passphrase=PASSPHRASE) as copy:
        assert dump(copy) == dump(journal)
        assert not copy.is_read_only
    with pytest.raises(PassphraseWrongError):
        open_journal(made.path, passphrase=PASSPHRASE.upper())


def test_nothing_is_written_over_and_nothing_is_left_behind(
    journal: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = dump(journal)
    letter = tmp_path / "letter.hoofbeat"
    letter.write_text("something else")
    with pytest.raises(FileExistsAlreadyError):
        hand_over(journal, to=letter, passphrase=PASSPHRASE)
    with pytest.raises(PassphraseEmptyError):
        hand_over(journal, to=tmp_path / "new.hoofbeat", passphrase="")
    with pytest.raises(FolderMissingError):
        hand_over(journal, to=tmp_path / "stick" / "new.hoofbeat", passphrase=PASSPHRASE)

    def broken(*_given: object, **_named: object) -> Journal:
        raise DiskFailedError(tmp_path)

    monkeypatch.setattr(service, "open_journal", broken)
    with pytest.raises(CopyNotVerifiedError):
        hand_over(journal, to=tmp_path / "new.hoofbeat", passphrase=PASSPHRASE)
    assert not (tmp_path / "new.hoofbeat").exists()
    assert letter.read_text() == "something else"
    assert dump(journal) == before


def test_a_suggested_passphrase_is_long_and_never_the_same() -> None:
    made = {suggested_passphrase() for _ in range(50)}
    assert len(made) == 50
    assert all(len(each) == 24 and set(each.replace("-", "")) <= set(service._SIGNS) for each in made)
