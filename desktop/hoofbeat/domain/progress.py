"""How far a long task has come."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """So many of so many steps are done; `what` names the stage ("read", "compare", "save"), not a sentence.

    A `total` of 0 means that the end cannot be foreseen.
    """

    done: int
    total: int
    what: str = ""
