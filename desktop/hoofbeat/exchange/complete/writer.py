"""Writes every record of a journal, and the contents of its papers, into one document; what is empty is left out."""

from __future__ import annotations

import base64
import dataclasses
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from hoofbeat.domain.fields import Field, FieldType
from hoofbeat.domain.records import Kind, Record, fields_for, kind_of
from hoofbeat.exchange.complete.document import MARK, VERSION


def write_complete(
    records: Mapping[Kind, Iterable[Record]],
    *,
    preferences: Mapping[str, str],
    contents: Iterable[tuple[str, bytes]] = (),
    made_at: datetime,
    made_by: str,
) -> Iterator[bytes]:
    """Yield the document as UTF-8, piece by piece; `contents` are those of the papers by SHA-256, one in memory at a time."""
    document = {
        "format": MARK,
        "version": VERSION,
        "made_by": made_by,
        "made_at": made_at.isoformat(timespec="seconds"),
        "records": {kind.value: [_written(each) for each in records.get(kind, ())] for kind in Kind},
        "choices": dict(sorted(preferences.items())),
    }
    written = json.dumps(document, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass")
    yield written.removesuffix(b"\n}")
    lead = b',\n "contents": {\n'
    for sha256, content in contents:
        # Each on a line of its own, so that a large document can be read line by line.
        yield b'%s  "%s": "%s"' % (lead, sha256.encode(), base64.b64encode(content))
        lead = b",\n"
    yield b"\n}\n" if lead.startswith(b',\n "') else b"\n }\n}\n"


def _written(record: Record) -> dict[str, Any]:
    fields = fields_for(kind_of(type(record)))
    defaults = {each.name: each.default for each in dataclasses.fields(record)}
    written: dict[str, Any] = {"id": record.id}
    for name, field in fields.items():
        value = getattr(record, name)
        if value != defaults[name]:
            written[name] = _primitive(field, value)
    return written


def _primitive(field: Field, value: Any) -> Any:
    stored = field.to_primitive(value)
    return bool(stored) if field.holds is FieldType.FLAG else stored
