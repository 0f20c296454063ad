"""How a contradiction between a file and the record is settled."""

from __future__ import annotations

from enum import Enum


class Resolution(Enum):
    """What becomes of a result that contradicts one that is there."""

    KEEP = "keep"
    TAKE = "take"
    BOTH = "both"
