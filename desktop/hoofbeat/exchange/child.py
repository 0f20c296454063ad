"""The process that reads a big file apart from the program: bounded in memory, and gone when nobody waits for it any more.

It gets ready while the program gets ready too, so nothing that takes long to load stands at the top here. It is sent what the
reading needs to know, once, and answers with the messages of `exchange.messages`.
"""

from __future__ import annotations

import contextlib
import gc
import sys
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

MEMORY: Final = 448 * 1024 * 1024
"""Bytes of memory that the process may ask for beyond what it has at its start, to stay within 512 MB; only Linux keeps to it."""


def serve(connection: Connection, path: str) -> None:
    """Read one file and send what it holds; the end of the connection is the end of the process."""
    gc.disable()  # what is read holds no rings, and the process ends soon
    with contextlib.suppress(BrokenPipeError, ConnectionResetError, EOFError, KeyboardInterrupt):
        from hoofbeat.exchange.formats import load_reader
        from hoofbeat.exchange.messages import TOO_MUCH, answer

        try:
            load_reader(Path(path))
            _bound_memory()
            loinc_codes, choices = connection.recv()
            answer(connection.send, Path(path), loinc_codes, choices)
        except MemoryError:
            connection.send(TOO_MUCH)


def _bound_memory() -> None:
    if sys.platform != "linux":
        return
    import resource

    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    limit = pages * resource.getpagesize() + MEMORY
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))
