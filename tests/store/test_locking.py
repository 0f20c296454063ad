from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from hoofbeat.domain.errors import JournalInUseError, JournalReadOnlyError, JournalSwappedError
from hoofbeat.domain.safekeeping import ReadOnlyReason
from hoofbeat.store.folders import StateFolders
from hoofbeat.store.journal import create_journal, open_journal
from tests.store.filled import add_questions, question_texts

# Says what became of it, and then holds the journal until its input ends.
OPENER = """
import sys
from pathlib import Path
from hoofbeat.domain.errors import JournalInUseError
from hoofbeat.store.journal import open_journal
sys.stdin.readline()
try:
    journal = open_journal(Path(sys.argv[1]))
except JournalInUseError:
    print("in use", flush=True)
else:
    print("open", flush=True)
    sys.stdin.readline()
    journal.close()
"""


def opener(path: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", OPENER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def tell(child: subprocess.Popen[str]) -> None:
    assert child.stdin
    child.stdin.write("go\n")
    child.stdin.flush()


def answer(child: subprocess.Popen[str]) -> str:
    assert child.stdout
    return child.stdout.readline().strip()


def end(child: subprocess.Popen[str]) -> None:
    child.communicate(timeout=30)


def test_of_four_that_start_together_one_writes(path: Path) -> None:
    create_journal(path).close()
    children = [opener(path) for _ in range(4)]
    for child in children:
        tell(child)
    answers = sorted(answer(child) for child in children)
    for child in children:
        end(child)
    assert answers == ["in use", "in use", "in use", "open"]


def test_the_lock_ends_with_its_process_however_that_ends(path: Path) -> None:
    create_journal(path).close()
    child = opener(path)
    tell(child)
    assert answer(child) == "open"
    with pytest.raises(JournalInUseError):
        open_journal(path)
    os.kill(child.pid, signal.SIGKILL)
    end(child)
    open_journal(path).close()


def test_what_another_window_has_can_be_read(path: Path, folders: StateFolders) -> None:
    with create_journal(path, folders=folders) as writer:
        add_questions(writer, 1)
        with open_journal(path, folders=folders, may_share=True) as reader:
            assert reader.read_only_reason is ReadOnlyReason.IN_USE
            add_questions(writer, 1, start=1)
            assert set(question_texts(reader)) == {"q0", "q1"}
            with pytest.raises(JournalReadOnlyError):
                add_questions(reader, 1)
        add_questions(writer, 1, start=2)


def test_a_file_that_was_swapped_under_an_open_journal_is_not_written_over(path: Path) -> None:
    other = path.with_name("other")
    create_journal(other).close()
    with create_journal(path) as journal:
        add_questions(journal, 1)
        other.replace(path)
        before = path.read_bytes()
        with pytest.raises(JournalSwappedError):
            add_questions(journal, 1, start=1)
        assert path.read_bytes() == before


def test_a_file_that_was_written_to_by_another_program_is_not_written_over(path: Path) -> None:
    with create_journal(path) as journal:
        add_questions(journal, 1)
        with path.open("ab") as file:
            file.write(b"x")
        with pytest.raises(JournalSwappedError):
            add_questions(journal, 1, start=1)


def test_a_new_journal_in_the_place_of_an_open_one_is_refused(path: Path) -> None:
    with create_journal(path) as journal:
        with pytest.raises(JournalInUseError):
            create_journal(path, may_replace=True)
        add_questions(journal, 1)


def test_a_lock_file_that_is_left_over_means_nothing(path: Path) -> None:
    create_journal(path).close()
    path.with_name(f".{path.name}.lock").write_text("123")
    with open_journal(path) as journal:
        assert not journal.is_read_only
