"""The offline list of names, asked for on the reader thread and offered while a name is typed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from hoofbeat.ui.surroundings import Surroundings

if TYPE_CHECKING:
    from hoofbeat.services.installation import Installation
    from hoofbeat.services.journals import Journal


def offer_names(surroundings: Surroundings, offer: Callable[[list[str]], object]) -> None:
    """Hand the names to an editor once they are read."""
    surroundings.tasks.read(partial(_names, surroundings.installation), then=offer)


def _names(installation: Callable[[], Installation], _journal: Journal) -> list[str]:
    return list(installation().medicines.names)
