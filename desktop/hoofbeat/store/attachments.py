"""The contents of attachments: each kept once, under its SHA-256, and never read with a list."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from hoofbeat.domain.records import Kind
from hoofbeat.store.tables import TABLES, attachment_contents


def keep_content(connection: Connection, content: bytes) -> str:
    """Keep a content, unless it is there already, and return its SHA-256; part of the transaction of the connection.

    One that is there and was damaged is made whole.
    """
    sha256 = digest_of(content)
    query = insert(attachment_contents).values(sha256=sha256, content=content)
    made_whole = query.on_conflict_do_update(
        index_elements=[attachment_contents.c.sha256],
        set_={"content": content},
        where=attachment_contents.c.content != content,
    )
    connection.execute(made_whole)
    return sha256


def read_content(connection: Connection, sha256: str) -> bytes | None:
    """Return a content, None where there is none; it may be damaged, which its SHA-256 tells."""
    query = select(attachment_contents.c.content).where(attachment_contents.c.sha256 == sha256)
    found = connection.execute(query).scalar()
    return None if found is None else bytes(found)


def contents_in_use(connection: Connection) -> list[str]:
    """Return the SHA-256 of every content that an attachment has, in an order that does not change."""
    attachments = TABLES[Kind.ATTACHMENTS].c
    query = select(attachments.sha256).distinct().order_by(attachments.sha256)
    return [str(each) for each in connection.execute(query).scalars()]


def damaged_titles(connection: Connection) -> Iterator[str]:
    """Yield the titles of attachments whose content is gone or is not what was kept; one content is in memory at a time."""
    attachments = TABLES[Kind.ATTACHMENTS].c
    titles: dict[str, list[str]] = {}
    for sha256, title in connection.execute(select(attachments.sha256, attachments.title).order_by(attachments.title)):
        titles.setdefault(sha256, []).append(title)
    for sha256, named in titles.items():
        content = read_content(connection, sha256)
        if content is None or digest_of(content) != sha256:
            yield from named


def digest_of(content: bytes) -> str:
    """Return the SHA-256 of a content, as it is written everywhere."""
    return hashlib.sha256(content).hexdigest()
