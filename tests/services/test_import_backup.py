"""Before a file adds anything, a verified copy of the record is kept; without it nothing is brought in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from hoofbeat.bootstrap import installation
from hoofbeat.domain.errors import HoofbeatError, JournalReadOnlyError
from hoofbeat.domain.imports import ImportPlan
from hoofbeat.domain.records import Kind
from hoofbeat.services import importing, journals
from hoofbeat.services.journals import Journal
from hoofbeat.store.folders import StateFolders
from tests.exchange.fhir.bundles import MARIA, bundle, observation

CATALOGUE = installation().catalogue


@pytest.fixture
def folders(tmp_path: Path) -> StateFolders:
    return StateFolders(tmp_path / "state", tmp_path / "backups", installation().folders.migrations)


@pytest.fixture
def journal(tmp_path: Path, folders: StateFolders) -> Iterator[Journal]:
    journal = journals.create(path=tmp_path / "j.hoofbeat", name="Maria Gomez", folders=folders)
    yield journal
    journal.close()


def planned(journal: Journal, tmp_path: Path) -> ImportPlan:
    path = tmp_path / "record.json"
    path.write_text(json.dumps(bundle(MARIA, observation())), encoding="utf-8")
    return importing.plan(journal, imported=importing.read(path, catalogue=CATALOGUE), catalogue=CATALOGUE)


def results_in(path: Path) -> int:
    with journals.open_journal(path, is_read_only=True) as journal, journal.reading() as records:
        return records.count(Kind.RESULTS)


def test_a_copy_without_what_the_file_adds_is_kept_first(journal: Journal, tmp_path: Path) -> None:
    importing.commit(journal, plan=planned(journal, tmp_path), catalogue=CATALOGUE)
    (copy,) = journal.backups.list_backups()
    assert copy.is_verified
    assert results_in(copy.path) == 0
    assert results_in(journal.path) == 1


def test_a_file_that_adds_nothing_needs_no_copy(journal: Journal, tmp_path: Path) -> None:
    importing.commit(journal, plan=planned(journal, tmp_path), catalogue=CATALOGUE)
    importing.commit(journal, plan=planned(journal, tmp_path), catalogue=CATALOGUE)
    assert len(journal.backups.list_backups()) == 1


def test_where_no_copy_can_be_kept_nothing_is_brought_in(
    journal: Journal, folders: StateFolders, tmp_path: Path
) -> None:
    folders.backups.write_bytes(b"in the way")
    with pytest.raises(HoofbeatError):
        importing.commit(journal, plan=planned(journal, tmp_path), catalogue=CATALOGUE)
    assert results_in(journal.path) == 0


def test_a_journal_that_takes_no_changes_says_so_and_gets_no_copy(
    journal: Journal, folders: StateFolders, tmp_path: Path
) -> None:
    journal.close()
    with journals.open_journal(journal.path, is_read_only=True, folders=folders) as opened:
        with pytest.raises(JournalReadOnlyError):
            importing.commit(opened, plan=planned(opened, tmp_path), catalogue=CATALOGUE)
        assert opened.backups.list_backups() == ()
