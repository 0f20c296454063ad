"""How a command ends: its exit codes, and what is said beside the answer. Light, for every start passes here."""

from __future__ import annotations

import sys
from typing import Final

DONE: Final = 0
REFUSED: Final = 1
WRONG_USAGE: Final = 2


class WrongUsageError(Exception):
    """The words of the command line make no sense; its text says why."""


def say(text: str) -> None:
    """Tell something beside the answer, on standard error."""
    print(text, file=sys.stderr)
