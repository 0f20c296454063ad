"""The contents of papers inside such a document: taken apart from it line by line, so that none waits in memory for the others."""

from __future__ import annotations

import base64
import binascii
import dataclasses
import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from hoofbeat.domain import attachments
from hoofbeat.domain.errors import FileMissingError, FileUnreadableError
from hoofbeat.domain.imports import Finding, ImportedFile, NotTaken, Reason
from hoofbeat.domain.records import Attachment
from hoofbeat.exchange.refusal import RefusedError

# A quotation mark inside a text is written with a stroke before it, so no text can hold such a pair.
_PAIR: Final = re.compile(rb'(?<!\\)"([0-9a-f]{64})"\s*:\s*"([A-Za-z0-9+/]+={0,2})"')
_LONGEST_LINE: Final = attachments.LARGEST * 4 // 3 + 4096
_MEGABYTE: Final = 1024 * 1024


def taken_apart(path: Path, *, largest: int) -> tuple[bytes, Mapping[str, int]]:
    """Return the document without the contents, of so many bytes at most, and the sizes of those that are whole, by SHA-256.

    Raises RefusedError where the rest is larger, FileMissingError, FileUnreadableError.
    """
    rest: list[bytes] = []
    size = 0
    whole: dict[str, int] = {}
    for line in _lines(path):
        whole |= {sha256: len(content) for sha256, content in _whole(line)}
        bare = _PAIR.sub(rb'"\1": ""', line)
        size += len(bare)
        if size > largest:
            sizes = {"size": str(size // _MEGABYTE), "largest": str(largest // _MEGABYTE)}
            raise RefusedError(Reason("too large", sizes))
        rest.append(bare)
    return b"".join(rest), whole


def read_contents(path: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the contents that a document holds whole, by SHA-256. FileMissingError, FileUnreadableError."""
    for line in _lines(path):
        yield from _whole(line)


def with_contents(imported: ImportedFile, whole: Mapping[str, int], path: Path | None = None) -> ImportedFile:
    """Return what a document holds, the papers left out, and said, whose content is not in it; `whole` are sizes by SHA-256."""
    kept: list[Finding] = []
    left: list[NotTaken] = []
    for each in imported.findings:
        paper = each.record
        if isinstance(paper, Attachment) and whole.get(paper.sha256) != paper.size:
            left.append(NotTaken(each.where, Reason("no content", {"title": paper.title})))
        else:
            kept.append(each)
    return dataclasses.replace(
        imported, findings=tuple(kept), not_taken=(*imported.not_taken, *left), contents_in=path if whole else None
    )


def _lines(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            while line := file.readline(_LONGEST_LINE):
                yield line
    except FileNotFoundError as error:
        raise FileMissingError(path) from error
    except OSError as error:
        raise FileUnreadableError(path) from error


def _whole(line: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the contents of a line that are what their SHA-256 says."""
    for found in _PAIR.finditer(line):
        sha256 = found[1].decode()
        try:
            content = base64.b64decode(found[2], validate=True)
        except binascii.Error:
            continue
        if content and len(content) <= attachments.LARGEST and hashlib.sha256(content).hexdigest() == sha256:
            yield sha256, content
