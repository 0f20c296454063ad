"""What the window knows of the journal that is open."""

from __future__ import annotations

from dataclasses import dataclass

from hoofbeat.domain.safekeeping import ReadOnlyReason


@dataclass(frozen=True, slots=True)
class JournalFacts:
    """What the window knows of the journal that is open."""

    path: str = ""
    is_read_only: bool = False
    is_encrypted: bool = False
    is_sample: bool = False
    read_only_reason: ReadOnlyReason | None = None
    writing_as: str = ""
