"""Reader of the front matter of a topic: a few `key: value` lines between two lines of dashes, and nothing more of YAML."""

import re
from pathlib import Path

from hoofbeat.reference.content import TopicHead
from hoofbeat.reference.errors import ReferenceContentError

GROUPS = (
    "about",
    "kinds",
    "signs",
    "tests",
    "outlook",
    "treatments",
    "treating",
    "living",
    "trials",
    "contacts",
    "sources",
)
"""The groups of topics, in the order of the contents."""

_FENCE = "---"
_REQUIRED = frozenset({"id", "title", "group", "order"})
_KNOWN = _REQUIRED | {"also", "related"}
_LIST_ENTRY = re.compile(r'\s*(?:"([^"]*)"|([^",\[\]]+))\s*(?:,|$)')
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
_TOPIC_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def read_front_matter(text: str, file: Path) -> tuple[TopicHead, str, int]:
    """Split a topic's text into its head, its Markdown body, and the number of the body's first line."""
    if (control := _CONTROL.search(text)) is not None:
        raise ReferenceContentError(file, "a control character", text.count("\n", 0, control.start()) + 1)
    lines = text.split("\n")
    if lines[0].rstrip() != _FENCE:
        raise ReferenceContentError(file, "the first line is not ---", 1)
    try:
        end = next(number for number, line in enumerate(lines[1:], start=1) if line.rstrip() == _FENCE)
    except StopIteration:
        raise ReferenceContentError(file, "the front matter has no closing ---") from None
    values: dict[str, str] = {}
    for number, line in enumerate(lines[1:end], start=2):
        key, colon, value = line.partition(":")
        if not colon or key not in _KNOWN or key in values:
            raise ReferenceContentError(file, f"not a known key, or given twice: {line!r}", number)
        values[key] = value.strip()
    return _head(values, file), "\n".join(lines[end + 1 :]), end + 2


def _head(values: dict[str, str], file: Path) -> TopicHead:
    missing = sorted(_REQUIRED - values.keys())
    if missing:
        raise ReferenceContentError(file, f"front matter lacks {', '.join(missing)}")
    if values["id"] != file.stem or not _TOPIC_ID.fullmatch(values["id"]):
        raise ReferenceContentError(file, f"the id {values['id']!r} is not the name of the file")
    if values["group"] not in GROUPS:
        raise ReferenceContentError(file, f"unknown group {values['group']!r}")
    if not values["order"].isdecimal():
        raise ReferenceContentError(file, f"order is not a whole number: {values['order']!r}")
    return TopicHead(
        id=values["id"],
        title=_text(values["title"], file),
        group=values["group"],
        order=int(values["order"]),
        also=_list(values.get("also", "[]"), file),
        related=_list(values.get("related", "[]"), file),
    )


def _text(value: str, file: Path) -> str:
    inner = value[1:-1] if len(value) > 1 and value[0] == value[-1] == '"' else value
    if not inner or '"' in inner:
        raise ReferenceContentError(file, f"not a plain or quoted text: {value!r}")
    return inner


def _list(value: str, file: Path) -> tuple[str, ...]:
    if not (value.startswith("[") and value.endswith("]")):
        raise ReferenceContentError(file, f"not a list in square brackets: {value!r}")
    inner, at, entries = value[1:-1].strip(), 0, []
    while at < len(inner):
        match = _LIST_ENTRY.match(inner, at)
        if match is None:
            raise ReferenceContentError(file, f"not a list of words: {value!r}")
        entries.append((match[1] or match[2] or "").strip())
        at = match.end()
    if not all(entries) or len(set(entries)) != len(entries):
        raise ReferenceContentError(file, f"an empty entry, or the same twice: {value!r}")
    return tuple(entries)
