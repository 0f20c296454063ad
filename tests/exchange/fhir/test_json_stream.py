"""JSON is read digit by digit, and whatever cannot be trusted is refused by name."""

from __future__ import annotations

import contextlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoofbeat.exchange.fhir.json_stream import Member, decode, members
from hoofbeat.exchange.refusal import RefusedError

NUMBER = st.from_regex(r"-?(0|[1-9][0-9]{0,15})(\.[0-9]{1,15})?([eE][+-]?[0-9]{1,2})?", fullmatch=True)
JSON = st.recursive(
    st.none() | st.booleans() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=4),
    max_leaves=12,
)


def read(text: str) -> list[Member]:
    return list(members(text, "entry"))


def refusal(content: bytes | str) -> str:
    with pytest.raises(RefusedError) as caught:
        read(decode(content.encode() if isinstance(content, str) else content))
    return caught.value.reason.code


@given(NUMBER)
def test_digits_stay_as_they_were_sent(digits: str) -> None:
    (member,) = read(f'{{"value": {digits}}}')
    assert member.value == digits


@given(st.dictionaries(st.text(max_size=4), JSON, max_size=4), st.sampled_from([None, 1, "\t"]))
def test_an_object_is_read_as_the_standard_library_reads_it(content: dict[str, Any], indent: Any) -> None:
    read_back: dict[str, Any] = {}
    for member in read(json.dumps(content, indent=indent)):
        if member.place is None:
            read_back[member.name] = member.value
        else:
            read_back.setdefault(member.name, []).append(member.value)
    if content.get("entry") == []:
        read_back["entry"] = []
    assert read_back == content


@given(st.lists(JSON, max_size=5))
def test_a_list_is_read_as_the_standard_library_reads_it(content: list[Any]) -> None:
    assert [(member.place, member.value) for member in read(json.dumps(content))] == list(enumerate(content))


@given(st.binary(max_size=60) | st.text(max_size=60).map(lambda text: ('{"entry":[' + text).encode("utf-8", "replace")))
def test_whatever_the_bytes_it_is_read_or_refused_by_name(content: bytes) -> None:
    with contextlib.suppress(RefusedError):
        read(decode(content))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_every_encoding_of_unicode_is_understood(encoding: str) -> None:
    assert read(decode('{"unit": "µg/L"}'.encode(encoding)))[0].value == "µg/L"


@pytest.mark.parametrize("text", ['{"a": NaN}', '{"a": Infinity}', '[{"a": -Infinity}]', '{"entry": [NaN]}'])
def test_what_is_no_number_is_refused(text: str) -> None:
    assert refusal(text) == "not a number"


@pytest.mark.parametrize("digits", ["1e400", "-1e400", "9" * 100, "0." + "1" * 5000, "9" * 5000])
def test_a_number_beyond_all_measure_is_refused(digits: str) -> None:
    assert refusal(f'{{"value": {digits}}}') == "number too large"


@pytest.mark.parametrize("opening", ["[", '{"a":', '{"entry":[', '{"entry":[{"resource":'])
def test_a_million_levels_are_refused(opening: str) -> None:
    assert refusal(opening + "[" * 1_000_000) == "too deep"


def test_a_text_that_ends_too_early_is_told_from_a_broken_one() -> None:
    whole = '{"resourceType": "Bundle", "entry": [{"resource": {"id": "a"}}, {"resource": {"id": "b"}}]}'
    assert {refusal(whole[:end]) for end in range(1, len(whole))} == {"cut off"}
    assert refusal(whole.replace(":", ";", 1)) == "not json"
    assert refusal(whole + "x") == "not json"


@pytest.mark.parametrize("text", ['{"a": 1,}', "[1,]", "{1: 2}", "{'a': 1}", '{"a" 1}', "[1 2]", "hello", '{"a": 01}'])
def test_what_is_not_json_is_refused_with_its_place(text: str) -> None:
    with pytest.raises(RefusedError) as caught:
        read(text)
    assert caught.value.reason.code == "not json"
    assert set(caught.value.reason.data) == {"line", "column"}


@pytest.mark.parametrize("content", [b"", b"  \n", b"\0\0\0\0"])
def test_nothing_at_all_is_refused(content: bytes) -> None:
    assert refusal(content) == "empty"


def test_bytes_that_are_no_text_are_refused() -> None:
    assert refusal(b'{"name": "\xff\xfe\xfd"}') == "not text"


def test_an_object_that_names_a_member_twice_is_marked_and_no_other() -> None:
    text = '{"entry": [{"a": {"value": 5, "value": 6}}, {"a": {"value": 5}}]}'
    assert [member.is_contradictory for member in read(text)] == [True, False]
