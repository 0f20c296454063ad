"""The one failure of a reader: a file, or a part of one, that cannot be taken, and why."""

from __future__ import annotations

from hoofbeat.domain.imports import Reason


class RefusedError(Exception):
    """What was read cannot be taken; `reason` says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.code)
        self.reason = reason
