"""The process that reads a big file: started at once, before anything that takes long is loaded here, and told later what to know."""

from __future__ import annotations

import multiprocessing
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from hoofbeat.exchange import child
from hoofbeat.exchange.recognition import LARGEST, is_json, is_xml

if TYPE_CHECKING:
    from hoofbeat.domain.tables import TableChoices

READ_AT_ONCE: Final = 1_000_000
"""Bytes up to which a file is read without a process of its own."""
_LONGEST_FAREWELL: Final = 5.0


class ReadingProcess:
    """A process that reads one file. It is ended by `end`, whatever came of it, and leaves nothing behind."""

    def __init__(self, path: Path) -> None:
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=child.serve, args=(theirs, str(path)), daemon=True)
        try:
            self._process.start()
        except BaseException:
            self._connection.close()
            raise
        finally:
            theirs.close()

    def begin(self, loinc_codes: frozenset[str], choices: TableChoices) -> None:
        """Have it read: `loinc_codes` are those of the catalogue, `choices` are about tables. One that ended is found out later."""
        try:
            self._connection.send((loinc_codes, choices))
        except OSError:
            return

    def receive(self, patience: float) -> tuple[Any, ...] | None:
        """Return its next message, or None where it says nothing for so many seconds. EOFError where it has ended."""
        if not self._connection.poll(patience):
            return None
        try:
            message: tuple[Any, ...] = self._connection.recv()
        except ConnectionResetError as error:
            raise EOFError from error
        return message

    def end(self) -> None:
        """End the process, at once if it still reads."""
        self._connection.close()
        self._process.join(0)
        if self._process.is_alive():
            self._process.kill()
        self._process.join(_LONGEST_FAREWELL)


def started_for(path: Path) -> ReadingProcess | None:
    """Start the process for a large file of JSON or XML, which holds no tables that somebody may have said something about.

    None for any other file; what is wrong with it is said by the one who reads it.
    """
    try:
        if not path.is_file() or not READ_AT_ONCE < path.stat().st_size <= LARGEST:
            return None
        with path.open("rb") as file:
            start = file.read(64)
        return ReadingProcess(path) if is_json(start) or is_xml(start) else None
    except OSError:
        return None
