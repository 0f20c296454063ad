"""What a process that reads a file says of it, and what is understood from that.

The messages are tuples: ("reached", done, total), ("found", some of the findings as plain values), ("read", all else that the file
holds), ("refused", error class by name, code, data), or ("broken", where a bug showed itself, without a word of the file).
"""

from __future__ import annotations

import dataclasses
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

from hoofbeat.domain.errors import FileMissingError, FileUnreadableError, ImportRefusedError, PathError
from hoofbeat.domain.imports import Finding, ImportedFile
from hoofbeat.domain.records import made_of, values_of
from hoofbeat.domain.tables import TableChoices
from hoofbeat.exchange.folders import read_source

TOO_MUCH: Final[tuple[object, ...]] = ("refused", "ImportRefusedError", "too much memory", {})
_STEPS: Final = 50
_AT_ONCE: Final = 2_000
Send = Callable[[tuple[object, ...]], None]


def answer(send: Send, path: Path, loinc_codes: frozenset[str], choices: TableChoices) -> None:
    """Read a file and send what it holds, or why it is not taken."""
    told = -1

    def advance(reached: int, total: int) -> None:
        nonlocal told
        step = reached * _STEPS // max(total, 1)
        if step > told:
            told = step
            send(("reached", reached, total))

    try:
        imported = read_source(path, loinc_codes=loinc_codes, choices=choices, advance=advance)
    except (BrokenPipeError, ConnectionResetError, MemoryError):
        raise
    except ImportRefusedError as error:
        send(("refused", "ImportRefusedError", error.code, error.data))
    except PathError as error:
        send(("refused", type(error).__name__, "", {}))
    except Exception as error:  # noqa: BLE001  # a bug is told to the one who waits, and becomes a crash report there
        steps = traceback.extract_tb(error.__traceback__)
        send(("broken", " ".join([type(error).__name__, *(f"{step.name}:{step.lineno}" for step in steps)])))
    else:
        _send_parts(send, imported)


def _send_parts(send: Send, imported: ImportedFile) -> None:
    """Send the findings in parts, so that the one who waits makes records of one while the next is written."""
    for start in range(0, len(imported.findings), _AT_ONCE):
        send(("found", packed(imported.findings[start : start + _AT_ONCE])))
    send(("read", dataclasses.replace(imported, findings=())))


def packed(findings: Sequence[Finding]) -> list[tuple[Any, ...]]:
    """Return findings as plain values, which travel in a quarter of the time."""
    return [(type(each.record), values_of(each.record), each.where, each.person, each.remarks) for each in findings]


def unpacked(sent: Sequence[tuple[Any, ...]]) -> list[Finding]:
    """Return the findings that the process told of."""
    return [Finding(made_of(kind, values), where, person, remarks) for kind, values, where, person, remarks in sent]


def error_of(path: Path, name: str, code: str, data: dict[str, str]) -> PathError:
    """Return the named failure that the process told of."""
    for known in (FileMissingError, FileUnreadableError):
        if known.__name__ == name:
            return known(path)
    return ImportRefusedError(path, code, **data)
