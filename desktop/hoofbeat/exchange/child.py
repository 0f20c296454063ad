"""The process that reads a big file apart from the program: bounded in memory, and gone when nobody waits for it any more.

What it sends over the connection are tuples: ("reached", done, total), ("found", some of the findings as plain values), ("read", all
else that the file holds), ("refused", error class by name, code, data), or ("broken", where a bug showed itself, without a word of the file).
"""

from __future__ import annotations

import contextlib
import dataclasses
import gc
import sys
import traceback
from collections.abc import Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final

from hoofbeat.domain.errors import FileMissingError, FileUnreadableError, ImportRefusedError, PathError
from hoofbeat.domain.imports import Finding, ImportedFile
from hoofbeat.domain.records import made_of, values_of
from hoofbeat.domain.tables import TableChoices
from hoofbeat.exchange.folders import read_source

MEMORY: Final = 512 * 1024 * 1024
"""Bytes of memory that the process may ask for beyond what it has at its start; only Linux keeps to it."""
_STEPS: Final = 50
_AT_ONCE: Final = 2_000
_TOO_MUCH: Final[tuple[object, ...]] = ("refused", "ImportRefusedError", "too much memory", {})


def serve(connection: Connection, path: str, loinc_codes: frozenset[str], choices: TableChoices) -> None:
    """Read one file and send what it holds; the end of the connection is the end of the process."""
    _bound_memory()
    gc.disable()  # what is read holds no rings, and the process ends soon
    with contextlib.suppress(BrokenPipeError, KeyboardInterrupt):
        try:
            answer = _answer(connection, Path(path), loinc_codes, choices)
            if isinstance(answer, ImportedFile):
                # In parts, so that the one who waits makes records of one while the next is written.
                for start in range(0, len(answer.findings), _AT_ONCE):
                    connection.send(("found", _packed(answer.findings[start : start + _AT_ONCE])))
                answer = ("read", dataclasses.replace(answer, findings=()))
            connection.send(answer)
        except MemoryError:
            connection.send(_TOO_MUCH)


def _answer(
    connection: Connection, path: Path, loinc_codes: frozenset[str], choices: TableChoices
) -> ImportedFile | tuple[object, ...]:
    told = -1

    def advance(reached: int, total: int) -> None:
        nonlocal told
        step = reached * _STEPS // max(total, 1)
        if step > told:
            told = step
            connection.send(("reached", reached, total))

    try:
        return read_source(path, loinc_codes=loinc_codes, choices=choices, advance=advance)
    except ImportRefusedError as error:
        return ("refused", "ImportRefusedError", error.code, error.data)
    except PathError as error:
        return ("refused", type(error).__name__, "", {})
    except (BrokenPipeError, MemoryError):
        raise
    except Exception as error:  # noqa: BLE001  # a bug is told to the one who waits, and becomes a crash report there
        steps = traceback.extract_tb(error.__traceback__)
        return ("broken", " ".join([type(error).__name__, *(f"{step.name}:{step.lineno}" for step in steps)]))


def _packed(findings: Sequence[Finding]) -> list[tuple[Any, ...]]:
    return [(type(each.record), values_of(each.record), each.where, each.person, each.remarks) for each in findings]


def unpacked(packed: Sequence[tuple[Any, ...]]) -> list[Finding]:
    """Return the findings that the process told of."""
    return [Finding(made_of(kind, values), where, person, remarks) for kind, values, where, person, remarks in packed]


def error_of(path: Path, name: str, code: str, data: dict[str, str]) -> PathError:
    """Return the named failure that the process told of."""
    for known in (FileMissingError, FileUnreadableError):
        if known.__name__ == name:
            return known(path)
    return ImportRefusedError(path, code, **data)


def _bound_memory() -> None:
    if sys.platform != "linux":
        return
    import resource

    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    limit = pages * resource.getpagesize() + MEMORY
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))
