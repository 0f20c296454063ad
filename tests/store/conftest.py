"""Folders of the program's own and a journal in a private place, for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hoofbeat.store.folders import StateFolders
from hoofbeat.store.journal import Journal, create_journal

MIGRATIONS = Path(__file__).resolve().parents[2] / "migrations"


@pytest.fixture
def folders(tmp_path: Path) -> StateFolders:
    return StateFolders(tmp_path / "state", tmp_path / "backups", MIGRATIONS)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "records").mkdir()
    return tmp_path / "records" / "journal.hoofbeat"


@pytest.fixture
def journal(path: Path, folders: StateFolders) -> Iterator[Journal]:
    made = create_journal(path, folders=folders)
    yield made
    made.close()
