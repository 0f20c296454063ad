"""The complete record as a document: written and read back it is the same, and what is broken in it is said."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoofbeat.domain.records import Kind, Record, kind_of
from hoofbeat.exchange.complete.document import MARK, schema
from hoofbeat.exchange.complete.reader import read_complete
from hoofbeat.exchange.complete.writer import write_complete
from hoofbeat.exchange.recognition import is_complete_record
from hoofbeat.exchange.refusal import RefusedError
from hoofbeat.paths import resource
from tests.domain.test_stored_values import records
from tests.store.filled import every_kind

MOMENT = datetime(2026, 3, 14, 9, 0, tzinfo=UTC)


def written(*kept: Record, **preferences: str) -> bytes:
    by_kind: dict[Kind, list[Record]] = {}
    for record in kept:
        by_kind.setdefault(kind_of(type(record)), []).append(record)
    return b"".join(write_complete(by_kind, preferences=preferences, made_at=MOMENT, made_by="Hoofbeat"))


def can_be_told(record: Record) -> bool:
    """Tell whether every number of a record is one that a journal may hold."""
    from hoofbeat.domain.checks import problems_of

    return not any(problem.code == "not a number" for problem in problems_of(record))


@given(st.sampled_from(list(Kind)).flatmap(records).filter(can_be_told))
def test_every_record_reads_back_as_it_was(record: Record) -> None:
    found = read_complete(written(record), name="all.json")
    assert [each.record for each in found.findings] == [record]
    assert found.not_taken == ()


def test_every_kind_and_every_hostile_text_comes_back_in_order() -> None:
    kept = every_kind()
    document = written(*kept, writing_as="Ana")
    assert is_complete_record(document[:1024])
    found = read_complete(document, name="all.json")
    assert [each.record for each in found.findings] == kept
    assert found.preferences == {"writing_as": "Ana"}
    assert [person.name for person in found.people] == ["Maria Gómez"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"starts_at": "2026-02-30 10:00"}, "starts_at"),
        ({"starts_at": None}, "starts_at"),
        ({"minutes": "many"}, "minutes"),
        ({"minutes": True}, "minutes"),
        ({"is_sensitive": "yes"}, "is_sensitive"),
        ({"kind": "party"}, "kind"),
        ({"colour": "red"}, "colour"),
        ({"note": "half \ud800 a letter"}, "note"),
        ({"id": ""}, "id"),
        ({"id": 7}, "id"),
    ],
)
def test_a_record_with_a_field_that_cannot_be_kept_is_left_out_and_said(change: dict[str, Any], field: str) -> None:
    sent = {"id": "visit", "starts_at": "2026-03-14 10:30", **change}
    other = {"id": "other", "starts_at": "2026-03-15"}
    document = {"format": MARK, "version": 1, "records": {"appointments": [sent, other]}}
    found = read_complete(json.dumps(document).encode(), name="all.json")
    assert [each.record.id for each in found.findings] == ["other"]
    (left,) = found.not_taken
    assert (left.where, left.why.data) == ("appointments[0]", {"field": field})


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ({"format": MARK, "version": 2, "records": {}}, "complete record newer"),
        ({"format": MARK, "records": {}}, "complete record newer"),
        ({"format": "something else", "version": 1}, "complete record not read"),
        ([MARK], "complete record not read"),
    ],
)
def test_what_is_no_such_document_is_refused(content: Any, code: str) -> None:
    with pytest.raises(RefusedError) as refused:
        read_complete(json.dumps(content).encode(), name="all.json")
    assert refused.value.reason.code == code


@pytest.mark.parametrize("content", [b'{"format": "hoofbeat complete record"', b"[" * 100_000, b'{"a": NaN}'])
def test_broken_or_bottomless_json_is_refused(content: bytes) -> None:
    with pytest.raises(RefusedError):
        read_complete(content, name="all.json")


def outcome(content: bytes) -> object:
    """What was found, or the reason of the refusal."""
    try:
        return read_complete(content, name="all.json").findings
    except RefusedError as refused:
        return refused.reason.code


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_nothing_but_a_refusal_comes_of_noise(content: bytes) -> None:
    reasons = ("complete record not read", "complete record newer", "not text")
    assert outcome(b'{"format": "hoofbeat complete record", ' + content) in (*reasons, ())


def test_the_schema_that_ships_is_that_of_the_program() -> None:
    shipped = json.loads(resource("formats", "complete-record.schema.json").read_bytes())
    assert shipped == schema(), "run python -m tests.exchange.complete.ship_schema"
