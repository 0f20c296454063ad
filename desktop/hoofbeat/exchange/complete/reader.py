"""Reads such a document back: every record as it was, under its own id."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, Final

from hoofbeat.domain.fields import Field, FieldType
from hoofbeat.domain.imports import Finding, ImportedFile, NotTaken, Reason, SeenPerson
from hoofbeat.domain.records import RECORD_TYPES, Kind, Person, fields_for
from hoofbeat.exchange.complete.document import FORMAT, VERSION
from hoofbeat.exchange.fhir.json_stream import decode
from hoofbeat.exchange.recognition import MARK
from hoofbeat.exchange.refusal import RefusedError

_LONGEST_NAME: Final = 200

Advance = Callable[[int, int], None]


def read_complete(content: bytes, *, name: str, advance: Advance | None = None) -> ImportedFile:
    """Return what a document holds; RefusedError where it is none, or of a later version."""
    document = _document(content)
    records = _lists(document.get("records"))
    findings: list[Finding] = []
    not_taken = [
        NotTaken(key, Reason("kind not kept", {"kind": key})) for key in records if key not in set(map(str, Kind))
    ]
    total, done = sum(map(len, records.values())), 0
    for kind in Kind:
        for place, sent in enumerate(records.get(kind.value, ())):
            _take(kind, sent, f"{kind.value}[{place}]", findings, not_taken)
            done += 1
            if advance is not None:
                advance(done, total)
    people = tuple(
        SeenPerson(each.record.name, each.record.born_on) for each in findings if isinstance(each.record, Person)
    )
    preferences = {key: value for key, value in _texts(document.get("choices")).items() if len(key) <= _LONGEST_NAME}
    return ImportedFile(
        name, FORMAT, people, tuple(findings), tuple(not_taken), is_complete=True, preferences=preferences
    )


def _document(content: bytes) -> Mapping[str, Any]:
    try:
        document = json.loads(decode(content), parse_float=str, parse_constant=_no_number)
    except (json.JSONDecodeError, RecursionError, ValueError) as error:
        raise RefusedError(Reason("complete record not read")) from error
    if not isinstance(document, dict) or document.get("format") != MARK:
        raise RefusedError(Reason("complete record not read"))
    version = document.get("version")
    if not isinstance(version, int) or version > VERSION:
        raise RefusedError(Reason("complete record newer"))
    return document


def _no_number(name: str) -> Any:
    raise ValueError(name)


def _lists(sent: Any) -> Mapping[str, list[Any]]:
    return {key: value for key, value in sent.items() if isinstance(value, list)} if isinstance(sent, dict) else {}


def _texts(sent: Any) -> Mapping[str, str]:
    return {key: value for key, value in sent.items() if isinstance(value, str)} if isinstance(sent, dict) else {}


def _take(kind: Kind, sent: Any, where: str, findings: list[Finding], not_taken: list[NotTaken]) -> None:
    """Keep one record, or say which of its fields cannot be kept."""
    record_id = sent.get("id") if isinstance(sent, dict) else None
    if not isinstance(record_id, str) or not 0 < len(record_id) <= _LONGEST_NAME:
        not_taken.append(NotTaken(where, Reason("not valid", {"field": "id"})))
        return
    fields = fields_for(kind)
    values: dict[str, Any] = {}
    for name in [name for name in sent if name != "id"]:
        try:
            values[name] = _value(fields[name], sent[name])
        except (KeyError, ValueError):
            not_taken.append(NotTaken(where, Reason("not valid", {"field": str(name)})))
            return
    missing = [name for name, field in fields.items() if field.is_required and values.get(name) is None]
    if missing:
        not_taken.append(NotTaken(where, Reason("not valid", {"field": missing[0]})))
        return
    findings.append(Finding(RECORD_TYPES[kind](id=record_id, **values), where))


def _value(field: Field, sent: Any) -> Any:
    """Return the value of a field; ValueError where the document has something else in its place."""
    if sent is None:
        return field.parse("")
    expected = {FieldType.FLAG: bool, FieldType.INTEGER: int}.get(field.holds, str)
    if not isinstance(sent, expected) or (expected is int and isinstance(sent, bool)):
        raise ValueError("another type of value")
    if isinstance(sent, str):
        sent.encode()  # half a letter cannot be kept: UnicodeEncodeError is a ValueError
    return field.parse(sent) if isinstance(sent, str) and not field.is_stored_as_is else sent
