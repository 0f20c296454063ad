"""The words of the document, and its schema, which follows from the field registry."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from hoofbeat.domain.fields import Field, FieldType
from hoofbeat.domain.records import Kind, fields_for

FORMAT: Final = "hoofbeat"
"""The name of the format in the answer of an import."""
MARK: Final = "hoofbeat complete record"
"""The value of `format` that tells such a document from any other JSON."""
VERSION: Final = 1

_DATE: Final = r"^\d{4}(-\d{2}(-\d{2})?)?$"
_TYPES: Final[Mapping[FieldType, Mapping[str, Any]]] = MappingProxyType(
    {
        FieldType.TEXT: {"type": "string"},
        FieldType.LONG_TEXT: {"type": "string"},
        FieldType.PARTIAL_DATE: {"type": "string", "pattern": _DATE},
        FieldType.WALL_TIME: {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2})?)?)?$"},
        FieldType.TIME: {"type": "string", "pattern": r"^\d{2}:\d{2}$"},
        FieldType.DECIMAL: {"type": "string", "description": "A number with its digits as received."},
        FieldType.INTEGER: {"type": "integer"},
        FieldType.FLAG: {"type": "boolean"},
        FieldType.REFERENCE: {"type": "string"},
    }
)


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of the document."""
    kinds = {kind.value: {"type": "array", "items": _record(kind)} for kind in Kind}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Hoofbeat: the complete record of one person",
        "description": (
            "Every record by kind. What is empty is left out. A record refers to another by its id. "
            "The history of changes, drafts and backups are not part of it."
        ),
        "type": "object",
        "required": ["format", "version", "records"],
        "properties": {
            "format": {"const": MARK},
            "version": {"type": "integer", "minimum": 1, "maximum": VERSION},
            "made_by": {"type": "string"},
            "made_at": {"type": "string", "format": "date-time"},
            "records": {"type": "object", "properties": kinds, "additionalProperties": False},
            "contents": {
                "description": (
                    "The contents of attachments in Base64, by their SHA-256 in hexadecimal digits. Each stands on a line of its "
                    "own: a document of more than 25 MB is read line by line."
                ),
                "type": "object",
                "patternProperties": {"^[0-9a-f]{64}$": {"type": "string", "contentEncoding": "base64"}},
                "additionalProperties": False,
            },
            "choices": {
                "description": "Choices about the record by name, such as who is writing, bookmarks and notes on topics.",
                "type": "object",
                "additionalProperties": {"type": "string"},
            },
        },
    }


def _record(kind: Kind) -> dict[str, Any]:
    fields = fields_for(kind)
    return {
        "type": "object",
        "required": ["id", *(name for name, field in fields.items() if field.is_required)],
        "properties": {"id": {"type": "string"}, **{name: _field(field) for name, field in fields.items()}},
        "additionalProperties": False,
    }


def _field(field: Field) -> dict[str, Any]:
    described: dict[str, Any] = {"title": field.label}
    if field.choices is not None:
        return {**described, "enum": [member.value for member in field.choices]}
    if field.refers_to is not None:
        described["description"] = f"The id of one of {field.refers_to}."
    return {**_TYPES[field.holds], **described}
