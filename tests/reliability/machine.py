"""A machine that fails on order: a fork server under the fault library, with a fresh copy of a seeded journal for each run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

PROJECT = Path(__file__).resolve().parents[2]
NUMBERS = PROJECT / "build" / "reliability"
SOURCE = Path(__file__).with_name("file_faults.c")


@dataclass(frozen=True, slots=True)
class Run:
    """How an act ended: 0 done, 1 a failure that a person is told, 2 a bug, below 0 the signal; and what it said was saved."""

    status: int
    acknowledged: tuple[str, ...]
    told: str | None
    changes: int | None


@dataclass(frozen=True, slots=True)
class Found:
    """What is in the journal afterwards; `why` says why it could not be opened or is not sound."""

    seeded: int = 0
    batch: int = 0
    ids: frozenset[str] = frozenset()
    backups: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    noted: int = 0
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong, at which change of a file: k ends the process, t tears a write, e answers with an error."""

    at: int
    mode: str
    error: int = 0
    persists: bool = False


@dataclass
class Machine:
    """The server and the folders it works in."""

    process: subprocess.Popen[str]
    root: Path
    template: Path = field(init=False)

    def __post_init__(self) -> None:
        self.template = self.root / "template"
        self.ask(order="seed", folder=str(self.template))

    def ask(self, **order: Any) -> dict[str, Any]:
        """Give an order and wait for the answer."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        assert line, "the server ended"
        answer: dict[str, Any] = json.loads(line)
        return answer

    def fresh(self, name: str = "run") -> Path:
        """Return a copy of the seeded folder, in place of the one before."""
        folder = self.root / name
        self.ask(order="copy", folder=str(folder), of=str(self.template))
        return folder

    def act(self, folder: Path, act: str, *, fault: Fault | None = None, **more: Any) -> Run:
        """Let a child act in a folder."""
        chosen = {} if fault is None else {each: getattr(fault, each) for each in fault.__slots__}
        answer = self.ask(order="act", folder=str(folder), act=act, fault=chosen, **more)
        said = [word.partition(" ") for word in answer["said"]]
        return Run(
            answer["status"],
            tuple(f"{word} {rest}" for word, _, rest in said if word not in ("told", "changes")),
            next((rest for word, _, rest in said if word == "told"), None),
            next((int(rest) for word, _, rest in said if word == "changes"), None),
        )

    def look(self, folder: Path) -> Found:
        """Open the journal as the program does the next time."""
        answer = self.ask(order="look", folder=str(folder))
        if answer["status"]:
            return Found(why=next((word for word in answer["said"]), "a bug"))
        seen = json.loads(answer["said"][0])
        ids, kept, left = frozenset(seen["ids"]), tuple(seen["backups"]), tuple(seen["left"])
        return Found(seen["seeded"], seen["batch"], ids, kept, left, seen["noted"])

    def close(self) -> None:
        """End the server."""
        self.process.communicate()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()


def build_faults(folder: Path) -> Path:
    """Compile the fault library."""
    library = folder / "file_faults.so"
    command = ["gcc", "-O2", "-Wall", "-Wno-unused-result", "-shared", "-fPIC", "-o", str(library), str(SOURCE), "-ldl"]
    subprocess.run(command, check=True)
    return library


@contextmanager
def started(library: Path, root: Path, *, before: Sequence[str] = ()) -> Iterator[Machine]:
    """Give a machine; `before` is a command that prepares its surroundings and then runs what follows."""
    environment = {**os.environ, "LD_PRELOAD": str(library)}
    command = [*before, sys.executable, "-m", "tests.reliability.fork_server"]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment, cwd=PROJECT
    )
    with Machine(process, root) as machine:
        yield machine


@contextmanager
def fast_folder() -> Iterator[Path]:
    """Give a folder in memory where there is one: what is simulated does not depend on the disk."""
    memory = Path("/dev/shm")  # noqa: S108  # a private folder is made in it
    place = memory if os.access(memory, os.W_OK) else None
    with tempfile.TemporaryDirectory(dir=place) as folder:
        yield Path(folder)
