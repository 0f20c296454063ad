"""Writes every record of a journal into one document; what is empty is left out."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from hoofbeat.domain.fields import Field, FieldType
from hoofbeat.domain.records import Kind, Record, fields_for, kind_of
from hoofbeat.exchange.complete.document import VERSION
from hoofbeat.exchange.recognition import MARK


def write_complete(
    records: Mapping[Kind, Iterable[Record]], *, preferences: Mapping[str, str], made_at: datetime, made_by: str
) -> bytes:
    """Return the document as UTF-8."""
    document = {
        "format": MARK,
        "version": VERSION,
        "made_by": made_by,
        "made_at": made_at.isoformat(timespec="seconds"),
        "records": {kind.value: [_written(each) for each in records.get(kind, ())] for kind in Kind},
        "choices": dict(sorted(preferences.items())),
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "surrogatepass")


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
