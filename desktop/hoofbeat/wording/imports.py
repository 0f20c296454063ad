"""Sentences about files that are brought in: why one was refused, why something in it was not taken, what to know about a row."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from hoofbeat.domain.errors import ImportRefusedError
from hoofbeat.domain.imports import PartOutcome, PersonDifference, PlannedRecord, Reason
from hoofbeat.domain.records import Result
from hoofbeat.wording.results import value_words
from hoofbeat.wording.translation import ntr, tr

_REFUSALS: Mapping[str, str] = MappingProxyType(
    {
        "too large": "The file has {size} MB; Hoofbeat takes files up to {largest} MB. Ask the hospital for a shorter period.",
        "empty": "The file is empty. Please download it again.",
        "format not known": "Hoofbeat does not know this kind of file. Choose a health record (FHIR or C-CDA), a table (CSV or spreadsheet), a calendar, or a PDF with text.",
        "not text": "The file is not readable text. Please download it again.",
        "not json": "The file is broken at line {line}, column {column}. Please download it again.",
        "cut off": "The file ends too early. Please download it again.",
        "not fhir": "The file is JSON, but not a health record in FHIR. Choose another file.",
        "complete record not read": "The file begins as a complete record of Hoofbeat and is broken further on. Make it anew, or choose another file.",
        "complete record newer": "The file was made by a newer version of Hoofbeat. Bring Hoofbeat up to date, then try again.",
        "not ndjson": "Line {line} of the file is broken. Please download it again.",
        "no entries": "The file is a health record without a single entry. Please ask for it again.",
        "not xml": "The file is broken at line {line}, column {column}. Please download it again.",
        "web page": "The file is a web page, not a health record. Sign in to the portal and download the record again.",
        "has entities": "The file has parts that could reach into other files, so it is not opened. Please ask who made it for another one.",
        "too many parts": "The file has more parts than any health record. Ask the hospital for a shorter period.",
        "not ccda": "The file is XML, but not a health record in C-CDA. Choose another file.",
        "fhir as xml": "The file is FHIR written as XML. Ask for it as JSON, or for a C-CDA document.",
        "only a picture": "The file holds only a picture or PDF of a letter, no single entries. Open it with the hospital's viewer and type in what you need.",
        "no sections": "The file is a C-CDA document without any section. Please ask for it again.",
        "too deep": "The file is nested deeper than any health record. Choose another file.",
        "not a number": "The file has a number that is none (such as NaN). Please ask who made it for another one.",
        "number too large": "The file has a number too large to be measured. Please ask who made it for another one.",
        "workbook broken": "The spreadsheet is broken. Please download it again.",
        "no table": "Hoofbeat found no table in this spreadsheet.",
        "no results in table": "No column of this table is called a test or a result. If it holds results, bring it in by itself and say what its columns are.",
        "too many rows": "The table has more than {largest} rows. Ask for a shorter period.",
        "too many columns": "The table has more than {largest} columns. Choose another file.",
        "field too long": "A field of the table is longer than any result. Choose another file.",
        "archive bomb": "It unfolds into far more than its size. Hoofbeat does not open it.",
        "archive unsafe": "It holds names or links that lead out of the folder. Hoofbeat does not open it.",
        "archive locked": "It is protected by a passphrase. Unpack it first, then choose the folder.",
        "too many files": "It holds more than {largest} files. Choose a smaller folder.",
        "folder empty": "There is no file in it.",
        "part broken": "This file is broken.",
        "link": "This is a link to another place. Hoofbeat does not follow it.",
        "pdf in folder": "This is a PDF. Nothing is guessed from it: in the window its text comes next, beside the results that you type.",
        "archive in archive": "This is an archive within the archive. Unpack it, then bring it in by itself.",
        "text document": "This is a document of a word processor. Save it as a PDF, then bring that in: its text is shown beside the results that you type.",
        "message": "This is a message between hospital programs (HL7 version 2). Ask the hospital for your record in FHIR or C-CDA.",
        "pdf only in the window": "This is a PDF. Nothing is guessed from it: open it in the window, where its text stands beside the results that you type.",
        "pdf without text": "This PDF holds pictures only, and no text to copy. Type the results from the paper.",
        "pdf locked": "This PDF is protected by a passphrase.",
        "pdf broken": "This PDF is broken. Please download it again.",
        "pdf too long": "This PDF has more than {largest} pages. Choose a shorter one.",
        "date order in doubt": "The date {example} may start with the day or the month. Add --date-order dmy or --date-order mdy.",
        "decimal mark in doubt": "The number {example} may be read in two ways. Add --decimal comma or --decimal point.",
        "columns of a part in doubt": "It is not clear what each column of {table} says. Bring that table in by itself, or leave it out.",
        "columns in doubt": "It is not clear what each column says. Add --columns with one word for each, such as date,test,value,unit,range (- for none).",
        "columns not of this table": "The table has {found} columns, and --columns names {named}.",
        "content gone": "The file was changed or removed while it was being brought in. Please choose it again.",
        "too much memory": "Reading the file takes too much memory. Ask the hospital for a shorter period.",
    }
)
_REASONS: Mapping[str, str] = MappingProxyType(
    {
        "kind not kept": "Hoofbeat does not keep this kind of entry ({kind}).",
        "not laboratory": "This is not marked as a laboratory result.",
        "not laboratory, category": "This is not a laboratory result, but: {category}.",
        "state": "The sender marks this as “{state}”.",
        "heading": "This is the heading “{name}”; its results stand on their own.",
        "no value": "There is no value for {name}.",
        "no value, reason given": "There is no value for {name}. The sender says: {reason}.",
        "value is a curve": "The value of {name} is a curve, which Hoofbeat cannot keep.",
        "value is a file": "The value of {name} is a file, which Hoofbeat cannot keep yet.",
        "value too long": "The value of {name} is a text too long for a result.",
        "no name": "It does not say what it is about.",
        "no date": "It does not say when it is.",
        "no date, sent": "It is dated “{sent}”, and there is no such day.",
        "says nothing": "It only says: {name}.",
        "negated": "The sender says that this is not so: {name}.",
        "only text": "This section holds only words, no entries or table that can be read. Open the document to read it.",
        "not to be given": "This is a note not to give {name}.",
        "medicine without use": "{name} is only listed; nothing says that it is taken.",
        "report without results": "The results that this report names are not in the file.",
        "another version": "The file holds a later version of this entry.",
        "contradicts itself": "It states one thing twice, so neither can be relied on.",
        "meaning changed": "The sender added something that changes its meaning and that Hoofbeat does not understand.",
        "no results in table": "There is no column of results in this table.",
        "no events": "The file is a calendar without any appointment.",
        "kind of calendar not kept": "Hoofbeat keeps the appointments of a calendar, not this kind of entry ({kind}).",
        "broken line": "This line is broken and was passed over.",
        "not closed": "The file ends before this entry does. Please download it again.",
        "date not understood": "Its date could not be read: “{sent}”.",
        "repeats too often": "It repeats more often than appointments do. Only its first date is taken.",
        "rule not known": "It repeats in a way that Hoofbeat does not know ({rule}). Only its first date is taken.",
        "series shortened": "It has more dates than Hoofbeat keeps. Taken: {count}, up to {last}. Bring the file in again later for the next ones.",
        "series shortened at its beginning": "It has more dates than Hoofbeat keeps. Taken: the first and the latest ones, {count} in all, up to {last}.",
        "no further date": "It repeats on no other day near now. Taken: {last}. Bring the file in again later for the next ones.",
        "and all that follow": "It moves this date and all that follow. Only this date is moved.",
        "too many appointments": "The file has more than {most} appointments. The others are not taken.",
        "no content": "The content of the paper “{title}” is not in the file, or is damaged there.",
        "not valid": "Its field “{field}” holds something that cannot be kept.",
    }
)
# Reasons that say more where the sender did, by the gap that is then filled.
_WITH_MORE: Mapping[str, str] = MappingProxyType({"not laboratory": "category", "no date": "sent"})
_REMARKS: Mapping[str, str] = MappingProxyType(
    {
        "date of issue": "The file does not say when the sample was taken. The date is that of the report.",
        "earlier release": "The sender uses an earlier form of FHIR (DSTU2). Look at this row against the original.",
        "from the text": "No entry says this. It was read from a table in the text of the document.",
        "long text": "The value is a long text. All of it stands in the note.",
        "zone not known": "Hoofbeat does not know the time zone in the file. The time is as written there.",
        "line mended": "The line with the date has quotation marks in the wrong place. Please check the time.",
        "ends before it starts": "In the file it ends before it starts. Its length is left open.",
        "longer than can be kept": "It lasts longer than 30 days. Its length is left open.",
        "date not read": "The date in the file could not be read. It is kept as sent.",
    }
)


def refusal_sentence(error: ImportRefusedError) -> str:
    """Say why a file cannot be taken, and that nothing was brought in."""
    reason = tr(_REFUSALS.get(error.code, "Hoofbeat cannot read it.")).format(**error.data)
    return tr("{file}: {reason} Nothing was brought in.").format(file=error.path.name, reason=reason)


def part_sentence(part: PartOutcome) -> str:
    """Say what came of one file of a folder."""
    if part.why is not None:
        return tr(_REFUSALS.get(part.why.code, "Hoofbeat cannot read it.")).format(**part.why.data)
    return ntr("{count} record found", "{count} records found", part.found).format(count=part.found)


def reason_sentence(reason: Reason) -> str:
    """Say why something in a file was not taken."""
    more = _WITH_MORE.get(reason.code, "")
    code = f"{reason.code}, {more}" if reason.data.get(more) else reason.code
    return tr(_REASONS.get(code, "Hoofbeat cannot keep it.")).format(**reason.data)


def remark_sentence(remark: str) -> str:
    """Say what to know about a row that is brought in."""
    return tr(_REMARKS.get(remark, ""))


def conflict_sentence(planned: PlannedRecord) -> str:
    """Say that a file gives another value than the record, and that the record's stays."""
    yours, sent = planned.stored, planned.record
    if not isinstance(yours, Result) or not isinstance(sent, Result):
        return ""
    return tr(
        "Your record says {yours}, the file {sent} for {name} on the same day. Your record stays as it is."
    ).format(yours=value_words(yours), sent=value_words(sent), name=sent.code_display)


def difference_sentence(difference: PersonDifference) -> str:
    """Say that a file seems to be about somebody else than the journal."""
    name = difference.person.name or tr("somebody without a name")
    if difference.has_other_name and difference.has_other_birth_date:
        return tr("The file is about {name}, with another name and birth date than yours.").format(name=name)
    if difference.has_other_name:
        return tr("The file is about {name}, another name than yours.").format(name=name)
    return tr("The file is about {name}, with another birth date than yours.").format(name=name)
