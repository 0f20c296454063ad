"""Files that were damaged at random: a reader takes them or refuses them in a sentence, and never fails in any other way.

A plain run tries a few hundred; HOOFBEAT_FUZZ gives the seconds that each format is tried for (`make fuzz`).
"""

from __future__ import annotations

import io
import json
import os
import random
import time
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest

from hoofbeat.domain.checks import problems_of
from hoofbeat.domain.errors import ImportRefusedError
from hoofbeat.domain.imports import ImportedFile
from hoofbeat.domain.records import Result
from hoofbeat.exchange.folders import read_source
from hoofbeat.exchange.formats import read_content
from hoofbeat.exchange.refusal import RefusedError
from hoofbeat.store.repositories import to_row
from hoofbeat.wording.imports import reason_sentence, remark_sentence
from tests.exchange.ccda.documents import administration, document, limits, observation, organizer, section
from tests.exchange.complete.test_complete import written
from tests.exchange.fhir.bundles import MARIA, bundle, medication_request
from tests.exchange.fhir.bundles import observation as fhir_observation
from tests.exchange.tabular.sheets import workbook
from tests.store.filled import every_kind

SECONDS = float(os.environ.get("HOOFBEAT_FUZZ") or 0)
TRIES = 250
LONGEST = 10.0
CODES = frozenset({"9811-1"})

ROWS = "<table><thead><tr><th>Test</th><th>Result</th><th>Date</th></tr></thead><tbody><tr ID='a'><td>CgA</td><td>93 ng/mL</td><td>02/03/2026</td></tr><tr><td>Gastrin</td><td>&lt;5</td><td>2026</td></tr></tbody></table>"
CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Clinic//EN
BEGIN:VEVENT
UID:1@clinic
DTSTART;TZID=Europe/Vienna:20260304T103000
DTEND;TZID=Europe/Vienna:20260304T110000
RRULE:FREQ=WEEKLY;COUNT=3;BYDAY=WE
EXDATE;TZID=Europe/Vienna:20260311T103000
SUMMARY:Oncology\\, Dr Lee
LOCATION:Room 5
STATUS:CONFIRMED
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")
CSV = "Test,Result,Unit,Date\nChromogranin A,93,ng/mL,2026-02-03\nGastrin,<5,pg/mL,2026-02-03\n"
BOOK = workbook({"Labs": [["Test", "Result", "Unit", "Date"], ["Gastrin", 93, "pg/mL", date(2026, 2, 3)]]})
SHEET = "xl/worksheets/sheet1.xml"


def packed(files: Mapping[str, bytes | str]) -> bytes:
    """Return a zip of files."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def unpacked(archive: bytes) -> dict[str, bytes]:
    """Return the files of a zip."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


SEEDS: dict[str, str | bytes] = {
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
    "table": CSV,
    "sheet of a workbook": unpacked(BOOK)[SHEET],
    "workbook": BOOK,
    "calendar": CALENDAR,
    "complete record": written(*every_kind(), writing_as="Ana"),
    "zip": packed({"labs.csv": CSV, "folder/visits.ics": CALENDAR}),
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
        # A complete record gives back what a journal held, an awaited result among it; all others bring values.
        if isinstance(finding.record, Result) and not imported.is_complete:
            assert finding.record.value_text.strip()
            assert {problem.field for problem in problems_of(finding.record)} <= {
                "catalogue_test",
                "range_high",
                "source_id",
            }
    for left in imported.not_taken:
        assert "{" not in reason_sentence(left.why).replace(str(left.why.data), "") or left.why.data


def read(seed: str, content: bytes, folder: Path) -> ImportedFile:
    """Read a damaged file by the door that files of its format come in."""
    if seed == "sheet of a workbook":
        content = packed({**unpacked(BOOK), SHEET: content})
    if seed != "zip":
        return read_content(content, f"{seed}.txt", loinc_codes=CODES)
    path = folder / "records.zip"
    path.write_bytes(content)
    return read_source(path, loinc_codes=CODES)


@pytest.mark.timeout(SECONDS + 120)
@pytest.mark.parametrize("seed", SEEDS)
def test_a_damaged_file_is_taken_or_refused_and_nothing_else(seed: str, tmp_path: Path) -> None:
    whole = SEEDS[seed]
    for number in numbers():
        chance = random.Random(f"{seed} {number}")  # noqa: S311  # the same tries every time
        content = damaged(whole.encode() if isinstance(whole, str) else whole, chance)
        start = time.process_time()
        try:
            check(read(seed, content, tmp_path))
        except (RefusedError, ImportRefusedError):
            pass
        except Exception as error:
            raise AssertionError(f"try {number} of {seed}: {content!r}") from error
        assert time.process_time() - start < LONGEST, f"try {number} of {seed} took too long"
