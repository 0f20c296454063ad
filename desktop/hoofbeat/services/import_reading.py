"""Reading a file that is brought in: a small one at once, a big one in a process of its own that can be stopped."""

from __future__ import annotations

import multiprocessing
from collections.abc import Generator
from dataclasses import replace
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Final

from hoofbeat.domain.catalogue import Catalogue
from hoofbeat.domain.errors import FileUnreadableError, ImportRefusedError, PathError
from hoofbeat.domain.imports import Finding, ImportedFile
from hoofbeat.domain.progress import Progress
from hoofbeat.domain.tables import NO_CHOICES, TableChoices
from hoofbeat.exchange import child
from hoofbeat.exchange.folders import size_of
from hoofbeat.exchange.formats import BLANK, read_file

READ: Final = "read"
_READ_AT_ONCE: Final = 1_000_000
_TAKEN_APART: Final = (b"PK", b"\xd0\xcf\x11\xe0", b"%PDF-")
Reading = Generator[Progress, None, ImportedFile]
_PATIENCE: Final = 0.1
_LONGEST_FAREWELL: Final = 5.0


def reading(path: Path, *, catalogue: Catalogue, choices: TableChoices = NO_CHOICES) -> Reading:
    """Read a file, a folder or an archive, telling how far it came; closing the generator ends the reading and leaves nothing behind.

    Raises FileMissingError, FileUnreadableError, ImportRefusedError.
    """
    size = size_of(path)
    yield Progress(0, size, READ)
    codes = frozenset(catalogue.loinc_codes)
    if size <= _READ_AT_ONCE and not _is_read_apart(path):
        return read_file(path, loinc_codes=codes, choices=choices)
    return (yield from _read_apart(path, size, codes, choices))


def begun(path: Path, *, catalogue: Catalogue) -> Reading | None:
    """Return the reading of a large file that holds no table, begun already: its own process reads while this one gets ready.

    None for any other file; what is wrong with it is said by `reading`.
    """
    try:
        size = size_of(path)
        if size <= _READ_AT_ONCE or path.is_dir() or not _is_without_tables(path):
            return None
    except (PathError, OSError):
        return None
    steps = _read_apart(path, size, frozenset(catalogue.loinc_codes), NO_CHOICES)
    next(steps)
    return steps


def _is_without_tables(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(64).lstrip(BLANK)[:1] in (b"{", b"[", b"<")


def _is_read_apart(path: Path) -> bool:
    """Tell whether even a small one needs a process of its own: what unfolds, and what other people's libraries take apart."""
    if path.is_dir():
        return True
    try:
        with path.open("rb") as file:
            return file.read(8).startswith(_TAKEN_APART)
    except OSError as error:
        raise FileUnreadableError(path) from error


def _read_apart(path: Path, size: int, codes: frozenset[str], choices: TableChoices) -> Reading:
    context = multiprocessing.get_context("spawn")
    receiving, sending = context.Pipe(duplex=False)
    process = context.Process(target=child.serve, args=(sending, str(path), codes, choices), daemon=True)
    try:
        process.start()
        sending.close()
        yield Progress(0, size, READ)
        return (yield from _listen(path, size, receiving))
    finally:
        receiving.close()
        _end(process)


def _listen(path: Path, size: int, receiving: Connection) -> Reading:
    done, total = 0, size
    findings: list[Finding] = []
    while True:
        if receiving.poll(_PATIENCE):
            try:
                message: tuple[Any, ...] = receiving.recv()
            except EOFError as error:  # the process was ended from outside, for its memory or by somebody
                raise ImportRefusedError(path, "too much memory") from error
            match message:
                case ("found", packed):
                    findings += child.unpacked(packed)
                case ("read", ImportedFile() as imported):
                    return replace(imported, findings=tuple(findings))
                case ("refused", name, code, data):
                    raise child.error_of(path, name, code, data)
                case ("broken", where):
                    raise RuntimeError(where)
                case ("reached", reached, whole):
                    done, total = reached, whole
        yield Progress(done, total, READ)


def _end(process: BaseProcess) -> None:
    if process.pid is None:
        return
    process.join(0)
    if process.is_alive():
        process.kill()
    process.join(_LONGEST_FAREWELL)
