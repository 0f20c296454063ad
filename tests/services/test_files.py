from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hoofbeat.domain.errors import (
    DiskFailedError,
    DiskFullError,
    FileExistsAlreadyError,
    FileHeldError,
    FolderMissingError,
    NameNotUsableError,
    PlaceNotWritableError,
)
from hoofbeat.services.files import prepared_file, write_file


def names_in(folder: Path) -> set[str]:
    return {each.name for each in folder.iterdir()}


def test_a_file_is_written_whole_for_this_person_only_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "visit.pdf"
    write_file(path=path, content=b"new")
    assert path.read_bytes() == b"new"
    assert names_in(tmp_path) == {"visit.pdf"}
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o600


def test_a_file_that_is_there_is_replaced_or_refused(tmp_path: Path) -> None:
    path = tmp_path / "visit.pdf"
    path.write_bytes(b"old")
    with pytest.raises(FileExistsAlreadyError):
        write_file(path=path, content=b"new", may_replace=False)
    assert path.read_bytes() == b"old"
    write_file(path=path, content=b"new")
    assert path.read_bytes() == b"new"


@pytest.mark.parametrize("step", ["write_bytes", "replace"])
@pytest.mark.parametrize(
    ("number", "named"),
    [(errno.ENOSPC, DiskFullError), (errno.EIO, DiskFailedError), (errno.EROFS, PlaceNotWritableError)],
)
def test_a_failure_at_any_step_keeps_the_old_file_and_has_a_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, number: int, named: type[Exception]
) -> None:
    path = tmp_path / "visit.pdf"
    path.write_bytes(b"old")

    def fail(*_arguments: Any) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patched:
        patched.setattr(Path, step, fail)
        with pytest.raises(named):
            write_file(path=path, content=b"new")
    assert path.read_bytes() == b"old"
    assert names_in(tmp_path) == {"visit.pdf"}


def fail_with(number: int) -> Callable[..., None]:
    def fail(*_arguments: Any, **_named: Any) -> None:
        raise OSError(number, os.strerror(number))

    return fail


@pytest.mark.parametrize("number", [errno.EACCES, errno.EBUSY])
def test_a_file_that_another_program_holds_is_called_so_and_stays_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    path = tmp_path / "visit.pdf"
    path.write_bytes(b"old")
    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", fail_with(number))
        with pytest.raises(FileHeldError):
            write_file(path=path, content=b"new")
    assert path.read_bytes() == b"old"
    assert names_in(tmp_path) == {"visit.pdf"}


def test_what_cannot_be_taken_away_does_not_hide_why_it_was_not_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_bytes", fail_with(errno.ENOSPC))
        patched.setattr(Path, "unlink", fail_with(errno.EIO))
        with pytest.raises(DiskFullError):
            write_file(path=tmp_path / "visit.pdf", content=b"new")


@pytest.mark.parametrize("name", ["x" * 300, "visit.pdf/sheet.pdf"])
def test_a_name_that_no_file_can_have_is_refused_in_words_about_saving(tmp_path: Path, name: str) -> None:
    (tmp_path / "visit.pdf").write_bytes(b"old")
    with pytest.raises((NameNotUsableError, FolderMissingError)):
        write_file(path=tmp_path / name, content=b"new")
    assert names_in(tmp_path) == {"visit.pdf"}


def test_a_file_that_is_prepared_and_not_finished_leaves_nothing(tmp_path: Path) -> None:
    with prepared_file(path=tmp_path / "visit.pdf", content=b"new"):
        assert len(names_in(tmp_path)) == 1
        assert not (tmp_path / "visit.pdf").exists()
    assert names_in(tmp_path) == set()


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(FolderMissingError) as raised:
        write_file(path=tmp_path / "gone" / "visit.pdf", content=b"new")
    assert raised.value.path == tmp_path / "gone"


def test_a_folder_in_place_of_the_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "visit.pdf"
    path.mkdir()
    with pytest.raises(NameNotUsableError):
        write_file(path=path, content=b"new")
    assert names_in(tmp_path) == {"visit.pdf"}


@pytest.mark.parametrize("name", ["maria.hoofbeat", "copy.bin"])
def test_a_sheet_never_takes_the_place_of_a_record(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(b"SQLite format 3\0 and what follows")
    with pytest.raises(FileExistsAlreadyError):
        write_file(path=path, content=b"%PDF")
    assert path.read_bytes().startswith(b"SQLite format 3")


def test_a_folder_is_no_place_for_a_file(tmp_path: Path) -> None:
    with pytest.raises(NameNotUsableError):
        write_file(path=tmp_path, content=b"%PDF")
