"""Small tables for the tests, and what was read from them in one line each."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from typing import Any
from xml.sax.saxutils import escape

from hoofbeat.domain.imports import ImportedFile
from hoofbeat.domain.records import Laboratory, Result, Sample
from hoofbeat.domain.tables import NO_CHOICES, TableChoices
from hoofbeat.exchange.tabular.reader import read_tabular

CODES = frozenset({"9811-1", "2345-7"})


def read(content: str | bytes, choices: TableChoices = NO_CHOICES, name: str = "labs.csv") -> ImportedFile:
    """Read a table."""
    data = content.encode() if isinstance(content, str) else content
    return read_tabular(data, name=name, loinc_codes=CODES, choices=choices)


def results_of(imported: ImportedFile) -> list[Result]:
    """The results in their order."""
    return [each.record for each in imported.findings if isinstance(each.record, Result)]


def lines_of(imported: ImportedFile) -> list[tuple[str, str, str, str]]:
    """Each result as test, value as printed, unit and the date of its sample."""
    samples = {each.record.id: each.record for each in imported.findings if isinstance(each.record, Sample)}
    return [
        (each.code_display, each.value_text, each.unit, str(samples[each.sample].taken_on))
        for each in results_of(imported)
    ]


def laboratories_of(imported: ImportedFile) -> list[str]:
    """The laboratory of each result."""
    samples = {each.record.id: each.record for each in imported.findings if isinstance(each.record, Sample)}
    names = {str(each.record.id): each.record.name for each in imported.findings if isinstance(each.record, Laboratory)}
    return [names.get(str(samples[each.sample].laboratory), "") for each in results_of(imported)]


def workbook(sheets: dict[str, list[list[Any]]]) -> bytes:
    """Make a spreadsheet as the format wants it, with numbers and dates as such."""
    file = io.BytesIO()
    names = list(sheets)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        kinds = "".join(
            f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
            for n in range(1, len(names) + 1)
        )
        archive.writestr(
            "[Content_Types].xml",
            '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
            '<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>'
            f"{kinds}</Types>",
        )
        archive.writestr("_rels/.rels", _relations({"r1": ("officeDocument", "xl/workbook.xml")}))
        listed = "".join(
            f'<sheet name="{escape(name)}" sheetId="{n}" r:id="r{n}"/>' for n, name in enumerate(names, start=1)
        )
        archive.writestr(
            "xl/workbook.xml",
            f'<?xml version="1.0"?><workbook xmlns="{_MAIN}" xmlns:r="{_DOCUMENT}"><sheets>{listed}</sheets></workbook>',
        )
        places = {f"r{n}": ("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(names) + 1)}
        archive.writestr("xl/_rels/workbook.xml.rels", _relations({**places, "s": ("styles", "styles.xml")}))
        archive.writestr(
            "xl/styles.xml",
            f'<?xml version="1.0"?><styleSheet xmlns="{_MAIN}"><cellXfs count="2"><xf numFmtId="0"/>'
            '<xf numFmtId="22" applyNumberFormat="1"/></cellXfs></styleSheet>',
        )
        for n, rows in enumerate(sheets.values(), start=1):
            body = "".join(f"<row>{''.join(map(_cell, row))}</row>" for row in rows)
            text = f'<?xml version="1.0"?><worksheet xmlns="{_MAIN}"><sheetData>{body}</sheetData></worksheet>'
            archive.writestr(f"xl/worksheets/sheet{n}.xml", text)
    return file.getvalue()


_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _relations(found: dict[str, tuple[str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="{key}" Type="{_DOCUMENT}/{kind}" Target="{target}"/>'
        for key, (kind, target) in found.items()
    )
    return f'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{listed}</Relationships>'


def _cell(value: Any) -> str:
    if isinstance(value, datetime):
        days = (value - datetime(1899, 12, 30)).total_seconds() / 86_400  # noqa: DTZ001  # a spreadsheet knows no zone
        return f'<c s="1"><v>{days!r}</v></c>'
    if isinstance(value, date):
        return f'<c s="1"><v>{(value - date(1899, 12, 30)).days}</v></c>'
    if isinstance(value, int | float):
        return f"<c><v>{value!r}</v></c>"
    return f'<c t="inlineStr"><is><t>{escape(str(value))}</t></is></c>' if value else "<c/>"
