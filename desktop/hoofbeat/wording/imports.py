"""Sentences about files that are brought in: why one was refused."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from hoofbeat.domain.errors import ImportRefusedError
from hoofbeat.wording.translation import tr

_REFUSALS: Mapping[str, str] = MappingProxyType({})


def refusal_sentence(error: ImportRefusedError) -> str:
    """Say why a file cannot be taken, and that nothing was brought in."""
    reason = tr(_REFUSALS.get(error.code, "Hoofbeat cannot read it.")).format(**error.data)
    return tr("{file}: {reason} Nothing was brought in.").format(file=error.path.name, reason=reason)
