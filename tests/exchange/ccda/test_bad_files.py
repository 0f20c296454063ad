"""XML that is broken, hostile or something else is refused in one plain sentence; what is only oddly encoded is read."""

from __future__ import annotations

import time

import pytest

from hoofbeat.domain.records import Result
from hoofbeat.exchange.ccda.xml_tree import DEEPEST
from hoofbeat.exchange.refusal import RefusedError
from tests.exchange.ccda.documents import HEAD, MARIA, document, observation, organizer, read, section
from tests.exchange.fhir.bundles import only

WHOLE = document(section(organizer(observation())))
LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))


def refusal(content: str | bytes) -> str:
    with pytest.raises(RefusedError) as caught:
        read(content)
    return caught.value.reason.code


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (WHOLE[:-40], "cut off"),
        (WHOLE[: len(WHOLE) // 2], "cut off"),
        ("<ClinicalDocument", "cut off"),
        (WHOLE.replace("</title>", ""), "not xml"),
        ("<!DOCTYPE html><html><body>Please sign in</body></html>", "web page"),
        (HEAD + "<!-- page -->\n<HTML><body>Please sign in", "web page"),
        ("<note>hello</note>", "not ccda"),
        ('<Bundle xmlns="http://hl7.org/fhir"><type value="document"/></Bundle>', "fhir as xml"),
        (f"<!DOCTYPE lol [<!ENTITY a0 'ha'>{LAUGHS}]><ClinicalDocument>&a9;</ClinicalDocument>", "has entities"),
        (
            "<!DOCTYPE x [<!ENTITY f SYSTEM 'file:///etc/passwd'>]><ClinicalDocument>&f;</ClinicalDocument>",
            "has entities",
        ),
        ("<!DOCTYPE x SYSTEM 'http://example.org/x.dtd'><ClinicalDocument/>", "has entities"),
        ("<a>" * 100_000, "too deep"),
        ("<a>" * (DEEPEST + 1) + "</a>" * (DEEPEST + 1), "too deep"),
        (
            "<ClinicalDocument><component><nonXMLBody><text>JVBERi0=</text></nonXMLBody></component></ClinicalDocument>",
            "only a picture",
        ),
        ("<a " + " ".join(f'a{n}="1"' for n in range(20_000)) + "/>", "too many parts"),
        ("<ClinicalDocument/>", "no sections"),
        (b"<\xff\xfe\x00\x01binary", "not xml"),
        (b"\xff\xfe<\x00\xd8", "not text"),
    ],
)
def test_a_bad_file_is_refused_by_name_at_once(content: str | bytes, code: str) -> None:
    start = time.process_time()
    assert refusal(content) == code
    assert time.process_time() - start < 10


def test_a_file_of_too_many_parts_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hoofbeat.exchange.ccda.xml_tree.MOST_ELEMENTS", 1000)
    assert refusal("<a>" + "<b/>" * 1000 + "</a>") == "too many parts"


def test_a_file_of_too_many_records_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hoofbeat.exchange.gathering.MOST_FINDINGS", 10)
    assert refusal(document(section(organizer(*[observation()] * 10)))) == "too many parts"


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + WHOLE.encode(),
        b"\r\n  " + WHOLE.encode(),
        WHOLE.replace("UTF-8", "UTF-16").encode("utf-16"),
        WHOLE.replace("UTF-8", "UTF-16").encode("utf-16-le"),
        WHOLE.replace("UTF-8", "utf-16").encode(),
        WHOLE.replace("UTF-8", "ISO-8859-1").encode("latin-1"),
        WHOLE.replace("urn:hl7-org:v3", "urn:other").encode(),
        WHOLE.replace(' xmlns="urn:hl7-org:v3"', "").encode(),
        WHOLE.replace(HEAD, f"{HEAD}<envelope>").encode() + b"</envelope>",
        WHOLE.encode() + b"\0\0\n",
    ],
)
def test_a_document_is_read_in_every_encoding_and_envelope(content: bytes) -> None:
    assert only(read(content), Result).value_text == "93"


def test_letters_of_a_windows_program_that_calls_itself_utf_8_are_read() -> None:
    person = MARIA.replace("Gomez", "Gómez")
    content = document(section(organizer(observation())), person=person).encode("cp1252")
    assert read(content).people[0].name == "Maria Gómez"
