"""Putting a file in the place of another survives an end at every step."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from hoofbeat.store.folders import hot_path, unfinished_path
from hoofbeat.store.swap import finish_swap, is_swap_unfinished, swap_in


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


@pytest.mark.parametrize("old_hot", [None, b"old journal"])
@pytest.mark.parametrize("new_hot", [None, b"new journal"])
def test_an_end_at_any_step_leaves_the_old_pair_or_the_new_one(
    path: Path, monkeypatch: pytest.MonkeyPatch, old_hot: bytes | None, new_hot: bytes | None
) -> None:
    outcomes = set()
    for at in range(1, 30):
        for each in path.parent.iterdir():
            if each.is_file():
                each.unlink()
        new = unfinished_path(path)
        for file, content, hot in ((path, b"old", old_hot), (new, b"new", new_hot)):
            file.write_bytes(content)
            if hot is not None:
                hot_path(file).write_bytes(hot)
        with monkeypatch.context() as patched:
            steps = ends_at(patched, at)
            try:
                swap_in(new, path)
            except ProcessEndedError:
                pass
        finish_swap(path)
        assert not is_swap_unfinished(path)
        assert files(path) in ((b"old", old_hot), (b"new", new_hot))
        outcomes.add(path.read_bytes())
        for left in path.parent.glob(".*.new"):
            if left.is_dir():
                for each in left.iterdir():
                    each.unlink()
                left.rmdir()
        if len(steps) < at:
            break
    assert outcomes == {b"old", b"new"}
    assert at > 4


def test_a_file_may_take_the_place_of_none(path: Path) -> None:
    new = unfinished_path(path)
    new.write_bytes(b"new")
    swap_in(new, path)
    assert files(path) == (b"new", None)
    assert list(path.parent.iterdir()) == [path]
