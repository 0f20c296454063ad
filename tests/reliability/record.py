"""What a process did to its files, as the fault library recorded it, and what of it would be on the disk after a power cut.

The disk of the model keeps a write for certain only once its file was synced, and a name once its folder was. Of the rest it keeps
what it likes, and may tear a write between two sectors. A name leads to a file, not to a text: a file that was removed and made
again is another one.
"""

from __future__ import annotations

import random
import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

SECTOR = 512


class What(Enum):
    """What was done."""

    WRITE = "W"
    TRUNCATE = "T"
    SYNC = "S"
    REMOVE = "U"
    RENAME = "R"
    MAKE_FOLDER = "M"
    REMOVE_FOLDER = "D"
    ACKNOWLEDGED = "A"


@dataclass(frozen=True, slots=True)
class Done:
    """One thing done: to which path, where in the file or how long it became, and with which bytes."""

    what: What
    path: Path
    offset: int
    data: bytes


def read_record(path: Path) -> list[Done]:
    """Read what the library recorded."""
    return list(_read(path.read_bytes()))


def _read(recorded: bytes) -> Iterator[Done]:
    place = 0
    while place < len(recorded):
        what, length, offset, size = struct.unpack_from("<ciqq", recorded, place)
        place += 21
        name = recorded[place : place + length].decode()
        place += length
        yield Done(What(what.decode()), Path(name), offset, recorded[place : place + size])
        place += size


@dataclass
class File:
    """A file with the bytes that are on the disk for certain, and the writes that are not yet."""

    kept: bytearray = field(default_factory=bytearray)
    pending: list[Done] = field(default_factory=list)

    def sync(self) -> None:
        """Make every write certain."""
        for each in self.pending:
            _apply(self.kept, each, each.data)
        self.pending.clear()

    def after_cut(self, chance: random.Random | None) -> bytes:
        """Return what may be found after a cut: without `chance` no write that was not synced."""
        found = bytearray(self.kept)
        for each in self.pending if chance else ():
            assert chance
            drawn = chance.random()
            if drawn < 0.5:
                _apply(found, each, each.data)
            elif drawn < 0.6 and each.what is What.WRITE and len(each.data) > SECTOR:
                _apply(found, each, each.data[: SECTOR * chance.randrange(1, len(each.data) // SECTOR)])
        return bytes(found)


def _apply(content: bytearray, done: Done, data: bytes) -> None:
    end = done.offset if done.what is What.TRUNCATE else done.offset + len(data)
    if len(content) < end:
        content.extend(bytes(end - len(content)))
    if done.what is What.TRUNCATE:
        del content[done.offset :]
    else:
        content[done.offset : end] = data


class Disk:
    """The files of one folder: the names as the process sees them, and as they are on the disk for certain."""

    def __init__(self, folder: Path, files: Mapping[str, bytes]) -> None:
        self._folder = folder
        self._seen = {name: File(bytearray(content)) for name, content in files.items()}
        self._kept = dict(self._seen)
        self.acknowledged: list[str] = []

    def do(self, done: Done) -> None:
        """Let the process do one thing."""
        name = done.path.name
        if done.what is What.ACKNOWLEDGED:
            self.acknowledged += done.data.decode().splitlines()
        elif done.what is What.SYNC and done.path == self._folder:
            self._kept = dict(self._seen)
        elif done.path.parent != self._folder:
            return
        elif done.what in (What.WRITE, What.TRUNCATE):
            self._seen.setdefault(name, File()).pending.append(done)
        elif done.what is What.SYNC and name in self._seen:
            self._seen[name].sync()
        elif done.what is What.REMOVE:
            self._seen.pop(name, None)
        elif done.what is What.RENAME:
            self._seen[Path(done.data.decode()).name] = self._seen.pop(name)

    def after_cut(self, chance: random.Random | None) -> dict[str, bytes]:
        """Return the files that may be found after a cut, by name; without `chance` only what is certain."""
        found = {}
        for name in sorted(self._seen.keys() | self._kept.keys()):
            names = self._kept if chance is None or chance.random() < 0.5 else self._seen
            if name in names:
                found[name] = names[name].after_cut(chance)
        return found


def cuts(
    folder: Path, files: Mapping[str, bytes], done: Sequence[Done], count: int
) -> Iterator[tuple[dict[str, bytes], list[str]]]:
    """Yield what may be found after so many power cuts, spread over all that was done, with what was acknowledged by then."""
    chance = random.Random(3)  # noqa: S311  # no secret
    disk = Disk(folder, files)
    for number, each in enumerate(done):
        disk.do(each)
        for trial in range(count * number // len(done), count * (number + 1) // len(done)):
            yield disk.after_cut(chance if trial % 8 else None), list(disk.acknowledged)
