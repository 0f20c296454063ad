"""A process that has imported the store once and forks a child for each act, so that thousands of ends cost seconds.

It speaks JSON lines: an order on standard input, an answer on standard output. It runs with `file_faults` preloaded and has no
connection open when it forks.
"""

from __future__ import annotations

import ctypes
import gc
import json
import os
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hoofbeat.domain.errors import HoofbeatError
from hoofbeat.store import connection
from tests.reliability import use_cases

FAULTS: Any = ctypes.CDLL(None)


def answer(order: dict[str, Any]) -> dict[str, Any]:
    """Carry out one order in a child, or several for a full disk."""
    folder = Path(order["folder"])
    match order["order"]:
        case "seed":
            return in_child(lambda acknowledge: use_cases.seed(folder))
        case "act":
            return in_child(lambda acknowledge: act(folder, order, acknowledge), end_after=order.get("end_after"))
        case "look":
            return in_child(lambda acknowledge: acknowledge(json.dumps(use_cases.look(folder))))
        case "copy":
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(order["of"], folder)
            return {}
        case "fill":
            return {"free": fill(folder, order["leave"])}
        case "free":
            (folder / "ballast").unlink()
            return {}
    raise ValueError(order)


def act(folder: Path, order: dict[str, Any], acknowledge: Callable[[str], None]) -> None:
    """Arm the faults and do what was ordered."""
    fault = order.get("fault") or {}
    for name, value in (order.get("pragmas") or {}).items():
        kept = [each for each in connection._PRAGMAS if not each.startswith(f"{name}=")]
        vars(connection)["_PRAGMAS"] = (*kept, f"{name}={value}")
    watched = folder / order.get("watch", "")
    FAULTS.watch_files(
        ctypes.c_char_p(os.fsencode(watched)),
        ctypes.c_long(fault.get("at", -1)),
        ctypes.c_char(fault.get("mode", "-").encode()),
        ctypes.c_int(fault.get("error", 0)),
        ctypes.c_int(fault.get("persists", 0)),
        ctypes.c_char_p(os.fsencode(order.get("record", ""))),
        ctypes.c_int(3),
    )
    try:
        use_cases.ACTS[order["act"]](folder, acknowledge)
    finally:
        acknowledge(f"changes {FAULTS.changes_seen()}")


def in_child(run: Callable[[Callable[[str], None]], None], *, end_after: float | None = None) -> dict[str, Any]:
    """Fork, run, and return how the child ended and every word that it said."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        os.dup2(writer, 3)
        os._exit(_run(run))
    os.close(writer)
    with os.fdopen(reader, "rb") as words:
        heard = b""
        if end_after is not None:
            # From the first word on, so that a slow machine is ended at work too.
            heard = words.readline()
            time.sleep(end_after)
            os.kill(child, signal.SIGKILL)
        # What the end tore is no word.
        said = [line.decode() for line in (heard + words.read()).split(b"\n")[:-1]]
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return {"status": status, "said": said}


def _run(run: Callable[[Callable[[str], None]], None]) -> int:
    def acknowledge(word: str) -> None:
        # One write: a line in parts could be torn by the end.
        os.write(3, word.encode() + b"\n")

    try:
        run(acknowledge)
    except HoofbeatError as error:
        acknowledge(f"told {type(error).__name__}")
        return 1
    except Exception:  # noqa: BLE001  # a child reports every bug and never returns into its parent's work
        traceback.print_exc()
        return 2
    return 0


def fill(folder: Path, leave: int) -> int:
    """Fill the disk of a folder up to so many bytes."""
    with (folder / "ballast").open("wb", buffering=0) as ballast:
        while (free := _free(folder)) > leave:
            ballast.write(b"x" * min(free - leave, 1 << 16))
    return _free(folder)


def _free(folder: Path) -> int:
    found = os.statvfs(folder)
    return found.f_bavail * found.f_frsize


def warm_up() -> None:
    """Do everything once, so that no child has to learn it anew; every connection is closed again."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        use_cases.seed(folder)
        use_cases.add_records(folder, lambda _word: None)
        use_cases.hand_out(folder, lambda _word: None)
        use_cases.look(folder)
    gc.collect()
    gc.freeze()


if __name__ == "__main__":
    warm_up()
    for line in sys.stdin:
        sys.stdout.write(json.dumps(answer(json.loads(line))) + "\n")
        sys.stdout.flush()
