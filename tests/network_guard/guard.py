"""Refuses internet sockets in this Python process, and finds those that were opened past Python (by Qt, for instance)."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

INTERNET = (socket.AF_INET, socket.AF_INET6)

# What was asked for and refused, kept because the code under test may swallow the error.
refused: list[str] = []


class InternetSocketError(RuntimeError):
    """Something under test asked for an internet socket."""


def _audit(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.__new__":
        family = arguments[1]
        if family in INTERNET:
            _refuse(f"socket of family {family}")
    elif event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
        _refuse(f"{event} of {arguments[0]}")


def _refuse(what: str) -> None:
    refused.append(what)
    raise InternetSocketError(what)


def install() -> None:
    """Watches this process from now on; an audit hook cannot be taken away again."""
    sys.addaudithook(_audit)


def open_internet_sockets() -> list[str]:
    """The internet sockets that this process holds open, whoever opened them; empty where there is no Linux kernel to ask."""
    folder = Path("/proc/self/fd")
    if not folder.is_dir():
        return []
    families = [_family(int(entry.name)) for entry in folder.iterdir() if _is_socket(entry)]
    return [str(family) for family in families if family in INTERNET]


def _is_socket(entry: Path) -> bool:
    try:
        return str(entry.readlink()).startswith("socket:")
    except OSError:  # closed meanwhile, as the listing of the folder itself is
        return False


def _family(descriptor: int) -> int:
    with socket.socket(fileno=os.dup(descriptor)) as copy:
        return copy.family
