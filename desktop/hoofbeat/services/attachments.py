"""Keeping files in the journal: a letter beside its appointment, a laboratory's report beside its sample, and giving them out again."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path, PurePath

from hoofbeat.domain.attachments import FIELD_OF, LARGEST
from hoofbeat.domain.changes import Act, Change, Description
from hoofbeat.domain.errors import (
    AttachmentsDamagedError,
    FileEmptyError,
    FileMissingError,
    FileTooLargeError,
    FileUnreadableError,
)
from hoofbeat.domain.records import Attachment, AttachmentId, Kind, Result
from hoofbeat.domain.values import PartialDate
from hoofbeat.exchange.media_types import media_type_of
from hoofbeat.services import files
from hoofbeat.services.records import new_id, refuse_invalid
from hoofbeat.store.attachments import damaged_titles, digest_of, keep_content, read_content
from hoofbeat.store.journal import Journal
from hoofbeat.store.repositories import Repository
from hoofbeat.store.unit_of_work import UnitOfWork


def attach(
    journal: Journal,
    *,
    paths: Sequence[Path],
    kind: Kind,
    record_id: str,
    today: date,
    title: str = "",
    author: str = "",
) -> tuple[Sequence[Attachment], Change]:
    """Keep files beside a record, as one change; without a title each gets the name of its file.

    `kind` is one of HOLDERS; beside the person a file lies without any `record_id`. Raises RecordNotFoundError,
    FileMissingError, FileUnreadableError, FileTooLargeError unread, FileEmptyError; then nothing is kept.
    """
    with journal.change(author=author) as work:
        beside = _beside(work.records, kind, record_id)
        kept = [_keep(work, file, title=title, today=today, beside=beside) for file in paths]
        described = Description(Act.ADD, Kind.ATTACHMENTS, ", ".join(each.title for each in kept), len(kept))
        return kept, work.commit(described)


def list_beside(journal: Journal, *, kind: Kind, record_ids: Sequence[str]) -> Sequence[Attachment]:
    """Return the files that lie beside one or several records, newest first; beside the person, those that lie beside nothing else."""
    with journal.reading() as stored:
        return papers_beside(stored, kind, record_ids)


def papers_beside(stored: Repository, kind: Kind, record_ids: Sequence[str]) -> Sequence[Attachment]:
    """Do the same with what is read already."""
    if kind is Kind.PEOPLE:
        found = list(stored.list(Attachment, appointment=None, sample=None, medication=None))
    else:
        found = list(stored.list_in(Attachment, FIELD_OF[kind], record_ids))
    return sorted(found, key=lambda each: str(each.day or ""), reverse=True)


def content_of(journal: Journal, *, attachment: Attachment) -> bytes:
    """Return the content of a file as it was kept; AttachmentsDamagedError where it is not that any more."""
    with journal.reading_connection() as connection:
        content = read_content(connection, attachment.sha256)
    if content is None or digest_of(content) != attachment.sha256:
        raise AttachmentsDamagedError(journal.path, [attachment.title])
    return content


def save_copy(journal: Journal, *, attachment: Attachment, to: Path, may_replace: bool = False) -> None:
    """Save a file to a place of the person's choice, as it was kept; AttachmentsDamagedError, and the errors of `write_file`."""
    files.write_file(path=to, content=content_of(journal, attachment=attachment), may_replace=may_replace)


def refuse_damaged(journal: Journal) -> None:
    """Compare the content of every file with its SHA-256; AttachmentsDamagedError names those that differ."""
    with journal.reading_connection() as connection:
        titles = list(damaged_titles(connection))
    if titles:
        raise AttachmentsDamagedError(journal.path, titles)


def _beside(stored: Repository, kind: Kind, record_id: str) -> dict[str, str]:
    """Return the field that says what a file lies beside."""
    if kind is Kind.PEOPLE:
        return {}
    record = stored.get_kind(kind, record_id)
    if isinstance(record, Result):
        kind, record = Kind.SAMPLES, stored.get_kind(Kind.SAMPLES, record.sample)
    return {FIELD_OF[kind]: record.id}


def _keep(work: UnitOfWork, file: Path, *, title: str, today: date, beside: dict[str, str]) -> Attachment:
    content = _read(file)
    # Some systems allow names that are no text.
    name = os.fsencode(file.name).decode("utf-8", "replace")
    made = Attachment(
        id=AttachmentId(new_id()),
        title=" ".join((title or PurePath(name).stem).split()),
        added_on=PartialDate.of(today),
        file_name=name,
        media_type=media_type_of(content),
        size=len(content),
        sha256=keep_content(work.connection, content),
    ).replaced(**beside)
    refuse_invalid(made)
    work.add(made)
    return made


def _read(path: Path) -> bytes:
    """Return the content of a file, which is not opened where it is too large."""
    try:
        if not path.exists():
            raise FileMissingError(path)
        if not path.is_file():
            raise FileUnreadableError(path)
        size = path.stat().st_size
        if size > LARGEST:
            raise FileTooLargeError(path, size, LARGEST)
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise FileUnreadableError(path) from error
    if len(content) > LARGEST:  # it grew since its size was asked
        raise FileTooLargeError(path, len(content), LARGEST)
    if not content:
        raise FileEmptyError(path)
    return content
