"""Putting a file in the place of another survives an end at every step."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import pytest

from hoofbeat.store.folders import clear_unfinished, hot_path, unfinished_path
from hoofbeat.store.swap import finish_swap, swap_in


class ProcessEndedError(BaseException):
    """The process ended here."""


STEPS = ("mkdir", "rename", "replace", "unlink", "rmdir")


def ends_at(monkeypatch: pytest.MonkeyPatch, at: int) -> list[str]:
    """Let the process end before its n-th change of a folder; nothing that it would still tidy happens."""
    steps: list[str] = []
    for name in STEPS:
        real = getattr(os, name)

        def step(*arguments: object, _name: str = name, _real: object = real, **named: object) -> object:
            steps.append(_name)
            if len(steps) >= at:
                raise ProcessEndedError
            return _real(*arguments, **named)  # type: ignore[operator]  # a function of the system

        monkeypatch.setattr(os, name, step)
    return steps


def files(journal: Path) -> tuple[bytes, bytes | None]:
    hot = hot_path(journal)
    return journal.read_bytes(), hot.read_bytes() if hot.exists() else None


def lay_out(journal: Path, old_hot: bytes | None, new_hot: bytes | None) -> Path:
    """Put an old pair in its place and a new one beside it."""
    new = unfinished_path(journal)
    for file, content, hot in ((journal, b"old", old_hot), (new, b"new", new_hot)):
        file.write_bytes(content)
        hot_path(file).unlink(missing_ok=True)
        if hot is not None:
            hot_path(file).write_bytes(hot)
    return new


def swap_until(new: Path, journal: Path, monkeypatch: pytest.MonkeyPatch, at: int) -> bool:
    """Swap, ending before the n-th step; whether there were fewer."""
    with monkeypatch.context() as patched:
        steps = ends_at(patched, at)
        with suppress(ProcessEndedError):
            swap_in(new, journal)
    return len(steps) < at


@pytest.mark.parametrize("old_hot", [None, b"old journal"])
@pytest.mark.parametrize("new_hot", [None, b"new journal"])
def test_an_end_at_any_step_leaves_the_old_pair_or_the_new_one(
    path: Path, monkeypatch: pytest.MonkeyPatch, old_hot: bytes | None, new_hot: bytes | None
) -> None:
    outcomes, at, is_done = [], 0, False
    while not is_done:
        at += 1
        is_done = swap_until(lay_out(path, old_hot, new_hot), path, monkeypatch, at)
        finish_swap(path)
        clear_unfinished(path)
        assert files(path) in ((b"old", old_hot), (b"new", new_hot))
        assert {each.name for each in path.parent.iterdir()} <= {path.name, hot_path(path).name}
        outcomes.append(path.read_bytes())
    assert outcomes == sorted(outcomes, reverse=True), "once past the point of no return it is the new one"
    assert set(outcomes) == {b"old", b"new"}


def test_a_file_may_take_the_place_of_none(path: Path) -> None:
    new = unfinished_path(path)
    new.write_bytes(b"new")
    swap_in(new, path)
    assert files(path) == (b"new", None)
    assert list(path.parent.iterdir()) == [path]
