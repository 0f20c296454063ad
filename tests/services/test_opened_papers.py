"""Copies for another program: private, not to be changed, and gone with the process, however it ends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from hoofbeat.domain.records import Attachment, Kind
from hoofbeat.services import attachments
from hoofbeat.services.opened_papers import OpenedPapers
from hoofbeat.store.journal import Journal, create_journal


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with create_journal(tmp_path / "j.hoofbeat") as made:
        yield made


@pytest.fixture
def paper(journal: Journal, tmp_path: Path) -> Attachment:
    path = tmp_path / "evil.desktop"
    path.write_bytes(b"[Desktop Entry]\nExec=rm\n")
    (kept,), _ = attachments.attach(
        journal, paths=[path], kind=Kind.PEOPLE, record_id="", title="../Letter", today=date(2026, 3, 14)
    )
    return kept


def test_a_copy_bears_the_ending_of_what_it_is_in_a_folder_of_its_own(
    journal: Journal, paper: Attachment, tmp_path: Path
) -> None:
    papers = OpenedPapers(tmp_path / "papers")
    path = papers.copy(journal, attachment=paper)
    assert path.name == "Letter.txt"
    assert path.is_relative_to(tmp_path / "papers")
    papers.clear()
    papers.clear()
    assert list((tmp_path / "papers").iterdir()) == []


def test_what_a_process_left_behind_goes_and_what_another_still_uses_stays(
    journal: Journal, paper: Attachment, tmp_path: Path
) -> None:
    ended, alive, own = (OpenedPapers(tmp_path / "papers") for _ in range(3))
    left, used = ended.copy(journal, attachment=paper), alive.copy(journal, attachment=paper)
    assert ended._lock is not None
    ended._lock.release()  # as the system does when a process ends
    mine = own.copy(journal, attachment=paper)
    own.clear_left_over()
    assert not left.exists()
    assert used.exists()
    assert mine.exists()
    alive.clear()
    own.clear()
    assert list((tmp_path / "papers").iterdir()) == []


def test_where_nothing_was_ever_opened_there_is_nothing_to_clear(tmp_path: Path) -> None:
    papers = OpenedPapers(tmp_path / "papers")
    papers.clear_left_over()
    papers.clear()
    assert not (tmp_path / "papers").exists()
