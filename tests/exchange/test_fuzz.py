"""Files that were damaged at random: a reader takes them or refuses them in a sentence, and never fails in any other way.

A plain run tries a few hundred; HOOFBEAT_FUZZ gives the seconds that each format is tried for (`make fuzz`).
"""

from __future__ import annotations

import json
import os
import random
import time
from collections.abc import Iterator

import pytest

from hoofbeat.domain.checks import problems_of
from hoofbeat.domain.imports import ImportedFile
from hoofbeat.domain.records import Result
from hoofbeat.exchange.formats import read_content
from hoofbeat.exchange.refusal import RefusedError
from hoofbeat.store.repositories import to_row
from hoofbeat.wording.imports import reason_sentence, remark_sentence
from tests.exchange.ccda.documents import administration, document, limits, observation, organizer, section
from tests.exchange.fhir.bundles import MARIA, bundle, medication_request
from tests.exchange.fhir.bundles import observation as fhir_observation

SECONDS = float(os.environ.get("HOOFBEAT_FUZZ") or 0)
TRIES = 250
LONGEST = 10.0
CODES = frozenset({"9811-1"})

ROWS = "<table><thead><tr><th>Test</th><th>Result</th><th>Date</th></tr></thead><tbody><tr ID='a'><td>CgA</td><td>93 ng/mL</td><td>02/03/2026</td></tr><tr><td>Gastrin</td><td>&lt;5</td><td>2026</td></tr></tbody></table>"
SEEDS = {
    "ccda": document(
        section(organizer(observation(more=limits("<text>0 - 93</text>"))), text=ROWS),
        section(
            administration(more='<effectiveTime xsi:type="PIVL_TS"><period value="12" unit="h"/></effectiveTime>'),
            code="10160-0",
        ),
        section("<encounter><effectiveTime value='202602031030'/></encounter>", code="46240-8"),
    ),
    "fhir": json.dumps(bundle(MARIA, fhir_observation(), medication_request())),
    "lines": "\n".join(json.dumps(each) for each in (MARIA, fhir_observation(), medication_request())),
    "table": "Test,Result,Unit,Date\nChromogranin A,93,ng/mL,2026-02-03\nGastrin,<5,pg/mL,2026-02-03\n",
}
# What is slipped into a file: signs that mean something to one of the formats, and numbers that nothing measures.
PIECES = (
    *(
        b"<",
        b">",
        b"/>",
        b'"',
        b"&",
        b"&#0;",
        b"<!--",
        b"]]>",
        b"<![CDATA[",
        b"{",
        b"}",
        b"[",
        b"]",
        b",",
        b":",
        b"null",
        b"NaN",
    ),
    *(
        b"1e999",
        b"-0",
        b"9" * 70,
        b"\0",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\xe2\x80\xae",
        b"\n",
        b"\r",
        b"\t",
        b";",
        b"nullFlavor",
    ),
    *(
        b"20240231",
        b"2024-02-31",
        b"00000000",
        b"UNK",
        b"()",
        b"<=",
        b"10*3/uL",
        b"\xc2\xb5",
        b"xsi:type",
        b'value="',
        b"true",
    ),
)


def damaged(content: bytes, chance: random.Random) -> bytes:
    """Return a file with a few of its bytes cut, doubled, moved, flipped or slipped in."""
    made = bytearray(content)
    for _ in range(chance.randint(1, 6)):
        at, length = chance.randrange(len(made) + 1), chance.randint(1, 40)
        match chance.randrange(6):
            case 0:
                del made[at : at + length]
            case 1:
                made[at:at] = made[at : at + length] * chance.randint(1, 5)
            case 2:
                made[at:at] = chance.choice(PIECES)
            case 3:
                made[at : at + length] = chance.choice(PIECES)
            case 4 if made:
                made[min(at, len(made) - 1)] = chance.randrange(256)
            case _:
                start = chance.randrange(len(made) + 1)
                made[at : at + length] = made[start : start + length]
    return bytes(made[: chance.randrange(len(made) + 1)] if chance.random() < 0.05 else made)


def numbers() -> Iterator[int]:
    """Count the tries: a few hundred, or as many as there is time for."""
    end, number = time.monotonic() + SECONDS, 0
    while number < TRIES or time.monotonic() < end:
        yield number
        number += 1


def check(imported: ImportedFile) -> None:
    """Hold what was read to what every import promises: records that can be stored, and a sentence for all else."""
    for finding in imported.findings:
        assert to_row(finding.record)["id"]
        assert all(remark_sentence(remark) for remark in finding.remarks)
        if isinstance(finding.record, Result):
            assert finding.record.value_text.strip()
            assert {problem.field for problem in problems_of(finding.record)} <= {
                "catalogue_test",
                "range_high",
                "source_id",
            }
    for left in imported.not_taken:
        assert "{" not in reason_sentence(left.why).replace(str(left.why.data), "") or left.why.data


@pytest.mark.parametrize("seed", SEEDS)
def test_a_damaged_file_is_taken_or_refused_and_nothing_else(seed: str) -> None:
    for number in numbers():
        content = damaged(SEEDS[seed].encode(), random.Random(f"{seed} {number}"))  # noqa: S311  # the same tries every time
        start = time.process_time()
        try:
            check(read_content(content, f"{seed}.txt", loinc_codes=CODES))
        except RefusedError:
            pass
        except Exception as error:
            raise AssertionError(f"try {number} of {seed}: {content!r}") from error
        assert time.process_time() - start < LONGEST, f"try {number} of {seed} took too long"
