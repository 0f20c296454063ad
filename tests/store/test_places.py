"""Places that take no changes, and files that are only the person's: as an unprivileged user, since root passes every wall."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from hoofbeat.domain.errors import JournalReadOnlyError
from hoofbeat.domain.safekeeping import ReadOnlyReason, Soundness
from hoofbeat.services import backups, protection
from hoofbeat.store.folders import StateFolders, hot_path
from hoofbeat.store.journal import create_journal, open_journal
from hoofbeat.store.keys import key_of
from tests.store.conftest import MIGRATIONS
from tests.store.crashes import with_hot_journal
from tests.store.filled import add_questions, fill, question_texts

pytestmark = pytest.mark.skipif(not hasattr(os, "geteuid"), reason="permissions of this kind are not here")
NOBODY = 65534
HARD = "it's hard"


@pytest.fixture
def as_somebody(tmp_path: Path) -> Iterator[None]:
    """Goes on as an unprivileged user where the test was started as root, who passes every wall."""
    if os.geteuid() != 0:
        yield
        return
    for folder in (tmp_path, *tmp_path.parents):
        if folder.owner() == "root" and folder != Path("/"):
            folder.chmod(folder.stat().st_mode | stat.S_IXOTH | stat.S_IROTH)
    for each in (tmp_path, *tmp_path.rglob("*")):
        os.chown(each, NOBODY, NOBODY)
    os.setegid(NOBODY)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)


@pytest.fixture
def filled(path: Path, folders: StateFolders) -> Path:
    with create_journal(path, folders=folders) as journal:
        fill(journal)
    return path


@pytest.fixture
def locked_up(filled: Path, as_somebody: None) -> Iterator[Path]:
    """A journal in a folder that takes no new or changed file."""
    filled.parent.chmod(0o500)
    yield filled
    filled.parent.chmod(0o700)


def listing(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in folder.iterdir()}


def test_the_wall_is_real(locked_up: Path) -> None:
    with pytest.raises(PermissionError):
        (locked_up.parent / "file").touch()


def test_a_journal_in_a_read_only_folder_can_be_read_and_copied(
    locked_up: Path, folders: StateFolders, tmp_path: Path
) -> None:
    before = listing(locked_up.parent)
    with open_journal(locked_up, folders=folders) as journal:
        assert journal.read_only_reason is ReadOnlyReason.PLACE
        assert journal.is_read_only
        assert journal.verify() is Soundness.SEALED
        assert question_texts(journal)
        with pytest.raises(JournalReadOnlyError):
            add_questions(journal, 1)
        backups.back_up(journal, to=tmp_path / "copy.hoofbeat")
    assert listing(locked_up.parent) == before


def test_a_read_only_file_in_a_writable_folder_is_read(filled: Path, folders: StateFolders, as_somebody: None) -> None:
    filled.chmod(0o400)
    with open_journal(filled, folders=folders) as journal:
        assert journal.read_only_reason is ReadOnlyReason.PLACE
        assert question_texts(journal)


def test_a_file_of_another_owner_is_read_where_it_may_be(
    filled: Path, folders: StateFolders, as_somebody: None
) -> None:
    if os.getuid() != 0:
        pytest.skip("only root can give a file away")
    os.seteuid(0)
    os.chown(filled, 1, 1)
    filled.chmod(0o444)
    os.seteuid(NOBODY)
    with open_journal(filled, folders=folders) as journal:
        assert journal.read_only_reason is ReadOnlyReason.PLACE


@pytest.mark.parametrize("passphrase", [None, "correct horse"])
def test_a_crash_in_a_read_only_place_is_recovered_on_a_copy(
    path: Path, folders: StateFolders, passphrase: str | None, request: pytest.FixtureRequest
) -> None:
    with create_journal(path, folders=folders, passphrase=passphrase) as made:
        fill(made)
        add_questions(made, 1)
    with_hot_journal(path, key_of(path, passphrase) if passphrase else None)
    request.getfixturevalue("as_somebody")
    path.parent.chmod(0o500)
    try:
        before = listing(path.parent)
        for is_read_only in (False, True):
            with open_journal(path, folders=folders, passphrase=passphrase, is_read_only=is_read_only) as journal:
                assert journal.read_only_reason is ReadOnlyReason.RECOVERED_COPY
                assert journal.path == path
                assert question_texts(journal)["q0"] == "Question 0"
                assert journal.check_through() in Soundness
                for each in folders.state.rglob("*"):
                    assert stat.S_IMODE(each.stat().st_mode) == (0o700 if each.is_dir() else 0o600)
            assert not list((folders.state / "recovered").rglob("*.hoofbeat*")), "no second record lies around"
        assert listing(path.parent) == before
    finally:
        path.parent.chmod(0o700)


def test_a_crash_in_a_place_that_takes_changes_is_recovered_there(filled: Path, folders: StateFolders) -> None:
    for is_read_only in (True, False):
        with_hot_journal(filled)
        with open_journal(filled, folders=folders, is_read_only=is_read_only) as journal:
            assert question_texts(journal) == {"question": "What comes next?"}
            assert not hot_path(filled).exists()
            assert journal.check_through() in Soundness


def test_reading_only_can_be_asked(filled: Path, folders: StateFolders) -> None:
    with open_journal(filled, folders=folders, is_read_only=True) as journal:
        assert journal.read_only_reason is ReadOnlyReason.ASKED


def modes(root: Path) -> dict[str, str]:
    """The permissions that are looser than this person's alone."""
    return {
        str(each.relative_to(root)): oct(stat.S_IMODE(each.stat().st_mode))
        for each in root.rglob("*")
        if stat.S_IMODE(each.stat().st_mode) & 0o077
    }


