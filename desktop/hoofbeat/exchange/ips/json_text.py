"""JSON whose numbers keep the digits of a Decimal: 5.0 is written as 5.0."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from hoofbeat.domain.values import digits_of


def json_text(value: Any) -> str:
    """Return a document of objects, lists, texts, whole numbers, decimals, yes and no."""
    return "".join(_written(value, "\n"))


def _written(value: Any, line: str) -> Iterator[str]:
    deeper = f"{line} "
    if isinstance(value, Mapping):
        parts = [(f"{json.dumps(name)}: ", each) for name, each in value.items()]
        yield from _joined("{", parts, "}", line, deeper)
    elif isinstance(value, list):
        yield from _joined("[", [("", each) for each in value], "]", line, deeper)
    elif isinstance(value, Decimal):
        yield digits_of(value)
    else:
        yield json.dumps(value, ensure_ascii=False)


def _joined(opening: str, parts: list[tuple[str, Any]], closing: str, line: str, deeper: str) -> Iterator[str]:
    yield opening
    for place, (name, value) in enumerate(parts):
        yield f"{',' if place else ''}{deeper}{name}"
        yield from _written(value, deeper)
    yield f"{line if parts else ''}{closing}"
