"""Scenes of taking the record along: the forms, and a copy for somebody else, before and after."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any


def _asking(settle: Callable[[Any], None], page: Any) -> None:
    page.hand_over()
    settle(page.surroundings.tasks)


def _handed_over(settle: Callable[[Any], None], page: Any) -> None:
    _asking(settle, page)
    page.inner._passphrase.setText("k7mp-3xqd-8wtn-fh4v-z6re")
    page.inner.make(Path(tempfile.mkdtemp()) / "hoofbeat-for-you-2026-03-03.hoofbeat")
    settle(page.surroundings.tasks)


def scenes(settle: Callable[[Any], None]) -> Iterator[tuple[str, Callable[[Any], object] | None]]:
    """Yield each scene's name and what is done before its picture."""
    yield "take-along", None
    yield "take-along-passphrase", partial(_asking, settle)
    yield "take-along-done", partial(_handed_over, settle)