@pytest.mark.parametrize("umask", [0o022, 0o000])
def test_every_file_and_folder_that_we_make_is_the_person_s_alone(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        root = tmp_path / "made by us" / "deeper"
        folders = StateFolders(root / "state" / "of it", root / "backups" / "of it", MIGRATIONS)
        path = root / "records" / "of it" / "journal.hoofbeat"
        with create_journal(path, folders=folders) as journal:
            fill(journal)
            made = journal.back_up()
            journal.copy_to(root / "records" / "copy.hoofbeat")
            with journal.change():
                assert modes(root) == {}
        protection.add_passphrase(path=path, passphrase=HARD, folders=folders)
        backups.restore_backup(source=made.path, target=path, folders=folders, may_replace=True)
        with_hot_journal(path)
        with open_journal(path, folders=folders):
            assert modes(tmp_path / "made by us") == {}
    finally:
        os.umask(before)


def test_a_folder_that_was_there_keeps_its_permissions(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o755)
    create_journal(shared / "journal.hoofbeat").close()
    assert stat.S_IMODE(shared.stat().st_mode) == 0o755


def mounted_read_only(folder: Path, script: str) -> subprocess.CompletedProcess[str]:
    """Run a program that sees a folder as a read-only medium, in a name space of its own."""
    mount = f'mount --bind "{folder}" "{folder}" && mount -o remount,ro,bind "{folder}" && exec "$0" -c "$1"'
    command = ["unshare", "-rm", "sh", "-c", mount, sys.executable, script]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.needs("unshare")
def test_a_read_only_medium_can_be_read(filled: Path, folders: StateFolders) -> None:
    if mounted_read_only(filled.parent, "").returncode:
        pytest.skip("this system lets nobody make a read-only medium")
    script = f"""
from pathlib import Path
from hoofbeat.store.journal import open_journal
from hoofbeat.store.folders import StateFolders
folders = StateFolders(Path({str(folders.state)!r}), Path({str(folders.backups)!r}), Path())
with open_journal(Path({str(filled)!r}), folders=folders) as journal:
    print(journal.read_only_reason.name, journal.verify().name)
"""
    run = mounted_read_only(filled.parent, script)
    assert run.stdout == "PLACE SEALED\n", run.stderr


def test_a_copied_pair_opens_elsewhere(filled: Path, folders: StateFolders, tmp_path: Path) -> None:
    with_hot_journal(filled)
    other = tmp_path / "stick"
    other.mkdir()
    for each in (filled, hot_path(filled)):
        shutil.copy(each, other)
    with open_journal(other / filled.name, folders=folders) as journal:
        assert question_texts(journal) == {"question": "What comes next?"}
        assert journal.verify() is Soundness.NEW_HERE
