"""What a process that reads a file says of it, and what is understood from that.

The messages are tuples: ("reached", done, total), ("ahead", findings as plain values, while others are still sought), ("found", the
findings after those), ("read", all else that the file holds), ("refused", error class by name, code, data), or ("broken", where a bug showed itself, without a word of the file).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

from hoofbeat.domain.errors import FileMissingError, FileUnreadableError, ImportRefusedError, PathError
from hoofbeat.domain.imports import Finding
from hoofbeat.domain.records import made_of, values_of
from hoofbeat.domain.tables import TableChoices
from hoofbeat.exchange.folders import read_source
from hoofbeat.exchange.formats import Told

TOO_MUCH: Final[tuple[object, ...]] = ("refused", "ImportRefusedError", "too much memory", {})
_STEPS: Final = 50
_AT_ONCE: Final = 2_000
Send = Callable[[tuple[object, ...]], None]


def answer(send: Send, path: Path, loinc_codes: frozenset[str], choices: TableChoices) -> None:
    """Read a file and send what it holds, or why it is not taken."""
    reported = _Reported(send)
    try:
        told = Told(reported.advance, reported.found)
        imported = read_source(path, loinc_codes=loinc_codes, choices=choices, told=told)
    except (BrokenPipeError, ConnectionResetError, MemoryError):
        raise
    except ImportRefusedError as error:
        send(("refused", "ImportRefusedError", error.code, error.data))
    except PathError as error:
        send(("refused", type(error).__name__, "", {}))
    except Exception as error:  # noqa: BLE001  # a bug is told to the one who waits, and becomes a crash report there
        import traceback

        steps = traceback.extract_tb(error.__traceback__)
        send(("broken", " ".join([type(error).__name__, *(f"{step.name}:{step.lineno}" for step in steps)])))
    else:
        # In parts, so that the one who waits makes records of one while the next is written.
        for start in range(reported.count, len(imported.findings), _AT_ONCE):
            send(("found", packed(imported.findings[start : start + _AT_ONCE])))
        send(("read", dataclasses.replace(imported, findings=())))


class _Reported:
    """What was told of a reading while it goes on: how far it came, and `count` findings."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._step = -1
        self.count = 0

    def advance(self, reached: int, total: int) -> None:
        step = reached * _STEPS // max(total, 1)
        if step > self._step:
            self._step = step
            self._send(("reached", reached, total))

    def found(self, findings: Sequence[Finding]) -> None:
        self._send(("ahead", packed(findings)))
        self.count += len(findings)


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
